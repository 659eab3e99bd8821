#include "metrics/scene.h"

#include "base/arrange.h"
#include "metrics/names.h"
#include "scenario/policies.h"
#include "scenario/strategies.h"

#include <algorithm>
#include <tuple>

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

Doing doing_of(SpanKind kind) {
    switch (kind) {
        case SpanKind::running: return Doing::running;
        case SpanKind::switching: return Doing::switching;
        case SpanKind::ready: return Doing::ready;
        case SpanKind::blocked: return Doing::blocked;
        case SpanKind::waiting: return Doing::waiting;
        case SpanKind::queued: return Doing::queued;
        case SpanKind::sharing: return Doing::sharing;
    }
    return Doing::queued;
}

size_t up_to(const std::vector<Time>& times, Time t) {
    return size_t(std::upper_bound(times.begin(), times.end(), t) - times.begin());
}

const uint32_t* found(const std::vector<std::pair<uint32_t, uint32_t>>& pairs, uint32_t key) {
    const auto at = std::lower_bound(pairs.begin(), pairs.end(), std::pair(key, 0u));
    return at != pairs.end() && at->first == key ? &at->second : nullptr;
}

// Puts a scene together.
class SceneMaker {
public:
    SceneMaker(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& spans, Scene& scene)
        : scenario_(scenario),
          log_(log),
          spans_(spans),
          lists_(scenario),
          scene_(scene),
          loops_(!log.recording && scenario::row_of(scenario.strategy.kind).uses_loops) {}

    void task(size_t number, uint32_t slot, CoreId ready_on) {
        const Span span = log_.spans[number];
        const trace::Task& who = log_.tasks[span.task.index];
        TaskNow now;
        now.task = span.task;
        now.root = root_of(log_, span.task);
        now.doing = doing_of(span.kind);
        now.reason = span.reason;
        now.begun = who.started && *who.started <= scene_.at;
        now.answered = who.answered && *who.answered <= scene_.at;
        now.span = number;
        now.since = span.start;
        now.until = span.end();
        now.thread = span.thread;
        if (span.kind == SpanKind::running || span.kind == SpanKind::switching) now.core = span.core;
        now.server = who.server;
        now.step = span.step;
        now.slot = slot;
        now.ready_on = ready_on;
        if (span.kind == SpanKind::blocked || span.kind == SpanKind::waiting) things_of(span, who, now);
        if (span.kind == SpanKind::blocked && scenario_.machine.scheduler.on_block == scenario::OnBlock::hold)
            now.core = held_core(span);
        scene_.tasks.push_back(now);
    }

    void lines() {
        for (uint32_t i = 0; i < scene_.tasks.size(); ++i) line_of(i);
        for (uint32_t number = 0; number < scene_.lines.size(); ++number) {
            Line& line = scene_.lines[number];
            sort(line);
            for (uint32_t at = 0; at < line.tasks.size(); ++at) {
                scene_.tasks[line.tasks[at]].line = number;
                if (line.ordered) scene_.tasks[line.tasks[at]].place = at + 1;
            }
        }
    }

    void devices() {
        if (log_.recording) return;
        const uint32_t servers = server_count(log_), count = uint32_t(scenario_.devices.size());
        std::vector<uint32_t> places(size_t(count) * servers);
        const auto own = [&](uint32_t device) {
            return servers > 1 && scenario_.devices[device].per == scenario::Per::server;
        };
        for (uint32_t server = 0; server < servers; ++server)
            for (uint32_t device = 0; device < count; ++device) {
                if (!own(device) && server > 0) {
                    places[server * count + device] = places[device];
                    continue;
                }
                places[server * count + device] = uint32_t(scene_.devices.size());
                scene_.devices.push_back({{device}, own(device) ? server : nowhere, {}, nowhere});
            }
        for (uint32_t i = 0; i < scene_.tasks.size(); ++i) {
            const TaskNow& now = scene_.tasks[i];
            if (!now.device) continue;
            DeviceNow& device = scene_.devices[places[now.server * count + now.device.index]];
            if (now.reason == Reason::device) device.uses.push_back(i);
            else device.line = now.line;
        }
    }

