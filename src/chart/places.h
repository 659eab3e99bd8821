#pragma once

// Where in the picture a span is: in the rows of its lanes, whether they are laid out or not, or in the rows
// of the folded groups that hide them.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"
#include "chart/lanes/lanes.h"

#include <vector>

namespace chart {

// Returns the rows of a pane that show a span, from the top, as indices into PaneBox::rows.
std::vector<uint32_t> rows_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span);

struct Height {
    float y0 = 0, y1 = 0;
    float middle() const { return (y0 + y1) / 2; }
};
// Returns the heights of the lanes that show a span, laid out or not, from the top; excludes folded groups.
std::vector<Height> heights_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span);
// Returns the heights of the rows of folded groups that contain its lanes.
std::vector<Height> folded_heights_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span);

// If a span is visible nowhere, returns the folded groups in `keys` that hide the first of its lanes.
std::vector<GroupKey> hidden_by(const Lanes& lanes, const trace::Log& log, const std::vector<GroupKey>& keys,
                                uint32_t span);

}  // namespace chart
