#pragma once

// One moment of one or several runs as a picture that stands alone: each run on a card with its title and its numbers,
// side by side where there is room, and below them what stands for what. As a file: chart/svg/canvas_svg.h.

#include "chart/canvas/canvas.h"
#include "chart/frame/palette.h"
#include "stage/run.h"
#include "stage/views.h"

#include <string>
#include <vector>

namespace stage {

struct PosterRun {
    std::string title;     // "One waiter and a bell"
    std::string subtitle;  // "event loop · 1 thread · finish 16 min 30 s"; may be empty
    Run run;
};

struct PosterOptions {
    View view = View::restaurant;
    Time at;
    float width_px = 1240;
    std::string title;  // above the cards; may be empty
    bool legend = true;
};

struct Poster {
    chart::Canvas canvas;
    float width = 0, height = 0;
    std::string description;  // the summaries of the runs, for those who do not see it
};

// A run that the view does not apply to has a card that says why.
Poster poster(const std::vector<PosterRun>& runs, const PosterOptions& options, chart::Theme theme);

// The width from which two runs are placed side by side.
constexpr float side_by_side_px = 900;

}  // namespace stage
