#include "chart/lanes/device_lanes.h"

#include "base/arrange.h"
#include "metrics/names.h"

namespace chart {

namespace {

using trace::Reason;

// Each use takes the lowest free slot, in the order in which the uses begin. (Spans are in the order in
// which they end.)
void deal(const trace::Log& log, DeviceGroup& group) {
    std::vector<std::pair<uint32_t, uint32_t>>& uses = group.uses;
    arrange(uses, [&](const auto& a, const auto& b) { return log.spans.start(a.first) < log.spans.start(b.first); });
    std::vector<Time> taken(group.slots);
    for (auto& [span, slot] : uses) {
        const Time start = log.spans.start(span);
        slot = 0;
        while (slot + 1 < group.slots && taken[slot] > start) ++slot;
        taken[slot] = log.spans.end(span);
    }
    std::sort(uses.begin(), uses.end());
}

}  // namespace

bool per_server(const trace::Log& log, scenario::Per per) {
    return per == scenario::Per::server && metrics::server_count(log) > 1;
}

std::vector<DeviceGroup> device_groups(const scenario::Scenario& scenario, const trace::Log& log) {
    std::vector<DeviceGroup> groups;
    if (scenario.devices.empty()) return groups;
    const uint32_t servers = metrics::server_count(log), devices = uint32_t(scenario.devices.size());
    std::vector<std::vector<uint32_t>> places(devices, std::vector<uint32_t>(servers));
    const auto add = [&](uint32_t device, uint32_t server) {
        const scenario::Device& one = scenario.devices[device];
        const bool slots =
            one.capacity > 0 && one.capacity <= max_slots && one.discipline != scenario::Discipline::sharing;
        groups.push_back({device, server, slots ? uint32_t(one.capacity) : 0, false, {}});
    };
    for (uint32_t server = 0; server < servers; ++server)
        for (uint32_t device = 0; device < devices; ++device)
            if (per_server(log, scenario.devices[device].per)) {
                places[device][server] = uint32_t(groups.size());
                add(device, server);
            }
    for (uint32_t device = 0; device < devices; ++device)
        if (!per_server(log, scenario.devices[device].per)) {
            places[device].assign(servers, uint32_t(groups.size()));
            add(device, no_server);
        }

    each_device_wait(scenario, log, [&](size_t i, const trace::Span& span, uint32_t device, uint32_t server) {
        DeviceGroup& group = groups[places[device][server]];
        if (span.reason == Reason::device_queue) group.line = true;
        else if (group.slots > 0) group.uses.emplace_back(uint32_t(i), 0);
    });
    for (DeviceGroup& group : groups)
        if (group.slots > 0) deal(log, group);
    return groups;
}

}  // namespace chart
