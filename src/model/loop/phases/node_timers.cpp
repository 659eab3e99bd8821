// lib/internal/timers.js, function by function.

#include "model/loop/phases/node_timers.h"

#include <algorithm>
#include <cassert>

namespace model::loop {

// new Timeout
TicketRef NodeTimers::set(Handle handle, Time delay, bool repeats) {
    const auto timer = make_counted<Timer>(journal_.meter());
    timer->handle = std::move(handle);
    timer->repeats = repeats;
    timer->delay = std::max<int64_t>(1, delay.ns / 1'000'000);
    insert(timer, read_clock());
    return timer;
}

void NodeTimers::insert(const TimerRef& timer, int64_t start) {
    timer->set = start;
    ListRef& list = lists_[timer->delay];
    if (!list) {
        list = make_counted<List>(journal_.meter());
        list->delay = timer->delay;
        list->expiry = start + timer->delay;
        list->id = list_ids_++;
        by_expiry_.emplace(std::pair{list->expiry, list->id}, list);
        if (next_expiry_ > list->expiry) {
            wakes_at_ = loop_time_ + timer->delay;
            next_expiry_ = list->expiry;
        }
    }
    timer->waits = true;
    holding_ += timer->holds;
    timer->place = list->timers.insert(list->timers.end(), timer);
    journal_.ready(timer->handle.record, msec(start + timer->delay));
}

void NodeTimers::erase(const ListRef& list) {
    by_expiry_.erase({list->expiry, list->id});
    lists_.erase(list->delay);
}

// clearTimeout, unenroll
void NodeTimers::clear(const TicketRef& ticket) {
    const auto timer = std::dynamic_pointer_cast<Timer>(ticket);
    if (!timer || timer->destroyed) return;
    timer->destroyed = true;
    const auto at = lists_.find(timer->delay);
    if (at == lists_.end()) return;
    const ListRef list = at->second;
    if (timer->waits) {
        timer->waits = false;
        holding_ -= timer->holds;
        list->timers.erase(timer->place);
        timer->handle.code.reset();
        journal_.drop(timer->handle.record);
    }
    if (list->timers.empty()) erase(list);
}

void NodeTimers::keep_alive(const TicketRef& ticket, bool on) {
    const auto timer = std::dynamic_pointer_cast<Timer>(ticket);
    if (!timer) return;
    if (timer->waits && timer->holds != on) holding_ += on ? 1 : size_t(-1);
    timer->holds = on;
}

TaskId NodeTimers::first_owner() const {
    if (by_expiry_.empty()) return {};
    const std::list<TimerRef>& timers = by_expiry_.begin()->second->timers;
    return timers.empty() ? TaskId{} : timers.front()->handle.owner;
}

std::optional<uint32_t> NodeTimers::first_of_next_ms() const {
    const auto at = lists_.find(1);
    if (at == lists_.end() || at->second->timers.empty()) return {};
    if (wakes_at_ <= loop_time_ || wakes_at_ > loop_time_ + 1) return {};
    return at->second->timers.front()->handle.record;
}

// processTimers, from its beginning
void NodeTimers::begin_pass_if_due() {
    if (wakes_at_ < 0 || wakes_at_ > loop_time_) return;
    wakes_at_ = -1;
    passing_ = true;
    pass_now_ = loop_time_;
    next_expiry_ = no_expiry;
    plan_list();
}

// ... where it searches for the next list. What comes after that is RunTimers in src/env.cc.
void NodeTimers::plan_list() {
    list_ = by_expiry_.empty() ? nullptr : by_expiry_.begin()->second;
    planned_ = nullptr;
    if (list_ && list_->expiry <= pass_now_) return;
    passing_ = false;
    if (!list_) return;
    next_expiry_ = list_->expiry;
    list_ = nullptr;
    wakes_at_ = loop_time_ + std::max<int64_t>(1, next_expiry_ - loop_time_);
}

// listOnTimeout, where it searches for the next timer, before the ticks of the callback that has returned.
void NodeTimers::plan_in_list() {
    planned_ = nullptr;
    if (list_->timers.empty()) {
        if (const auto at = lists_.find(list_->delay); at != lists_.end() && at->second == list_) erase(ListRef(list_));
        plan_list();
        return;
    }
    const TimerRef& timer = list_->timers.front();
    if (pass_now_ - timer->set < list_->delay) {
        by_expiry_.erase({list_->expiry, list_->id});
        list_->expiry = std::max(timer->set + list_->delay, pass_now_ + 1);
        list_->id = list_ids_++;
        by_expiry_.emplace(std::pair{list_->expiry, list_->id}, list_);
        plan_list();
        return;
    }
    planned_ = timer;
}

std::optional<Handle> NodeTimers::next_of_pass() {
    while (passing_) {
        if (!planned_) {  // a list begins
            plan_in_list();
            continue;
        }
        const TimerRef timer = std::move(planned_);
        planned_ = nullptr;
        if (timer->destroyed) {  // by the ticks that ran since
            plan_in_list();
            continue;
        }
        assert(list_->timers.front() == timer);
        list_->timers.pop_front();
        timer->waits = false;
        holding_ -= timer->holds;
        running_ = timer;
        if (timer->repeats) running_since_ = read_clock();
        return timer->handle;
    }
    return {};
}

void NodeTimers::returned() {
    if (!running_) return;
    const TimerRef timer = std::move(running_);
    running_ = nullptr;
    if (timer->repeats && !timer->destroyed) {
        const trace::CodeSite site = journal_.trace().all[journal_.current()].site;
        timer->handle.record = journal_.add(trace::Phase::timers, site, timer->handle.owner);
        insert(timer, running_since_);
    } else {
        timer->destroyed = true;
        timer->handle.code.reset();
    }
    plan_in_list();
}

}  // namespace model::loop
