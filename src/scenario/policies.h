#pragma once

// The scheduling policies, one row each: everything that is known about a policy without running it. The file
// format, the panels, the explanations and the engine read these rows, so that no other code names a policy.
// The decisions of a policy are made by a class in model/schedulers; model/schedulers/registry.cpp connects the two.

#include "base/say.h"
#include "scenario/scenario.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace scenario {

constexpr size_t policy_count = size_t(Policy::processor_sharing) + 1;

// May a more urgent thread take the core from a running one? `off` and `on` are the defaults where the key
// `preemptive` decides.
enum class Preemption : uint8_t { never, off, on, always };

struct PolicyRow {
    Policy policy;
    std::string_view name;   // in files: "round-robin"
    std::string_view label;  // for people: "round robin"

    bool takes_quantum = false;  // false: the key `quantum` has no effect
    Time default_quantum = {};   // if the file gives no quantum; zero: turns are unlimited then
    Preemption preemption = Preemption::never;
    bool in_order = false;      // threads get cores in the order in which they became ready
    bool levels = false;        // it uses `levels`, which have their own quanta, and `boost`, `stay_on_io`, `io_front`
    bool draws = false;         // it draws random numbers if the file does not give them
    std::string_view goes_by = {};  // keys of a row of work by which it ranks threads, separated by spaces
    bool shares_cores = false;  // all ready threads run at once, each on a fraction of the cores

    Phrase rule;                  // {quantum}, {levels}: which thread is next, and for how long
    Phrase preempting_rule = "";  // instead, if `preemptive` is a choice and true
    Phrase took_core = Phrase("*{^other}*, which goes first, *took {core}* from it.");
};

// In the order of the enum, which is also that of the list of choices.
std::span<const PolicyRow> policy_rows();
const PolicyRow& row_of(Policy policy);

// The limit of a turn; none: until the thread stops by itself.
std::optional<Time> quantum_of(const Scheduler& scheduler);

// Whether a more urgent thread takes the core from a running one.
bool preemptive(const Scheduler& scheduler);

// The rules in force, for the line next to the name of a scheduler:
// "round robin, 4 ms slices; arrivals queue before preempted threads".
std::string rules_text(const Scheduler& scheduler);

// Why a thread lost its core, with the places {other} and {core}:
// "*Editor 2*, which is more urgent, *took core 1* from it."
Phrase took_core(const Scheduler& scheduler);

}  // namespace scenario
