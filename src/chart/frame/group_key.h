#pragma once

// Names of lanes and of groups of lanes. A name is valid in every run that has such a lane or group.

#include <cstdint>

namespace chart {

// `loop` names the group of chart/loops/loop_lanes.h; no lane is of this kind
enum class LaneKind : uint8_t {
    server,
    core,
    process,
    thread,
    operation,
    nested,
    device,
    line,
    queue,
    counter,
    task,
    loop
};

// for lanes of tasks, and of devices and queues that all servers share; they come last
constexpr uint32_t no_server = 0xFFFF'FFFF;

struct GroupKey {  // names a group in any run that has it
    LaneKind kind = LaneKind::core;
    uint32_t server = 0;
    // the index of the device, queue, counter or process; for threads of a recording and operations, 1 + the
    // first lane's thread
    uint32_t index = 0;
    bool operator==(const GroupKey&) const = default;
};

}  // namespace chart
