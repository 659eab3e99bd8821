#pragma once

// What the pointer means on the timeline: pure, so that it is tested without a
// window. Pixels are of the picture (scrolled, origin top left).
//
//     drag                 pans, and scrolls when the picture is taller than the room
//     drag on the axis     scrubs, as does dragging the playhead
//     Shift + drag         selects a range
//     drag on the map      moves the view, as the map has it (minimap.h); its edges zoom
//     Ctrl or ⌘ + wheel    zooms at the pointer, as does a pinch
//     Shift + wheel        pans; wheels of a trackpad keep to the axis that they began with
//     wheel                scrolls (desktop; on the page it is the page's)
//     click                selects a bar or a gap of a lane; double click zooms to a bar
//     click left of a row  folds and unfolds its group, as does a double click on a folded row

#include "chart/layout.h"
#include "session/state.h"
#include "view/look.h"
#include "view/minimap.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace view {

struct Pointing {  // in one frame
    float x_px = 0, y_px = 0;
    bool over = false;         // the timeline, and nothing that lies on it
    bool pressed = false, down = false, released = false, doubled = false;
    bool shift = false, zoom_key = false;
    float wheel = 0, wheel_sideways = 0;  // notches; up and left are positive
    float pinch = 1;           // > 1 spreads
    bool touch = false;
    double time_s = 0;         // of any clock; wheels that follow each other closely are one gesture
};

struct Gesture {  // kept from frame to frame
    enum class Kind : uint8_t { none, undecided, pan, scrub, select, map_move, map_begin, map_end, guess_begin, guess_end, guess_move } kind = Kind::none;
    float x_px = 0, y_px = 0;  // where it was; y without scrolling
    Time anchor;               // select: where it began; guess_...: where in the guess it was taken
    bool moved = false;        // guess_...: it is no click
    bool dragged = false;      // guess_...: the pointer has left the place where it was pressed
    enum class Axis : uint8_t { none, along, across } axis = Axis::none;  // of a wheel
    double wheeled_s = -1e9;   // when it last turned
};

struct Ground {  // what is listened on
    const chart::Frame& frame;
    const std::vector<chart::Pane>& panes;
    const std::vector<uint32_t>& numbers;  // of the panes, among all
    Time limit;                            // how far one may pan
    Time last;                             // how far the playhead goes
    float room_px = 0;                     // height that is seen
    std::optional<Map> map = {};           // that is drawn at the bottom of it
};

void listen(const Pointing& pointing, const Ground& ground, Gesture& gesture, session::State& state, Look& look);

// Would a drag from here scrub?
bool is_scrubbing_place(const chart::Frame& frame, Time playhead, float x_px, float y_px);

}  // namespace view
