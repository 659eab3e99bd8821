// Node's timers: lib/internal/timers.js, function by function.

#include "model/loop/node.h"

#include <algorithm>

namespace model::loop {

// new Timeout
void Node::set_timer(const std::shared_ptr<Timer>& timer, Time delay) {
    timer->delay = std::max<int64_t>(1, delay.ns / 1'000'000);
    insert(timer, read_clock());
}

void Node::insert(const std::shared_ptr<Timer>& timer, int64_t start) {
    timer->set = start;
    ListRef& list = lists_[timer->delay];
    if (!list) {
        list = std::make_shared<List>();
        list->delay = timer->delay;
        list->expiry = start + timer->delay;
        list->id = list_ids_++;
        if (next_expiry_ > list->expiry) {
            uv_timer_ = loop_time_ + timer->delay;
            next_expiry_ = list->expiry;
        }
    }
    list->timers.push_back(timer);
    ready(timer->start.record, msec(start + timer->delay));
}

// clearTimeout, unenroll
void Node::clear(Timer& timer) {
    if (timer.destroyed) return;
    timer.destroyed = true;
    const auto at = lists_.find(timer.delay);
    if (at == lists_.end()) return;
    std::deque<std::shared_ptr<Timer>>& timers = at->second->timers;
    if (std::erase_if(timers, [&](const auto& other) { return other.get() == &timer; }) > 0) drop(timer.start.record);
    if (timers.empty()) lists_.erase(at);
}

Node::ListRef Node::first_list() const {
    ListRef first;
    for (const auto& [delay, list] : lists_)
        if (!first || list->expiry < first->expiry || (list->expiry == first->expiry && list->id < first->id)) first = list;
    return first;
}

// processTimers, from its beginning
void Node::begin_pass() {
    uv_timer_ = -1;
    passing_ = true;
    pass_now_ = loop_time_;
    next_expiry_ = no_expiry;
    plan_list();
}

// ... where it looks for the next list. What follows it is RunTimers in src/env.cc.
void Node::plan_list() {
    list_ = first_list();
    planned_ = nullptr;
    if (list_ && list_->expiry <= pass_now_) return;
    passing_ = false;
    if (!list_) return;
    next_expiry_ = list_->expiry;
    list_ = nullptr;
    uv_timer_ = loop_time_ + std::max<int64_t>(1, next_expiry_ - loop_time_);
}

// listOnTimeout, where it looks for the next timer: before the ticks of the one that has returned.
void Node::plan_in_list() {
    planned_ = nullptr;
    if (list_->timers.empty()) {
        if (const auto at = lists_.find(list_->delay); at != lists_.end() && at->second == list_) lists_.erase(at);
        plan_list();
        return;
    }
    const std::shared_ptr<Timer>& timer = list_->timers.front();
    if (pass_now_ - timer->set < list_->delay) {
        list_->expiry = std::max(timer->set + list_->delay, pass_now_ + 1);
        list_->id = list_ids_++;
        plan_list();
        return;
    }
    planned_ = timer;
}

bool Node::choose_timer(Next& next, bool& over) {
    over = false;
    while (passing_) {
        if (!planned_) {  // a list begins
            plan_in_list();
            continue;
        }
        const std::shared_ptr<Timer> timer = std::move(planned_);
        planned_ = nullptr;
        if (timer->destroyed) {  // by the ticks in between
            plan_in_list();
            continue;
        }
        list_->timers.pop_front();
        running_ = timer;
        if (timer->repeats) running_since_ = read_clock();
        Start what = timer->start;
        return macrotask(std::move(what), next);
    }
    over = true;
    return true;
}

}  // namespace model::loop
