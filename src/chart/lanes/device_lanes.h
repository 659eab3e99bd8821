#pragma once

// Devices as lanes: a lane for each concurrent use of a device, with a bar for each task that it
// serves. A device that serves any number at once, or very many, or all of them slowly, is shown as
// a row of numbers instead (rows/groups.h).

#include "chart/lanes/lanes.h"
#include "scenario/programs.h"

#include <utility>
#include <vector>

namespace chart {

constexpr uint32_t max_slots = 16;

struct DeviceGroup {
    uint32_t device = 0;
    uint32_t server = no_server;  // set if there are several servers and each has its own device
    uint32_t slots = 0;           // 0: it is a row of numbers
    bool line = false;            // some task waits for it at some time
    std::vector<std::pair<uint32_t, uint32_t>> uses;  // span, slot; in the order of the spans
};

// Calls `each` for every stretch in which a device serves a task or the task waits in its queue, with the
// number of the span, the span, the device and the task's server. The order is that of the log.
template <class Each>
void each_device_wait(const scenario::Scenario& scenario, const trace::Log& log, Each each) {
    const scenario::StepLists lists(scenario);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::SpanKind kind = log.spans.kind(i);
        if (kind != trace::SpanKind::blocked && kind != trace::SpanKind::waiting) continue;
        const trace::Span span = log.spans[i];
        if (span.reason != trace::Reason::device && span.reason != trace::Reason::device_queue) continue;
        const trace::Task& task = log.tasks[span.task.index];
        each(i, span, lists[task.program][span.step].device.index, uint32_t(task.server));
    }
}

// Returns the devices ordered by server, then by device.
std::vector<DeviceGroup> device_groups(const scenario::Scenario& scenario, const trace::Log& log);

// Returns whether there are several servers and each has its own device.
bool per_server(const trace::Log& log, scenario::Per per);

}  // namespace chart
