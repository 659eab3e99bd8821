// Scenes against the log itself, which is read from its first span to its last for every moment.

#include "metrics/scene.h"

#include "metrics/names.h"
#include "metrics/numbers/levels.h"
#include "metrics/why/why.h"
#include "model/simulation.h"
#include "scenario/builtin_files.h"
#include "scenario/document.h"
#include "sim/draw.h"
#include "tests/catch2.h"
#include "tests/support/scenarios.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

using metrics::Doing;
using metrics::Scene;
using metrics::TaskNow;
using trace::Reason;
using trace::SpanKind;

namespace {

struct SceneOf {
    explicit SceneOf(const scenario::Scenario& scenario, model::Budget budget = {})
        : scenario(scenario), log(model::run(scenario, budget)), spans(log), scenes(scenario, log) {}
    Scene at(Time t) const { return scenes.at(scenario, log, spans, t); }

    scenario::Scenario scenario;
    trace::Log log;
    metrics::SpanIndex spans;
    metrics::SceneIndex scenes;
};

Doing expected(SpanKind kind) {
    const std::map<SpanKind, Doing> all = {{SpanKind::running, Doing::running}, {SpanKind::switching, Doing::switching},
                                           {SpanKind::ready, Doing::ready},     {SpanKind::blocked, Doing::blocked},
                                           {SpanKind::waiting, Doing::waiting}, {SpanKind::queued, Doing::queued},
                                           {SpanKind::sharing, Doing::sharing}};
    return all.at(kind);
}

// Moments of a run: random ones, and ones at which spans begin and end.
std::vector<Time> moments_of(const trace::Log& log, uint64_t seed, size_t count) {
    std::vector<Time> all = {Time{}, log.end, log.end + nsec(1)};
    for (uint32_t i = 0; i < count; ++i) {
        const uint64_t bits = sim::bits({seed, sim::Purpose::compute, 7, i, 0, 0});
        all.push_back({int64_t(bits % uint64_t(log.end.ns + 1))});
        if (log.spans.empty()) continue;
        const size_t span = size_t(bits >> 20) % log.spans.size();
        all.push_back(log.spans.start(span));
        all.push_back(log.spans.end(span));
        if (log.spans.end(span).ns > 0) all.push_back(log.spans.end(span) - nsec(1));
    }
    return all;
}

void check_tasks(const SceneOf& run, const Scene& scene) {
    const Time t = scene.at;
    std::map<uint32_t, size_t> there;  // task -> span
    for (size_t i = 0; i < run.log.spans.size(); ++i)
        if (run.log.spans.start(i) <= t && t < run.log.spans.end(i)) there[run.log.spans.task(i).index] = i;
    REQUIRE(scene.tasks.size() == there.size());
    for (const TaskNow& now : scene.tasks) {
        const auto at = there.find(now.task.index);
        REQUIRE(at != there.end());
        const trace::Span span = run.log.spans[at->second];
        CHECK(now.span == at->second);
        CHECK(now.doing == expected(span.kind));
        CHECK(now.reason == span.reason);
        CHECK(now.since == span.start);
        CHECK(now.until == span.end());
        CHECK(now.thread == span.thread);
        if (span.kind == SpanKind::running || span.kind == SpanKind::switching) CHECK(now.core == span.core);
        CHECK(scene.of(now.task) == &now);
        if (now.core) CHECK(scene.on_core(now.core) == &now);
        if (now.thread) CHECK(scene.on_thread(now.thread) == &now);
        CHECK((now.slot != metrics::nowhere) == (span.reason == Reason::device));
    }
    for (uint32_t i = 0; i < run.log.tasks.size(); ++i) {
        const Doing doing = metrics::SceneIndex::state_of(run.log, {i}, t);
        const trace::Task& task = run.log.tasks[i];
        if (there.contains(i)) CHECK(is_there(doing));
        if (t < task.arrival) CHECK(doing == Doing::not_arrived);
        if (task.finished && t >= *task.finished) CHECK(!is_there(doing));
    }
}

void check_counts(const SceneOf& run, const Scene& scene) {
    const Time t = scene.at;
    size_t arrived = 0, completed = 0, rejected = 0, gave_up = 0, threads = 0;
    for (const trace::Task& task : run.log.tasks) {
        if (!stands_alone(task)) continue;
        arrived += task.arrival <= t;
        if (!task.finished || *task.finished > t) continue;
        completed += task.outcome != trace::Outcome::rejected && task.outcome != trace::Outcome::gave_up;
        rejected += task.outcome == trace::Outcome::rejected;
        gave_up += task.outcome == trace::Outcome::gave_up;
    }
    for (const trace::Thread& thread : run.log.threads)
        threads += thread.started <= t && (!thread.ended || *thread.ended > t);
    CHECK(scene.counts.arrived == arrived);
    CHECK(scene.counts.completed == completed);
    CHECK(scene.counts.rejected == rejected);
    CHECK(scene.counts.gave_up == gave_up);
    CHECK(scene.threads.size() == threads);
    std::set<uint32_t> slots;
    for (const metrics::ThreadNow& thread : scene.threads) {
        CHECK(slots.insert(thread.slot).second);  // no two threads stand in one place
        CHECK(thread.slot < run.scenes.thread_slots());
    }
    if (!run.log.callbacks.all.empty() || t >= run.log.end) return;  // their levels count strands
    const metrics::LevelStep level = metrics::level_at(metrics::levels_of(run.log), t);
    CHECK(scene.counts.in_progress == size_t(level.concurrency));
    CHECK(scene.counts.waiting == size_t(level.asynchrony));
}

void check_places(const SceneOf& run, const Scene& scene) {
    for (const metrics::DeviceNow& device : scene.devices) {
        const int64_t capacity = run.scenario.devices[device.device.index].capacity;
        const bool shared = run.scenario.devices[device.device.index].discipline == scenario::Discipline::sharing;
        if (capacity > 0 && !shared) CHECK(device.uses.size() <= size_t(capacity));
        std::set<uint32_t> slots;
        for (const uint32_t i : device.uses) {
            CHECK(scene.tasks[i].device == device.device);
            CHECK(slots.insert(scene.tasks[i].slot).second);
            CHECK(scene.tasks[i].slot < run.scenes.device_slots(device.device));
        }
    }
    size_t uses = 0, waits = 0;
    for (const metrics::DeviceNow& device : scene.devices) {
        uses += device.uses.size();
        waits += device.line != metrics::nowhere ? scene.lines[device.line].tasks.size() : 0;
    }
    CHECK(uses == size_t(std::count_if(scene.tasks.begin(), scene.tasks.end(),
                                       [](const TaskNow& now) { return now.reason == Reason::device; })));
    CHECK(waits == size_t(std::count_if(scene.tasks.begin(), scene.tasks.end(),
                                        [](const TaskNow& now) { return now.reason == Reason::device_queue; })));
    for (const metrics::Line& line : scene.lines)
        for (size_t at = 0; at < line.tasks.size(); ++at) {
            const TaskNow& now = scene.tasks[line.tasks[at]];
            CHECK(now.place == (line.ordered ? at + 1 : 0));
            CHECK(&scene.lines[now.line] == &line);
        }
    // Whoever waits for a lock waits for a task that has it.
    for (const metrics::LockNow& lock : scene.locks) {
        CHECK(lock.holders.size() <= 1);
        if (lock.line != metrics::nowhere) CHECK(lock.holders.size() == 1);
    }
    for (const metrics::LockNow& one : scene.semaphores) {
        const int64_t count = run.scenario.semaphores[one.index].count;
        if (count > 0 && one.line != metrics::nowhere) CHECK(int64_t(one.holders.size()) >= 0);
    }
}

// The place in a line is the one that the sentence about the bar says at its beginning.
void check_sentences(const SceneOf& run, uint64_t seed) {
    for (uint32_t k = 0; k < 6 && !run.log.spans.empty(); ++k) {
        const size_t i = sim::bits({seed, sim::Purpose::compute, 8, k, 0, 0}) % run.log.spans.size();
        const Scene scene = run.at(run.log.spans.start(i));
        const TaskNow* const now = scene.of(run.log.spans.task(i));
        REQUIRE(now);
        if (now->place == 0 || now->reason == Reason::queue_full || now->reason == Reason::queue_empty) continue;
        const std::string text = metrics::explain_span(run.scenario, run.log, run.spans, i).plain();
        const std::string words =
            now->place == 1 ? "first in line" : "number " + std::to_string(now->place) + " in line";
        INFO(text << " / " << words);
        CHECK(text.find(words) != std::string::npos);
    }
}

void check_run(const SceneOf& run, uint64_t seed, size_t moments) {
    for (const Time t : moments_of(run.log, seed, moments)) {
        INFO("at " << t.ns);
        const Scene scene = run.at(t);
        check_tasks(run, scene);
        check_counts(run, scene);
        check_places(run, scene);
        // the last answer
        std::optional<size_t> last;
        for (size_t i = 0; i < run.log.spans.size(); ++i)
            if (run.log.spans.kind(i) == SpanKind::waiting && run.log.spans[i].reason == Reason::device &&
                run.log.spans.end(i) <= t && run.log.spans.end(i) < run.log.end)
                last = i;
        CHECK(run.scenes.last_answer(run.log, t) == last);
    }
    check_sentences(run, seed);
}

}  // namespace

