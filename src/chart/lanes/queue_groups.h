#pragma once

// Groups without lanes: the queues of messages and of tasks. Their lengths are rows of numbers (rows/number_rows.h).

#include "chart/frame/group_key.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <vector>

namespace chart {

// Returns them in display order.
std::vector<GroupKey> queue_groups(const scenario::Scenario& scenario, const trace::Log& log);

}  // namespace chart
