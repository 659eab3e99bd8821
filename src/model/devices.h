#pragma once

// What tasks wait for outside the cores. A device serves up to its capacity at once; its
// discipline decides which request comes next:
//
//     fifo         in the order in which they came
//     priority     the smallest number first, then in that order; never interrupts
//     preemptive   the same, and a request takes the place of the use with the largest
//                  number (the latest among equals) if that is strictly larger; the
//                  interrupted use keeps what it has had and queues again
//     sharing      all at once: `capacity` units of rate, at most one each (sharing.h)

#include "model/steps/instances.h"
#include "sim/wait_list.h"
#include "scenario/scenario.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace model {

class Devices {
public:
    explicit Devices(const std::vector<scenario::Device>& devices) : declared_(devices), instances_(devices) {}

    // If each server has its own device, there is one instance per server.
    uint32_t instance(DeviceId device, uint32_t server);
    uint32_t instances() const { return instances_.size(); }
    scenario::Discipline discipline(uint32_t instance) const { return devices_[instance].discipline; }
    int64_t capacity(uint32_t instance) const { return devices_[instance].capacity; }

    struct Granted {
        bool served = false;
        TaskId interrupted;  // the task whose use was interrupted: it is in the queue now
    };
    Granted request(uint32_t instance, TaskId task, int64_t priority);

    // The use by `task` has ended; returns the task that is served next, if any.
    std::optional<TaskId> release(uint32_t instance, TaskId task);

    void leave_queue(uint32_t instance, TaskId task);

    // Call this after the declared capacity has changed. Then call take_waiting() until it returns nothing: it returns
    // the waiting tasks that can now be served. If the capacity is smaller, uses that have begun continue.
    void change_capacity(uint32_t instance) {
        devices_[instance].capacity = declared_[devices_[instance].device].capacity;
    }
    std::optional<TaskId> take_waiting(uint32_t instance);

private:
    struct Request {
        int64_t priority = 0;
        uint64_t number = 0;  // in the order of requests
        TaskId task;
        auto operator<=>(const Request&) const = default;
    };
    struct State {
        scenario::Discipline discipline = scenario::Discipline::fifo;
        int64_t capacity = 0;  // 0 = unlimited
        uint32_t device = 0;   // its index among the declared devices
        int64_t serving = 0;
        sim::WaitList<TaskId> line;           // fifo
        std::set<Request> queue;     // priority, preemptive: the next one to be served comes first
        std::set<Request> users;     // preemptive: the first one to be interrupted comes last
        // By task, for the queue and the users; looked up, never iterated.
        std::unordered_map<uint32_t, Request> requests;
    };
    static bool by_priority(const State& state) {
        return state.discipline == scenario::Discipline::priority ||
               state.discipline == scenario::Discipline::preemptive;
    }
    static void enqueue(State& state, const Request& request);
    static void use(State& state, const Request& request);

    const std::vector<scenario::Device>& declared_;
    Instances instances_;
    std::vector<State> devices_;
    uint64_t requests_ = 0;
};

}  // namespace model
