#pragma once

// Hides what happens in a pane after a moment: the reader of a figure is asked what will happen. Nothing that is hidden
// is in the frame, so that neither the picture nor what is under the pointer tells it.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"

#include <cstddef>

namespace chart {

struct FrameSizes {
    explicit FrameSizes(const Frame& frame)
        : boxes(frame.boxes.size()), bars(frame.bars.size()), folds(frame.folds.size()), labels(frame.labels.size()) {}
    size_t boxes, bars, folds, labels;
};

// Covers what was laid out for the pane since `before`.
void lay_out_cover(const Pane& pane, const PaneBox& place, const FrameSizes& before, Frame& frame);

}  // namespace chart