TEST_CASE("a scene is what the log says, at any moment of every built-in scenario", "[metrics]") {
    uint64_t seed = 1;
    for (const Embedded& file : scenario::builtin_files()) {
        const auto document = scenario::read(file.bytes);
        REQUIRE(document);
        for (const scenario::Variant& variant : document->variants) {
            INFO(file.name << ": " << variant.title);
            check_run(SceneOf(variant.scenario), ++seed, 4);
        }
    }
}

TEST_CASE("a scene is what the log says, at any moment of random scenarios", "[metrics]") {
    for (uint64_t seed = 1; seed <= 120; ++seed) {
        INFO("seed " << seed);
        check_run(SceneOf(support::random_scenario(seed)), seed, 4);
    }
}

TEST_CASE("a waiting task, its place in the kitchen and the line before it", "[metrics]") {
    // Three tasks arrive together; the device serves one at a time for 10 ms. One thread each, one core.
    scenario::Scenario s = support::bare();
    support::add_device(s, msec(10), 1);
    support::add_work(s, {support::compute(msec(1)), support::io(), support::compute(msec(1))}, 3);
    const SceneOf run(s);
    // core: 1 from 0 to 1, 2 from 1 to 2, 3 from 2 to 3; device: 1 from 1 to 11, 2 from 11 to 21, 3 from 21 to 31
    const Scene scene = run.at(msec(5));
    REQUIRE(scene.tasks.size() == 3);
    CHECK(scene.tasks[0].doing == Doing::blocked);
    CHECK(scene.tasks[0].reason == Reason::device);
    CHECK(scene.tasks[0].since == msec(1));
    CHECK(scene.tasks[0].until == msec(11));
    CHECK(scene.tasks[0].slot == 0);
    CHECK(scene.tasks[1].reason == Reason::device_queue);
    CHECK(scene.tasks[1].place == 1);
    CHECK(scene.tasks[2].place == 2);
    CHECK(scene.counts.held == 3);
    CHECK(scene.counts.in_progress == 3);
    CHECK(run.at(msec(11)).tasks[0].doing == Doing::running);  // half-open: at 11 ms the wait is over
    CHECK(run.at(msec(11)).tasks[1].reason == Reason::device);
    CHECK(run.at(msec(12)).counts.completed == 1);
}

