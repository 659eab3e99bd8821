#include "model/devices.h"

#include <cassert>

namespace model {

using scenario::Discipline;

uint32_t Devices::instance(DeviceId device, uint32_t server) {
    return instances_.of(device.index, server, [&] {
        State& state = devices_.emplace_back();
        state.discipline = declared_[device.index].discipline;
        state.capacity = declared_[device.index].capacity;
        state.device = device.index;
    });
}

void Devices::enqueue(State& state, const Request& request) {
    if (by_priority(state)) {
        state.queue.insert(request);
        state.requests[request.task.index] = request;
    } else {
        state.line.push_back(request.task);
    }
}

void Devices::use(State& state, const Request& request) {
    if (state.discipline != Discipline::preemptive) return;
    state.users.insert(request);
    state.requests[request.task.index] = request;
}

Devices::Granted Devices::request(uint32_t instance, TaskId task, int64_t priority) {
    State& state = devices_[instance];
    const Request request{priority, requests_++, task};
    if (state.discipline == Discipline::sharing || state.capacity == 0 || state.serving < state.capacity) {
        ++state.serving;
        use(state, request);
        return {true, {}};
    }
    if (state.discipline == Discipline::preemptive && state.users.rbegin()->priority > priority) {
        Request interrupted = *state.users.rbegin();
        state.users.erase(interrupted);
        use(state, request);
        interrupted.number = requests_++;
        enqueue(state, interrupted);
        return {true, interrupted.task};
    }
    enqueue(state, request);
    return {};
}

std::optional<TaskId> Devices::release(uint32_t instance, TaskId task) {
    State& state = devices_[instance];
    assert(state.serving > 0);
    --state.serving;
    if (state.discipline == Discipline::preemptive) {
        const auto use = state.requests.find(task.index);
        state.users.erase(use->second);
        state.requests.erase(use);
    }
    return take_waiting(instance);
}

std::optional<TaskId> Devices::take_waiting(uint32_t instance) {
    State& state = devices_[instance];
    if (state.capacity > 0 && state.serving >= state.capacity) return {};
    if (by_priority(state)) {
        if (state.queue.empty()) return {};
        const Request first = *state.queue.begin();
        state.queue.erase(state.queue.begin());
        state.requests.erase(first.task.index);
        use(state, first);
        ++state.serving;
        return first.task;
    }
    if (state.line.empty()) return {};
    ++state.serving;
    return state.line.take_front();
}

void Devices::leave_queue(uint32_t instance, TaskId task) {
    State& state = devices_[instance];
    if (!by_priority(state)) {
        state.line.remove(task.index);
        return;
    }
    const auto at = state.requests.find(task.index);
    if (at != state.requests.end() && state.queue.erase(at->second) > 0) state.requests.erase(at);
}

}  // namespace model
