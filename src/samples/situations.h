#pragma once

// Which tool for which situation: the concepts that the scenarios show, and the tools that people use for them, with
// one sentence on what each does and what it does not. A situation matches the scenarios that show its concept.

#include "base/say.h"
#include "scenario/scenario.h"

#include <span>
#include <string_view>
#include <vector>

namespace samples {

// What a scenario is like, as far as situations depend on it.
struct Traits {
    scenario::StrategyKind strategy = scenario::StrategyKind::thread_per_task;
    bool waits = false;       // its tasks use devices or sleep
    bool mostly_waits = false;    // longer than they compute
    bool mostly_computes = false;
    bool splits = false;      // a task divides its work
    bool messages = false;    // tasks send messages to each other
    bool jobs = false;        // tasks are answered before they are done
    bool stream = false;      // tasks keep arriving
    bool servers = false;     // there is more than one server, or may be
};
Traits traits_of(const scenario::Scenario& scenario);

struct Tool {
    std::string_view id;
    Phrase label;
    Phrase text;
};
const Tool& tool(std::string_view id);  // requires that there is one
std::span<const Tool> tools();

struct Situation {
    std::string_view id;
    Phrase text;     // "Many requests wait for other systems"
    Phrase idea;     // the concept: "Non-blocking I/O: …"
    std::vector<std::string_view> tools;
    bool (*matches)(const Traits& traits);
};
std::span<const Situation> situations();

// The situations that the scenario matches, in the order of the table.
std::vector<const Situation*> situations_of(const scenario::Scenario& scenario);

}  // namespace samples
