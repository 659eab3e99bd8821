#pragma once

// The scheduling policies, one row each. A row contains everything that is known about a policy without running it.
// The file format, the panels, the explanations and the engine read these rows, so that no other code names a
// policy. A class in model/schedulers makes the decisions of the policy; model/schedulers/registry.cpp connects the
// two.

#include "base/say.h"
#include "scenario/scenario.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace scenario {

constexpr size_t class_policy_count = 11;  // the number of policies that a class can have
constexpr size_t policy_count = size_t(Policy::processor_sharing) + 1;

// May a more urgent thread take the core from a running one? `off` and `on` are the defaults of policies
// for which the key `preemptive` decides.
enum class Preemption : uint8_t { never, off, on, always };

struct PolicyRow {
    Policy policy;
    std::string_view name;   // in files: "round-robin"
    std::string_view label;  // for people: "round robin"

    bool takes_quantum = false;  // false: the key `quantum` has no effect
    Time default_quantum = {};   // used if the file gives no quantum; if it is zero, turns are then unlimited
    Preemption preemption = Preemption::never;
    bool in_order = false;      // threads get cores in the order in which they became ready
    bool levels = false;        // it uses `levels`, which have their own quanta, and `boost`, `stay_on_io`, `io_front`
    bool classes = false;       // it uses `classes`, each with a policy and a quantum of its own
    bool in_classes = false;    // it can be the policy of such a class
    // it ranks threads; equals queue, and `preempted` says where in this queue a preempted thread goes
    bool ranks = false;
    // a preempted thread goes to the head, unless the file says otherwise or equals take turns
    bool preempted_at_head = false;
    bool draws = false;         // it draws random numbers if the file does not give them
    std::string_view goes_by = {};  // keys of a row of work by which it ranks threads, separated by spaces
    bool shares_cores = false;  // all ready threads run at once, each on a fraction of the cores

    Phrase rule;                  // {quantum}, {levels}, {classes}: which thread is next, and for how long
    Phrase preempting_rule = "";  // used instead if `preemptive` is a choice and true
    Phrase took_core = Phrase("*{^other}*, which goes first, *took {core}* from it.");
};

// In the order of the enum, which is also that of the list of choices.
std::span<const PolicyRow> policy_rows();
const PolicyRow& row_of(Policy policy);

// The maximum length of a turn; none if a thread runs until it stops by itself.
std::optional<Time> quantum_of(const Scheduler& scheduler);

// Can a turn end before its thread stops by itself?
bool has_slices(const Scheduler& scheduler);

// Returns the scheduler that applies to the threads of one row of work: under a policy with classes that of their
// class, otherwise the whole.
Scheduler scheduler_of(const Scheduler& scheduler, const Work& work);
Scheduler scheduler_of_class(const Scheduler& scheduler, size_t number);
size_t class_of(const Scheduler& scheduler, const Work& work);  // a number beyond the last class counts as the last

// Does the policy, or the policy of one of its classes, depend on this key of a row of work?
bool goes_by(const Scheduler& scheduler, std::string_view key);

// Whether a more urgent thread takes the core from a running one.
bool preemptive(const Scheduler& scheduler);

// Returns where a preempted thread goes among its equals.
Preempted preempted(const Scheduler& scheduler);

// Returns the rules in force, for the line next to the name of a scheduler: "round robin, 4
// ms slices; arrivals queue before preempted threads".
std::string rules_text(const Scheduler& scheduler);

// Says why a thread of the row `lost` lost its core to a thread of the row `took`. The places are {other} and
// {core}: "*Editor 2*, which is more urgent, *took core 1* from it."
Phrase took_core(const Scheduler& scheduler, const Work& lost, const Work& took);

// Could `took` have been more urgent only through a priority that it inherited through a lock?
bool inherits_priority(const Scenario& scenario, const Work& lost, const Work& took);

}  // namespace scenario
