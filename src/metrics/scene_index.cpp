// What is prepared once per run: counts over time, and places that stay the same.

#include "metrics/scene.h"

#include "metrics/names.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>

namespace metrics {

using trace::Reason;
using trace::SpanKind;

namespace {

struct Stay {
    Time from, to;  // half-open
    uint32_t who = 0;
    uint32_t slot = 0;
};

// Gives each stay the lowest slot that is free when it begins. Returns how many slots there are.
uint32_t deal_slots(std::vector<Stay>& stays) {
    std::sort(stays.begin(), stays.end(),
              [](const Stay& a, const Stay& b) { return std::tuple(a.from.ns, a.who) < std::tuple(b.from.ns, b.who); });
    std::priority_queue<uint32_t, std::vector<uint32_t>, std::greater<>> free;
    using Taken = std::pair<int64_t, uint32_t>;
    std::priority_queue<Taken, std::vector<Taken>, std::greater<>> taken;
    uint32_t slots = 0;
    for (Stay& stay : stays) {
        for (; !taken.empty() && taken.top().first <= stay.from.ns; taken.pop()) free.push(taken.top().second);
        if (free.empty()) free.push(slots++);
        stay.slot = free.top();
        free.pop();
        taken.push({stay.to.ns, stay.slot});
    }
    return slots;
}

}  // namespace

SceneIndex::SceneIndex(const scenario::Scenario& scenario, const trace::Log& log) {
    std::vector<std::pair<Time, int>> door;  // a task comes to the door, or leaves it
    for (uint32_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (!stands_alone(task)) continue;
        arrivals_.push_back(task.arrival);
        const Time left = task.started ? *task.started : task.finished.value_or(log.end);
        if (left > task.arrival) {
            door.push_back({task.arrival, 1});
            door.push_back({left, -1});
        }
        if (task.started) begins_.push_back(*task.started);
        if (!task.finished) continue;
        if (!task.started) left_unbegun_.push_back(*task.finished);
        if (task.started) ends_of_begun_.push_back(*task.finished);
        if (task.outcome == trace::Outcome::rejected) rejected_.push_back(*task.finished);
        else if (task.outcome == trace::Outcome::gave_up) gave_up_.push_back(*task.finished);
        else completed_.push_back({i});
    }
    for (std::vector<Time>* times : {&arrivals_, &begins_, &ends_of_begun_, &left_unbegun_, &rejected_, &gave_up_})
        std::sort(times->begin(), times->end());
    std::sort(completed_.begin(), completed_.end(), [&](TaskId a, TaskId b) {
        return std::tuple(*log.tasks[a.index].finished, a) < std::tuple(*log.tasks[b.index].finished, b);
    });
    std::sort(door.begin(), door.end());  // those that leave come before those that come at the same time
    size_t waiting = 0;
    for (const auto& [at, change] : door) {
        waiting += size_t(change);
        longest_door_ = std::max(longest_door_, waiting);
    }
    deal_seats(log);
    deal_threads(log);
    deal_uses(scenario, log);
    list_locks(scenario);
    count_crowd(scenario, log);
    for (size_t i = 0; i < log.spans.size(); ++i) kinds_ |= 1u << uint32_t(log.spans.kind(i));
    if (!log.recording && scenario.machine.scheduler.queues == scenario::ReadyQueues::per_core)
        list_ready(scenario, log);
}

void SceneIndex::deal_seats(const trace::Log& log) {
    seats_.assign(log.tasks.size(), nowhere);
    std::vector<Stay> stays;
    uint32_t number = 0;
    for (uint32_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (!stands_alone(task)) continue;
        if (arrivals_.size() <= own_seats) {
            stays.push_back({task.arrival, task.arrival, i, number++});
        } else if (task.started) {
            const Time to = task.finished.value_or(log.end);
            stays.push_back({*task.started, std::max(to, *task.started + nsec(1)), i, 0});
        }
    }
    seat_count_ = arrivals_.size() <= own_seats ? number : deal_slots(stays);
    for (const Stay& stay : stays) seats_[stay.who] = stay.slot;
    sitters_begin_.assign(seat_count_ + 1, 0);
    for (const Stay& stay : stays) ++sitters_begin_[stay.slot + 1];
    for (uint32_t seat = 0; seat < seat_count_; ++seat) sitters_begin_[seat + 1] += sitters_begin_[seat];
    std::vector<uint32_t> next(sitters_begin_.begin(), sitters_begin_.end());
    sitters_.resize(stays.size());
    for (const Stay& stay : stays) sitters_[next[stay.slot]++] = {stay.who};  // stays are in the order of time
}

std::span<const TaskId> SceneIndex::sitters(uint32_t seat) const {
    return std::span(sitters_).subspan(sitters_begin_[seat], sitters_begin_[seat + 1] - sitters_begin_[seat]);
}

void SceneIndex::deal_threads(const trace::Log& log) {
    std::vector<Stay> stays;
    stays.reserve(log.threads.size());
    for (uint32_t i = 0; i < log.threads.size(); ++i) {
        const trace::Thread& thread = log.threads[i];
        const Time to = thread.ended ? *thread.ended : longest_time * 2;
        if (to > thread.started) stays.push_back({thread.started, to, i, 0});
    }
    thread_slots_ = deal_slots(stays);
    slots_.assign(log.threads.size(), 0);
    for (const Stay& stay : stays) slots_[stay.who] = stay.slot;
    thread_ends_ = CoverTree(log.threads.size(), [&](size_t i) {
        const trace::Thread& thread = log.threads[i];
        return -(thread.ended ? *thread.ended : longest_time * 2).ns;
    });
}

void SceneIndex::deal_uses(const scenario::Scenario& scenario, const trace::Log& log) {
    device_slots_.assign(scenario.devices.size(), 0);
    if (scenario.devices.empty() || log.recording) return;
    const scenario::StepLists lists(scenario);
    const uint32_t servers = server_count(log);
    std::vector<std::vector<Stay>> stays(scenario.devices.size() * servers);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const SpanKind kind = log.spans.kind(i);
        if (kind != SpanKind::blocked && kind != SpanKind::waiting) continue;
        const trace::Span span = log.spans[i];
        if (span.reason != Reason::device) continue;
        const trace::Task& task = log.tasks[span.task.index];
        const uint32_t device = lists[task.program][span.step].device.index;
        const bool own = scenario.devices[device].per == scenario::Per::server;
        stays[device * servers + (own ? task.server : 0)].push_back({span.start, span.end(), uint32_t(i), 0});
        // A use that was interrupted has no answer: its task waits for the device again.
        if (kind == SpanKind::waiting && span.end() < log.end) answers_.push_back(uint32_t(i));
    }
    for (uint32_t place = 0; place < stays.size(); ++place) {
        uint32_t& most = device_slots_[place / servers];
        most = std::max(most, deal_slots(stays[place]));
        for (const Stay& stay : stays[place]) uses_.emplace_back(stay.who, stay.slot);
    }
    std::sort(uses_.begin(), uses_.end());
}

