#include "model/lengths.h"

#include <algorithm>

namespace model {

namespace {

using scenario::Law;
using scenario::LawKind;

Time from_stream(const Law& law, sim::Stream& stream, uint64_t nth) {
    switch (law.kind) {
        case LawKind::constant: return law.a;
        case LawKind::exponential: return sim::exponential(law.a, stream.uniform());
        case LawKind::uniform: return sim::uniform_between(law.a, law.b, stream.uniform());
        case LawKind::normal: return sim::normal(law.a, law.b, stream);
        case LawKind::lognormal: return sim::lognormal(law.a, law.b, stream);
        case LawKind::erlang: return sim::erlang(law.a, int64_t(law.shape), stream);
        case LawKind::pareto: return sim::pareto(law.a, law.shape, stream.uniform());
        case LawKind::list: return law.times[size_t(nth % law.times.size())];
        case LawKind::choice: {
            double sum = 0;
            for (const scenario::WeightedLaw& choice : law.choices) sum += choice.weight;
            double left = stream.uniform() * sum;
            for (const scenario::WeightedLaw& choice : law.choices) {
                left -= choice.weight;
                if (left < 0) return from_stream(choice.law, stream, nth);
            }
            return from_stream(law.choices.back().law, stream, nth);
        }
    }
    return {};
}

}  // namespace

Time draw(const Law& law, uint64_t bits, uint64_t nth) {
    switch (law.kind) {
        case LawKind::constant: return law.a;
        case LawKind::exponential: return sim::exponential(law.a, sim::unit(bits));
        case LawKind::uniform: return sim::uniform_between(law.a, law.b, sim::unit(bits));
        default: break;
    }
    sim::Stream stream(bits);
    return from_stream(law, stream, nth);
}

Time at_other_speed(Time work, double speed) {
    if (work == Time{}) return work;
    const double ns = double(work.ns) / speed;
    if (ns >= double(longest_time.ns)) return longest_time;
    return ns < 1 ? Time{1} : Time{int64_t(ns + 0.5)};
}

uint64_t looks_of(const Law& law) {
    if (law.kind == LawKind::erlang) return uint64_t(law.shape) * 20;
    if (law.kind != LawKind::choice) return 0;
    uint64_t max = 0;
    for (const scenario::WeightedLaw& choice : law.choices) max = std::max(max, looks_of(choice.law));
    return max + 3 * law.choices.size();
}

}  // namespace model
