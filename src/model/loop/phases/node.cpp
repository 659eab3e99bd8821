#include "model/loop/phases/node.h"

#include "scenario/code.h"

#include <algorithm>
#include <cassert>

namespace model::loop {

using trace::no_callback;
using trace::Phase;

namespace {

constexpr int round_trips(PoolJob::Kind kind) {
    return kind == PoolJob::Kind::read_file ? scenario::round_trips_of_read : 1;
}

}  // namespace

void Node::arrived(TaskId task, uint32_t function, Language& language) {
    const bool program = !began_ && poll_.empty();
    const uint32_t record = journal_.add(program ? Phase::script : Phase::poll, {}, task, no_callback);
    journal_.ready(record, journal_.now());
    Polled polled;
    polled.handle = language.entry({task, function, record}, !program  ? Entry::request
                                                             : module_ ? Entry::module
                                                                       : Entry::script);
    poll_.push_back(std::move(polled));
}

void Node::pool_done(uint32_t job) {
    if (stopped_) return;
    Job& done = jobs_.at(job);
    Polled polled;
    if (--done.trips_left > 0) {
        polled.job = job;
        polled.another_trip = true;
    } else {
        polled.handle = std::move(done.handle);
        journal_.ready(polled.handle.record, journal_.now());
        jobs_.erase(job);
        journal_.meter().add(-Job::price);
    }
    poll_.push_back(std::move(polled));
}

// ---- what comes next ----------------------------------------------------------------
//
// The functions below return true if `choice` says what comes next, and false if the next stage has
// its turn.

Choice Node::choose(Language& language, Allowance& allowance) {
    Choice choice;
    for (;;) {
        if (stopped_) return Choice::wait();
        if (!allowance.take()) return Choice::of(Choice::Kind::pauses);
        if (language.continues()) return Choice::of(Choice::Kind::again);
        if (draining_ ? drain(language, choice) : stage(language, choice)) return choice;
    }
}

bool Node::drain(Language& language, Choice& choice) {
    if (in_ticks_ && !ticks_.empty()) {
        choice = Choice::run(std::move(ticks_.front()));
        ticks_.pop_front();
        return true;
    }
    in_ticks_ = false;
    if (language.has_microtask()) {
        choice = Choice::of(Choice::Kind::microtask);
        return true;
    }
    if (evaluating_) language.report_rejections();  // the rejections of the module's own code
    evaluating_ = false;
    in_ticks_ = !ticks_.empty();
    if (!in_ticks_) draining_ = in_ticks_ = language.report_rejections();
    return false;
}

bool Node::stage(Language& language, Choice& choice) {
    if (journal_.now() < hold_until_) {
        choice = Choice::wait(hold_until_);
        return true;
    }
    switch (stage_) {
        case Stage::idle:
            entered_ = false;
            if (poll_.empty()) {
                if (began_ && language.nothing_left()) {
                    draining_ = in_ticks_ = true;
                    stage_ = Stage::timers;
                    return false;
                }
                choice = Choice::wait();
                return true;
            }
            if (!began_) return begin_program(choice);
            stage_ = Stage::poll;
            return false;
        case Stage::first_timers:
        case Stage::timers: return timers(choice);
        case Stage::poll: return poll(choice);
        case Stage::check: return check(choice);
    }
    return false;
}

bool Node::macrotask(Handle handle, Choice& choice) {
    draining_ = true;
    in_ticks_ = true;
    choice = Choice::run(std::move(handle));
    return true;
}

bool Node::begin_program(Choice& choice) {
    began_ = true;
    stage_ = module_ ? Stage::check : Stage::first_timers;  // modules are loaded by the running loop, in poll
    evaluating_ = module_;                                  // the code at its top level is a microtask
    Handle program = std::move(poll_.front().handle);
    poll_.pop_front();
    macrotask(std::move(program), choice);
    in_ticks_ = !module_;
    return true;
}

bool Node::alive() const { return timers_.hold() || !jobs_.empty() || holding_ > 0 || !poll_.empty(); }

bool Node::timers(Choice& choice) {
    if (!entered_) {
        timers_.read_clock();
        if (!alive()) {
            stage_ = Stage::idle;
            return false;
        }
        if (race(choice)) return true;
        entered_ = true;
        timers_.begin_pass_if_due();
    }
    if (std::optional<Handle> timer = timers_.next_of_pass()) return macrotask(std::move(*timer), choice);
    entered_ = false;
    stage_ = alive() ? Stage::poll : Stage::idle;
    return false;
}

bool Node::poll(Choice& choice) {
    const int64_t wakes_at = timers_.wakes_at();
    if (!entered_ && poll_.empty()) {
        const bool due = wakes_at >= 0 && wakes_at <= std::max(timers_.clock(), journal_.now().ns / 1'000'000);
        if (holding_ == 0 && !due && alive()) {
            choice = Choice::wait(wakes_at >= 0 ? msec(wakes_at) : longest_time);
            return true;
        }
    } else if (!entered_) {
        entered_ = true;
        poll_left_ = poll_.size();
    }
    while (entered_ && poll_left_ > 0) {
        --poll_left_;
        Polled polled = std::move(poll_.front());
        poll_.pop_front();
        if (!polled.another_trip) return macrotask(std::move(polled.handle), choice);
        const Job& job = jobs_.at(polled.job);
        host_.pool(polled.job, job.handle.owner, job.what);
    }
    entered_ = false;
    stage_ = Stage::check;
    return false;
}

bool Node::check(Choice& choice) {
    if (!entered_) {
        entered_ = true;
        round_.swap(immediates_);
        holding_ = 0;
        for (const auto& immediate : round_) immediate->state = Immediate::State::in_round;
        journal_.worked(4 * round_.size());
    }
    if (round_.empty()) {
        entered_ = false;
        stage_ = Stage::timers;
        return false;
    }
    const std::shared_ptr<Immediate> immediate = round_.front();
    round_.pop_front();
    if (immediate->state == Immediate::State::gone) return false;
    immediate->state = Immediate::State::gone;
    return macrotask(std::move(immediate->handle), choice);
}

// Returns true if the loop is slow in this cycle, so that a timer of 1 ms will be due.
bool Node::race(Choice& choice) {
    if (immediates_.empty()) return false;
    const std::optional<uint32_t> timer = timers_.first_of_next_ms();
    if (!timer) return false;
    const bool timer_first = host_.coin(races_++);
    const uint32_t immediate = immediates_.front()->handle.record;
    if (*timer != no_callback && immediate != no_callback)
        journal_.trace().either.push_back({timer_first ? *timer : immediate, timer_first ? immediate : *timer});
    if (!timer_first) return false;
    hold_until_ = msec(timers_.clock() + 1);
    choice = Choice::wait(hold_until_);
    return true;
}

// ---- what the language requests ------------------------------------------------------

TicketRef Node::set_immediate(Handle handle) {
    const auto immediate = make_counted<Immediate>(journal_.meter());
    immediate->handle = std::move(handle);
    immediate->place = immediates_.insert(immediates_.end(), immediate);
    ++holding_;
    journal_.ready(immediate->handle.record, journal_.now());
    return immediate;
}

void Node::next_tick(Handle handle) {
    journal_.ready(handle.record, journal_.now());
    ticks_.push_back(std::move(handle));
}

void Node::clear(const TicketRef& ticket) {
    const auto immediate = std::dynamic_pointer_cast<Immediate>(ticket);
    if (!immediate) return timers_.clear(ticket);
    if (immediate->state == Immediate::State::gone) return;
    if (immediate->state == Immediate::State::waits) {
        immediates_.erase(immediate->place);
        holding_ -= immediate->holds;
    }
    immediate->state = Immediate::State::gone;
    immediate->handle.code.reset();
    journal_.drop(immediate->handle.record);
}

void Node::keep_alive(const TicketRef& ticket, bool on) {
    const auto immediate = std::dynamic_pointer_cast<Immediate>(ticket);
    if (!immediate) return timers_.keep_alive(ticket, on);
    if (immediate->state == Immediate::State::waits && immediate->holds != on) holding_ += on ? 1 : size_t(-1);
    immediate->holds = on;
}

void Node::to_pool(Handle handle, const PoolJob& job) {
    const uint32_t number = next_job_++;
    const TaskId owner = handle.owner;
    jobs_[number] = {std::move(handle), job, round_trips(job.kind)};
    journal_.meter().add(Job::price);
    host_.pool(number, owner, job);
}

// An error that nothing handles ends the process.
bool Node::uncaught() {
    stopped_ = true;
    return false;
}

// The reader rejects programs for node that use these.
TicketRef Node::request_frame(Handle) {
    assert(!"node has no animation frames");
    return {};
}
TicketRef Node::post_task(Handle, Turn) {
    assert(!"node has no tasks of a page");
    return {};
}

}  // namespace model::loop
