#include "model/queues.h"

#include <algorithm>
#include <cassert>

namespace model {

Queues::Queues(const std::vector<scenario::Queue>& queues, size_t servers) {
    for (const scenario::Queue& queue : queues) {
        first_.push_back(uint32_t(queues_.size()));
        State state;
        state.queue = &queue;
        const bool per_server = queue.per == scenario::Per::server;
        for (size_t i = 0; i < servers; ++i)
            if (i == 0 || per_server) queues_.push_back(state);
    }
}

Queues::Sent Queues::send(uint32_t instance, TaskId from) {
    State& state = queues_[instance];
    const int64_t capacity = state.queue->capacity;
    if (capacity == 0 || state.stored < capacity) {
        ++state.stored;
        return Sent::stored;
    }
    if (state.queue->full == scenario::WhenFull::drop) return Sent::dropped;
    state.senders.push_back(from);
    return Sent::waits;
}

bool Queues::deliver(uint32_t instance, TaskId& to) {
    State& state = queues_[instance];
    if (state.receivers.empty()) {
        ++state.ready;
        return false;
    }
    to = state.receivers.front();
    state.receivers.pop_front();
    --state.stored;
    return true;
}

bool Queues::receive(uint32_t instance, TaskId task) {
    State& state = queues_[instance];
    if (state.ready == 0) {
        state.receivers.push_back(task);
        return false;
    }
    --state.ready;
    --state.stored;
    return true;
}

bool Queues::store_next(uint32_t instance, TaskId& from) {
    State& state = queues_[instance];
    if (state.senders.empty() || (state.queue->capacity > 0 && state.stored >= state.queue->capacity)) return false;
    from = state.senders.front();
    state.senders.pop_front();
    ++state.stored;
    return true;
}

void Queues::leave_line(uint32_t instance, TaskId task) {
    std::erase(queues_[instance].senders, task);
    std::erase(queues_[instance].receivers, task);
}

}  // namespace model
