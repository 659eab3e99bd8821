#include "trace/callbacks.h"

#include "base/hash.h"

namespace trace {

namespace {

uint64_t of(MaybeTime t) { return t ? uint64_t((*t).ns) : ~uint64_t(0); }

}  // namespace

void Callbacks::add_to(Hash& hash) const {
    for (const Callback& one : all) {
        hash.add(uint64_t(one.registered.ns));
        hash.add(of(one.ready));
        hash.add(of(one.began));
        hash.add(of(one.ended));
        hash.add(uint64_t(one.task.index) << 32 | one.by);
        hash.add(uint64_t(one.site.bits()) << 32 | uint64_t(one.phase) << 8 | uint64_t(one.interrupted) << 1 |
                 uint64_t(one.cancelled));
        hash.add(uint64_t(one.function) << 32 | uint64_t(one.server) << 16 | one.loop);
        hash.add(one.turn);
    }
    for (const StackFrame& frame : frames) {
        hash.add(uint64_t(frame.began.ns));
        hash.add(uint64_t(frame.ended.ns));
        hash.add(uint64_t(frame.callback) << 32 | frame.function);
        hash.add(uint64_t(frame.site.bits()) << 32 | frame.depth);
    }
    for (const Stretch& stretch : stretches) {
        hash.add(uint64_t(stretch.began.ns));
        hash.add(uint64_t(stretch.ended.ns));
        hash.add(uint64_t(stretch.callback) << 32 | stretch.site.bits());
    }
    for (const Line& line : lines) {
        hash.add(uint64_t(line.at.ns));
        hash.add(uint64_t(line.callback) << 32 | line.site.bits());
        for (const char c : line.text) hash.add(uint64_t(uint8_t(c)));
    }
    for (const Named& one : named) {
        hash.add(one.site.bits());
        for (const char c : one.name) hash.add(uint64_t(uint8_t(c)));
    }
    if (exit) hash.add(uint64_t((*exit).at.ns) << 8 | uint64_t(uint8_t((*exit).code)));
    if (failure) {
        hash.add(failure->site.bits());
        for (const char c : failure->message) hash.add(uint64_t(uint8_t(c)));
    }
    for (const Either& pair : either) hash.add(uint64_t(pair.first) << 32 | pair.second);
}

Awaits awaited_in(Phase phase) {
    switch (phase) {
        case Phase::timers: return Awaits::timer;
        case Phase::poll: return Awaits::pool;
        case Phase::frame: return Awaits::frame;
        default: return Awaits::other;
    }
}

const char* phase_name(Phase phase) {
    switch (phase) {
        case Phase::script: return "script";
        case Phase::next_tick: return "next-tick";
        case Phase::microtask: return "microtask";
        case Phase::timers: return "timers";
        case Phase::poll: return "poll";
        case Phase::check: return "check";
        case Phase::ready: return "ready";
        case Phase::frame: return "frame";
        case Phase::render: return "render";
    }
    return "";
}

}  // namespace trace
