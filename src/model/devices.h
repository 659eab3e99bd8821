#pragma once

// What tasks wait for outside the cores. A device serves up to its capacity at
// once; who comes next is its discipline:
//
//     fifo         in the order in which they came
//     priority     the smallest number first, then in that order; never interrupts
//     preemptive   the same, and a request takes the place of the use with the largest
//                  number (the latest among equals) if that is strictly larger; the one
//                  that is interrupted keeps what it has had and queues anew
//     sharing      all at once: `capacity` units of rate, at most one each (sharing.h)

#include "scenario/scenario.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace model {

class Devices {
public:
    explicit Devices(const std::vector<scenario::Device>& devices, size_t servers);

    // A device that each server has of its own is as many as there are servers.
    uint32_t instance(DeviceId device, uint32_t server) const { return first_[device.index] + (per_server_[device.index] ? server : 0); }
    uint32_t instances() const { return uint32_t(devices_.size()); }
    scenario::Discipline discipline(uint32_t instance) const { return devices_[instance].discipline; }
    int64_t capacity(uint32_t instance) const { return devices_[instance].capacity; }

    struct Granted {
        bool served = false;
        TaskId interrupted;  // it is in the queue now
    };
    Granted request(uint32_t instance, TaskId task, int64_t priority);

    // `task`'s use has ended; the task that is served next, if any.
    std::optional<TaskId> release(uint32_t instance, TaskId task);

    void leave_queue(uint32_t instance, TaskId task);

private:
    struct Request {
        TaskId task;
        int64_t priority = 0;
        uint64_t number = 0;  // in the order of requests
    };
    struct State {
        scenario::Discipline discipline = scenario::Discipline::fifo;
        int64_t capacity = 0;  // 0 = unlimited
        int64_t serving = 0;
        std::vector<Request> users;  // preemptive only
        std::deque<Request> queue;   // first in line first
    };
    void enqueue(State& state, const Request& request);

    std::vector<State> devices_;
    std::vector<uint32_t> first_;
    std::vector<bool> per_server_;
    uint64_t requests_ = 0;
};

}  // namespace model
