#pragma once

// What tasks wait for outside the cores: each device serves up to its capacity
// at once, the rest in the order in which they came.

#include "scenario/scenario.h"

#include <deque>
#include <optional>
#include <vector>

namespace model {

class Devices {
public:
    explicit Devices(const std::vector<scenario::Device>& devices);

    // True: `task` is served from now on. False: it stands in the queue.
    bool request(DeviceId device, TaskId task);

    // One service has ended; the task that is served next, if any.
    std::optional<TaskId> release(DeviceId device);

private:
    struct State {
        int64_t capacity = 0;  // 0 = unlimited
        int64_t serving = 0;
        std::deque<TaskId> queue;
    };
    std::vector<State> devices_;
};

}  // namespace model
