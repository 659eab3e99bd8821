#pragma once

// Arrows. The path of a callback: from where it was registered, along the rows in which it waited, to its run.
//
//     Call stack   main----+            +->setTimeout
//     Timer heap           +- - - - - - +
//
// The arrow from a span to a span that it caused: from the end of the first to the start of the second, or to the end
// of the second if that is what the first caused.
//
//     Thread 3     ======+
//     Request 5    . . . +>
//
// An arrow with an invisible end points to the edge of the view, in the direction of that end.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"

#include <vector>

namespace chart {

struct Flow {
    struct Point { float x = 0, y = 0; };
    std::vector<Point> points;  // the head of an arrow is at the last point
    uint32_t pane = 0;
    bool comes = false, leaves = false;  // whether its beginning, or its end, is invisible
};

// Returns an empty flow if no part of it is visible, and for a callback that no other callback registered.
Flow flow_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t callback);

struct Sight {  // the visible part of the picture
    float top_px = 0, bottom_px = 1e9f;
    float pins_px = 0;       // only pinned lanes are drawn above this
};

// Returns the arrow that leaves `from` at one time and reaches `to` at another. It is empty if both ends are
// invisible, or if one of the spans has no place in the picture.
Flow flow_between(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t from, uint32_t to,
                  Time left, Time came, const Sight& sight = {});

// The bars of a callback: on the stack, and where it waits.
std::vector<Bar> bars_of(const Frame& frame, uint32_t pane, uint32_t callback, const Pane& of);

}  // namespace chart
