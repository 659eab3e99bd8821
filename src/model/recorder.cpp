#include "model/recorder.h"

#include <cassert>

namespace model {

void Recorder::write(TaskId task, const Open& open, Time at) {
    assert(at >= open.since);
    if (at == open.since) return;
    spans_.push({open.since, at - open.since, task, open.now.thread, open.now.core, open.now.step, open.now.kind, open.now.reason});
}

void Recorder::begin(TaskId task, Now now, Time at) {
    assert(task.index == open_.size());
    open_.push_back({at, now, true});
}

void Recorder::change(TaskId task, Now now, Time at) {
    Open& open = open_[task.index];
    assert(open.open);
    if (open.now == now) return;  // a thread that goes on after a slice
    write(task, open, at);
    open.since = at;
    open.now = now;
}

void Recorder::finish(TaskId task, Time at) {
    Open& open = open_[task.index];
    assert(open.open);
    write(task, open, at);
    open.open = false;
}

void Recorder::close_all(Time at) {
    for (size_t i = 0; i < open_.size(); ++i)
        if (open_[i].open) finish({uint32_t(i)}, at);
}

}  // namespace model
