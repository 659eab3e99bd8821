#include "chart/lanes/queue_groups.h"

#include "chart/lanes/device_lanes.h"
#include "metrics/names.h"
#include "metrics/numbers/queue_lengths.h"

namespace chart {

std::vector<GroupKey> queue_groups(const scenario::Scenario& scenario, const trace::Log& log) {
    const uint32_t servers = metrics::server_count(log);
    std::vector<GroupKey> groups;
    const auto add = [&](uint32_t index, scenario::Per per) {
        if (!per_server(log, per)) return groups.push_back({LaneKind::queue, no_server, index});
        for (uint32_t server = 0; server < servers; ++server) groups.push_back({LaneKind::queue, server, index});
    };
    for (uint32_t i = 0; i < scenario.queues.size(); ++i) add(i, scenario.queues[i].per);
    const bool program = scenario.strategy.runtime != scenario::Runtime::plain;  // its loops have queues of their own
    if (!log.recording && !program && metrics::task_queue_name(scenario.strategy.kind))
        add(uint32_t(scenario.queues.size()), scenario::Per::server);
    return groups;
}

}  // namespace chart
