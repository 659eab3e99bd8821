#include "model/loop/phases/browser.h"

#include <algorithm>
#include <cassert>

namespace model::loop {

using trace::no_callback;
using trace::Phase;

namespace {

// 60 pictures per second: the moment of one, and how many such moments there have been by `t`.
Time frame_time(int64_t number) { return {number * 1'000'000'000 / 60}; }
int64_t frames_by(Time t) { return (60 * (t.ns + 1) - 1) / 1'000'000'000; }

}  // namespace

void Browser::arrived(TaskId task, uint32_t function, Language& language) {
    const uint32_t record = journal_.add(began_ ? Phase::poll : Phase::script, {}, task, no_callback);
    journal_.ready(record, journal_.now());
    add_task(language.entry({task, function, record}, began_ ? Entry::request : Entry::script), Turn::visible);
    began_ = true;
}

void Browser::pool_done(uint32_t job) {
    const auto at = jobs_.find(job);
    if (stopped_ || at == jobs_.end()) return;
    journal_.ready(at->second.record, journal_.now());
    add_task(std::move(at->second), Turn::visible);
    jobs_.erase(at);
}

Browser::TaskRef Browser::add_task(Handle handle, Turn turn) {
    auto task = make_counted<PageTask>(journal_.meter());
    task->handle = std::move(handle);
    task->since = journal_.now();
    task->order = timers_.next_order();
    tasks_[size_t(turn)].push_back(task);
    return task;
}

Browser::PageTask* Browser::first_task(Turn turn) {
    auto& queue = tasks_[size_t(turn)];
    while (!queue.empty() && queue.front()->gone) queue.pop_front();
    return queue.empty() ? nullptr : queue.front().get();
}

Choice Browser::run_first(Turn turn) {
    auto& queue = tasks_[size_t(turn)];
    const TaskRef first = std::move(queue.front());
    queue.pop_front();
    first->gone = true;
    return task(std::move(first->handle));
}

Choice Browser::task(Handle handle) {
    draining_ = true;
    dirty_ = true;
    return Choice::run(std::move(handle));
}

Choice Browser::choose(Language& language, Allowance& allowance) {
    for (;;) {
        if (stopped_) return Choice::wait();
        if (!allowance.take()) return Choice::of(Choice::Kind::pauses);
        if (language.continues()) return Choice::of(Choice::Kind::again);
        if (draining_) {
            if (language.has_microtask()) return Choice::of(Choice::Kind::microtask);
            draining_ = false;
            if (language.report_rejections() && (language.continues() || language.has_microtask())) {
                draining_ = true;
                continue;
            }
            level_ = 0;
            continue;
        }
        if (first_task(Turn::next)) return run_first(Turn::next);
        if (rendering_) {
            if (!frame_round_.empty()) {
                const std::shared_ptr<FrameCallback> callback = frame_round_.front();
                frame_round_.pop_front();
                if (callback->state == FrameCallback::State::gone) continue;
                callback->state = FrameCallback::State::gone;
                return task(std::move(callback->handle));
            }
            rendering_ = false;
            dirty_ = false;
            Handle picture;
            picture.record = journal_.add(Phase::render, {}, {}, no_callback);
            journal_.ready(picture.record, journal_.now());
            return Choice::run(std::move(picture));
        }
        const Time now = journal_.now();
        // After a rendering opportunity that was missed, the next one comes as soon as the loop is free.
        frames_ = frames_by(now);
        const bool wanted = (dirty_ && !journal_.all_over()) || !frame_callbacks_.empty();
        if (wanted && frames_ > 0 && frames_ != painted_) {
            painted_ = frames_;
            rendering_ = true;
            frame_round_.swap(frame_callbacks_);
            for (const auto& callback : frame_round_) callback->state = FrameCallback::State::in_round;
            journal_.worked(4 * frame_round_.size());
            language.picture_begins();
            continue;
        }
        for (const Turn turn : {Turn::blocking_continuation, Turn::blocking, Turn::visible_continuation})
            if (first_task(turn)) return run_first(turn);
        const bool due = timers_.next() <= now;
        const PageTask* const first = first_task(Turn::visible);
        if (first &&
            (!due || std::pair(first->since, first->order) < std::pair(timers_.next(), timers_.first()->order)))
            return run_first(Turn::visible);
        if (due) {
            running_ = timers_.take_first();
            running_since_ = now;
            level_ = running_->level;
            return task(running_->handle);
        }
        for (const Turn turn : {Turn::background_continuation, Turn::background})
            if (first_task(turn)) return run_first(turn);
        if (began_ && timers_.empty() && frame_callbacks_.empty() && jobs_.empty() && language.nothing_left()) continue;
        return Choice::wait(wanted ? std::min(timers_.next(), frame_time(frames_ + 1)) : timers_.next());
    }
}

void Browser::returned() {
    if (!running_) return;
    const TimerRef timer = std::move(running_);
    running_ = nullptr;
    if (!timer->repeats || timer->cleared) {
        timer->cleared = true;
        timer->handle.code.reset();
        return;
    }
    const trace::CodeSite site = journal_.trace().all[journal_.current()].site;
    timer->handle.record = journal_.add(Phase::timers, site, timer->handle.owner);
    start_timer(timer, timer->delay, running_since_);
}

// ---- what the language requests ------------------------------------------------------

TicketRef Browser::set_timer(Handle handle, Time delay, bool repeats) {
    const auto timer = make_counted<PageTimer>(journal_.meter());
    timer->handle = std::move(handle);
    timer->repeats = repeats;
    start_timer(timer, delay, journal_.now());
    return timer;
}

// 8.6, timer initialisation steps.
void Browser::start_timer(const TimerRef& timer, Time delay, Time since) {
    timer->delay = delay;
    timer->level = level_ + 1;
    if (level_ > 5) delay = std::max(delay, msec(4));
    // If an interval was called late, its next delay is shorter by that time.
    const Time late{timer->due.ns > 0 && delay.ns > 0 ? (since - timer->due).ns % delay.ns : 0};
    timers_.add(timer, since + delay - late);
    journal_.ready(timer->handle.record, std::max(timer->due, journal_.now()));
}

TicketRef Browser::request_frame(Handle handle) {
    const auto callback = make_counted<FrameCallback>(journal_.meter());
    callback->handle = std::move(handle);
    callback->place = frame_callbacks_.insert(frame_callbacks_.end(), callback);
    const int64_t come = frames_by(journal_.now());
    const bool now = come > 0 && come != painted_;  // this moment has not been used yet
    journal_.ready(callback->handle.record, now ? journal_.now() : frame_time(come + 1));
    return callback;
}

TicketRef Browser::post_task(Handle handle, Turn turn) {
    journal_.ready(handle.record, journal_.now());
    return add_task(std::move(handle), turn);
}

void Browser::clear(const TicketRef& ticket) {
    if (const auto task = std::dynamic_pointer_cast<PageTask>(ticket); task && !task->gone) {
        task->gone = true;
        journal_.drop(task->handle.record);
        task->handle.code.reset();
    }
    if (const auto timer = std::dynamic_pointer_cast<PageTimer>(ticket); timer && !timer->cleared) {
        timer->cleared = true;
        if (timer->waits) {
            timers_.remove(*timer);
            timer->handle.code.reset();
            journal_.drop(timer->handle.record);
        }
    }
    if (const auto callback = std::dynamic_pointer_cast<FrameCallback>(ticket);
        callback && callback->state != FrameCallback::State::gone) {
        if (callback->state == FrameCallback::State::waits) frame_callbacks_.erase(callback->place);
        callback->state = FrameCallback::State::gone;
        callback->handle.code.reset();
        journal_.drop(callback->handle.record);
    }
}

// The reader rejects programs for a page that use these.
TicketRef Browser::set_immediate(Handle) {
    assert(!"a page has no immediates");
    return {};
}
void Browser::next_tick(Handle) { assert(!"a page has no next-ticks"); }

void Browser::to_pool(Handle handle, const PoolJob& job) {
    assert(job.kind == PoolJob::Kind::device || job.kind == PoolJob::Kind::wait);  // a page has no pool
    const uint32_t number = next_job_++;
    const TaskId owner = handle.owner;
    jobs_[number] = std::move(handle);
    host_.pool(number, owner, job);
}

}  // namespace model::loop
