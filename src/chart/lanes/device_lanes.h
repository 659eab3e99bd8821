#pragma once

// Devices as lanes: one for each use that a device serves at a time, with bars of the tasks that
// it serves. Of a device that serves any number at once, very many, or all a little, there is a row
// of numbers instead (groups.h).

#include "chart/lanes/lanes.h"
#include "scenario/programs.h"

#include <utility>
#include <vector>

namespace chart {

constexpr uint32_t most_slots = 16;

struct DeviceGroup {
    uint32_t device = 0;
    uint32_t server = no_server;  // of those that each server has, where there are several
    uint32_t slots = 0;           // 0: a row of numbers
    bool line = false;            // somebody waits for it at some time
    std::vector<std::pair<uint32_t, uint32_t>> uses;  // span, slot; in the order of spans
};

// Each stretch in which a task is served by a device, or in line for it: its number, the span, the device and
// the task's server. In the order of the log.
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

// By server, then device.
std::vector<DeviceGroup> device_groups(const scenario::Scenario& scenario, const trace::Log& log);

// Of that scenario's device: has each server its own, and are there several?
bool per_server(const trace::Log& log, scenario::Per per);

}  // namespace chart
