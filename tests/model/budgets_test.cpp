// A budget ends a run at the same place in every build, and the log says so; until then the
// run is like any other.

#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "scenario/document.h"
#include "tests/catch2.h"
#include "tests/support/scenarios.h"

#include <map>

using namespace scenario;
using model::Budget;

namespace {

// What is true of a whole run and of every beginning of one.
void check_part(const Scenario& s, const trace::Log& log) {
    std::map<uint32_t, Time> cores, threads, tasks;
    Time last;
    bool lasts = true, in_order = true, in_time = true, apart = true;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        lasts &= span.duration > Time{};
        in_order &= span.end() >= last;
        in_time &= span.end() <= log.end;
        last = span.end();
        const auto follows = [&](std::map<uint32_t, Time>& ends, uint32_t id) {
            Time& end = ends[id];
            apart &= span.start >= end;
            end = span.end();
        };
        if (span.core && span.kind != trace::SpanKind::sharing) follows(cores, span.core.index);
        if (span.thread) follows(threads, span.thread.index);
        follows(tasks, span.task.index);
    }
    CHECK(lasts);
    CHECK(in_order);
    CHECK(in_time);
    CHECK(apart);
    // The spans of a task lead from its arrival to its end, or to where the run was cut short, without a gap.
    std::vector<Time> lives(log.tasks.size());
    for (size_t i = 0; i < log.spans.size(); ++i) lives[log.spans[i].task.index] += log.spans[i].duration;
    bool whole = true;
    for (size_t i = 0; i < log.tasks.size(); ++i)
        whole &= lives[i] == log.tasks[i].finished.value_or(log.end) - log.tasks[i].arrival;
    CHECK(whole);
    const auto results = metrics::results_of(s, log, metrics::levels_of(log));
    int64_t arrived = 0;
    for (const trace::Task& task : log.tasks) arrived += task.kind == trace::TaskKind::arrived;
    CHECK(results.completed + results.rejected + results.gave_up + results.unfinished == arrived);
    CHECK(results.makespan == log.counted_end());
}

// A run that was cut short must be the beginning of the whole run: it must contain everything that was over by then.
void check_beginning(const trace::Log& part, const trace::Log& whole) {
    size_t of_whole = 0;
    for (size_t i = 0; i < part.spans.size(); ++i) {
        if (part.spans.end(i) >= part.end) break;  // this was in progress when the run was cut short
        REQUIRE(of_whole < whole.spans.size());
        INFO("span " << i);
        const bool as_in_whole = part.spans[i] == whole.spans[of_whole++];
        if (!as_in_whole) FAIL_CHECK("is another one in the whole run");
    }
    bool same = true;
    for (size_t i = 0; i < part.tasks.size(); ++i) {
        same &= part.tasks[i].arrival == whole.tasks[i].arrival;
        if (part.tasks[i].finished) same &= part.tasks[i].finished == whole.tasks[i].finished;
    }
    CHECK(same);
}

// Two threads that take turns on one core: one event per slice, 1 ms each.
Scenario two_threads(Time each = msec(100'000)) {
    Scenario s = support::bare(1);
    s.machine.scheduler.policy = Policy::round_robin;
    s.machine.scheduler.quantum = msec(1);
    support::add_work(s, {support::compute(each)}, 2);
    return s;
}

// Endless arrivals, one per microsecond, each with a thread that computes for 1 s.
Scenario crowd() {
    Scenario s = support::bare(1);
    support::add_work(s, {support::compute(sec(1))}, 1'000'000).every = support::constantly(usec(1));
    return s;
}

}  // namespace

