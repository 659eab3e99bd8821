#pragma once

// What the families share: a case of tests/oracles/README.md, the check of its
// values, and a run of the scenario that it becomes.

#include "scenario/scenario.h"
#include "trace/log.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace oracles {

using Json = nlohmann::ordered_json;

// How near a value must be: all 0 = exactly.
struct Tolerance {
    double abs = 0;
    double rel = 0;
};

class Case {
public:
    explicit Case(const Json& all) : all_(all) {}

    const Json& input() const { return all_.at("input"); }
    const Json& expected() const { return all_.at("expected"); }
    std::string id() const { return all_.at("id"); }

    // Of one part of `expected`, or of the whole.
    Tolerance tolerance(const std::string& part, const char* rel_key = "rel") const;
    double tolerance_number(const std::string& key, double otherwise) const;

    // Compare `expected` at a key with what came. Any number is compared by its
    // tolerance, lists and objects part by part. A key that no check has asked for is
    // a failure of the case: see rest().
    void check(const std::string& key, const Json& got);
    void check(const std::string& key, const Json& got, Tolerance near);
    void skip(const std::string& key) { seen_.insert(key); }  // says so in the family's file
    void fail(const std::string& what) { failures_.push_back(what); }
    void rest();  // all of `expected` has been checked

    const std::vector<std::string>& failures() const { return failures_; }
    const std::string& text() const { return text_; }  // of the last scenario

    // Reads the scenario as a file would be read, and runs it. Throws std::runtime_error.
    struct Run {
        scenario::Scenario scenario;
        trace::Log log;
    };
    Run run(const Json& scenario);

private:
    void compare(const std::string& where, const Json& expected, const Json& got, Tolerance near);

    const Json& all_;
    std::set<std::string> seen_;
    std::vector<std::string> failures_;
    std::string text_;
};

struct Settings {
    int64_t divisor = 1;  // of the recommended number of jobs
};
extern Settings settings;

using Family = void (*)(Case&);
void classic(Case& c);
void mlfq(Case& c);
void lottery(Case& c);
void multi(Case& c);
void process(Case& c);
void realtime(Case& c);
void resources(Case& c);
void fair_share(Case& c);
void queueing(Case& c);
void scaling_laws(Case& c);
void bounds(Case& c);
void native_runs(Case& c);

// ---- scenarios -----------------------------------------------------------------

// A time of so many ms, to the nearest ns: "1500000ns".
std::string duration(double ms);
// One core, a thread per task; version and machine are there.
Json base_scenario(const char* policy, int64_t cores = 1);
Json step(const char* verb, Json what);

// ---- what came --------------------------------------------------------------------

constexpr double ms = 1e6;
inline double in_ms(Time t) { return double(t.ns) / ms; }
// Whole numbers as such, so that 3 is 3 and not 3.0.
Json number(double value);

struct Segment {
    double from = 0, to = 0;  // ms
    uint32_t core = 0;
    TaskId task;
};
// Running spans in the order of start and core, in ms; neighbours of one task on one core are one.
std::vector<Segment> segments_of(const trace::Log& log);

struct Life {
    Time service;  // running, or served by a device
    std::optional<Time> first;  // of it
};
std::vector<Life> lives_of(const trace::Log& log);  // by task

}  // namespace oracles
