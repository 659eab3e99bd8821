#pragma once

// Names of lanes and of groups of them, which hold for any run that has such a group.

#include <cstdint>

namespace chart {

enum class LaneKind : uint8_t { server, core, process, thread, operation, nested, device, line, queue, counter, task, loop };  // loop: names the group of chart/loops/loop_lanes.h; no lane is of it

constexpr uint32_t no_server = 0xFFFF'FFFF;  // lanes of tasks and of devices and queues that all servers share, which come after these

struct GroupKey {  // names a group in any run that has it
    LaneKind kind = LaneKind::core;
    uint32_t server = 0;
    uint32_t index = 0;  // of the device, queue, counter or process; of threads of a recording and of operations 1 + the first lane's thread
    bool operator==(const GroupKey&) const = default;
};

}  // namespace chart
