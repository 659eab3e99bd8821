#include "model/devices.h"

#include <algorithm>
#include <cassert>

namespace model {

using scenario::Discipline;

Devices::Devices(const std::vector<scenario::Device>& devices, size_t servers) {
    for (const scenario::Device& device : devices) {
        first_.push_back(uint32_t(devices_.size()));
        per_server_.push_back(device.per == scenario::Per::server);
        for (size_t i = 0; i < (per_server_.back() ? servers : 1); ++i) devices_.push_back({device.discipline, device.capacity, 0, {}, {}});
    }
}

void Devices::enqueue(State& state, const Request& request) {
    if (state.discipline == Discipline::fifo) {
        state.queue.push_back(request);
        return;
    }
    const auto place = std::upper_bound(state.queue.begin(), state.queue.end(), request, [](const Request& a, const Request& b) { return a.priority < b.priority; });
    state.queue.insert(place, request);
}

Devices::Granted Devices::request(uint32_t instance, TaskId task, int64_t priority) {
    State& state = devices_[instance];
    const Request request{task, priority, requests_++};
    if (state.discipline == Discipline::sharing || state.capacity == 0 || state.serving < state.capacity) {
        ++state.serving;
        if (state.discipline == Discipline::preemptive) state.users.push_back(request);
        return {true, {}};
    }
    if (state.discipline == Discipline::preemptive) {
        const auto worst = std::max_element(state.users.begin(), state.users.end(), [](const Request& a, const Request& b) {
            return a.priority != b.priority ? a.priority < b.priority : a.number < b.number;
        });
        if (worst->priority > priority) {
            Request interrupted = *worst;
            *worst = request;
            interrupted.number = requests_++;
            enqueue(state, interrupted);
            return {true, interrupted.task};
        }
    }
    enqueue(state, request);
    return {};
}

std::optional<TaskId> Devices::release(uint32_t instance, TaskId task) {
    State& state = devices_[instance];
    assert(state.serving > 0);
    --state.serving;
    if (state.discipline == Discipline::preemptive)
        std::erase_if(state.users, [&](const Request& use) { return use.task == task; });
    if (state.queue.empty()) return {};
    const Request first = state.queue.front();
    state.queue.pop_front();
    ++state.serving;
    if (state.discipline == Discipline::preemptive) state.users.push_back(first);
    return first.task;
}

void Devices::leave_queue(uint32_t instance, TaskId task) {
    std::deque<Request>& queue = devices_[instance].queue;
    const auto place = std::find_if(queue.begin(), queue.end(), [&](const Request& request) { return request.task == task; });
    if (place != queue.end()) queue.erase(place);
}

}  // namespace model
