#include "scenario/computing.h"

#include "scenario/steps.h"
#include "scenario/values.h"

#include <algorithm>
#include <cmath>

namespace scenario {

namespace {

void collect(json::Value& steps, double times, std::vector<Computing>& into) {
    for (json::Value& step : steps.items) {
        for (const StepRow& row : step_rows())
            if (json::Value* law = row.computes ? step.find(row.field.key) : nullptr) into.push_back({law, times});
        if (json::Value* repeat = step.find("repeat"))
            collect(*repeat->find("steps"), times * repeat->find("times")->number, into);
        if (json::Value* split = step.find("split"))
            collect(*split->find("each"), times * split->find("parts")->number, into);
    }
}

double sum(const std::vector<Computing>& all) {
    double ns = 0;  // exact up to 104 days
    for (const Computing& one : all) ns += one.times * double(mean(law_of(*one.law)).ns);
    return ns;
}

}  // namespace

std::vector<Computing> computing(json::Value& steps) {
    std::vector<Computing> all;
    collect(steps, 1, all);
    return all;
}

Time total(const std::vector<Computing>& all) {
    const double ns = sum(all);
    return ns >= double(longest_time.ns) ? longest_time : Time{int64_t(ns)};
}

void scale(const std::vector<Computing>& all, Time wanted) {
    const double old = sum(all);
    double times = 0, left = double(wanted.ns);
    for (const Computing& one : all) times += one.times;
    const auto last_once = std::find_if(all.rbegin(), all.rend(), [](const Computing& one) { return one.times == 1; });
    const auto take = [&](const Computing& one, double ns) {
        ns = std::clamp(ns, 0.0, std::max(0.0, std::floor(left / one.times)));
        left -= ns * one.times;
        *one.law = law_value(with_mean(law_of(*one.law), {std::llround(ns)}));
    };
    for (const Computing& one : all) {
        if (last_once != all.rend() && &one == &*last_once) continue;
        const double share = old == 0 ? 1 / times : double(mean(law_of(*one.law)).ns) / old;
        take(one, std::round(double(wanted.ns) * share));
    }
    if (last_once != all.rend()) take(*last_once, left);
}

}  // namespace scenario
