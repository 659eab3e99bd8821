#include "sim/draw.h"

#include "sim/math.h"

namespace sim {

namespace {

uint64_t mix(uint64_t x) {
    x += 0x9E37'79B9'7F4A'7C15ull;
    x = (x ^ x >> 30) * 0xBF58'476D'1CE4'E5B9ull;
    x = (x ^ x >> 27) * 0x94D0'49BB'1331'11EBull;
    return x ^ x >> 31;
}

Time from_double(double ns) {
    if (ns >= double(longest_time.ns)) return longest_time;
    return {int64_t(ns + 0.5)};
}

}  // namespace

uint64_t bits(const DrawKey& key) {
    uint64_t x = mix(key.seed);
    x = mix(x ^ (uint64_t(key.purpose) << 32 | key.row));
    x = mix(x ^ (uint64_t(key.task) << 32 | key.step));
    return mix(x ^ key.occurrence);
}

double uniform(const DrawKey& key) {
    // Through a signed integer: unsigned to double is slower everywhere and wrong in old compilers.
    return (double(int64_t(bits(key) >> 11)) + 0.5) * 0x1p-53;
}

Time exponential(Time mean, double u) { return from_double(-log(u) * double(mean.ns)); }

Time uniform_between(Time low, Time high, double u) {
    const Time drawn{low.ns + int64_t(u * (double((high - low).ns) + 1))};
    return drawn < high ? drawn : high;
}

}  // namespace sim
