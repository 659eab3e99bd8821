#include "model/loop/journal.h"

#include <cassert>

namespace model::loop {

using trace::no_callback;

uint32_t Journal::add(trace::Phase phase, trace::CodeSite site, TaskId owner, uint32_t by) {
    auto& all = trace().all;
    const uint32_t index = uint32_t(all.size());
    trace::Callback& callback = all.emplace_back();
    callback.registered = now_;
    callback.task = owner;
    callback.by = by;
    callback.site = site;
    callback.loop = host_.number();
    callback.server = host_.server();
    callback.phase = phase;
    callback.awaits = trace::awaited_in(phase);
    if (owner) hold(owner);
    return index;
}

void Journal::awaits(uint32_t callback, trace::Awaits what) {
    if (callback != no_callback) trace().all[callback].awaits = what;
}

void Journal::ready(uint32_t callback, Time at) {
    if (callback != no_callback) trace().all[callback].ready = at;
}

void Journal::drop(uint32_t callback) {
    if (callback == no_callback) return;
    trace::Callback& one = trace().all[callback];
    assert(!one.began);
    if (one.cancelled) return;
    one.cancelled = true;
    one.ended = now_;
    release(one.task);
}

void Journal::begin(uint32_t callback) {
    current_ = callback;
    if (callback == no_callback) return;
    trace::Callback& one = trace().all[callback];
    if (!one.ready) one.ready = now_;
    one.began = now_;
    one.turn = ++begun_;
}

void Journal::end() {
    if (current_ == no_callback) return;
    trace::Callback& one = trace().all[current_];
    one.ended = now_;
    current_ = no_callback;
    release(one.task);
}

void Journal::release(TaskId task) {
    if (!task) return;
    const auto at = open_.find(task.index);
    assert(at != open_.end());
    if (--at->second > 0) return;
    open_.erase(at);
    host_.over(task);
}

}  // namespace model::loop
