#include "sim/draw.h"

#include <cmath>

namespace sim {

namespace {

double standard_normal(Stream& stream) {
    for (;;) {
        const double x = 2 * stream.uniform() - 1, y = 2 * stream.uniform() - 1;
        const double square = x * x + y * y;
        // IEEE 754 defines every bit of the result of a square root.
        if (square < 1 && square > 0) return x * std::sqrt(-2 * log(square) / square);
    }
}

// There are no branches and no calls, so that compilers can use vectors. It is done in steps, because some
// WebAssembly compilers make each conversion from an integer wait for the rounding before it.
[[gnu::always_inline]] inline void draw_side_by_side(Draws draws, uint32_t first, double times, double over,
                                                     Time* out) {
    double near[draws_at_once], r[draws_at_once], ns[draws_at_once];
    for (uint32_t i = 0; i < draws_at_once; ++i) {
        const LogParts parts = log_parts(unit(draws.bits(first + i, 0, 0)));
        near[i] = parts.near;
        r[i] = parts.r;
    }
    for (uint32_t i = 0; i < draws_at_once; ++i) ns[i] = -log_of({near[i], r[i]}) * times / over;
    for (uint32_t i = 0; i < draws_at_once; ++i) out[i] = nearest(ns[i]);
}

#if defined(__x86_64__)
// The same operations on the same numbers, with the wide registers of newer processors.
[[gnu::target("avx512f,avx512dq,avx512vl")]] void draw_in_wide_registers(const Draws& draws, uint32_t first,
                                                                         double times, double over, Time* out) {
    draw_side_by_side(draws, first, times, over, out);
}
#endif

}  // namespace

void exponentials(const Draws& draws, uint32_t first, double times, double over, Time* out) {
#if defined(__x86_64__)
    static const bool wide = __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    if (wide) return draw_in_wide_registers(draws, first, times, over, out);
#endif
    draw_side_by_side(draws, first, times, over, out);
}

double Stream::uniform() {
    state_ = mix(state_);
    return unit(state_);
}

Time uniform_between(Time low, Time high, double u) {
    const Time drawn{low.ns + int64_t(u * (double((high - low).ns) + 1))};
    return drawn < high ? drawn : high;
}

Time normal(Time mean, Time sd, Stream& stream) {
    return nearest(double(mean.ns) + double(sd.ns) * standard_normal(stream));
}

Time lognormal(Time mean, Time sd, Stream& stream) {
    if (mean.ns == 0) return {};
    const double spread = double(sd.ns) / double(mean.ns);
    const double variance = log(1 + spread * spread);
    return nearest(exp(log(double(mean.ns)) - variance / 2 + std::sqrt(variance) * standard_normal(stream)));
}

Time erlang(Time mean, int64_t stages, Stream& stream) {
    double sum = 0;
    for (int64_t i = 0; i < stages; ++i) sum += exponential(stream.uniform());
    return nearest(sum * double(mean.ns) / double(stages));
}

Time pareto(Time min, double shape, double u) { return nearest(double(min.ns) * exp(-log(u) / shape)); }

}  // namespace sim