TEST_CASE("where each core has a queue, a ready thread is in the queue of the core that it was dealt to", "[metrics]") {
    // Four tasks on two cores, dealt in turns: 1 and 3 to core 1, 2 and 4 to core 2. Nothing is moved.
    scenario::Scenario s = support::bare(2);
    s.machine.scheduler.queues = scenario::ReadyQueues::per_core;
    for (int i = 0; i < 4; ++i) support::add(s, 10);
    SceneOf run(s);
    const Scene scene = run.at(msec(5));
    REQUIRE(scene.of({2}));
    CHECK(scene.of({2})->ready_on == CoreId{0});
    CHECK(scene.of({3})->ready_on == CoreId{1});

    // With stealing: the second core has short tasks, and at 2 ms it takes the third task from the first core's queue.
    scenario::Scenario steals = support::bare(2);
    steals.machine.scheduler.queues = scenario::ReadyQueues::per_core;
    steals.machine.scheduler.balance = scenario::Balance::steal;
    support::add(steals, 10);
    support::add(steals, 1);
    support::add(steals, 10);
    support::add(steals, 1);
    SceneOf stolen(steals);
    REQUIRE(stolen.at(usec(1500)).of({2}));
    CHECK(stolen.at(usec(1500)).of({2})->ready_on == CoreId{0});  // it waits behind the first task
    REQUIRE(stolen.at(usec(2500)).of({2}));
    CHECK(stolen.at(usec(2500)).of({2})->core == CoreId{1});  // and runs on the other core
}

