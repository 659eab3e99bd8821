#include "metrics/numbers/between.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/metrics/stories.h"
#include "tests/support/scenarios.h"

using namespace test;
using scenario::StepKind;
using trace::Reason;
using trace::SpanKind;

namespace {

metrics::Between between(const trace::Log& log, Time begin, Time end) {
    return metrics::between(log, metrics::SpanIndex(log), metrics::levels_of(log), begin, end);
}

}  // namespace

TEST_CASE("a range counts what lies in it, and cuts off what extends beyond its edges", "[metrics]") {
    Tale tale(2);
    tale.scenario.devices.emplace_back().name = "disk";
    tale.row("a", {step(StepKind::compute), step(StepKind::io)}, 2);
    const ThreadId x = tale.thread(), y = tale.thread();
    tale.run(0, 0, 4, 0, x);
    tale.idle(SpanKind::ready, Reason::core_busy, 1, 0, 5, y);
    tale.run(1, 5, 9, 1, y);
    tale.idle(SpanKind::blocked, Reason::device, 0, 4, 10, x, 1);
    tale.finish(1, 9);
    tale.finish(0, 10);
    tale.log.end = msec(10);

    // 3 to 9 ms: task 0 runs 1 ms and is blocked 5, task 1 is ready 2 and runs 4; that is 2 cores x 6 ms.
    const metrics::Between in = between(tale.log, msec(3), msec(9));
    CHECK(in.running == msec(5));
    CHECK(in.blocked == msec(5));
    CHECK(in.ready == msec(2));
    CHECK(in.queued == Time{});
    CHECK(in.utilisation == Approx(5.0 / 12));
    CHECK(in.parallelism.max == 1);
    CHECK(in.parallelism.mean == Approx(5.0 / 6));
    CHECK(in.completed == 1);  // at the very end of the range
    CHECK(in.latency.max == msec(9));
    REQUIRE(in.busiest.size() == 2);
    CHECK(in.busiest[0].task == TaskId{1});
    CHECK(in.busiest[0].time == msec(4));
    CHECK(in.busiest[1].time == msec(1));

    CHECK(between(tale.log, msec(9), msec(3)).running == msec(5));  // drawn from right to left
    CHECK(between(tale.log, msec(4), msec(5)).running == Time{});
    CHECK(between(tale.log, msec(4), msec(4)).utilisation == 0);
    CHECK(between(tale.log, msec(20), msec(30)).running == Time{});
}

TEST_CASE("numbers after a warm-up are those of the range from there to the end", "[metrics]") {
    int checked = 0;
    for (uint64_t seed = 1; seed <= 120; ++seed) {
        INFO("seed " << seed);
        scenario::Scenario scenario = support::random_scenario(seed);
        const trace::Log log = model::run(scenario, {.events = 20'000});
        scenario.warmup = {msec(int64_t(seed % 17)), seed % 3 == 0 ? int64_t(seed % 5) : 0};
        const metrics::Levels levels = metrics::levels_of(log);
        const metrics::Results results = metrics::results_of(scenario, log, levels);
        if (results.warmup >= results.makespan) continue;
        ++checked;
        const metrics::Between range =
            metrics::between(log, metrics::SpanIndex(log), levels, results.warmup, results.makespan);
        CHECK(results.concurrency.mean == Approx(range.concurrency.mean));
        CHECK(results.concurrency.max == range.concurrency.max);
        CHECK(results.parallelism.mean == Approx(range.parallelism.mean));
        CHECK(results.asynchrony.mean == Approx(range.asynchrony.mean));
        Time busy, switching;
        for (const metrics::CoreUse& core : results.cores) {
            busy += core.busy;
            switching += core.switching;
        }
        CHECK(double(busy.ns) == Approx(double(range.running.ns)).margin(1e3));  // shares of cores are rounded down
        CHECK(switching == range.switching);
    }
    CHECK(checked > 80);
}

TEST_CASE("consecutive ranges add up to the whole run", "[metrics]") {
    for (uint64_t seed = 1; seed <= 120; ++seed) {
        INFO("seed " << seed);
        scenario::Scenario scenario = support::random_scenario(seed);
        scenario.warmup = {};
        const trace::Log log = model::run(scenario, {.events = 20'000});
        if (log.end == Time{}) continue;
        const metrics::Levels levels = metrics::levels_of(log);
        const metrics::Results results = metrics::results_of(scenario, log, levels);
        const metrics::SpanIndex index(log);
        Time running, blocked, waiting, queued;
        size_t completed = 0, arrived = 0;
        const Time step{log.end.ns / 7 + 1};
        for (Time at; at <= log.end; at += step) {
            const metrics::Between in = metrics::between(log, index, levels, at, at + step);
            running += in.running;
            blocked += in.blocked;
            waiting += in.waiting;
            queued += in.queued;
            completed += in.completed;
            arrived += in.arrived;
        }
        Time all_blocked, all_waiting, all_queued;
        size_t all_arrived = 0, all_completed = 0;
        for (size_t i = 0; i < log.spans.size(); ++i) {
            const trace::Span span = log.spans[i];
            if (span.kind == SpanKind::blocked) all_blocked += span.duration;
            if (span.kind == SpanKind::waiting) all_waiting += span.duration;
            if (span.kind == SpanKind::queued) all_queued += span.duration;
        }
        for (const trace::Task& task : log.tasks) {
            all_arrived += trace::stands_alone(task);
            // A task that took no time has no span, and a latency of 0.
            all_completed += trace::stands_alone(task) && task.outcome == trace::Outcome::completed &&
                             (task.answered ? *task.answered : *task.finished) > task.arrival;
        }
        CHECK(blocked == all_blocked);
        CHECK(waiting == all_waiting);
        CHECK(queued == all_queued);
        CHECK(arrived == all_arrived);
        CHECK(completed == all_completed);
        if (results.cores.empty() || scenario.machine.scheduler.policy == scenario::Policy::processor_sharing) continue;
        Time busy;
        for (const metrics::CoreUse& core : results.cores) busy += core.busy;
        CHECK(running == busy);
    }
}
