#include "model/devices.h"

#include <cassert>

namespace model {

Devices::Devices(const std::vector<scenario::Device>& devices) {
    for (const scenario::Device& device : devices) devices_.push_back({device.capacity, 0, {}});
}

bool Devices::request(DeviceId device, TaskId task) {
    State& state = devices_[device.index];
    if (state.capacity > 0 && state.serving == state.capacity) {
        state.queue.push_back(task);
        return false;
    }
    ++state.serving;
    return true;
}

std::optional<TaskId> Devices::release(DeviceId device) {
    State& state = devices_[device.index];
    assert(state.serving > 0);
    --state.serving;
    if (state.queue.empty()) return {};
    const TaskId first = state.queue.front();
    state.queue.pop_front();
    ++state.serving;
    return first;
}

}  // namespace model
