#include "scenario/scenario.h"

namespace scenario {

// By hand: clang 14 cannot make it for a type that holds itself.
bool Handler::operator==(const Handler& other) const { return kind == other.kind && takes == other.takes && body == other.body; }

bool Operation::operator==(const Operation& other) const {
    return kind == other.kind && id == other.id && text == other.text && name == other.name && into == other.into && time == other.time &&
           function == other.function && args == other.args && body == other.body && calls == other.calls && handlers == other.handlers &&
           last == other.last && number == other.number && object == other.object && device == other.device && rejected == other.rejected &&
           log_result == other.log_result && return_exceptions == other.return_exceptions;
}

bool Law::operator==(const Law& other) const {
    return kind == other.kind && a == other.a && b == other.b && shape == other.shape && times == other.times && choices == other.choices;
}

namespace {

std::string count_text(int64_t count, const char* one, const char* several) {
    return std::to_string(count) + " " + (count == 1 ? one : several);
}

}  // namespace

Time mean(const Law& law) {
    const auto rounded = [](double ns) { return ns >= double(longest_time.ns) ? longest_time : Time{int64_t(ns + 0.5)}; };
    switch (law.kind) {
        case LawKind::uniform: return {(law.a.ns + law.b.ns) / 2};
        case LawKind::pareto: return law.shape > 1 ? rounded(law.shape * double(law.a.ns) / (law.shape - 1)) : law.a;
        case LawKind::list: {
            double sum = 0;
            for (const Time time : law.times) sum += double(time.ns);
            return rounded(sum / double(law.times.size()));
        }
        case LawKind::choice: {
            double sum = 0, weights = 0;
            for (const WeightedLaw& choice : law.choices) {
                sum += choice.weight * double(mean(choice.law).ns);
                weights += choice.weight;
            }
            return rounded(sum / weights);
        }
        default: return law.a;
    }
}

std::optional<Time> quantum_of(const Scheduler& scheduler) {
    switch (scheduler.policy) {
        case Policy::fcfs:
        case Policy::mlfq:  // its levels say
        case Policy::processor_sharing: return {};
        default: break;
    }
    if (scheduler.quantum) return scheduler.quantum;
    switch (scheduler.policy) {
        case Policy::round_robin:
        case Policy::feedback:
        case Policy::lottery:
        case Policy::stride: return msec(10);
        case Policy::fair: return msec(3);
        default: return {};
    }
}

bool preemptive(const Scheduler& scheduler) {
    switch (scheduler.policy) {
        case Policy::srtf:
        case Policy::feedback:
        case Policy::mlfq: return true;
        case Policy::priority:
        case Policy::edf:
        case Policy::rm: return scheduler.preemptive.value_or(true);
        case Policy::sjf: return scheduler.preemptive.value_or(false);
        default: return false;
    }
}

int64_t most_servers(const Machine& machine) { return machine.autoscale ? machine.autoscale->max : machine.servers; }

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
        case StrategyKind::process_per_task: return "Process per task";
        case StrategyKind::process_pool: return "Process pool · " + count_text(strategy.threads, "process", "processes");
        case StrategyKind::queue_workers: return "Queue and " + count_text(strategy.workers, "worker", "workers");
        case StrategyKind::data_parallel: return "Data parallel · " + count_text(strategy.workers, "worker", "workers");
    }
    return {};
}

namespace {

// The policy itself, and what decides between two of its threads.
std::string policy_rule(const Scheduler& scheduler) {
    const bool takes = preemptive(scheduler);
    switch (scheduler.policy) {
        case Policy::fcfs: return "first come, first served";
        case Policy::round_robin: return "round robin, " + time_words(*quantum_of(scheduler)) + " slices";
        case Policy::sjf: return takes ? "the shortest burst first; a shorter one takes the core" : "the shortest burst first, to its end";
        case Policy::srtf: return "the shortest remaining time first; a shorter one takes the core";
        case Policy::feedback: return "whoever has had least first, " + time_words(*quantum_of(scheduler)) + " slices among equals";
        case Policy::priority: return takes ? "the most urgent first; a more urgent one takes the core" : "the most urgent first, to its end";
        case Policy::mlfq: {
            std::string text = "a multi-level feedback queue of " + count_text(int64_t(scheduler.levels.size()), "level", "levels") +
                               "; a higher one takes the core";
            if (scheduler.boost) text += "; all are lifted up every " + time_words(*scheduler.boost);
            return text;
        }
        case Policy::lottery: return "each slice of " + time_words(*quantum_of(scheduler)) + " goes to a ticket that is drawn";
        case Policy::stride: return "stride, " + time_words(*quantum_of(scheduler)) + " slices in proportion to the tickets";
        case Policy::fair: return "fair shares by weight, " + time_words(*quantum_of(scheduler)) + " slices";
        case Policy::edf: return takes ? "the earliest deadline first; an earlier one takes the core" : "the earliest deadline first, to its end";
        case Policy::rm: return takes ? "the shortest period first; a shorter one takes the core" : "the shortest period first, to its end";
        case Policy::processor_sharing: return "all ready threads share the cores at once, an ideal";
    }
    return {};
}

}  // namespace

std::string rules_text(const Scheduler& scheduler) {
    std::string text = policy_rule(scheduler);
    const auto add = [&](const char* rule) { text += std::string("; ") + rule; };
    const Policy policy = scheduler.policy;
    if (policy == Policy::processor_sharing) return text;
    const bool sliced = quantum_of(scheduler).has_value();
    if (policy == Policy::mlfq && scheduler.stay_on_io) add("a wait renews slice and allotment");
    if (policy == Policy::mlfq && scheduler.io_front) add("after a wait to the front of its level");
    if (policy == Policy::priority || policy == Policy::edf || policy == Policy::rm || policy == Policy::sjf || policy == Policy::srtf)
        if (sliced) text += "; " + time_words(*quantum_of(scheduler)) + " slices among equals";
    if (sliced && scheduler.slice == Slice::keep) add("what is left of a slice is kept");
    if (sliced && scheduler.slice == Slice::clock) add("all slices end by one clock");
    if (sliced && scheduler.slice == Slice::whole) add("a slice is used up even when its thread stops");
    if (scheduler.order == Order::cyclic) add("by number, in a circle");
    if (scheduler.queues == ReadyQueues::per_core) {
        if (scheduler.balance == Balance::none) add("a queue for each core");
        if (scheduler.balance == Balance::steal) add("a queue for each core, and idle cores steal");
        if (scheduler.balance == Balance::periodic) add("a queue for each core, made even from time to time");
    }
    if (scheduler.on_block == OnBlock::hold) add("a core waits with its thread");
    if (scheduler.on_wake == OnWake::preempt) add("a thread that wakes takes a core at once");
    if (sliced && policy == Policy::round_robin && scheduler.slice != Slice::clock)
        add(scheduler.ties == Ties::arrivals_first ? "arrivals queue before preempted threads" : "preempted threads queue before arrivals");
    return text;
}

}  // namespace scenario
