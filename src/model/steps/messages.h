#pragma once

// send and receive: queues of messages between tasks. A message occupies a place from the moment it is sent; with
// a delay it can be received only later. Senders that find the queue full wait or drop the message, and receivers
// that find no message wait. Both are served in the order in which they came.

#include "model/steps/instances.h"
#include "model/steps/step.h"
#include "sim/wait_list.h"

#include <vector>

namespace model {

class MessageSteps final : public StepHandler {
public:
    MessageSteps(const scenario::Scenario& scenario, StepContext& context)
        : context_(context), declared_(scenario.queues), instances_(scenario.queues) {}

    StepResult enter(TaskId task, const scenario::Step& step) override;
    void leave(TaskId task, const scenario::Step& step) override;
    void called(uint32_t queue) override { deliver(queue); }  // the delay of a message is over

private:
    struct State {
        const scenario::Queue* queue = nullptr;
        int64_t stored = 0;  // messages that occupy a place
        int64_t ready = 0;   // those of them that can be received
        sim::WaitList<TaskId> senders;
        sim::WaitList<TaskId> receivers;
    };
    uint32_t queue_of(TaskId task, const scenario::Step& step);
    StepResult send(TaskId task, uint32_t queue, const scenario::Step& step);
    StepResult receive(TaskId task, uint32_t queue);
    bool full(const State& state) const { return state.queue->capacity > 0 && state.stored >= state.queue->capacity; }
    void store(uint32_t queue);
    void deliver(uint32_t queue);
    void let_senders_store(uint32_t queue);

    StepContext& context_;
    const std::vector<scenario::Queue>& declared_;
    Instances instances_;
    std::vector<State> queues_;
};

}  // namespace model
