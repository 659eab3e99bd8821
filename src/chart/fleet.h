#pragma once

// The row of a server: stripes while it boots, a thin line while it is up, dashes while
// it drains, and nothing when it is off.

#include "chart/frame/frame.h"
#include "trace/log.h"

#include <cstdint>
#include <vector>

namespace chart {

void lay_out_server(const trace::Log& log, uint32_t server, const Viewport& viewport, const RowBox& row,
                    std::vector<Box>& boxes);

}  // namespace chart
