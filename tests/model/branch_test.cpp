// Runs whose scenario changes during the run, worked out by hand (R9.7).

#include "model/simulation.h"
#include "scenario/document.h"
#include "scenario/builtin_files.h"
#include "scenario/strategies.h"
#include "tests/catch2.h"
#include "tests/support/gantt.h"
#include "tests/support/scenarios.h"

#include <algorithm>
#include <string>

using namespace support;
using scenario::Scenario;

namespace {

// Returns the run of the first row of "compare", whose contents are `later`. The text has single quotes.
Scenario branch(std::string text, const std::string& later) {
    std::string whole = R"({"version": 1, "title": "t", )" + text + R"(, "compare": [{)" + later + "}]}";
    std::replace(whole.begin(), whole.end(), '\'', '"');
    const auto document = scenario::read(whole);
    if (!document) FAIL(document.error().message + " at " + document.error().pointer);
    return document->variants.at(1).scenario;
}

std::string refusal(std::string text, const std::string& later) {
    std::string whole = R"({"version": 1, "title": "t", )" + text + R"(, "compare": [{)" + later + "}]}";
    std::replace(whole.begin(), whole.end(), '\'', '"');
    const auto document = scenario::read(whole);
    return document ? "(it can)" : document.error().message + " at " + document.error().pointer;
}

constexpr const char* two_jobs = R"('machine': {'cores': 2}, 'programs': {'p': [{'compute': '10ms'}]},
    'work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b'}])";

}  // namespace

TEST_CASE("if a core fails, its thread waits for another core, and keeps its progress", "[model][branch]") {
    // At 4, b has 6 ms left; it resumes when a is done.
    const Scenario s = branch(two_jobs, "'from': '4ms', 'machine': {'cores': 1}");
    CHECK(gantt(s) == "0 a 10 b 16 | 0 b 4");
    const trace::Log log = model::run(s);
    REQUIRE(log.core_counts.size() == 2);
    CHECK(log.core_counts[1].from == msec(4));
    CHECK(log.core_counts[1].cores == 1);
}

TEST_CASE("a burst that ends at the instant when its core fails is complete", "[model][branch]") {
    // The end of the burst comes first, because the change is the last event of its instant.
    CHECK(gantt(branch(two_jobs, "'from': '10ms', 'machine': {'cores': 1}")) == "0 a 10 | 0 b 10");
}

TEST_CASE("if a core is added, a ready thread takes it immediately", "[model][branch]") {
    const std::string one = R"('machine': {'cores': 1}, 'programs': {'p': [{'compute': '10ms'}]},
        'work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b'}, {'run': 'p', 'name': 'c'}])";
    CHECK(gantt(branch(one, "'from': '4ms', 'machine': {'cores': 2}")) == "0 a 10 c 20 | 0 - 4 b 14");
}

TEST_CASE("a core can fail while another one switches", "[model][branch]") {
    // There are two cores, and a switch takes 2 ms. At 10, core 1 begins to switch from a to c, which runs from 12 to
    // 22. At 11, core 2 fails while it runs b, which has 9 ms left and follows c after another switch.
    const std::string text = R"('machine': {'cores': 2, 'costs': {'thread_switch': '2ms'}},
        'programs': {'p': [{'compute': '10ms'}], 'q': [{'compute': '20ms'}]},
        'work': [{'run': 'p', 'name': 'a'}, {'run': 'q', 'name': 'b'}, {'run': 'p', 'name': 'c'}])";
    CHECK(ends(branch(text, "'from': '11ms', 'machine': {'cores': 1}")) == "a 10, b 33, c 22");
}

TEST_CASE("slices that begin after the change have the new length", "[model][branch]") {
    const std::string text = R"('machine': {'cores': 1, 'scheduler': {'policy': 'round-robin', 'quantum': '4ms'}},
        'programs': {'p': [{'compute': '8ms'}]}, 'work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b'}])";
    CHECK(gantt(branch(text, "'from': '5ms', 'machine': {'scheduler': {'quantum': '2ms'}}")) ==
          "0 a 4 b 8 a 10 b 12 a 14 b 16");
}

TEST_CASE("a new time and capacity of a device apply to the uses that begin after the change", "[model][branch]") {
    const std::string text = R"('machine': {'cores': 4}, 'devices': {'d': {'time': '10ms', 'capacity': 2}},
        'programs': {'p': [{'io': 'd'}]},
        'work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b'}, {'run': 'p', 'name': 'c'}, {'run': 'p', 'name': 'e'}])";
    CHECK(ends(branch(text, "'from': '5ms', 'devices': {'d': {'time': '20ms'}}")) == "a 10, b 10, c 30, e 30");
    // With a capacity of one, c begins when both are done; with a capacity of four, c and e begin immediately.
    CHECK(ends(branch(text, "'from': '5ms', 'devices': {'d': {'capacity': 1}}")) == "a 10, b 10, c 20, e 30");
    CHECK(ends(branch(text, "'from': '5ms', 'devices': {'d': {'capacity': 4}}")) == "a 10, b 10, c 15, e 15");
    CHECK(ends(branch(text, "'from': '5ms', 'devices': {'d': {'capacity': 0}}")) == "a 10, b 10, c 15, e 15");
}

