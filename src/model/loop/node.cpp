#include "model/loop/node.h"

#include <algorithm>

namespace model::loop {

using trace::no_callback;
using trace::Phase;

void Node::arrived(TaskId task, uint32_t function, Time now) {
    now_ = now;
    Polled polled;
    polled.start.owner = task;
    polled.start.body = &scenario_.functions[function].body;
    polled.start.record = registered(began_ || !poll_.empty() ? Phase::poll : Phase::script, {}, task, no_callback);
    polled.start.whole_function = began_ || !poll_.empty();
    ready(polled.start.record, now);
    poll_.push_back(std::move(polled));
}

void Node::pool_done(uint32_t job, Time now) {
    now_ = now;
    PoolJob& done = jobs_.at(job);
    Polled polled;
    if (--done.trips_left > 0) {
        polled.job = job;
        polled.another_trip = true;
    } else {
        polled.start = std::move(done.start);
        ready(polled.start.record, now);
        jobs_.erase(job);
    }
    poll_.push_back(std::move(polled));
}

TaskId Node::next_owner() const {
    const ListRef list = first_list();
    return list && !list->timers.empty() ? list->timers.front()->start.owner : Machine::next_owner();
}

void Node::to_pool(Coroutine& coroutine, const Operation& operation) {
    const uint32_t job = next_job_++;
    const int trips = operation.kind == OpKind::fs_read_file ? scenario::round_trips_of_read : 1;
    jobs_[job] = {start_of(coroutine, Phase::poll, operation, operation.body), &operation, trips};
    host_.pool(job, coroutine.owner, operation);
}

void Node::uncaught(uint32_t record, const Value& error) {
    print_error(record, error);
    stop_all();  // the process ends
}

void Node::returned() {
    if (!running_) return;
    const std::shared_ptr<Timer> timer = std::move(running_);
    running_ = nullptr;
    if (timer->repeats && !timer->destroyed) {
        timer->start.record = registered(Phase::timers, host_.record().all[current()].site, timer->start.owner, current());
        insert(timer, running_since_);
    } else {
        timer->destroyed = true;
    }
    plan_in_list();
}

// ---- what comes next ----------------------------------------------------------------

bool Node::macrotask(Start what, Next& next) {
    draining_ = true;
    in_ticks_ = true;
    return start(std::move(what), next);
}

bool Node::alive() const { return !lists_.empty() || !jobs_.empty() || !immediates_.empty() || !poll_.empty(); }

bool Node::choose(Next& next) {
    for (;;) {
        if (stopped() || ++counted_ > enough) {
            next = {stopped() ? Next::Kind::wait : Next::Kind::again, {}, longest_time};
            return false;
        }
        if (draining_) {
            if (in_ticks_ && !ticks_.empty()) {
                Start tick = std::move(ticks_.front());
                ticks_.pop_front();
                return start(std::move(tick), next);
            }
            in_ticks_ = false;
            if (has_microtask()) {
                if (!run_microtask(next)) return false;
                if (starting()) return true;
                continue;
            }
            if (evaluating_) check_rejections();  // of the module itself
            evaluating_ = false;
            in_ticks_ = !ticks_.empty();
            if (!in_ticks_ && !check_rejections()) draining_ = false;
            continue;
        }
        if (now_ < hold_until_) {
            next = {Next::Kind::wait, {}, hold_until_};
            return false;
        }
        bool over = false;
        switch (stage_) {
            case Stage::idle:
                if (poll_.empty()) {
                    next = {Next::Kind::wait, {}, longest_time};
                    return false;
                }
                entered_ = false;
                if (began_) {
                    stage_ = Stage::poll;
                    break;
                } else {
                    Start script = std::move(poll_.front().start);
                    poll_.pop_front();
                    began_ = true;
                    stage_ = module_ ? Stage::check : Stage::first_timers;  // modules are loaded by the running loop, in poll
                    script.whole_function = evaluating_ = module_;  // its top level is a microtask
                    const bool goes_on = macrotask(std::move(script), next);
                    in_ticks_ = !module_;
                    return goes_on;
                }
            case Stage::first_timers:
            case Stage::timers:
                if (!entered_) {
                    read_clock();
                    if (!alive()) {
                        stage_ = Stage::idle;
                        break;
                    }
                    if (race(next)) return false;
                    entered_ = true;
                    if (uv_timer_ >= 0 && uv_timer_ <= loop_time_) begin_pass();
                }
                if (passing_) {
                    if (!choose_timer(next, over)) return false;
                    if (!over) return true;
                }
                entered_ = false;
                stage_ = alive() ? Stage::poll : Stage::idle;
                break;
            case Stage::poll:
                if (!poll(next, over)) return false;
                if (!over) return true;
                entered_ = false;
                stage_ = Stage::check;
                break;
            case Stage::check:
                if (!entered_) {
                    entered_ = true;
                    round_.swap(immediates_);
                }
                if (!round_.empty()) {
                    const std::shared_ptr<Immediate> immediate = round_.front();
                    round_.pop_front();
                    if (immediate->destroyed) break;
                    immediate->destroyed = true;
                    return macrotask(std::move(immediate->start), next);
                }
                entered_ = false;
                stage_ = Stage::timers;
                break;
        }
    }
}

bool Node::poll(Next& next, bool& over) {
    over = false;
    if (!entered_) {
        if (poll_.empty()) {
            const bool at_once = !immediates_.empty() || (uv_timer_ >= 0 && uv_timer_ <= std::max(loop_time_, now_.ns / 1'000'000));
            if (at_once || !alive()) {
                over = true;
                return true;
            }
            next = {Next::Kind::wait, {}, uv_timer_ >= 0 ? msec(uv_timer_) : longest_time};
            return false;
        }
        entered_ = true;
        poll_left_ = poll_.size();
    }
    while (poll_left_ > 0) {
        --poll_left_;
        Polled polled = std::move(poll_.front());
        poll_.pop_front();
        if (!polled.another_trip) return macrotask(std::move(polled.start), next);
        const PoolJob& job = jobs_.at(polled.job);
        host_.pool(polled.job, job.start.owner, *job.operation);
    }
    over = true;
    return true;
}

// True: the loop takes its time, and a timer of 1 ms will be due.
bool Node::race(Next& next) {
    const auto at = lists_.find(1);
    if (immediates_.empty() || at == lists_.end() || at->second->timers.empty()) return false;
    if (uv_timer_ <= loop_time_ || uv_timer_ > loop_time_ + 1) return false;
    const bool timer_first = host_.coin(races_++);
    const uint32_t timer = at->second->timers.front()->start.record, immediate = immediates_.front()->start.record;
    if (timer != no_callback && immediate != no_callback)
        host_.record().either.push_back({timer_first ? timer : immediate, timer_first ? immediate : timer});
    if (!timer_first) return false;
    hold_until_ = msec(loop_time_ + 1);
    next = {Next::Kind::wait, {}, hold_until_};
    return true;
}

// ---- operations ----------------------------------------------------------------------

void Node::sleep(PromiseRef promise, const Operation& operation, Coroutine& coroutine) {
    const auto timer = std::make_shared<Timer>();
    timer->start.owner = coroutine.owner;
    timer->start.resolves = std::move(promise);
    timer->start.record = registered(Phase::timers, site_of(operation), coroutine.owner, current());
    set_timer(timer, *operation.time);
}

Machine::Did Node::perform_host(Coroutine& coroutine, const Operation& operation) {
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
        case OpKind::immediate: {
            const auto immediate = std::make_shared<Immediate>();
            immediate->start = start_of(coroutine, Phase::check, operation, operation.body);
            ready(immediate->start.record, now_);
            immediates_.push_back(immediate);
            set_object(coroutine, operation.name, immediate);
            return Did::done;
        }
        case OpKind::await_immediate: {
            Frame& frame = frame_of(coroutine);
            if (frame.stage == 1) return Did::done;
            const auto promise = std::make_shared<Promise>();
            const auto immediate = std::make_shared<Immediate>();
            immediate->start.owner = coroutine.owner;
            immediate->start.resolves = promise;
            immediate->start.record = registered(Phase::check, site_of(operation), coroutine.owner, current());
            ready(immediate->start.record, now_);
            immediates_.push_back(immediate);
            return await(coroutine, promise, operation, 1);
        }
        case OpKind::next_tick: {
            Start tick = start_of(coroutine, Phase::next_tick, operation, operation.body);
            ready(tick.record, now_);
            ticks_.push_back(std::move(tick));
            return Did::done;
        }
        case OpKind::clear: clear(object(coroutine, operation.name)); return Did::done;
        case OpKind::count_then_clear:
            if (++counts_[operation.name] == operation.number) clear(object(coroutine, operation.name));
            return Did::done;
        case OpKind::fs_stat:
        case OpKind::fs_read_file:
        case OpKind::pool_cpu: to_pool(coroutine, operation); return Did::done;
        default: return Did::done;
    }
}

void Node::clear(const ObjectRef& object) {
    if (const auto timer = std::dynamic_pointer_cast<Timer>(object)) clear(*timer);
    const auto immediate = std::dynamic_pointer_cast<Immediate>(object);
    if (!immediate || immediate->destroyed) return;
    immediate->destroyed = true;
    drop(immediate->start.record);
    std::erase(immediates_, immediate);
}

}  // namespace model::loop
