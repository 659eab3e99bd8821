#include "metrics/why/cause.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/metrics/stories.h"
#include "tests/support/scenarios.h"

#include <algorithm>

using namespace test;
using metrics::Cause;
using metrics::CauseKind;
using scenario::StepKind;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

namespace {

std::optional<Cause> cause(const Tale& tale, size_t span) {
    return metrics::cause_of(tale.scenario, tale.log, metrics::SpanIndex(tale.log), span);
}
std::string question(const Tale& tale, size_t span) {
    const auto found = cause(tale, span);
    return found ? metrics::cause_question(tale.scenario, tale.log, span, *found) : std::string();
}
std::vector<size_t> effects(const Tale& tale, size_t span) {
    return metrics::effects_of(tale.scenario, tale.log, metrics::SpanIndex(tale.log), span, 8);
}

}  // namespace

TEST_CASE("a ready task waited for what ran on the core that it got", "[metrics]") {
    Tale tale(2);
    tale.row("job", {step(StepKind::compute)}, 3);
    const ThreadId a = tale.thread(), b = tale.thread(), c = tale.thread();
    tale.run(0, 0, 4, 0, a);                                               // 0
    tale.run(1, 0, 6, 1, b);                                               // 1
    tale.idle(SpanKind::ready, Reason::core_busy, 2, 0, 6, c);             // 2
    tale.run(2, 6, 8, 1, c);                                               // 3: on the second core
    tale.log.end = msec(8);
    CHECK(cause(tale, 2) == Cause{1, CauseKind::core});
    CHECK(question(tale, 2) == "what is running on core 2?");
    CHECK(cause(tale, 3) == Cause{2, CauseKind::before});
    CHECK_FALSE(cause(tale, 0));  // it begins at an arrival
    CHECK(effects(tale, 1) == std::vector<size_t>{2});
    CHECK(effects(tale, 2) == std::vector<size_t>{3});
    CHECK(effects(tale, 3).empty());
}

TEST_CASE("from a queued task the chain leads through the thread to the device that blocks it", "[metrics]") {
    Tale tale(1);
    tale.scenario.devices.emplace_back().name = "database";
    tale.row("request", {step(StepKind::compute), on(StepKind::io, 0)}, 2);
    const ThreadId pool = tale.thread();
    tale.run(0, 0, 2, 0, pool);                                             // 0
    tale.idle(SpanKind::queued, Reason::no_thread, 1, 0, 9);                // 1: ends with the next span
    tale.idle(SpanKind::blocked, Reason::device, 0, 2, 9, pool, 1);         // 2
    tale.run(1, 9, 11, 0, pool);                                            // 3
    tale.log.end = msec(11);
    CHECK(cause(tale, 1) == Cause{2, CauseKind::thread});
    CHECK(question(tale, 1) == "what holds thread 1?");
    CHECK(cause(tale, 2) == Cause{0, CauseKind::before});
    CHECK_FALSE(cause(tale, 0));
    CHECK(effects(tale, 2) == std::vector<size_t>{1});
}

TEST_CASE("a task in the queue of a device waits for the task that is being served", "[metrics]") {
    Tale tale(2);
    tale.scenario.devices.emplace_back().name = "disk";
    tale.scenario.devices.emplace_back().name = "net";
    tale.row("a", {on(StepKind::io, 0)}, 2);
    tale.row("b", {on(StepKind::io, 1)});
    tale.idle(SpanKind::waiting, Reason::device, 2, 0, 3);        // 0: another device
    tale.idle(SpanKind::waiting, Reason::device, 0, 0, 3);        // 1
    tale.idle(SpanKind::waiting, Reason::device_queue, 1, 0, 3);  // 2
    tale.idle(SpanKind::waiting, Reason::device, 1, 3, 6);        // 3
    tale.log.end = msec(6);
    CHECK(cause(tale, 2) == Cause{1, CauseKind::device});
    CHECK(question(tale, 2) == "which task is being served?");
    CHECK(cause(tale, 3) == Cause{2, CauseKind::before});
}

TEST_CASE("a task that waits for a lock waits for the one that releases it", "[metrics]") {
    Tale tale(2);
    tale.scenario.locks.emplace_back().name = "m";
    tale.scenario.locks.emplace_back().name = "n";
    tale.row("job", {on(StepKind::lock, 0), step(StepKind::compute), on(StepKind::unlock, 0), step(StepKind::compute)},
             2);
    tale.row("other", {on(StepKind::lock, 1), step(StepKind::compute), on(StepKind::unlock, 1)});
    const ThreadId a = tale.thread(), b = tale.thread(), c = tale.thread();
    tale.run(2, 0, 4, 1, c, 1);                                          // 0: does not release this lock
    tale.run(0, 0, 4, 0, a, 1);                                          // 1
    tale.idle(SpanKind::blocked, Reason::lock, 1, 0, 4, b, 0);           // 2
    tale.run(0, 4, 6, 0, a, 3);                                          // 3
    tale.log.end = msec(6);
    CHECK(cause(tale, 2) == Cause{1, CauseKind::lock});
    CHECK(effects(tale, 1) == std::vector<size_t>{2, 3});  // the span of the other task comes first
}

