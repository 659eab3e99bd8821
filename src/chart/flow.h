#pragma once

// Arrows. The way of one callback: from where it was registered, along what it waited in, to its run.
//
//     Call stack   main----+            +->setTimeout
//     Timer heap           +- - - - - - +
//
// And from a span to one that it has brought about: from its end to the other's begin, or to its end where
// that is what it has brought about.
//
//     Thread 3     ======+
//     Request 5    . . . +>
//
// One that has an end out of sight goes to the edge of the view, towards it.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"

#include <vector>

namespace chart {

struct Flow {
    struct Point { float x = 0, y = 0; };
    std::vector<Point> points;  // an arrow's head is at the last one
    uint32_t pane = 0;
    bool comes = false, leaves = false;  // its begin, its end is out of sight
};

// Empty where nothing of it is in sight, and for what nobody has registered.
Flow flow_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t callback);

struct Sight {  // what is seen of the picture
    float top_px = 0, bottom_px = 1e9f;
    float pins_px = 0;       // down to here only pinned lanes are
};

// That leaves `from` at a time and comes to `to` at another. Empty where both ends are out of sight, or one is nowhere.
Flow flow_between(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t from, uint32_t to, Time left, Time came, const Sight& sight = {});

// Bars of the callback: on the stack and where it waits.
std::vector<Bar> bars_of(const Frame& frame, uint32_t pane, uint32_t callback, const Pane& of);

}  // namespace chart
