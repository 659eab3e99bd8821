#pragma once

// Events of a recording that happened at one moment on a thread are drawn as ticks above the lane of the
// thread. A tick less than 3 px after the previous one is not drawn.

#include "chart/frame/frame.h"
#include "trace/log.h"

#include <optional>

namespace chart {

constexpr float instant_px = 4;  // the height above the lane; also how close the pointer must be

void lay_out_instants(const trace::Log& log, ThreadId thread, const Viewport& viewport, const RowBox& row,
                      std::vector<Box>& boxes);

// Returns the index in Recording::instants of the event whose tick is nearest to x.
std::optional<uint32_t> instant_at(const trace::Log& log, ThreadId thread, const Viewport& viewport, float x_px);

}  // namespace chart
