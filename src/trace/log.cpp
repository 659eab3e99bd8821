#include "trace/log.h"

namespace trace {

namespace {

void add(Hash& hash, MaybeTime t) { hash.add(t ? uint64_t((*t).ns) : ~uint64_t(0)); }

}  // namespace

uint64_t Log::hash() const {
    Hash hash;
    hash.add(cores);
    hash.add(devices);
    for (const Task& task : tasks) {
        hash.add(uint64_t(task.row) << 32 | task.index);
        hash.add(uint64_t(task.outcome) << 32 | uint64_t(task.kind) << 16 | task.server);
        hash.add(task.parent.index);
        hash.add(uint64_t(task.arrival.ns));
        add(hash, task.started);
        add(hash, task.first_run);
        add(hash, task.answered);
        add(hash, task.finished);
    }
    for (const Thread& thread : threads) {
        hash.add(uint64_t(thread.number) << 32 | thread.task.index);
        hash.add(uint64_t(thread.process) << 32 | thread.server);
        hash.add(uint64_t(thread.started.ns));
        add(hash, thread.ended);
    }
    for (size_t i = 0; i < spans.size(); ++i) {
        const Span span = spans[i];
        hash.add(uint64_t(span.start.ns));
        hash.add(uint64_t(span.duration.ns));
        hash.add(uint64_t(span.task.index) << 32 | span.thread.index);
        hash.add(uint64_t(span.core.index) << 32 | uint64_t(span.step) << 16 | uint64_t(span.kind) << 8 |
                 uint64_t(span.reason));
    }
    for (const Server& server : servers) {
        hash.add(server.number);
        hash.add(uint64_t(server.ordered.ns));
        hash.add(uint64_t(server.up.ns));
        add(hash, server.draining);
        add(hash, server.stopped);
    }
    for (const Note& note : notes) {
        hash.add(uint64_t(note.at.ns));
        hash.add(uint64_t(note.kind) << 32 | note.task.index);
        hash.add(uint64_t(note.thread.index) << 32 | note.core.index);
        hash.add(uint64_t(note.value));
    }
    callbacks.add_to(hash);
    hash.add(uint64_t(complete));
    hash.add(uint64_t(end.ns));
    return hash.value();
}

}  // namespace trace
