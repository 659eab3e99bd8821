#pragma once

// The timeline in a Dear ImGui window: passes the pointer to the scene (scene/scene.h), and draws what the scene lays
// out (bars with GL, texts with ImGui) and lists (playhead, outlines, map), and the tooltip.

#include "view/bars.h"
#include "view/fonts.h"
#include "view/scene/scene.h"

#include <string>

namespace view {

class Timeline {
public:
    // Without `bars` (no WebGL) the timeline is only laid out.
    void attach(Bars* bars, const Fonts& fonts) { bars_ = bars; fonts_ = fonts; }

    // Draws into the remaining area of the current window.
    void show(const Picture& picture, session::State& state, Look& look, float density, float pinch, bool touch);

    const chart::Frame& lay_out(const Picture& picture, const session::State& state, const Look& look, float width_px,
                                float height_px) {
        return scene_.lay_out(picture, state, look, width_px, height_px);
    }
    const chart::Frame& frame() const { return scene_.frame(); }

    bool busy() const { return scene_.busy(); }

private:
    void draw_bars(const Look& look, float density);
    void draw_labels(const Look& look) const;

    Scene scene_;
    Bars* bars_ = nullptr;
    Fonts fonts_;
    chart::Canvas canvas_;

    // What the bars were made for.
    uint32_t drawn_layout_ = 0;
    chart::Theme drawn_theme_ = chart::Theme::dark;
    float drawn_density_ = 0;

    ImVec2 origin_, room_;  // of this frame, on the screen
};

}  // namespace view
