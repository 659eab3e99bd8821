#pragma once

// From a case to a run: the text of a scenario file is assembled, read by the same reader
// as every file, and run by the model. Then come functions that read the log.

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
    int64_t jobs_divisor = 1;  // for a quick look: long runs are shorter by this factor

    Ran run(const Json& scenario);
};

// A scenario file that is being assembled, in the order of the format. It has one core,
// first come, first served, and a thread for each task, unless a family changes that.
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
    // Returns the name of the program with these steps. Equal ones become one program.
    std::string program(const Json& steps);
    void named(const std::string& name, const Json& steps) { programs_[name] = steps; }
    // Returns a row of work that runs these steps. More keys may be added to it.
    Json& row(const Json& steps);

    Json json() const;

private:
    Json programs_ = Json::object();
};

// The nanoseconds of one tick or unit, unless something else is given.
constexpr double tick = 1e6;

// "3ms": the text of `value` units.
std::string time(double value, double unit = tick);
Json compute(double value, double unit = tick);

// The inverse: a whole number if it is one.
Json units(Time t, double unit = tick);
Json units(MaybeTime t, double unit = tick);

// Spans of one kind in the order of their start (then task).
std::vector<trace::Span> spans_of(const trace::Log& log, trace::SpanKind kind);
// The uses of devices: blocked or waiting while the device serves.
std::vector<trace::Span> service_of(const trace::Log& log);
bool in_service(const trace::Span& span);

// Time on cores, by task.
std::vector<Time> cpu_of(const trace::Log& log);

// Neighbours with the same last value become one: [[0, 2, "a"], [2, 3, "a"]] -> [[0, 3, "a"]].
// All values except the first two are compared.
Json merged(const Json& segments);
// Gaps between 0, the segments and `end` become [from, to, nobody...].
Json with_gaps(const Json& segments, const Json& end, const Json& nobody);

// Rejects a case in which the text of a rule does not begin like the only rule that the family implements.
void check_rule(const Json& input, const std::string& key, const std::string& begin);

// The value of a key that may be missing or null.
double number_or(const Json& object, const std::string& key, double otherwise);
bool given(const Json& object, const std::string& key);

// The mean of a list of numbers; 0 if it is empty.
double mean_of(const std::vector<double>& values);

}  // namespace oracles
