#pragma once

// What a recording says that happened at one moment on a thread: a tick above the lane of the thread. Of those that are
// nearer than 3 px to the one before none is drawn.

#include "chart/frame/frame.h"
#include "trace/log.h"

#include <optional>

namespace chart {

constexpr float instant_px = 4;  // high, above the lane; also how near the pointer must come

void lay_out_instants(const trace::Log& log, ThreadId thread, const Viewport& viewport, const RowBox& row, std::vector<Box>& boxes);

// Of Recording::instants the one whose tick is nearest to x.
std::optional<uint32_t> instant_at(const trace::Log& log, ThreadId thread, const Viewport& viewport, float x_px);

}  // namespace chart
