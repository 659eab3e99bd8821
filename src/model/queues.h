#pragma once

// Queues of messages between tasks. A message takes up a place from the moment
// it is sent; with a delay it can be received only later. Senders that find the
// queue full wait, or drop the message; receivers that find none wait; both in the
// order in which they came.

#include "model/instances.h"
#include "sim/wait_list.h"
#include "scenario/scenario.h"

#include <vector>

namespace model {

class Queues {
public:
    explicit Queues(const std::vector<scenario::Queue>& queues) : declared_(queues), instances_(queues) {}
    uint32_t instance(QueueId queue, uint32_t server) {
        return instances_.of(queue.index, server, [&] { queues_.emplace_back().queue = &declared_[queue.index]; });
    }
    uint32_t instances() const { return instances_.size(); }
    const scenario::Queue& queue_of(uint32_t instance) const { return *queues_[instance].queue; }

    enum class Sent : uint8_t { stored, waits, dropped };
    Sent send(uint32_t instance, TaskId from);

    // A message that was stored can be received from now on. True: `to` gets it, and
    // it has left the queue already.
    bool deliver(uint32_t instance, TaskId& to);

    // True: the message has left the queue. False: `task` waits in line.
    bool receive(uint32_t instance, TaskId task);

    // A place is free: the sender whose message is stored now. False: none waits.
    bool store_next(uint32_t instance, TaskId& from);

    void leave_line(uint32_t instance, TaskId task);

private:
    struct State {
        const scenario::Queue* queue = nullptr;
        int64_t stored = 0;  // messages that take up a place
        int64_t ready = 0;   // of these, that can be received
        sim::WaitList<TaskId> senders;
        sim::WaitList<TaskId> receivers;
    };
    const std::vector<scenario::Queue>& declared_;
    Instances instances_;
    std::vector<State> queues_;
};

}  // namespace model