TEST_CASE("a pool grows immediately, and shrinks as its threads become idle", "[model][branch]") {
    const std::string text = R"('machine': {'cores': 4}, 'strategy': {'kind': 'thread-pool', 'threads': 2},
        'programs': {'p': [{'compute': '10ms'}]}, 'work': [{'run': 'p', 'count': 6}])";
    CHECK(ends(branch(text, "'from': '5ms', 'strategy': {'threads': 4}")) ==
          "p1 10, p2 10, p3 15, p4 15, p5 20, p6 20");
    CHECK(ends(branch(text, "'from': '5ms', 'strategy': {'threads': 1}")) ==
          "p1 10, p2 10, p3 20, p4 30, p5 40, p6 50");
    // Idle threads end immediately, those with the highest numbers first.
    const std::string idle = R"('machine': {'cores': 4}, 'strategy': {'kind': 'thread-pool', 'threads': 3},
        'programs': {'p': [{'compute': '10ms'}]}, 'work': [{'run': 'p', 'at': '0ms'}, {'run': 'p', 'at': '6ms', 'count': 2}])";
    const Scenario s = branch(idle, "'from': '5ms', 'strategy': {'threads': 1}");
    CHECK(ends(s) == "p 10, p1 20, p2 30");
    const trace::Log log = model::run(s);
    CHECK_FALSE(log.threads[0].ended);
    CHECK(log.threads[1].ended == MaybeTime{msec(5)});
    CHECK(log.threads[2].ended == MaybeTime{msec(5)});
}

TEST_CASE("the threads of a pool that grows pay no start", "[model][branch]") {
    const std::string text = R"('machine': {'cores': 4, 'costs': {'thread_start': '1ms'}},
        'strategy': {'kind': 'thread-pool', 'threads': 1}, 'programs': {'p': [{'compute': '10ms'}]},
        'work': [{'run': 'p', 'count': 3}])";
    CHECK(ends(branch(text, "'from': '5ms', 'strategy': {'threads': 3}")) == "p1 10, p2 15, p3 15");
}

TEST_CASE("of many idle threads, those with the highest numbers end", "[model][branch]") {
    const std::string text = R"('machine': {'cores': 1}, 'strategy': {'kind': 'thread-pool', 'threads': 90000},
        'programs': {'p': [{'compute': '10ms'}]}, 'work': [{'run': 'p'}, {'run': 'p', 'at': '20ms', 'count': 2}])";
    const Scenario s = branch(text, "'from': '15ms', 'strategy': {'threads': 2}");
    CHECK(ends(s) == "p 10, p1 30, p2 40");
    const trace::Log log = model::run(s);
    size_t ended = 0;
    for (const auto& thread : log.threads) ended += thread.ended == MaybeTime{msec(15)};
    CHECK(ended == 89'998);
    CHECK_FALSE(log.threads[0].ended);
    CHECK_FALSE(log.threads[1].ended);
}

TEST_CASE("servers that are added count with all the cores that a server ever has", "[model][branch]") {
    // 1 x 200 before, 1000 x 1 after: the run has room for 1000 x 200.
    const std::string text = R"('machine': {'servers': 1, 'cores': 200}, 'programs': {'p': [{'compute': '10ms'}]},
        'work': [{'run': 'p'}])";
    CHECK(refusal(text, "'from': '5ms', 'machine': {'servers': 1000, 'cores': 1}") ==
          "there are 200,200 cores on all servers of all variants; at most 120,000 are allowed at /compare/0");
    CHECK(refusal(text, "'from': '5ms', 'machine': {'servers': 500, 'cores': 1}") == "(it can)");
}
TEST_CASE("an added server takes tasks, and a removed server stops when its tasks are done", "[model][branch]") {
    const std::string text = R"('machine': {'servers': 1, 'cores': 1}, 'programs': {'p': [{'compute': '10ms'}]},
        'work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b', 'at': '6ms'}, {'run': 'p', 'name': 'c', 'at': '7ms'}])";
    // b is the first task for which the balancer has two servers. It takes turns, so b goes to the second one.
    CHECK(ends(branch(text, "'from': '5ms', 'machine': {'servers': 2}")) == "a 10, b 16, c 20");
    const std::string two = R"('machine': {'servers': 2, 'cores': 1}, 'programs': {'p': [{'compute': '10ms'}]},
        'work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b'}, {'run': 'p', 'name': 'c', 'at': '6ms'}, {'run': 'p', 'name': 'e', 'at': '7ms'}])";
    const Scenario s = branch(two, "'from': '5ms', 'machine': {'servers': 1}");
    CHECK(ends(s) == "a 10, b 10, c 20, e 30");
    const trace::Log log = model::run(s);
    CHECK(log.servers[1].draining == MaybeTime{msec(5)});
    CHECK(log.servers[1].stopped == MaybeTime{msec(10)});
}