void SceneIndex::count_crowd(const scenario::Scenario& scenario, const trace::Log& log) {
    if (log.tasks.size() <= max_listed) return;
    std::vector<Time> come, gone;
    for (const trace::Task& task : log.tasks) {
        come.push_back(task.arrival);
        gone.push_back(task.finished.value_or(longest_time));
    }
    std::sort(come.begin(), come.end());
    std::sort(gone.begin(), gone.end());
    size_t most = 0;
    for (size_t i = 0, left = 0; i < come.size(); ++i) {
        while (left < gone.size() && gone[left] <= come[i]) ++left;
        most = std::max(most, i + 1 - std::min(left, i + 1));
    }
    if (most <= max_listed) return;

    Crowd& crowd = crowd_.emplace();
    const auto has_thread = [](SpanKind kind) {
        return kind != SpanKind::queued && kind != SpanKind::waiting && kind != SpanKind::ready;
    };
    crowd.with_thread = CoverTree(
        log.spans.size(), [&](size_t i) { return has_thread(log.spans.kind(i)) ? log.spans.start(i).ns : INT64_MAX; });
    const scenario::StepLists lists(scenario);
    const size_t servers = server_count(log);
    crowd.uses.resize(scenario.devices.size() * servers);
    crowd.waits.resize(scenario.devices.size() * servers);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        const trace::Task& task = log.tasks[span.task.index];
        crowd.by_kind[size_t(span.kind)].add(span.start, span.end());
        if (span.kind == SpanKind::blocked && span.thread) crowd.held.add(span.start, span.end());
        if (stands_alone(task)) {
            const bool queued = span.kind == SpanKind::queued;
            const bool begun = task.started && *task.started <= span.start;
            const bool answered = task.answered && *task.answered <= span.start;
            if (queued && !begun) crowd.queued.add(span.start, span.end());
            if (span.kind == SpanKind::waiting || (queued && answered)) crowd.waiting.add(span.start, span.end());
        }
        if (log.recording || (span.reason != Reason::device && span.reason != Reason::device_queue)) continue;
        const uint32_t device = lists[task.program][span.step].device.index;
        const bool own = scenario.devices[device].per == scenario::Per::server;
        (span.reason == Reason::device ? crowd.uses : crowd.waits)[device * servers + (own ? task.server : 0)].add(
            span.start, span.end());
    }
    for (const trace::Thread& thread : log.threads)
        crowd.threads.add(thread.started, thread.ended ? *thread.ended : longest_time * 2);
    for (CoverCount& count : crowd.by_kind) count.sort();
    for (CoverCount* count : {&crowd.queued, &crowd.waiting, &crowd.held, &crowd.threads}) count->sort();
    for (std::vector<CoverCount>* counts : {&crowd.uses, &crowd.waits})
        for (CoverCount& count : *counts) count.sort();
}

