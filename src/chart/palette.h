#pragma once

// Every colour of the picture, dark and light, in one table: GL, ImGui and SVG
// take them from here. Task colours are Okabe and Ito's, which stay apart for
// colour-blind people (jfly.uni-koeln.de/color).

#include "chart/layout.h"

#include <array>
#include <cstdint>

namespace chart {

struct Colour { uint8_t r, g, b; uint8_t a = 255; };
enum class Theme : uint8_t { dark, light };

constexpr int task_colours = 8;

struct Palette {
    std::array<Colour, task_colours> tasks;
    Colour background, pane, title, lane, grid, border;
    Colour text, strong, dim, faint, good, warn, on_bar;
    Colour accent;
    Colour concurrency, parallelism, asynchrony;
    Colour blocked_fill, blocked_line, switching, playhead, selection;
    // for the desktop's panels
    Colour panel, control, control_hot, control_active, card;
};

const Palette& palette_of(Theme theme);
Colour of(const Palette& palette, Ink ink);
Colour of(const Palette& palette, Surface surface);

}  // namespace chart
