#pragma once

// Every colour of the picture, dark and light, in one table that GL, ImGui and SVG share.
// Task colours are those of Okabe and Ito, which colour-blind people can distinguish
// (jfly.uni-koeln.de/color).

#include "chart/frame/frame.h"

#include <array>
#include <cstdint>

namespace chart {

struct Colour {
    uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Colour&) const = default;
};
enum class Theme : uint8_t { dark, light };

constexpr int task_colours = 8;

struct Palette {
    std::array<Colour, task_colours> tasks;
    Colour background, pane, title, lane, grid, border;
    Colour text, strong, dim, faint, good, warn, on_bar;
    Colour accent;
    Colour concurrency, parallelism, asynchrony;                 // for text and lines; legible on all grounds
    Colour concurrency_area, parallelism_area, asynchrony_area;  // as the fill of the levels strip
    Colour blocked_fill, blocked_line, blocked_edge;  // hatched bars: ground, stripes, outline
    Colour mixed;                                     // the part of a folded bar that several tasks share
    Colour switching, playhead, selection;
    // for the desktop's panels
    Colour panel, control, control_hot, control_active, card;
};

const Palette& palette_of(Theme theme);
Colour of(const Palette& palette, Ink ink);
Colour of(const Palette& palette, Surface surface);

// The colour of a part of a folded bar (fold_parts in frame.h), or of a whole bar that is
// not folded. Ready, waiting and queued have lighter and lighter tints of the task's
// colour.
Colour fill_of(const Palette& palette, const Bar& bar, trace::SpanKind kind);

}  // namespace chart
