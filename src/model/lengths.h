#pragma once

// How long things take: a scenario's laws, drawn by key.

#include "scenario/scenario.h"
#include "sim/draw.h"

namespace model {

// `bits` are those of the draw's key. `nth`: which use of the law this is, from 0, for laws that are lists.
Time draw(const scenario::Law& law, uint64_t bits, uint64_t nth);
inline Time draw(const scenario::Law& law, const sim::DrawKey& key, uint64_t nth) { return draw(law, sim::bits(key), nth); }

// The gap before the next point of a Poisson process of `rate` a second.
inline Time exponential_gap(double rate, uint64_t bits) {
    return sim::nearest(sim::exponential(sim::unit(bits)) * 1e9 / rate);  // not through a mean in whole ns, which would round fast rates
}

// How long `work` takes on a core of that speed: work / speed to the nearest ns, at least 1 if there is any.
Time at_other_speed(Time work, double speed);
inline Time at_speed(Time work, double speed) { return speed == 1 ? work : at_other_speed(work, speed); }

// Lengths that are asked for by ascending numbers, drawn several at once: they do not depend on each other, so the
// processor draws them side by side, while a single one keeps everything waiting that comes after it.
class Ahead {
public:
    template <class Draw>  // Time of a number, the same whenever it is asked
    Time of(uint32_t number, Draw draw) {
        if (number - first_ >= count_) [[unlikely]]
            draw_from(number, draw);
        return times_[number - first_];
    }

private:
    static constexpr uint32_t many = 16;

    template <class Draw>
    [[gnu::noinline]] void draw_from(uint32_t number, Draw draw) {
        first_ = number;
        count_ = many;
        for (uint32_t i = 0; i < many; ++i) times_[i] = draw(number + i);
    }

    uint32_t first_ = 0, count_ = 0;
    Time times_[many];
};

// What a draw costs beyond the usual, in Budget::looks: a sum of a thousand is no small matter.
uint64_t looks_of(const scenario::Law& law);

}  // namespace model
