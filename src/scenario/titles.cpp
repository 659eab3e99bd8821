#include "scenario/titles.h"

#include "base/say.h"
#include "scenario/policies.h"
#include "scenario/strategies.h"

#include "base/number.h"

#include <algorithm>

namespace scenario {

namespace {

template <class Get>
bool differs(const std::vector<Variant>& variants, Get get) {
    return std::any_of(variants.begin(), variants.end(), [&](const Variant& v) {
        return !(get(v.scenario) == get(variants.front().scenario));
    });
}

int64_t tasks_of(const Scenario& scenario) {
    int64_t total = 0;
    for (const Work& work : scenario.work)
        if (work.count != no_count) total += work.count;
    return total;
}

std::string policy_text(const Scheduler& scheduler) {
    const std::string name = label_of(row_of(scheduler.policy).label);
    const auto quantum = quantum_of(scheduler);
    if (!quantum) return say_plain("{^policy}", {{"policy", name}});
    return say_plain("{^policy}, {time} slices", {{"policy", name}, {"time", time_words(*quantum)}});
}

std::string ties_text(Ties ties) {
    return ties == Ties::arrivals_first ? say_plain("Arrivals first") : say_plain("Preempted first");
}

}  // namespace

void give_titles(std::vector<Variant>& variants) {
    const bool strategy = differs(variants, [](const Scenario& s) { return strategy_label(s); });
    const bool cores = differs(variants, [](const Scenario& s) { return s.machine.cores; });
    const bool policy = differs(variants, [](const Scenario& s) { return policy_text(s.machine.scheduler); });
    const bool servers = differs(variants, [](const Scenario& s) { return s.machine.servers; });
    const bool queues = differs(variants, [](const Scenario& s) { return s.machine.scheduler.queues; });
    const bool ties = differs(variants, [](const Scenario& s) { return s.machine.scheduler.ties; });
    const bool switching = differs(variants, [](const Scenario& s) { return s.machine.costs.thread_switch; });
    const bool speed = differs(variants, [](const Scenario& s) { return s.machine.speed; });
    const bool tasks = differs(variants, tasks_of);
    for (Variant& variant : variants) {
        if (!variant.title.empty()) continue;
        const Scenario& s = variant.scenario;
        std::string& title = variant.title;
        const auto add = [&](bool wanted, const std::string& part) {
            if (wanted)
                title = title.empty() ? part
                                      : say_plain("{title} · {part}", {{"title", std::string(title)}, {"part", part}});
        };
        add(servers, say_plain("{n|{n} server|{n} servers}", {{"n", s.machine.servers}}));
        add(cores, say_plain("{n|{n} core|{n} cores}", {{"n", s.machine.cores}}));
        add(speed, say_plain("Speed {factor}", {{"factor", number_text(s.machine.speed)}}));
        add(policy, policy_text(s.machine.scheduler));
        add(queues,
            s.machine.scheduler.queues == ReadyQueues::global ? say_plain("One queue") : say_plain("A queue per core"));
        add(ties, ties_text(s.machine.scheduler.ties));
        add(switching, say_plain("Switch {time}", {{"time", time_words(s.machine.costs.thread_switch)}}));
        add(tasks, say_plain("{n} {n|task|tasks}", {{"n", tasks_of(s), grouped_text(tasks_of(s))}}));
        add(strategy || title.empty(), strategy_label(s));
    }
}

std::string short_title(std::string_view title, const Scenario& scenario) {
    const std::string label = strategy_label(scenario);
    const size_t count = label.find(" · ");
    if (count == std::string::npos || !title.ends_with(std::string_view(label).substr(count)))
        return std::string(title);
    return std::string(title.substr(0, title.size() - (label.size() - count)));
}

std::vector<std::string> short_titles(const std::vector<const Variant*>& variants) {
    std::vector<std::string> titles;
    for (const Variant* variant : variants) titles.push_back(short_title(variant->title, variant->scenario));
    const std::vector<std::string> all = titles;
    for (size_t i = 0; i < all.size(); ++i)
        if (std::count(all.begin(), all.end(), all[i]) > 1) titles[i] = variants[i]->title;
    return titles;
}

}  // namespace scenario
