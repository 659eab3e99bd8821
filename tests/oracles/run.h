#pragma once

// From a case to a run: the text of a scenario file is put together, read by the
// reader that every file meets, and run by the model; then small readings of the log.

#include "base/time.h"
#include "scenario/scenario.h"
#include "tests/oracles/case.h"
#include "trace/log.h"

#include <cstdint>
#include <string>
#include <vector>

namespace oracles {

struct Ran {
    scenario::Scenario scenario;
    trace::Log log;
};

class Runner {
public:
    bool show = false;         // print each scenario's text
    std::string texts;         // where program texts are written; "" = nowhere
    int64_t jobs_divisor = 1;  // long runs are that much shorter, for a quick look

    Ran run(const Json& scenario);
};

// A scenario file in the making, in the order of the format. One core, first come first
// served, a thread for each task, until a family says otherwise.
class File {
public:
    Json machine = {{"cores", 1}, {"scheduler", {{"policy", "fcfs"}}}};
    Json strategy = {{"kind", "thread-per-task"}};
    Json devices = Json::object();
    Json queues = Json::object();
    Json locks = Json::array();
    Json work = Json::array();
    Json others = Json::object();  // seed, stop, warmup

    Json& scheduler() { return machine["scheduler"]; }
    // The name of the program of these steps; equal ones are one.
    std::string program(const Json& steps);
    void named(const std::string& name, const Json& steps) { programs_[name] = steps; }
    // A row of work that runs them; the row may be added to.
    Json& row(const Json& steps);

    Json json() const;

private:
    Json programs_ = Json::object();
};

// The nanoseconds of one tick or unit, where nothing else is said.
constexpr double tick = 1e6;

// "3ms": the text of `value` units.
std::string time(double value, double unit = tick);
Json compute(double value, double unit = tick);

// Back: a whole number where it is one.
Json units(Time t, double unit = tick);
Json units(MaybeTime t, double unit = tick);

// Spans of one kind in the order of their start (then task).
std::vector<trace::Span> spans_of(const trace::Log& log, trace::SpanKind kind);
// Uses of devices: blocked or waiting while the device serves.
std::vector<trace::Span> service_of(const trace::Log& log);
bool in_service(const trace::Span& span);

// On cores, by task.
std::vector<Time> cpu_of(const trace::Log& log);

// Neighbours with the same last value are one: [[0, 2, "a"], [2, 3, "a"]] -> [[0, 3, "a"]].
// What is compared are all values but the first two.
Json merged(const Json& segments);
// Gaps between 0, the segments and `end` become [from, to, nobody...].
Json with_gaps(const Json& segments, const Json& end, const Json& nobody);

// Refuses a case whose rule, in words, does not begin like the only one that a family follows.
void check_rule(const Json& input, const std::string& key, const std::string& begin);

// The value of a key that may be missing or null.
double number_or(const Json& object, const std::string& key, double otherwise);
bool given(const Json& object, const std::string& key);

// The mean of a list of numbers; 0 of none.
double mean_of(const std::vector<double>& values);

}  // namespace oracles
