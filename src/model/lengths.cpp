#include "model/lengths.h"

#include "sim/math.h"

namespace model {

Time draw(const scenario::Law& law, const sim::DrawKey& key) {
    switch (law.kind) {
        case scenario::LawKind::constant: return law.a;
        case scenario::LawKind::exponential: return sim::exponential(law.a, sim::uniform(key));
        case scenario::LawKind::uniform: return sim::uniform_between(law.a, law.b, sim::uniform(key));
    }
    return {};
}

Time exponential_gap(double rate, const sim::DrawKey& key) {
    // Not through a mean in whole ns, which would round fast rates.
    const double ns = -sim::log(sim::uniform(key)) * 1e9 / rate;
    return ns >= double(longest_time.ns) ? longest_time : Time{int64_t(ns + 0.5)};
}

Time at_speed(Time work, double speed) {
    if (speed == 1) return work;
    const double ns = double(work.ns) / speed;
    return ns >= double(longest_time.ns) ? longest_time : Time{int64_t(ns + 0.5)};
}

}  // namespace model
