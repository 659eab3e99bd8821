#pragma once

// What a picture may have around the timeline, so that it can stand alone: a heading above, and below it the legend of
// the shapes that occur, and sentences.

#include "base/say.h"
#include "chart/frame/frame.h"

#include <string>
#include <vector>

namespace chart {

struct LegendEntry {
    std::string shape;  // "solid", "thin", ...: the name of a Pattern; others are left out
    std::string text;
};

struct Surroundings {
    std::string title;
    std::vector<LegendEntry> legend;  // only entries whose shape is in the picture are drawn
    std::vector<RichText> notes;      // each begins a line and is wrapped
    bool empty() const { return title.empty() && legend.empty() && notes.empty(); }
};

// Moves the picture down and adds them. Only boxes, bars, folds, labels and the height are moved: the frame is then for
// writing only.
void surround(Frame& frame, const Surroundings& surroundings);

}  // namespace chart
