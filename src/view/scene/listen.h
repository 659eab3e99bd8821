#pragma once

// What the pointer means on the timeline. Pure functions, so that they are tested without a
// window. Pixels are those of the picture (scrolled, origin top left).
//
//     drag                 pans, and scrolls when the picture is taller than the view
//     drag on the axis     scrubs, as does dragging the playhead
//     Shift + drag         selects a range
//     drag on the map      moves the view (minimap.h); dragging its edges zooms
//     Ctrl or ⌘ + wheel    zooms at the pointer, as does a pinch
//     Shift + wheel        pans; a wheel of a trackpad keeps to the axis that it began with
//     wheel                scrolls (desktop; on the page the page scrolls)
//     click                selects a bar or a gap of a lane; double click zooms to a bar
//     click left of a row  folds and unfolds its group, as does a double click on a folded row

#include "chart/layout.h"
#include "session/state.h"
#include "view/scene/look.h"
#include "view/scene/minimap.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace view {

struct Pointing {  // in one frame
    float x_px = 0, y_px = 0;
    bool over = false;         // the timeline, with nothing in front of it
    bool pressed = false, down = false, released = false, doubled = false;
    bool shift = false, zoom_key = false;
    float wheel = 0, wheel_sideways = 0;  // notches; up and left are positive
    float pinch = 1;           // > 1 spreads
    bool touch = false;
    bool chooses = true;       // false: a click selects nothing
    double time_s = 0;         // of any clock; wheel events in quick succession are one gesture
};

struct Gesture {  // kept from frame to frame
    enum class Kind : uint8_t {
        none,
        undecided,
        pan,
        scrub,
        select,
        map_move,
        map_begin,
        map_end,
        guess_begin,
        guess_end,
        guess_move
    } kind = Kind::none;
    float x_px = 0, y_px = 0;  // where the pointer was; y without scrolling
    Time anchor;               // select: where it began; guess_...: where in the guess it was pressed
    bool moved = false;        // guess_...: it is not a click
    bool dragged = false;      // guess_...: the pointer has left the place where it was pressed
    enum class Axis : uint8_t { none, along, across } axis = Axis::none;  // of a wheel
    double wheeled_s = -1e9;   // when it last turned
};

struct Ground {  // what the pointer moves on
    const chart::Frame& frame;
    const std::vector<chart::Pane>& panes;
    const std::vector<uint32_t>& numbers;  // the numbers of these panes among all
    Time limit;                            // how far one can pan
    Time last;                             // how far the playhead can go
    float room_px = 0;                     // the visible height
    std::optional<Map> map = {};           // the map that is drawn at the bottom
};

void listen(const Pointing& pointing, const Ground& ground, Gesture& gesture, session::State& state, Look& look);

// Would a drag that begins here scrub?
bool is_scrubbing_place(const chart::Frame& frame, Time playhead, float x_px, float y_px);

}  // namespace view
