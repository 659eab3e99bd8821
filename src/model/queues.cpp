#include "model/queues.h"

namespace model {

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
    to = state.receivers.take_front();
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
    from = state.senders.take_front();
    ++state.stored;
    return true;
}

void Queues::leave_line(uint32_t instance, TaskId task) {
    queues_[instance].senders.remove(task.index);
    queues_[instance].receivers.remove(task.index);
}

}  // namespace model
