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

#include "chart/layout.h"

#include <vector>

namespace chart {

struct Flow {
    struct Point { float x = 0, y = 0; };
    std::vector<Point> points;  // an arrow's head is at the last one
    uint32_t pane = 0;
};

// Empty where nothing of it is in sight, and for what nobody has registered.
Flow flow_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t callback);

// Empty where one of them is in no row in sight, or its end is out of the view.
Flow flow_between(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t from, uint32_t to);
// That leaves `from` at a time and comes to `to` at another: an arrow of a recording.
Flow flow_between(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t from, uint32_t to, Time left, Time came);

// Where in the picture the lanes are that show the span, laid out or not, from the top; not those of folded groups.
struct Height { float y0 = 0, y1 = 0; };
std::vector<Height> heights_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span, bool tall_rows);

// The rows of a pane that show a span, from the top: places in PaneBox::rows.
std::vector<uint32_t> rows_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span);

// Bars of the callback: on the stack and where it waits.
std::vector<Bar> bars_of(const Frame& frame, uint32_t pane, uint32_t callback, const Pane& of);

}  // namespace chart
