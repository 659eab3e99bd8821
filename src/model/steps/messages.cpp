#include "model/steps/messages.h"

namespace model {

using trace::Reason;

uint32_t MessageSteps::queue_of(TaskId task, const scenario::Step& step) {
    return instances_.of(step.queue.index, context_.server_of(task),
                         [&] { queues_.emplace_back().queue = &declared_[step.queue.index]; });
}

StepResult MessageSteps::enter(TaskId task, const scenario::Step& step) {
    const uint32_t queue = queue_of(task, step);
    return step.kind == scenario::StepKind::send ? send(task, queue, step) : receive(task, queue);
}

StepResult MessageSteps::send(TaskId task, uint32_t queue, const scenario::Step& step) {
    State& state = queues_[queue];
    if (!full(state)) {
        ++state.stored;
        store(queue);
        return StepResult::done;
    }
    if (state.queue->full == scenario::WhenFull::drop) {
        context_.note(trace::NoteKind::dropped, task, int64_t(step.queue.index), {});
        return StepResult::done;
    }
    state.senders.push_back(task);
    context_.wait(task, Reason::queue_full);
    return StepResult::waits;
}

StepResult MessageSteps::receive(TaskId task, uint32_t queue) {
    State& state = queues_[queue];
    if (state.ready == 0) {
        state.receivers.push_back(task);
        context_.wait(task, Reason::queue_empty);
        return StepResult::waits;
    }
    --state.ready;
    --state.stored;
    let_senders_store(queue);
    return StepResult::done;
}

// A message has got a place.
void MessageSteps::store(uint32_t queue) {
    const Time delay = queues_[queue].queue->delay;
    if (delay > Time{}) context_.call_at(context_.now() + delay, *this, queue);
    else deliver(queue);
}

// A message that has a place can be received from now on.
void MessageSteps::deliver(uint32_t queue) {
    State& state = queues_[queue];
    if (state.receivers.empty()) {
        ++state.ready;
        return;
    }
    const TaskId to = state.receivers.take_front();
    --state.stored;
    context_.resume(to);
    let_senders_store(queue);
}

void MessageSteps::let_senders_store(uint32_t queue) {
    State& state = queues_[queue];
    while (!state.senders.empty() && !full(state)) {
        const TaskId from = state.senders.take_front();
        ++state.stored;
        context_.resume(from);
        store(queue);
    }
}

void MessageSteps::leave(TaskId task, const scenario::Step& step) {
    State& state = queues_[queue_of(task, step)];
    state.senders.remove(task.index);
    state.receivers.remove(task.index);
}

}  // namespace model