    // `held(i)` returns the locks and permits of a task as numbers; a permit is numbered after the locks.
    template <class Held>
    void locks(Held held) {
        const uint32_t count = uint32_t(scenario_.locks.size());
        std::map<std::pair<uint32_t, uint32_t>, LockNow> all;  // by number and server
        const auto at = [&](uint32_t thing, uint32_t server) -> LockNow& {
            const scenario::Per per =
                thing < count ? scenario_.locks[thing].per : scenario_.semaphores[thing - count].per;
            const uint32_t where = per == scenario::Per::server && server_count(log_) > 1 ? server : nowhere;
            LockNow& now = all[{thing, where}];
            now.index = thing < count ? thing : thing - count;
            now.server = where;
            return now;
        };
        for (uint32_t i = 0; i < scene_.tasks.size(); ++i) {
            const TaskNow& now = scene_.tasks[i];
            for (const uint32_t thing : held(now)) at(thing, now.server).holders.push_back(i);
            if (now.lock) at(now.lock.index, now.server).line = now.line;
            if (now.semaphore) at(count + now.semaphore.index, now.server).line = now.line;
        }
        for (auto& [key, now] : all) (key.first < count ? scene_.locks : scene_.semaphores).push_back(std::move(now));
    }

private:
    void things_of(const Span& span, const trace::Task& who, TaskNow& now) const {
        if (log_.recording) return;
        const std::vector<scenario::Step>& steps = lists_[who.program];
        if (span.step >= steps.size()) return;
        const scenario::Step& step = steps[span.step];
        switch (span.reason) {
            case Reason::device:
            case Reason::device_queue: now.device = step.device; break;
            case Reason::lock: now.lock = step.lock; break;
            case Reason::semaphore: now.semaphore = step.semaphore; break;
            case Reason::queue_full:
            case Reason::queue_empty: now.queue = step.queue; break;
            default: break;
        }
    }

    // The span of the same task that ended where this one begins.
    std::optional<Span> before(const Span& span) const {
        for (size_t i = log_.spans.first_after(span.start - nsec(1));
             i < log_.spans.size() && log_.spans.end(i) == span.start; ++i)
            if (const Span other = log_.spans[i]; other.task == span.task) return other;
        return {};
    }
    CoreId held_core(const Span& span) const {
        std::optional<Span> earlier = before(span);
        while (earlier && earlier->kind == SpanKind::blocked) earlier = before(*earlier);
        return earlier && earlier->core && earlier->kind != SpanKind::sharing ? earlier->core : CoreId{};
    }

    // Appends the task to the line that it stands in, if it does.
    void line_of(uint32_t i) {
        using enum Line::For;
        const TaskNow& now = scene_.tasks[i];
        const auto own = [&](scenario::Per per) {
            return per == scenario::Per::server && server_count(log_) > 1 ? now.server : nowhere;
        };
        switch (now.doing) {
            case Doing::queued:
                if (now.reason == Reason::after || now.reason == Reason::serial) return add(i, others, now.server, 0);
                if (now.reason == Reason::loop_busy || (loops_ && now.reason == Reason::yielded)) {
                    const bool one = scenario_.strategy.loops == 1;
                    const ThreadId loop = one ? ThreadId{} : spans_.first_thread(now.task);
                    return add(i, Line::For::loop, now.server, loop.index);
                }
                return add(i, now.reason == Reason::no_worker ? worker : thread, now.server, 0);
            case Doing::ready: return add(i, core, now.server, now.ready_on ? now.ready_on.index : 0);
            case Doing::blocked:
            case Doing::waiting: break;
            default: return;
        }
        switch (now.reason) {
            case Reason::device_queue:
                return add(i, device, own(scenario_.devices[now.device.index].per), now.device.index);
            case Reason::lock: return add(i, lock, own(scenario_.locks[now.lock.index].per), now.lock.index);
            case Reason::semaphore:
                return add(i, semaphore, own(scenario_.semaphores[now.semaphore.index].per), now.semaphore.index);
            case Reason::queue_full: return add(i, room, own(scenario_.queues[now.queue.index].per), now.queue.index);
            case Reason::queue_empty:
                return add(i, message, own(scenario_.queues[now.queue.index].per), now.queue.index);
            default: return;
        }
    }