TEST_CASE("places stay the same and are shared only by those that do not meet", "[metrics]") {
    for (uint64_t seed = 1; seed <= 40; ++seed) {
        INFO("seed " << seed);
        const SceneOf run(support::random_scenario(seed, 8));
        for (uint32_t seat = 0; seat < run.scenes.seats(); ++seat) {
            Time free;
            for (const TaskId task : run.scenes.sitters(seat)) {
                CHECK(run.scenes.seat(task) == seat);
                if (run.scenes.own_tasks() <= metrics::SceneIndex::own_seats) continue;
                const trace::Task& who = run.log.tasks[task.index];
                REQUIRE(who.started);
                CHECK(*who.started >= free);
                free = who.finished.value_or(run.log.end);
            }
        }
    }
}

TEST_CASE("of very many tasks a scene lists those on cores and the first in line, and counts all", "[metrics]") {
    for (const scenario::StrategyKind kind :
         {scenario::StrategyKind::thread_pool, scenario::StrategyKind::thread_per_task,
          scenario::StrategyKind::event_loop}) {
        INFO("strategy " << int(kind));
        scenario::Scenario s = support::bare(3);
        s.strategy.kind = kind;
        s.strategy.threads = 12;
        support::add_device(s, msec(3), 4);
        support::add_work(s, {support::compute(usec(200)), support::io(), support::compute(usec(100))}, 6'000);
        const SceneOf run(s);
        bool cut = false;
        for (const Time t : moments_of(run.log, 17, 6)) {
            INFO("at " << t.ns);
            const Scene scene = run.at(t);
            cut |= !scene.whole;
            std::array<size_t, 7> kinds{};
            size_t on_cores = 0, uses = 0, waits = 0;
            std::optional<size_t> first;  // in the queue of the pool, or of the loop
            for (size_t i = 0; i < run.log.spans.size(); ++i) {
                const trace::Span span = run.log.spans[i];
                if (span.start > t || span.end() <= t) continue;
                ++kinds[size_t(span.kind)];
                uses += span.reason == Reason::device;
                waits += span.reason == Reason::device_queue;
                if (span.core) {
                    ++on_cores;
                    REQUIRE(scene.on_core(span.core));
                    CHECK(scene.on_core(span.core)->span == i);
                }
                if (span.kind == SpanKind::queued &&
                    (!first || std::pair(span.start, span.task) <
                                   std::pair(run.log.spans.start(*first), run.log.spans.task(*first))))
                    first = i;
            }
            CHECK(scene.counts.by_kind == kinds);
            CHECK(scene.counts.running == kinds[size_t(SpanKind::running)]);
            CHECK(scene.by_core.size() == on_cores);
            CHECK(scene.devices[0].all_uses == uses);
            CHECK(scene.devices[0].all_waits == waits);
            if (first) CHECK(scene.of(run.log.spans.task(*first)));
            CHECK(scene.tasks.size() <= 2 * metrics::SceneIndex::max_listed);
            const metrics::LevelStep level = metrics::level_at(metrics::levels_of(run.log), t);
            if (t < run.log.end) CHECK(scene.counts.in_progress == size_t(level.concurrency));
            if (t < run.log.end) CHECK(scene.counts.waiting == size_t(level.asynchrony));
        }
        CHECK(cut);
    }
}