TEST_CASE("a wait for a permit is caused by the task that releases one", "[metrics]") {
    Tale tale(2);
    tale.scenario.semaphores.push_back({"s", 1});
    tale.row("job", {on(StepKind::acquire, 0), step(StepKind::compute), on(StepKind::release, 0)}, 2);
    const ThreadId a = tale.thread(), b = tale.thread();
    tale.run(0, 0, 4, 0, a, 1);                                          // 0
    tale.idle(SpanKind::blocked, Reason::semaphore, 1, 0, 4, b, 0);      // 1
    tale.run(1, 4, 8, 0, b, 1);                                          // 2
    tale.log.end = msec(8);
    CHECK(cause(tale, 1) == Cause{0, CauseKind::permit});
    CHECK(question(tale, 1) == "which task releases a permit?");
}

TEST_CASE("a message is caused by its sender, one delay earlier", "[metrics]") {
    Tale tale(2);
    tale.scenario.queues.emplace_back().name = "q";
    tale.scenario.queues[0].delay = msec(2);
    tale.row("producer", {step(StepKind::compute), on(StepKind::send, 0), step(StepKind::compute)});
    tale.row("consumer", {on(StepKind::receive, 0), step(StepKind::compute)});
    const ThreadId a = tale.thread();
    tale.run(0, 0, 3, 0, a, 0);                                          // 0
    tale.idle(SpanKind::waiting, Reason::queue_empty, 1, 0, 5);          // 1
    tale.run(0, 3, 7, 0, a, 2);                                          // 2
    tale.log.end = msec(7);
    CHECK(cause(tale, 1) == Cause{0, CauseKind::message});
    CHECK(question(tale, 1) == "which task sends it?");
    const auto both = effects(tale, 0);
    CHECK(both == std::vector<size_t>{1, 2});
}

TEST_CASE("a parent waits for the last of its children, and is their cause", "[metrics]") {
    Tale tale(2);
    tale.row("page", {step(StepKind::compute), step(StepKind::spawn), step(StepKind::spawn), step(StepKind::join)});
    const uint32_t first = tale.child(TaskKind::spawned, 0, 0, 1), second = tale.child(TaskKind::spawned, 0, 0, 1);
    const ThreadId a = tale.thread(), b = tale.thread(), c = tale.thread();
    tale.run(0, 0, 1, 0, a, 0);                                                  // 0
    tale.run(first, 1, 3, 0, b, 0);                                              // 1
    tale.run(second, 1, 5, 1, c, 0);                                             // 2
    tale.idle(SpanKind::blocked, Reason::children, 0, 1, 5, a, 3);               // 3
    tale.finish(first, 3);
    tale.finish(second, 5);
    tale.log.end = msec(5);
    CHECK(cause(tale, 3) == Cause{2, CauseKind::children});
    CHECK(cause(tale, 2) == Cause{0, CauseKind::spawned});
    CHECK(question(tale, 2) == "what created it?");
    CHECK(effects(tale, 0) == std::vector<size_t>{1, 2});
}

TEST_CASE("every chain of causes leads back in time to an arrival, and effects are the inverse of causes",
          "[metrics]") {
    size_t steps = 0, of_others = 0;
    for (uint64_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        const scenario::Scenario scenario = support::random_scenario(seed);
        const trace::Log log = model::run(scenario, {.events = 20'000});
        const metrics::SpanIndex index(log);
        for (size_t i = 0; i < log.spans.size(); i += 1 + log.spans.size() / 40) {
            size_t at = i, length = 0;
            while (const auto cause = metrics::cause_of(scenario, log, index, at)) {
                REQUIRE(cause->span != at);
                REQUIRE(log.spans.end(cause->span) <= log.spans.end(at));
                if (++length > log.spans.size()) break;
                ++steps;
                of_others += log.spans.task(cause->span) != log.spans.task(at);
                if (log.spans.end(cause->span) == log.spans.end(at)) {
                    const auto effects = metrics::effects_of(scenario, log, index, cause->span, 1'000);
                    REQUIRE(std::find(effects.begin(), effects.end(), at) != effects.end());
                }
                at = cause->span;
            }
            if (length > log.spans.size()) {  // a deadlock
                CHECK(log.spans.end(at) == log.end);
                CHECK_FALSE(log.tasks[log.spans.task(at).index].finished);
                continue;
            }
            const trace::Task& task = log.tasks[log.spans.task(at).index];
            CHECK((log.spans.start(at) == task.arrival || task.parent));
        }
    }
    CHECK(steps > 10'000);
    CHECK(of_others > 1'000);
}