TEST_CASE("costs can change during a run", "[model][branch]") {
    const std::string text = R"('machine': {'cores': 1, 'costs': {'thread_switch': '1ms'}},
        'programs': {'p': [{'compute': '10ms'}]},
        'work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b'}, {'run': 'p', 'name': 'c'}])";
    CHECK(ends(branch(text, "'from': '15ms', 'machine': {'costs': {'thread_switch': '3ms'}}")) == "a 10, b 21, c 34");
}

TEST_CASE("\"before\" contains what is different before the change", "[model][branch]") {
    CHECK(
        gantt(branch(two_jobs,
                     "'before': {'programs': {'p': [{'compute': '6ms'}]}}, 'from': '4ms', 'machine': {'cores': 1}")) ==
        "0 a 6 b 8 | 0 b 4");
}

TEST_CASE("a change does not take place if the run ends before it", "[model][branch]") {
    const trace::Log log = model::run(branch(two_jobs, "'from': '30ms', 'machine': {'cores': 1}"));
    CHECK(log.end == msec(10));
    CHECK(log.complete);
}

TEST_CASE("a row with \"from\" that changes nothing has the same run", "[model][branch]") {
    for (const Embedded& builtin : scenario::builtin_files()) {
        INFO(builtin.name);
        const auto document = scenario::read(builtin.bytes);
        REQUIRE(document);
        Scenario s = document->variants.front().scenario;
        if (has_runtime(s.strategy)) continue;
        const trace::Log before = model::run(s);
        scenario::Future same{Time{before.end.ns / 2 + 1}, {s}};
        s.changes.push_back(same);
        const trace::Log after = model::run(s);
        CHECK(after.hash() == before.hash());
    }
}

TEST_CASE("both futures are identical up to the change", "[model][branch]") {
    const Scenario s = branch(two_jobs, "'from': '4ms', 'machine': {'cores': 1}");
    Scenario without = s;
    without.changes.clear();
    without.stop = msec(3);
    Scenario until = s;
    until.stop = msec(3);
    const trace::Log a = model::run(without), b = model::run(until);
    REQUIRE(a.spans.size() == b.spans.size());
    for (size_t i = 0; i < a.spans.size(); ++i) {
        CHECK(a.spans[i].start == b.spans[i].start);
        CHECK(a.spans[i].duration == b.spans[i].duration);
        CHECK(a.spans[i].task == b.spans[i].task);
    }
}

TEST_CASE("a change that is not possible during a run is rejected with its place", "[model][branch]") {
    CHECK(refusal(two_jobs, "'from': '4ms', 'machine': {'scheduler': {'policy': 'sjf'}}") ==
          "\"policy\" cannot change while a run is in progress. A row with \"from\" can change only the cores, servers "
          "and "
          "costs of the machine, the quantum of its scheduler, the threads of a pool, and the time and capacity of "
          "devices at "
          "/compare/0/machine/scheduler/policy");
    CHECK(refusal(two_jobs, "'from': '4ms', 'work': [{'run': 'p'}]").starts_with("\"work\" cannot change"));
    CHECK(refusal(two_jobs, "'from': '4ms', 'devices': {'d': {'time': '1ms'}}") ==
          "a device cannot be added while a run is in progress at /compare/0");
    CHECK(
        refusal(two_jobs, "'from': '4ms', 'strategy': {'threads': 2}") ==
        "the number of threads can change while a run is in progress only in a pool with a fixed number of threads at "
        "/compare/0");
    CHECK(refusal(two_jobs, "'from': '0ms', 'machine': {'cores': 1}") ==
          "\"from\" must be a duration such as \"20ms\", longer than 0 and at most 1000 days, not \"0ms\" at "
          "/compare/0/from");
    CHECK(refusal(two_jobs, "'from': 20").starts_with("\"from\" must be a duration"));
    CHECK(refusal(two_jobs, "'before': {}").starts_with("\"before\" is allowed only in a row with \"from\""));
    CHECK(refusal(two_jobs, "'from': '4ms', 'before': {'title': 'x'}")
              .starts_with("\"title\" is not allowed in \"before\""));
    CHECK(refusal(std::string("'locks': ['m'], ") + two_jobs, "'from': '4ms', 'machine': {'cores': 0}")
              .ends_with("/compare/0/machine/cores"));
    const std::string queues = R"('machine': {'cores': 2, 'scheduler': {'queues': 'per-core'}}, 'programs': {'p': [{'compute': '10ms'}]}, 'work': [{'run': 'p'}])";
    CHECK(refusal(queues, "'from': '4ms', 'machine': {'cores': 1}").starts_with("the number of cores cannot change"));
}
