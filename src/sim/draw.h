#pragma once

// Randomness is keyed, not consumed: a value is a function of its key, which says what the
// value is for. All strategies of a comparison therefore get the same work, and a change in
// one part of a scenario changes nothing elsewhere.
//
//     value = f(seed, purpose, row, task, step, occurrence)
//
// The bits are SplitMix64's finaliser (Steele, Lea, Flood 2014; constants of
// Stafford's variant 13), applied once for each part of the key.

#include "base/time.h"
#include "sim/math.h"

#include <cstdint>

namespace sim {

enum class Purpose : uint8_t { compute = 1,
                               device = 2,
                               sleep = 3,
                               gap = 4,
                               think = 5,
                               balance = 6,
                               policy = 7,
                               child = 8,
                               race = 9 };

struct DrawKey {
    uint64_t seed = 0;
    Purpose purpose = Purpose::compute;
    uint32_t row = 0;   // row of work
    uint32_t task = 0;  // number in its row; for gaps between arrivals, the number of the gap
    uint32_t step = 0;
    uint32_t occurrence = 0;  // of the step in that task
};

inline uint64_t mix(uint64_t x) {
    x += 0x9E37'79B9'7F4A'7C15ull;
    x = (x ^ x >> 30) * 0xBF58'476D'1CE4'E5B9ull;
    x = (x ^ x >> 27) * 0x94D0'49BB'1331'11EBull;
    return x ^ x >> 31;
}

// All keys of one seed, purpose and row. The part that they share is mixed once.
class Draws {
public:
    Draws(uint64_t seed, Purpose purpose, uint32_t row) : mixed_(mix(mix(seed) ^ (uint64_t(purpose) << 32 | row))) {}
    uint64_t bits(uint32_t task, uint32_t step, uint32_t occurrence) const {
        return mix(mix(mixed_ ^ (uint64_t(task) << 32 | step)) ^ occurrence);
    }

private:
    uint64_t mixed_;
};

inline uint64_t bits(const DrawKey& key) {
    return Draws(key.seed, key.purpose, key.row).bits(key.task, key.step, key.occurrence);
}

// In (0, 1), never 0 or 1: one of 2^53 equally spaced midpoints, so that 1 - u can be used in place of u.
inline double unit(uint64_t bits) {
    // Converts through a signed integer: conversion from unsigned is slower everywhere, and wrong in old compilers.
    return (double(int64_t(bits >> 11)) + 0.5) * 0x1p-53;
}
inline double uniform(const DrawKey& key) { return unit(bits(key)); }

// The values that one draw needs, however many, all from one key.
class Stream {
public:
    explicit Stream(uint64_t bits) : state_(bits) {}
    explicit Stream(const DrawKey& key) : Stream(bits(key)) {}
    double uniform();  // in (0, 1)

private:
    uint64_t state_;
};

// -ln(u) for u in (0, 1): the basis of exponential times, by inversion.
inline double exponential(double u) { return -quick_log(u); }

// Rounds to the nearest nanosecond and clamps to [0, longest_time]; NaN becomes 0.
inline Time nearest(double ns) {
    // A multiple of 16, so that adding half a nanosecond does not change it.
    constexpr double longest = double(longest_time.ns);
    const double some = ns > 0 ? ns : 0;
    return {int64_t((some < longest ? some : longest) + 0.5)};
}
inline Time exponential(Time mean, double u) { return nearest(exponential(u) * double(mean.ns)); }  // -mean ln(u)
Time uniform_between(Time low, Time high, double u);  // every whole ns of low..high is equally likely

// The next `draws_at_once` values: out[i] = -ln(u) times / over, with the u of task `first` + i in step 0. They do
// not depend on each other, so that the processor computes them side by side, up to eight per instruction.
constexpr uint32_t draws_at_once = 16;
void exponentials(const Draws& draws, uint32_t first, double times, double over, Time* out);

// Negative results become 0.
Time normal(Time mean, Time sd, Stream& stream);         // by Marsaglia's polar method
Time lognormal(Time mean, Time sd, Stream& stream);      // mean and sd of the result itself
Time erlang(Time mean, int64_t stages, Stream& stream);  // mean of the sum
Time pareto(Time min, double shape, double u);         // min / u^(1/shape)

}  // namespace sim