    void add(uint32_t i, Line::For what, uint32_t server, uint32_t index) {
        const auto [at, fresh] = numbers_.try_emplace({what, server, index}, uint32_t(scene_.lines.size()));
        if (fresh) scene_.lines.push_back({what, server, index, true, {}});
        scene_.lines[at->second].tasks.push_back(i);
    }

    void sort(Line& line) const {
        const scenario::Scheduler& scheduler = scenario_.machine.scheduler;
        if (line.what == Line::For::core)
            line.ordered = !log_.recording && scenario::row_of(scheduler.policy).in_order &&
                           scheduler.queues == scenario::ReadyQueues::global &&
                           scheduler.order == scenario::Order::fifo;
        if (line.what == Line::For::others || !scene_.whole) line.ordered = false;
        bool ranked = false;
        if (line.what == Line::For::device) {
            const scenario::Discipline discipline = scenario_.devices[line.index].discipline;
            ranked = discipline == scenario::Discipline::priority || discipline == scenario::Discipline::preemptive;
        }
        const auto rank = [&](const TaskNow& now) -> int64_t {
            if (!ranked) return 0;
            const trace::Task& task = log_.tasks[now.task.index];
            return lists_[task.program][now.step].priority.value_or(scenario_.work[task.row].priority);
        };
        const auto key = [&](uint32_t i) {
            const TaskNow& now = scene_.tasks[i];
            return std::tuple(rank(now), now.since.ns, now.task.index);
        };
        arrange(line.tasks, [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
    }

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const SpanIndex& spans_;
    scenario::StepLists lists_;
    Scene& scene_;
    bool loops_;
    std::map<std::tuple<Line::For, uint32_t, uint32_t>, uint32_t> numbers_;
};

}  // namespace

const TaskNow* Scene::of(TaskId task) const {
    const auto at =
        std::lower_bound(tasks.begin(), tasks.end(), task, [](const TaskNow& now, TaskId id) { return now.task < id; });
    return at != tasks.end() && at->task == task ? &*at : nullptr;
}
const TaskNow* Scene::on_thread(ThreadId thread) const {
    const uint32_t* const at = found(by_thread, thread.index);
    return at ? &tasks[*at] : nullptr;
}
const TaskNow* Scene::on_core(CoreId core) const {
    const uint32_t* const at = found(by_core, core.index);
    return at ? &tasks[*at] : nullptr;
}

// The spans of a scene, in the order of their tasks.
void SceneIndex::list_spans(const trace::Log& log, const SpanIndex& spans, Time t, Scene& scene,
                            std::vector<size_t>& found) const {
    if (!crowd_) {
        found = spans.at(log, t);
        return;
    }
    // Spans are in the order of their ends: those that come first are the first in line.
    spans.first_touching(log, t, t + nsec(1), max_listed, [&](size_t i) { found.push_back(i); });
    scene.whole = found.size() < max_listed;
    if (!scene.whole) {
        const size_t from = found.back() + 1;
        const auto start = [&](size_t i) {
            const trace::SpanKind kind = log.spans.kind(i);
            const bool waits = kind == SpanKind::queued || kind == SpanKind::waiting || kind == SpanKind::ready;
            return waits ? INT64_MAX : log.spans.start(i).ns;
        };
        crowd_->with_thread.below(t.ns + 1, from, log.spans.size(), start, [&](size_t i) {
            if (found.size() < 2 * max_listed) found.push_back(i);
        });
    }
    std::sort(found.begin(), found.end(), [&](size_t a, size_t b) { return log.spans.task(a) < log.spans.task(b); });
}

Scene SceneIndex::at(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& spans, Time t) const {
    Scene scene;
    scene.at = t;
    SceneMaker maker(scenario, log, spans, scene);
    std::vector<size_t> listed;
    list_spans(log, spans, t, scene, listed);
    for (const size_t span : listed) maker.task(span, slot_of(span), ready_on(log, span, t));
    maker.lines();
    maker.devices();
    for (uint32_t i = 0; i < scene.tasks.size(); ++i) {
        const TaskNow& now = scene.tasks[i];
        if (now.thread) scene.by_thread.emplace_back(now.thread.index, i);
        if (now.core) scene.by_core.emplace_back(now.core.index, i);
    }
    std::sort(scene.by_thread.begin(), scene.by_thread.end());
    std::sort(scene.by_core.begin(), scene.by_core.end());

    // Threads are in the order of their start.
    const auto started = [&] {
        size_t low = 0, high = thread_ends_.size();
        while (low < high) {
            const size_t middle = low + (high - low) / 2;
            if (log.threads[middle].started <= t) low = middle + 1;
            else high = middle;
        }
        return low;
    }();
    const auto end_of = [&](size_t i) {
        const trace::Thread& thread = log.threads[i];
        return -(thread.ended ? *thread.ended : longest_time * 2).ns;
    };
    scene.counts.threads = crowd_ ? crowd_->threads.at(t) : 0;
    if (scene.counts.threads <= max_listed)
        thread_ends_.below(-t.ns, 0, started, end_of, [&](size_t i) {
            const uint32_t* const task = found(scene.by_thread, uint32_t(i));
            scene.threads.push_back({{uint32_t(i)}, slots_[i], task ? *task : nowhere});
        });
    if (!crowd_) scene.counts.threads = scene.threads.size();

    if (!held_.empty()) {
        const std::vector<uint32_t> nothing;
        maker.locks([&](const TaskNow& now) -> const std::vector<uint32_t>& {
            const std::vector<Held>& list = held_[log.tasks[now.task.index].program];
            const auto after = std::upper_bound(list.begin(), list.end(), now.step,
                                                [](uint32_t step, const Held& held) { return step < held.from_step; });
            return after == list.begin() ? nothing : (after - 1)->things;
        });
    }

    SceneCounts& counts = scene.counts;
    counts.arrived = up_to(arrivals_, t);
    counts.completed = size_t(std::partition_point(completed_.begin(), completed_.end(),
                                                   [&](TaskId task) { return *log.tasks[task.index].finished <= t; }) -
                              completed_.begin());
    counts.rejected = up_to(rejected_, t);
    counts.gave_up = up_to(gave_up_, t);
    counts.in_progress = t < log.end ? up_to(begins_, t) - up_to(ends_of_begun_, t) : 0;
    counts.not_begun = counts.arrived - up_to(begins_, t) - up_to(left_unbegun_, t);
    for (const TaskNow& now : scene.tasks) {
        counts.running += now.doing == Doing::running || now.doing == Doing::sharing;
        counts.held += now.doing == Doing::blocked && now.thread;
        ++counts.by_kind[size_t(log.spans.kind(now.span))];
        if (!stands_alone(log.tasks[now.task.index])) continue;
        counts.queued += now.doing == Doing::queued && !now.begun;
        counts.waiting += now.doing == Doing::waiting || (now.doing == Doing::queued && now.answered);
    }
    for (DeviceNow& device : scene.devices) {
        device.all_uses = device.uses.size();
        device.all_waits = device.line == nowhere ? 0 : scene.lines[device.line].tasks.size();
    }
    if (!scene.whole) {
        for (size_t kind = 0; kind < counts.by_kind.size(); ++kind) counts.by_kind[kind] = crowd_->by_kind[kind].at(t);
        counts.queued = crowd_->queued.at(t);
        counts.waiting = crowd_->waiting.at(t);
        counts.held = crowd_->held.at(t);
        counts.running = counts.of(SpanKind::running) + counts.of(SpanKind::sharing);
        const size_t servers = server_count(log);
        for (DeviceNow& device : scene.devices) {
            const size_t place = device.device.index * servers + (device.server == nowhere ? 0 : device.server);
            device.all_uses = crowd_->uses[place].at(t);
            device.all_waits = crowd_->waits[place].at(t);
        }
    }
    return scene;
}

}  // namespace metrics
