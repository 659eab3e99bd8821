// What must hold in every run, over many random scenarios; and the fingerprint of all
// of them, the same in every build.

#include "metrics/results.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/scenarios.h"

#include <algorithm>
#include <map>

using namespace scenario;
using trace::Span;
using trace::SpanKind;

namespace {

// Spans of one key, in log order, must follow each other without overlap.
class Lane {
public:
    void add(const Span& span) {
        overlaps_ |= span.start < end_;
        end_ = span.end();
    }
    bool overlaps() const { return overlaps_; }

private:
    Time end_;
    bool overlaps_ = false;
};

void check_run(const Scenario& s, const trace::Log& log) {
    CHECK(log.complete);
    std::map<uint32_t, Lane> cores, threads, tasks;
    std::map<uint32_t, Time> cpu;
    Time last_end;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const Span span = log.spans[i];
        CHECK(span.duration > Time{});
        CHECK(span.end() >= last_end);  // kept in the order of ends
        last_end = span.end();
        const bool on_core = span.kind == SpanKind::running || span.kind == SpanKind::switching;
        const bool has_thread = on_core || span.kind == SpanKind::ready || span.kind == SpanKind::blocked;
        CHECK(bool(span.core) == on_core);
        CHECK(bool(span.thread) == has_thread);
        if (span.core) cores[span.core.index].add(span);
        if (span.thread) threads[span.thread.index].add(span);
        tasks[span.task.index].add(span);
        if (span.kind == SpanKind::running) cpu[span.task.index] += span.duration;
    }
    for (const auto& [id, lane] : cores) CHECK_FALSE(lane.overlaps());
    for (const auto& [id, lane] : threads) CHECK_FALSE(lane.overlaps());
    for (const auto& [id, lane] : tasks) CHECK_FALSE(lane.overlaps());

    const metrics::Levels levels = metrics::levels_of(log);
    const metrics::Results r = metrics::results_of(s, log, levels);
    int64_t expected = 0;
    for (const Work& work : s.work) expected += work.times.empty() ? work.count : int64_t(work.times.size());
    CHECK(r.completed == expected);
    for (size_t i = 0; i < log.tasks.size(); ++i)
        CHECK(r.tasks[i].total() == *log.tasks[i].finished - log.tasks[i].arrival);
    Time busy;
    for (const metrics::CoreUse& core : r.cores) {
        CHECK(core.busy + core.switching + core.idle == r.makespan);
        CHECK(core.idle >= Time{});
        busy += core.busy;
    }
    Time work;
    for (const auto& [id, t] : cpu) work += t;
    CHECK(busy == work);
    // Levels against a plain count at some moments.
    for (int64_t k = 0; k < 20; ++k) {
        const Time t{r.makespan.ns * k / 20 + 1};
        int c = 0, p = 0, a = 0;
        for (const trace::Task& task : log.tasks) c += task.started && *task.started <= t && *task.finished > t;
        for (size_t i = 0; i < log.spans.size(); ++i) {
            const Span span = log.spans[i];
            if (span.start > t || span.end() <= t) continue;
            p += span.kind == SpanKind::running;
            a += span.kind == SpanKind::waiting;
        }
        const metrics::Level level = metrics::level_at(levels, t);
        CHECK(level.concurrency == c);
        CHECK(level.parallelism == p);
        CHECK(level.asynchrony == a);
        CHECK(p <= int(log.cores));
    }
}

// A core idles only when no thread is ready (both schedulers are work conserving).
void check_no_idle_core_while_ready(const trace::Log& log) {
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const Span ready = log.spans[i];
        if (ready.kind != SpanKind::ready) continue;
        Time covered;
        for (size_t k = 0; k < log.spans.size(); ++k) {
            const Span span = log.spans[k];
            if (!span.core) continue;
            const Time from = std::max(span.start, ready.start), to = std::min(span.end(), ready.end());
            if (from < to) covered += to - from;
        }
        CHECK(covered == ready.duration * int64_t(log.cores));
    }
}

}  // namespace

TEST_CASE("random runs keep every promise", "[model]") {
    for (uint64_t seed = 1; seed <= 1500; ++seed) {
        INFO("seed " << seed);
        const Scenario s = support::random_scenario(seed);
        const trace::Log log = model::run(s);
        check_run(s, log);
        check_no_idle_core_while_ready(log);
    }
}

TEST_CASE("a run does not depend on how it is cut into slices", "[model]") {
    for (uint64_t seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        const Scenario s = support::random_scenario(seed);
        model::Simulation sliced(s);
        while (sliced.advance(1 + seed % 7)) {}
        CHECK(sliced.log().hash() == model::run(s).hash());
    }
}

TEST_CASE("devices never serve more than their capacity", "[model]") {
    for (uint64_t seed = 1; seed <= 500; ++seed) {
        INFO("seed " << seed);
        const Scenario s = support::random_scenario(seed);
        const trace::Log log = model::run(s);
        for (uint32_t d = 0; d < s.devices.size(); ++d) {
            if (s.devices[d].capacity == 0) continue;
            std::vector<std::pair<Time, int>> changes;
            for (size_t i = 0; i < log.spans.size(); ++i) {
                const Span span = log.spans[i];
                if (span.reason != trace::Reason::device) continue;
                const auto& steps = s.programs[s.work[log.tasks[span.task.index].row].program].steps;
                if (steps[span.step].device.index != d) continue;
                changes.emplace_back(span.start, 1);
                changes.emplace_back(span.end(), -1);
            }
            std::sort(changes.begin(), changes.end());
            int serving = 0;
            for (const auto& change : changes) {
                serving += change.second;
                CHECK(serving <= s.devices[d].capacity);
            }
        }
    }
}

TEST_CASE("a budget ends a run and the log says so", "[model]") {
    const Scenario s = support::worked_example();
    const trace::Log whole = model::run(s);
    model::Budget budget;
    budget.events = 40;
    const trace::Log events = model::run(s, budget);
    CHECK_FALSE(events.complete);
    CHECK(events.stopped_by == "40 events");
    CHECK(events.end < whole.end);
    budget = {};
    budget.simulated = msec(50);
    const trace::Log time = model::run(s, budget);
    CHECK_FALSE(time.complete);
    CHECK(time.end == msec(50));
    for (size_t i = 0; i < time.spans.size(); ++i) CHECK(time.spans.end(i) <= msec(50));
    const auto r = metrics::results_of(s, time, metrics::levels_of(time));
    CHECK(r.unfinished > 0);
    CHECK(r.completed + r.unfinished == int64_t(time.tasks.size()));
}

TEST_CASE("steps that take no time use the budget up, too", "[model]") {
    // 2,000 steps x 5,000 tasks would be 10,000,000 steps in one instant.
    Scenario s = support::bare(1);
    support::add_work(s, std::vector<Step>(2'000, support::compute(Time{})), 5'000);
    for (StrategyKind kind : {StrategyKind::one_at_a_time, StrategyKind::thread_per_task, StrategyKind::event_loop}) {
        s.strategy.kind = kind;
        model::Budget budget;
        budget.events = 50'000;
        const trace::Log log = model::run(s, budget);
        CHECK_FALSE(log.complete);
        CHECK(log.stopped_by == "50,000 events");
        CHECK(log.events <= 50'001);
    }
}
