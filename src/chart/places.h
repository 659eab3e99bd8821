#pragma once

// Where in the picture a span is: in the rows of its lanes, laid out or not, or in those of the folded groups
// that hide them.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"
#include "chart/lanes/lanes.h"

#include <vector>

namespace chart {

// The rows of a pane that show a span, from the top: places in PaneBox::rows.
std::vector<uint32_t> rows_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span);

struct Height {
    float y0 = 0, y1 = 0;
    float middle() const { return (y0 + y1) / 2; }
};
// Of the lanes that show it, laid out or not, from the top; not those of folded groups.
std::vector<Height> heights_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span);
// Of the rows of folded groups in which its lanes are.
std::vector<Height> folded_heights_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span);

// The folded groups, of those in `keys`, for which a span is nowhere to be seen, if that is so: of the first of its lanes.
std::vector<GroupKey> hidden_by(const Lanes& lanes, const trace::Log& log, const std::vector<GroupKey>& keys, uint32_t span);

}  // namespace chart
