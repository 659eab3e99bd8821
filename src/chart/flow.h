#pragma once

// The way of one callback: from where it was registered, along what it waited in, to its run.
//
//     Call stack   main----+            +->setTimeout
//     Timer heap           +- - - - - - +

#include "chart/layout.h"

namespace chart {

struct Flow {
    struct Point { float x = 0, y = 0; };
    std::vector<Point> points;  // an arrow's head is at the last one
    uint32_t pane = 0;
};

// Empty where nothing of it is in sight, and for what nobody has registered.
Flow flow_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t callback);

// Bars of the callback: on the stack and where it waits.
std::vector<Bar> bars_of(const Frame& frame, uint32_t pane, uint32_t callback, const Pane& of);

}  // namespace chart