uint32_t SceneIndex::slot_of(size_t span) const {
    const auto at = std::lower_bound(uses_.begin(), uses_.end(), std::pair(uint32_t(span), 0u));
    return at != uses_.end() && at->first == span ? at->second : nowhere;
}

void SceneIndex::list_locks(const scenario::Scenario& scenario) {
    using scenario::StepKind;
    if (scenario.locks.empty() && scenario.semaphores.empty()) return;
    const scenario::StepLists lists(scenario);
    const uint32_t locks = uint32_t(scenario.locks.size());
    held_.resize(lists.size());
    for (uint32_t list = 0; list < lists.size(); ++list) {
        std::vector<uint32_t> now;
        const std::vector<scenario::Step>& steps = lists[list];
        for (uint32_t s = 0; s < steps.size(); ++s) {
            const scenario::Step& step = steps[s];
            const bool takes = step.kind == StepKind::lock || step.kind == StepKind::acquire;
            const bool gives = step.kind == StepKind::unlock || step.kind == StepKind::release;
            if (!takes && !gives) continue;
            const bool lock = step.kind == StepKind::lock || step.kind == StepKind::unlock;
            const uint32_t thing = lock ? step.lock.index : locks + step.semaphore.index;
            if (takes) now.push_back(thing);
            else if (const auto at = std::find(now.begin(), now.end(), thing); at != now.end()) now.erase(at);
            held_[list].push_back({s + 1, now});
        }
    }
}

void SceneIndex::list_ready(const scenario::Scenario&, const trace::Log& log) {
    constexpr uint16_t unknown = 0xFFFF;
    next_core_.assign(log.spans.size(), unknown);
    std::vector<uint16_t> core(log.tasks.size(), unknown);
    const auto runs = [](SpanKind kind) { return kind == SpanKind::running || kind == SpanKind::switching; };
    for (size_t i = log.spans.size(); i-- > 0;) {
        const trace::Span span = log.spans[i];
        if (runs(span.kind)) core[span.task.index] = uint16_t(span.core.index);
        else if (span.kind == SpanKind::ready) next_core_[i] = core[span.task.index];
    }
    core.assign(log.tasks.size(), unknown);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        if (runs(span.kind)) core[span.task.index] = uint16_t(span.core.index);
        else if (span.kind == SpanKind::ready && next_core_[i] == unknown) next_core_[i] = core[span.task.index];
    }
    for (const trace::Note& note : log.notes)
        if (note.kind == trace::NoteKind::balance) moves_.push_back({note.thread, note.at, {uint32_t(note.value)}});
    std::stable_sort(moves_.begin(), moves_.end(), [](const Move& a, const Move& b) { return a.thread < b.thread; });
}

CoreId SceneIndex::ready_on(const trace::Log& log, size_t i, Time t) const {
    if (i >= next_core_.size()) return {};
    const trace::Span span = log.spans[i];
    if (span.kind != SpanKind::ready) return {};
    const auto move = std::partition_point(moves_.begin(), moves_.end(), [&](const Move& one) {
        return std::tuple(one.thread, one.at) <= std::tuple(span.thread, t);
    });
    if (move != moves_.end() && move->thread == span.thread && move->at <= span.end()) return move->from;
    return next_core_[i] == 0xFFFF ? CoreId{} : CoreId{next_core_[i]};
}

std::vector<TaskId> SceneIndex::last_completed(const trace::Log& log, Time t, size_t max) const {
    auto at = std::partition_point(completed_.begin(), completed_.end(),
                                   [&](TaskId task) { return *log.tasks[task.index].finished <= t; });
    std::vector<TaskId> last;
    while (at != completed_.begin() && last.size() < max) last.push_back(*--at);
    return last;
}

std::optional<size_t> SceneIndex::last_answer(const trace::Log& log, Time t) const {
    // Spans, and so answers, are in the order in which they ended.
    const auto after =
        std::partition_point(answers_.begin(), answers_.end(), [&](uint32_t span) { return log.spans.end(span) <= t; });
    if (after == answers_.begin()) return {};
    return *(after - 1);
}

Doing SceneIndex::state_of(const trace::Log& log, TaskId id, Time t) {
    const trace::Task& task = log.tasks[id.index];
    if (t < task.arrival) return Doing::not_arrived;
    if (!task.finished || t < *task.finished) return t < log.end ? Doing::queued : Doing::unfinished;
    if (task.outcome == trace::Outcome::rejected) return Doing::rejected;
    if (task.outcome == trace::Outcome::gave_up) return Doing::gave_up;
    return Doing::completed;
}

size_t SceneIndex::bytes() const {
    const size_t times = arrivals_.size() + begins_.size() + ends_of_begun_.size() + rejected_.size() + gave_up_.size();
    return times * sizeof(Time) +
           (completed_.size() + seats_.size() + sitters_.size() + slots_.size() + answers_.size()) * 4 +
           uses_.size() * sizeof uses_[0] + next_core_.size() * 2 + moves_.size() * sizeof(Move);
}

}  // namespace metrics
