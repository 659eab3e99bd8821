#include "scenario/policies.h"

#include "scenario/fields.h"

#include <algorithm>
#include <array>

namespace scenario {

namespace {

constexpr PolicyRow policy_table[] = {
    {.policy = Policy::fcfs,
     .name = "fcfs",
     .label = "first come, first served",
     .in_order = true,
     .in_classes = true,
     .rule = "first come, first served"},
    {.policy = Policy::round_robin,
     .name = "round-robin",
     .label = "round robin",
     .takes_quantum = true,
     .default_quantum = msec(10),
     .in_order = true,
     .in_classes = true,
     .rule = "round robin, {quantum} slices"},
    {.policy = Policy::sjf,
     .name = "sjf",
     .label = "shortest job first",
     .takes_quantum = true,
     .preemption = Preemption::off,
     .in_classes = true,
     .ranks = true,
     .rule = "shortest burst first, non-preemptive",
     .preempting_rule = Phrase("shortest burst first; a shorter one takes the core"),
     .took_core = Phrase("*{^other}*, which has less time left, *took {core}* from it.")},
    {.policy = Policy::srtf,
     .name = "srtf",
     .label = "shortest remaining time first",
     .takes_quantum = true,
     .preemption = Preemption::always,
     .in_classes = true,
     .ranks = true,
     .rule = "shortest remaining time first; a shorter one takes the core",
     .took_core = Phrase("*{^other}*, which has less time left, *took {core}* from it.")},
    {.policy = Policy::ljf,
     .name = "ljf",
     .label = "longest job first",
     .takes_quantum = true,
     .preemption = Preemption::off,
     .in_classes = true,
     .ranks = true,
     .rule = "longest burst first, non-preemptive",
     .preempting_rule = Phrase("longest burst first; a longer one takes the core"),
     .took_core = Phrase("*{^other}*, which has more time left, *took {core}* from it.")},
    {.policy = Policy::lrtf,
     .name = "lrtf",
     .label = "longest remaining time first",
     .takes_quantum = true,
     .default_quantum = msec(1),
     .preemption = Preemption::always,
     .in_classes = true,
     .ranks = true,
     .rule = "longest remaining time first, compared again after each slice of {quantum}; a longer one takes the core",
     .took_core = Phrase("*{^other}*, which has more time left, *took {core}* from it.")},
    {.policy = Policy::hrrn,
     .name = "hrrn",
     .label = "highest response ratio next",
     .in_classes = true,
     .rule = "highest response ratio next, non-preemptive"},
    {.policy = Policy::feedback,
     .name = "feedback",
     .label = "least attained service first",
     .takes_quantum = true,
     .default_quantum = msec(10),
     .preemption = Preemption::always,
     .in_classes = true,
     .ranks = true,
     .rule = "least attained service first, {quantum} slices among equals",
     .took_core = Phrase("*{^other}*, which has had less time on a core so far, *took {core}* from it.")},
    {.policy = Policy::priority,
     .name = "priority",
     .label = "priority",
     .takes_quantum = true,
     .preemption = Preemption::on,
     .in_classes = true,
     .ranks = true,
     .preempted_at_head = true,
     .goes_by = "priority",
     .rule = "most urgent first, non-preemptive",
     .preempting_rule = Phrase("most urgent first; a more urgent one takes the core"),
     .took_core = Phrase("*{^other}*, which is more urgent, *took {core}* from it.")},
    {.policy = Policy::mlfq,
     .name = "mlfq",
     .label = "multi-level feedback queue",
     .preemption = Preemption::always,
     .levels = true,
     .rule = "multi-level feedback queue of {levels|{levels} level|{levels} levels}; a higher one takes the core",
     .took_core = Phrase("*{^other}*, which is at a higher level, *took {core}* from it.")},
    {.policy = Policy::multilevel_queue,
     .name = "multilevel-queue",
     .label = "multilevel queue",
     .preemption = Preemption::on,
     .classes = true,
     .ranks = true,
     .preempted_at_head = true,
     .goes_by = "class",
     .rule = "multilevel queue of {classes|{classes} class|{classes} classes}, non-preemptive",
     .preempting_rule =
         Phrase("multilevel queue of {classes|{classes} class|{classes} classes}; a more urgent class takes the core"),
     .took_core = Phrase("*{^other}*, whose class is more urgent, *took {core}* from it.")},
    {.policy = Policy::lottery,
     .name = "lottery",
     .label = "lottery",
     .takes_quantum = true,
     .default_quantum = msec(10),
     .draws = true,
     .goes_by = "tickets",
     .rule = "each slice of {quantum} goes to a randomly drawn ticket"},
    {.policy = Policy::stride,
     .name = "stride",
     .label = "stride",
     .takes_quantum = true,
     .default_quantum = msec(10),
     .goes_by = "tickets",
     .rule = "stride, {quantum} slices in proportion to the tickets"},
    {.policy = Policy::fair,
     .name = "fair",
     .label = "fair share",
     .takes_quantum = true,
     .default_quantum = msec(3),
     .goes_by = "nice",
     .rule = "fair shares by weight, {quantum} slices",
     .took_core = Phrase("*{^other}*, which has had less than its share, *took {core}* from it.")},
    {.policy = Policy::edf,
     .name = "edf",
     .label = "earliest deadline first",
     .takes_quantum = true,
     .preemption = Preemption::on,
     .in_classes = true,
     .ranks = true,
     .goes_by = "deadline period",
     .rule = "earliest deadline first, non-preemptive",
     .preempting_rule = Phrase("earliest deadline first; an earlier one takes the core"),
     .took_core = Phrase("*{^other}*, whose deadline is sooner, *took {core}* from it.")},
    {.policy = Policy::rm,
     .name = "rm",
     .label = "rate monotonic",
     .takes_quantum = true,
     .preemption = Preemption::on,
     .in_classes = true,
     .ranks = true,
     .goes_by = "period",
     .rule = "shortest period first, non-preemptive",
     .preempting_rule = Phrase("shortest period first; a shorter one takes the core"),
     .took_core = Phrase("*{^other}*, whose period is shorter, *took {core}* from it.")},
    {.policy = Policy::processor_sharing,
     .name = "processor-sharing",
     .label = "processor sharing",
     .shares_cores = true,
     .rule = "all ready threads share the cores equally (an idealisation)"},
};

constexpr bool in_order_of_the_enum() {
    for (size_t i = 0; i < std::size(policy_table); ++i)
        if (size_t(policy_table[i].policy) != i) return false;
    return true;
}
static_assert(std::size(policy_table) == policy_count && in_order_of_the_enum(), "each policy has its row");

// A clause that may be added to the rule of a policy.
struct Clause {
    bool (*holds)(const Scheduler&);
    Phrase text;
};
bool sliced(const Scheduler& s) { return quantum_of(s).has_value(); }
// True if the key `preempted` decides and both answers are possible: among equals that take turns.
bool says_where_preempted_stand(const Scheduler& s) {
    return row_of(s.policy).ranks && preemptive(s) &&
           (s.preempted != Preempted::by_policy || (row_of(s.policy).preempted_at_head && sliced(s)));
}
bool balanced(const Scheduler& s, Balance balance) { return s.queues == ReadyQueues::per_core && s.balance == balance; }
constexpr Clause clauses[] = {
    {[](const Scheduler& s) { return row_of(s.policy).levels && s.boost; },
     Phrase("all threads return to the top level every {boost}")},
    {[](const Scheduler& s) { return row_of(s.policy).levels && s.stay_on_io; },
     Phrase("waiting renews the slice and the allotment")},
    {[](const Scheduler& s) { return row_of(s.policy).levels && s.io_front; },
     Phrase("after a wait, a thread joins the front of its level")},
    {[](const Scheduler& s) { return sliced(s) && row_of(s.policy).default_quantum == Time{}; },
     Phrase("{quantum} slices among equals")},
    {[](const Scheduler& s) { return sliced(s) && s.slice == Slice::keep; }, Phrase("unused slice time carries over")},
    {[](const Scheduler& s) { return sliced(s) && s.slice == Slice::clock; }, Phrase("slices end at common ticks")},
    {[](const Scheduler& s) { return sliced(s) && s.slice == Slice::whole; },
     Phrase("the core idles until the slice ends")},
    {[](const Scheduler& s) { return says_where_preempted_stand(s) && preempted(s) == Preempted::head; },
     Phrase("a preempted thread stays first among its equals")},
    {[](const Scheduler& s) { return says_where_preempted_stand(s) && preempted(s) == Preempted::tail; },
     Phrase("a preempted thread queues behind its equals")},
    {[](const Scheduler& s) { return s.order == Order::cyclic; }, Phrase("round-robin by thread number")},
    {[](const Scheduler& s) { return balanced(s, Balance::none); }, Phrase("one queue per core")},
    {[](const Scheduler& s) { return balanced(s, Balance::steal); },
     Phrase("one queue per core, from which idle cores steal")},
    {[](const Scheduler& s) { return balanced(s, Balance::periodic); },
     Phrase("one queue per core, rebalanced periodically")},
    {[](const Scheduler& s) { return s.on_block == OnBlock::hold; },
     Phrase("a core waits while its thread is blocked")},
    {[](const Scheduler& s) { return s.on_wake == OnWake::preempt; },
     Phrase("a thread that wakes takes a core at once")},
    {[](const Scheduler& s) {
         return row_of(s.policy).in_order && sliced(s) && s.slice != Slice::clock && s.ties == Ties::arrivals_first;
     },
     Phrase("arrivals queue before preempted threads")},
    {[](const Scheduler& s) {
         return row_of(s.policy).in_order && sliced(s) && s.slice != Slice::clock && s.ties == Ties::preempted_first;
     },
     Phrase("preempted threads queue before arrivals")},
};

}  // namespace

constinit const std::array<ChoiceRow, policy_count> policy_choices = [] {
    std::array<ChoiceRow, policy_count> choices{};
    for (size_t i = 0; i < policy_count; ++i)
        choices[i] = {policy_table[i].name, policy_table[i].label, int(policy_table[i].policy)};
    return choices;
}();

constinit const std::array<ChoiceRow, class_policy_count> class_policy_choices = [] {
    std::array<ChoiceRow, class_policy_count> choices{};
    size_t count = 0;
    for (const PolicyRow& row : policy_table)
        if (row.in_classes) choices[count++] = {row.name, row.label, int(row.policy)};
    return choices;
}();
static_assert(std::count_if(std::begin(policy_table), std::end(policy_table),
                            [](const PolicyRow& row) { return row.in_classes; }) == class_policy_count);

std::span<const PolicyRow> policy_rows() { return policy_table; }

const PolicyRow& row_of(Policy policy) { return policy_table[size_t(policy)]; }

std::optional<Time> quantum_of(const Scheduler& scheduler) {
    const PolicyRow& row = row_of(scheduler.policy);
    if (!row.takes_quantum) return {};
    if (scheduler.quantum || row.default_quantum == Time{}) return scheduler.quantum;
    return row.default_quantum;
}

bool has_slices(const Scheduler& scheduler) {
    const PolicyRow& row = row_of(scheduler.policy);
    if (!row.classes) return row.levels || quantum_of(scheduler);
    for (size_t i = 0; i < scheduler.classes.size(); ++i)
        if (quantum_of(scheduler_of_class(scheduler, i))) return true;
    return false;
}

Scheduler scheduler_of_class(const Scheduler& scheduler, size_t number) {
    Scheduler one = scheduler;
    one.policy = scheduler.classes[number].policy;
    one.quantum = scheduler.classes[number].quantum;
    one.preemptive.reset();      // this key is for the classes as a whole
    one.preempted = preempted(scheduler);
    one.order = Order::fifo;
    if (one.slice == Slice::clock) one.slice = Slice::fresh;  // the turns of each class have their own length
    return one;
}

Scheduler scheduler_of(const Scheduler& scheduler, const Work& work) {
    return row_of(scheduler.policy).classes ? scheduler_of_class(scheduler, class_of(scheduler, work)) : scheduler;
}

bool goes_by(const Scheduler& scheduler, std::string_view key) {
    const auto has = [&](Policy policy) { return row_of(policy).goes_by.find(key) != std::string_view::npos; };
    if (has(scheduler.policy)) return true;
    return row_of(scheduler.policy).classes && std::any_of(scheduler.classes.begin(), scheduler.classes.end(),
                                                           [&](const SchedulingClass& one) { return has(one.policy); });
}

Preempted preempted(const Scheduler& scheduler) {
    if (scheduler.preempted != Preempted::by_policy) return scheduler.preempted;
    return row_of(scheduler.policy).preempted_at_head && !quantum_of(scheduler) ? Preempted::head : Preempted::tail;
}

bool preemptive(const Scheduler& scheduler) {
    switch (row_of(scheduler.policy).preemption) {
        case Preemption::never: return false;
        case Preemption::off: return scheduler.preemptive.value_or(false);
        case Preemption::on: return scheduler.preemptive.value_or(true);
        case Preemption::always: return true;
    }
    return false;
}

size_t class_of(const Scheduler& scheduler, const Work& work) {
    return std::min(size_t(work.class_number), scheduler.classes.size() - 1);
}

namespace {

// Puts the values of the scheduler into the places of a rule.
std::string filled_in(const Scheduler& scheduler, Phrase rule) {
    const auto quantum = quantum_of(scheduler);
    const std::string turn = quantum ? time_words(*quantum) : "",
                      boost = scheduler.boost ? time_words(*scheduler.boost) : "";
    return say_plain(rule, {{"quantum", turn},
                            {"levels", scheduler.levels.size()},
                            {"classes", scheduler.classes.size()},
                            {"boost", boost}});
}

std::string own_rule(const Scheduler& scheduler) {
    const PolicyRow& row = row_of(scheduler.policy);
    return filled_in(scheduler, !row.preempting_rule.empty() && preemptive(scheduler) ? row.preempting_rule : row.rule);
}

}  // namespace

std::string rules_text(const Scheduler& scheduler) {
    const PolicyRow& row = row_of(scheduler.policy);
    std::string text = own_rule(scheduler);
    if (row.shares_cores) return text;  // there is no queue, and turns do not end
    for (size_t i = 0; row.classes && i < scheduler.classes.size(); ++i)
        text =
            say_plain("{rules}; class {n}: {rule}",
                      {{"rules", std::string(text)}, {"n", i}, {"rule", own_rule(scheduler_of_class(scheduler, i))}});
    for (const Clause& clause : clauses)
        if (clause.holds(scheduler))
            text = say_plain("{rules}; {rule}",
                             {{"rules", std::string(text)}, {"rule", filled_in(scheduler, clause.text)}});
    return text;
}

bool inherits_priority(const Scenario& scenario, const Work& lost, const Work& took) {
    const Scheduler& scheduler = scenario.machine.scheduler;
    const bool one_class = !row_of(scheduler.policy).classes || class_of(scheduler, lost) == class_of(scheduler, took);
    const bool lends = std::any_of(scenario.locks.begin(), scenario.locks.end(),
                                   [](const Lock& lock) { return lock.inherit != Inherit::none; });
    return lends && one_class && scheduler.on_wake == OnWake::queue &&
           goes_by(scheduler_of(scheduler, lost), "priority") && took.priority >= lost.priority;
}

Phrase took_core(const Scheduler& scheduler, const Work& lost, const Work& took) {
    if (scheduler.on_wake == OnWake::preempt) return Phrase("*{^other}*, which has just woken, *took {core}* from it.");
    const PolicyRow& row = row_of(scheduler.policy);
    const bool inside_class = row.classes && class_of(scheduler, lost) == class_of(scheduler, took);
    return inside_class ? row_of(scheduler_of(scheduler, lost).policy).took_core : row.took_core;
}

}  // namespace scenario