// R9.3
TEST_CASE("the budget of events ends a run at that event", "[model][budget]") {
    // Event n of two threads that take turns is the end of slice n - 1: the first event is the
    // arrival of row 1's first task, the second that of the other task, both at 0.
    for (const uint64_t events : {10u, 100u, 1'000u}) {
        const trace::Log log = model::run(two_threads(), {.events = events});
        CHECK_FALSE(log.complete);
        CHECK(log.stopped_by == (events == 1'000 ? "1,000 events" : std::to_string(events) + " events"));
        CHECK(log.events == events);
        CHECK(log.end == msec(int64_t(events) - 2));
        check_part(two_threads(), log);
    }
}

// R9.3
TEST_CASE("each budget ends a run in which only one core is busy", "[model][budget]") {
    // The event queue is empty while the core's only event is being handled. That is not the end of the run.
    const Scenario s = two_threads();
    const auto ends_by = [&](Budget budget, std::string_view words, uint64_t min, uint64_t max) {
        const trace::Log log = model::run(s, budget);
        CHECK_FALSE(log.complete);
        CHECK(log.stopped_by == words);
        CHECK(log.events >= min);
        CHECK(log.events <= max);
        check_part(s, log);
    };
    // A slice is two spans, one running and one in which the other thread is ready. Budgets other than that of events
    // are checked every 256 events.
    ends_by({.spans = 10'000}, "10,000 spans", 5'000, 5'000 + 258);
    ends_by({.bytes = 1 << 20}, "1 MiB of memory", (1 << 20) / 48 - 300, (1 << 20) / 48 + 300);
    ends_by({.simulated = msec(777)}, "777ms of simulated time", 779, 779);
}

// R9.3
TEST_CASE("a run that reaches the end of simulated time says so", "[model][budget]") {
    constexpr std::string_view end = R"({"version": 1, "programs": {"p": [{"compute": "TIME"}]},
        "work": [{"run": "p", "at": "86400000s"}]})";  // 1,000 days
    const auto log_of = [&](std::string_view time) {
        std::string text(end);
        text.replace(text.find("TIME"), 4, time);
        const auto document = scenario::read(text);
        REQUIRE(document);
        return model::run(document->variants.front().scenario);
    };
    const trace::Log whole = log_of("0s");  // it arrives at the last possible moment, and ends at once
    CHECK(whole.complete);
    REQUIRE(whole.tasks.size() == 1);
    CHECK(whole.tasks[0].finished == longest_time);
    CHECK(whole.end == longest_time);
    const trace::Log cut = log_of("1ms");
    CHECK_FALSE(cut.complete);
    CHECK(cut.stopped_by == "1,000 days of simulated time");
    REQUIRE(cut.tasks.size() == 1);
    CHECK_FALSE(cut.tasks[0].finished);
    CHECK(cut.end == longest_time);
}

TEST_CASE("a run that needs less than its budget is complete", "[model][budget]") {
    const Scenario s = two_threads(msec(500));  // 1,000 slices; the last slice of the last thread needs no other event
    const trace::Log whole = model::run(s);
    REQUIRE(whole.complete);
    for (const Budget budget : {Budget{.events = whole.events + 1}, Budget{.spans = whole.spans.size() + 1},
                                Budget{.simulated = whole.end}}) {
        const trace::Log log = model::run(s, budget);
        CHECK(log.complete);
        CHECK(log.stopped_by.empty());
        CHECK(log.hash() == whole.hash());
    }
    CHECK_FALSE(model::run(s, {.events = whole.events}).complete);
    CHECK_FALSE(model::run(s, {.simulated = whole.end - nsec(1)}).complete);
}

TEST_CASE("the budget of memory counts tasks and threads", "[model][budget]") {
    // An arrival takes a task of 192 bytes, a thread of 96, a span of 24 when it is over, and events of 16.
    constexpr uint64_t bytes = 8 << 20, a_task = 192 + 96;
    const trace::Log log = model::run(crowd(), {.bytes = bytes});
    CHECK_FALSE(log.complete);
    CHECK(log.stopped_by == "8 MiB of memory");
    CHECK(log.tasks.size() * a_task <= bytes + 256 * a_task);
    CHECK(log.tasks.size() * a_task + 1'024 >= bytes);
    check_part(crowd(), log);
}

// R9.3
TEST_CASE("the budget of work ends a run that does much work in few events", "[model][budget]") {
    // Each draw is a sum of 1,000.
    Scenario s = support::bare(1);
    Law law;
    law.kind = LawKind::erlang;
    law.a = msec(1);
    law.shape = 1'000;
    support::add_work(s, {support::compute(law)}, 1'000'000);
    const trace::Log log = model::run(s, {.looks = 20'000'000});
    CHECK_FALSE(log.complete);
    CHECK(log.stopped_by == "20,000,000 scheduling steps");
    CHECK(log.events >= 1'000 - 256);  // 20,000 units of work per draw
    CHECK(log.events <= 1'002'000);
    int64_t drawn = 0;
    for (const trace::Task& task : log.tasks) drawn += bool(task.started);
    CHECK(drawn <= 1'000 + 256);
}

// R9.3
TEST_CASE("a budget ends a run at the same place however the run is advanced", "[model][budget]") {
    for (uint64_t seed = 1; seed <= 150; ++seed) {
        INFO("seed " << seed);
        const Scenario s = support::random_scenario(seed);
        const trace::Log whole = model::run(s);
        for (const Budget budget :
             {Budget{.events = whole.events / 2 + 1}, Budget{.spans = whole.spans.size() / 3 + 1},
              Budget{.bytes = 20'000}, Budget{.looks = 500}, Budget{.simulated = {whole.end.ns / 3}}}) {
            const trace::Log part = model::run(s, budget);
            CHECK(part.complete == part.stopped_by.empty());
            check_part(s, part);
            if (part.complete) {
                CHECK(part.hash() == whole.hash());
                continue;
            }
            check_beginning(part, whole);
            model::Simulation sliced(s, budget);
            while (sliced.advance(1 + seed % 5)) {}
            CHECK(sliced.log().hash() == part.hash());
            CHECK(sliced.log().stopped_by == part.stopped_by);
            CHECK_FALSE(sliced.advance(1'000));  // the run is over
            CHECK(sliced.log().hash() == part.hash());
        }
    }
}

TEST_CASE("a larger budget continues where a smaller one ended", "[model][budget]") {
    for (uint64_t seed = 1; seed <= 100; ++seed) {
        INFO("seed " << seed);
        const Scenario s = support::random_scenario(seed);
        Time last;
        uint64_t events = 0;
        for (const uint64_t max : {5u, 20u, 60u, 200u}) {
            const trace::Log log = model::run(s, {.events = max});
            CHECK(log.end >= last);
            CHECK(log.events >= events);
            last = log.end;
            events = log.events;
        }
    }
}

// R9.4
TEST_CASE("65,534 threads can share the cores of a server", "[model][budget]") {
    Scenario s = support::bare(1);
    s.machine.scheduler.policy = Policy::processor_sharing;
    support::add_work(s, {support::compute(usec(1))}, 65'534);
    CHECK(model::run(s).complete);
    s.work[0].count = 65'535;
    const trace::Log log = model::run(s);
    CHECK_FALSE(log.complete);
    CHECK(log.stopped_by == "65,534 threads that share the cores of a server");
    check_part(s, log);
}

TEST_CASE("threads that begin to share at one moment are counted once", "[model][budget]") {
    // 20,000 threads at 0: counted one by one they would be 200,000,000 units of work.
    Scenario s = support::bare(1);
    s.machine.scheduler.policy = Policy::processor_sharing;
    support::add_work(s, {support::compute(usec(1))}, 20'000);
    CHECK(model::run(s, {.looks = 1'000'000}).complete);
}

TEST_CASE("many rejections one after another do not use up the stack", "[model][budget]") {
    // While one task runs, no other may wait; of those that arrive one by one, each lets the next one in.
    Scenario s = support::bare(1);
    s.strategy.kind = StrategyKind::thread_pool;
    s.strategy.threads = 1;
    s.strategy.queue = 0;
    s.strategy.when_full = WhenFull::drop;
    support::add_work(s, {support::compute(sec(1))}, 1);
    support::add_work(s, {support::compute(msec(1))}, 200'000).serial = true;
    s.work[1].after = {};
    const trace::Log log = model::run(s);
    CHECK(log.complete);
    CHECK(metrics::results_of(s, log, metrics::levels_of(log)).rejected == 200'000);
}
