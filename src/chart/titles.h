#pragma once

// The title bar of a pane: its title, when it finished, and whether it was the first of the
// comparison to do so.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"

#include <string>
#include <vector>

namespace chart {

struct TitlePlace {
    float left = 0, right = 0;
    float middle = 0;  // the middle of its height
};

void lay_out_title(const std::vector<Pane>& panes, uint32_t pane, const TitlePlace& place, std::vector<Label>& labels);

// Says that a pane was first: "first · 3.1× faster than Thread pool", or "first · 3.1×" if space is short.
// Both are empty for a pane that was not first, and if there is nothing to compare it with.
struct FirstText {
    std::string whole, brief;
};
FirstText first_text(const std::vector<Pane>& panes, uint32_t pane);

}  // namespace chart
