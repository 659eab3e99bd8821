#include "scenario/scenario.h"

namespace scenario {

namespace {

std::string count_text(int64_t count, const char* one, const char* several) {
    return std::to_string(count) + " " + (count == 1 ? one : several);
}

}  // namespace

Time mean(const Law& law) { return law.kind == LawKind::uniform ? Time{(law.a.ns + law.b.ns) / 2} : law.a; }

std::string time_words(Time t) {
    std::string text = time_text(t);
    const size_t unit = text.find_first_not_of("0123456789.");
    const std::string name = text.substr(unit) == "us" ? "µs" : text.substr(unit);
    return text.substr(0, unit) + " " + name;
}

std::string strategy_label(const Strategy& strategy) {
    switch (strategy.kind) {
        case StrategyKind::one_at_a_time: return "One at a time · 1 thread";
        case StrategyKind::thread_per_task: return "Thread per task";
        case StrategyKind::thread_pool:
            return "Thread pool · " + count_text(strategy.threads, "thread", "threads");
        case StrategyKind::event_loop:
            if (strategy.loops > 1) return "Event loops · " + count_text(strategy.loops, "thread", "threads");
            return "Event loop · 1 thread";
        case StrategyKind::async_pool: return "Async · " + count_text(strategy.threads, "thread", "threads");
    }
    return {};
}

std::string rules_text(const Scheduler& scheduler) {
    if (scheduler.policy == Policy::fcfs) return "first come, first served";  // nobody is preempted
    return "round robin, " + time_words(scheduler.quantum) +
           (scheduler.ties == Ties::arrivals_first ? " slices; arrivals queue before preempted threads"
                                                   : " slices; preempted threads queue before arrivals");
}

}  // namespace scenario
