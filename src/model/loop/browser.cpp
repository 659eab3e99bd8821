#include "model/loop/browser.h"

#include <algorithm>

namespace model::loop {

using trace::no_callback;
using trace::Phase;

namespace {

Time frame_time(int64_t number) { return {number * 1'000'000'000 / 60}; }

}  // namespace

void Browser::arrived(TaskId task, uint32_t function, Time now) {
    now_ = now;
    Start what;
    what.owner = task;
    what.body = &scenario_.functions[function].body;
    what.record = registered(began_ ? Phase::poll : Phase::script, {}, task, no_callback);
    what.whole_function = began_;
    began_ = true;
    ready(what.record, now);
    arrivals_.push_back({now, std::move(what)});
}

bool Browser::task(Start what, Next& next) {
    draining_ = true;
    dirty_ = true;
    return start(std::move(what), next);
}

std::shared_ptr<Browser::Timer> Browser::first_timer() const {
    std::shared_ptr<Timer> first;
    for (const auto& timer : timers_)
        if (!first || timer->due < first->due || (timer->due == first->due && timer->order < first->order)) first = timer;
    return first;
}

TaskId Browser::next_owner() const {
    const auto timer = first_timer();
    return timer ? timer->start.owner : Machine::next_owner();
}

bool Browser::choose(Next& next) {
    for (;;) {
        if (++counted_ > enough) {
            next = {Next::Kind::again, {}, {}};
            return false;
        }
        if (draining_) {
            if (has_microtask()) {
                if (!run_microtask(next)) return false;
                if (starting()) return true;
                continue;
            }
            draining_ = false;
            check_rejections();
            level_ = 0;
            continue;
        }
        if (rendering_) {
            if (!frame_round_.empty()) {
                const auto callback = frame_round_.front();
                frame_round_.pop_front();
                if (callback->destroyed) continue;
                callback->destroyed = true;
                return task(std::move(callback->start), next);
            }
            rendering_ = false;
            dirty_ = false;
            Start picture;
            picture.record = registered(Phase::render, {}, {}, no_callback);
            ready(picture.record, now_);
            return start(std::move(picture), next);
        }
        // A rendering opportunity that was missed comes as soon as the loop is free.
        while (frame_time(frames_ + 1) <= now_) ++frames_;
        const bool wanted = (dirty_ && !all_over()) || !frame_callbacks_.empty();
        if (wanted && frames_ > 0 && frames_ != painted_) {
            painted_ = frames_;
            rendering_ = true;
            frame_round_.swap(frame_callbacks_);
            continue;
        }
        const std::shared_ptr<Timer> timer = first_timer();
        const bool due = timer && timer->due <= now_;
        if (!arrivals_.empty() && (!due || arrivals_.front().first <= timer->due)) {
            Start what = std::move(arrivals_.front().second);
            arrivals_.pop_front();
            return task(std::move(what), next);
        }
        if (due) {
            std::erase(timers_, timer);
            running_ = timer;
            level_ = timer->level;
            Start what = timer->start;
            return task(std::move(what), next);
        }
        Time until = timer ? timer->due : longest_time;
        if (wanted) until = std::min(until, frame_time(frames_ + 1));
        next = {Next::Kind::wait, {}, until};
        return false;
    }
}

void Browser::returned() {
    if (!running_) return;
    const std::shared_ptr<Timer> timer = std::move(running_);
    running_ = nullptr;
    if (timer->repeats && !timer->destroyed) {
        timer->start.record = registered(Phase::timers, host_.record().all[current()].site, timer->start.owner, current());
        set_timer(timer, timer->delay);
    } else {
        timer->destroyed = true;
    }
}

// 8.6, timer initialisation steps.
void Browser::set_timer(const std::shared_ptr<Timer>& timer, Time delay) {
    timer->delay = delay;
    timer->level = level_ + 1;
    if (level_ > 5) delay = std::max(delay, msec(4));
    timer->due = now_ + delay;
    timer->order = timers_set_++;
    timers_.push_back(timer);
    ready(timer->start.record, timer->due);
}

void Browser::sleep(PromiseRef promise, const Operation& operation, Coroutine& coroutine) {
    const auto timer = std::make_shared<Timer>();
    timer->start.owner = coroutine.owner;
    timer->start.resolves = std::move(promise);
    timer->start.record = registered(Phase::timers, site_of(operation), coroutine.owner, current());
    set_timer(timer, *operation.time);
}

Machine::Did Browser::perform_host(Coroutine& coroutine, const Operation& operation) {
    switch (operation.kind) {
        case OpKind::timeout:
        case OpKind::interval: {
            const auto timer = std::make_shared<Timer>();
            timer->start = start_of(coroutine, Phase::timers, operation, operation.body);
            timer->repeats = operation.kind == OpKind::interval;
            set_timer(timer, *operation.time);
            set_object(coroutine, operation.name, timer);
            return Did::done;
        }
        case OpKind::animation_frame: {
            const auto callback = std::make_shared<FrameCallback>();
            callback->start = start_of(coroutine, Phase::frame, operation, operation.body);
            frame_callbacks_.push_back(callback);
            set_object(coroutine, operation.name, callback);
            return Did::done;
        }
        case OpKind::clear: clear(object(coroutine, operation.name)); return Did::done;
        case OpKind::count_then_clear:
            if (++counts_[operation.name] == operation.number) clear(object(coroutine, operation.name));
            return Did::done;
        default: return Did::done;
    }
}

void Browser::clear(const ObjectRef& object) {
    if (const auto timer = std::dynamic_pointer_cast<Timer>(object); timer && !timer->destroyed) {
        timer->destroyed = true;
        if (std::erase(timers_, timer) > 0) drop(timer->start.record);
    }
    if (const auto callback = std::dynamic_pointer_cast<FrameCallback>(object); callback && !callback->destroyed) {
        callback->destroyed = true;
        drop(callback->start.record);
        std::erase(frame_callbacks_, callback);
    }
}

}  // namespace model::loop
