#pragma once

// How long things take: draws the values of a scenario's laws by key.

#include "scenario/scenario.h"
#include "sim/draw.h"

namespace model {

// `bits` belong to the key of the draw. `nth` is the number of this use of the law, from 0, for laws that are lists.
Time draw(const scenario::Law& law, uint64_t bits, uint64_t nth);
inline Time draw(const scenario::Law& law, const sim::DrawKey& key, uint64_t nth) {
    return draw(law, sim::bits(key), nth);
}

// The gap before the next point of a Poisson process with `rate` points per second.
inline Time exponential_gap(double rate, uint64_t bits) {
    // It does not use a mean in whole ns, which would be too coarse for high rates.
    return sim::nearest(sim::exponential(sim::unit(bits)) * 1e9 / rate);
}

// How long `work` takes on a core of that speed: work / speed to the nearest ns, but at least 1 ns unless
// `work` is 0.
Time at_other_speed(Time work, double speed);
inline Time at_speed(Time work, double speed) { return speed == 1 ? work : at_other_speed(work, speed); }

// Exponential lengths for the numbers of `draws`, computed in advance. Requires ascending numbers. See
// sim::exponentials().
class Ahead {
public:
    [[gnu::always_inline]] Time of(uint32_t number, const sim::Draws& draws, double times, double over) {
        if (number - first_ >= count_) [[unlikely]] {
            first_ = number;
            count_ = sim::draws_at_once;
            sim::exponentials(draws, number, times, over, times_);
        }
        return times_[number - first_];
    }

private:
    uint32_t first_ = 0, count_ = 0;
    Time times_[sim::draws_at_once];
};

// The additional work of a draw, as counted in Budget::looks: a sum of 1,000 stages is expensive.
uint64_t looks_of(const scenario::Law& law);

}  // namespace model
