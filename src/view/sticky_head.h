#pragma once

// The sticky header of a run: while its title is scrolled out of view but its lanes are not, its title and its axis are
// drawn at the top of the window. The next run pushes them away. If lanes are pinned, those are drawn there instead.

#include "chart/canvas/canvas.h"
#include "view/scene/scene.h"

#include <cstddef>
#include <optional>

namespace view {

struct StickyHead {
    size_t pane = 0;           // an index into the panes of the frame
    float y0 = 0, y1 = 0;      // in the coordinates of the picture
};

// `scroll_px` is how far the picture is scrolled.
std::optional<StickyHead> sticky_head(const chart::Frame& frame, float scroll_px);
void draw_sticky_head(const StickyHead& head, const Picture& picture, const chart::Frame& frame, Time playhead,
                      const chart::Palette& palette, chart::Canvas& canvas);

}  // namespace view
