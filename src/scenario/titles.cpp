#include "scenario/titles.h"

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

std::string cores_text(int64_t cores) { return std::to_string(cores) + (cores == 1 ? " core" : " cores"); }

std::string policy_text(const Scheduler& scheduler) {
    std::string name(row_of(scheduler.policy).label);
    if (name[0] >= 'a' && name[0] <= 'z') name[0] = char(name[0] - 'a' + 'A');
    const auto quantum = quantum_of(scheduler);
    return quantum ? name + ", " + time_words(*quantum) + " slices" : name;
}

std::string ties_text(Ties ties) {
    return ties == Ties::arrivals_first ? "Arrivals first" : "Preempted first";
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
            if (wanted) title += (title.empty() ? "" : " · ") + part;
        };
        add(servers, std::to_string(s.machine.servers) + (s.machine.servers == 1 ? " server" : " servers"));
        add(cores, cores_text(s.machine.cores));
        add(speed, "Speed " + number_text(s.machine.speed));
        add(policy, policy_text(s.machine.scheduler));
        add(queues, s.machine.scheduler.queues == ReadyQueues::global ? "One queue" : "A queue per core");
        add(ties, ties_text(s.machine.scheduler.ties));
        add(switching, "Switch " + time_words(s.machine.costs.thread_switch));
        add(tasks, grouped_text(tasks_of(s)) + " tasks");
        add(strategy || title.empty(), strategy_label(s));
    }
}

std::string short_title(std::string_view title, const Scenario& scenario) {
    const std::string label = strategy_label(scenario);
    const size_t count = label.find(" · ");
    if (count == std::string::npos || !title.ends_with(std::string_view(label).substr(count))) return std::string(title);
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
