#pragma once

// The timeline in a Dear ImGui window: lays out with chart::layout when something
// changed, draws (bars with GL; texts, playhead and tooltip with ImGui), and handles input.

#include "base/say.h"
#include "chart/flow.h"
#include "chart/hit.h"
#include "chart/layout.h"
#include "chart/places.h"
#include "metrics/why/why.h"
#include "session/state.h"
#include "view/bars.h"
#include "view/fonts.h"
#include "view/listen.h"
#include "view/look.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace view {

struct TimelinePane {
    chart::Pane pane;
    const metrics::SpanIndex* why = nullptr;
    uint32_t number = 0;  // its number among all panes
};

struct Picture {  // what the timeline shows
    std::vector<TimelinePane> panes;
    uint64_t revision = 0;
    Time limit;             // how far the view may go
    Time last;              // how far the playhead may go
    bool page_scrolls = false;  // a plain wheel scrolls the page
    bool tall_rows = false;     // for fingers
    std::span<const session::ChosenBar> found;  // matches of a search, ascending
    uint32_t reveals = 0;       // increases when the selection should be scrolled into view
};

class Timeline {
public:
    // Without `bars` (no WebGL) the timeline is only laid out.
    void attach(Bars* bars, const Fonts& fonts) { bars_ = bars; fonts_ = fonts; }

    // Draws into the remaining area of the current window.
    void show(const Picture& picture, session::State& state, Look& look, float density, float pinch, bool touch);

    // Lays out again only if something that the layout depends on has changed.
    const chart::Frame& lay_out(const Picture& picture, const session::State& state, const Look& look, float width_px,
                                float height_px);
    const chart::Frame& frame() const { return frame_; }

    bool busy() const { return gesture_.kind != Gesture::Kind::none; }

private:
    struct Key {  // what the layout depends on
        uint64_t revision = ~0ull;
        Time begin, end;
        float width_px = 0, height_px = 0, top_px = 0;
        bool tall_rows = false;
        float pins_px = 0;  // the scroll position, if lanes are pinned
        bool operator==(const Key&) const = default;
    };

    void draw_bars(float density);
    void draw_labels() const;
    void draw_gutter(const Pointing& pointing) const;  // gutter.cpp
    void draw_playhead(const session::State& state) const;
    void draw_scroll() const;
    std::pair<float, float> outline_of(const chart::Bar& bar) const;  // y0, y1
    void draw_outline(uint32_t number, uint32_t span, ImU32 colour, float thickness) const;
    // The outlines of a callback, and its path from where it was registered to its run.
    void draw_callback(uint32_t pane, uint32_t callback, ImU32 colour) const;
    void draw_callbacks(const session::State& state);
    void draw_flow(const chart::Flow& flow, ImU32 colour) const;
    // Drawn over the lanes (overlay.cpp).
    void draw_range(const session::State& state) const;
    void draw_marks(const session::State& state) const;
    void draw_causes(const Picture& picture, const session::State& state);
    void draw_found(const Picture& picture) const;
    void draw_prediction(const session::State& state);  // overlay_guesses.cpp
    const metrics::Score& scored(const chart::Pane& pane, const session::Prediction& prediction);
    std::optional<Map> map(const Picture& picture, const session::State& state) const;
    void show_map(const Picture& picture, const session::State& state);
    void draw_gap(const session::State& state) const;
    std::vector<chart::RowBox> rows_of_gap(uint32_t pane, const session::ChosenGap& gap) const;
    std::optional<chart::Height> height_of_selection(const session::State& state, float middle) const;
    void reveal(const session::State& state, Look& look) const;
    void draw_hover(const Picture& picture, const session::State& state, const Pointing& pointing);
    void show_tooltip(const std::string& title, const std::string& when, const RichText& why) const;

    Bars* bars_ = nullptr;
    Fonts fonts_;
    Key key_;
    chart::Frame frame_;
    std::vector<chart::Pane> panes_;
    std::vector<uint32_t> numbers_;
    Gesture gesture_;

    chart::Theme drawn_theme_ = chart::Theme::dark;
    float drawn_density_ = 0;
    ImVec2 origin_, room_;  // of this frame, on the screen
    Look look_;             // of this frame

    struct Running {  // what runs at the playhead, by pane; determined once per moment
        uint64_t revision = ~0ull;
        Time at;
        std::vector<uint32_t> callbacks;
    } running_;

    struct Mapped {
        uint64_t revision = ~0ull;
        uint32_t focus = 0;
        MapColumns columns;
    } mapped_;

    struct Scored {
        uint64_t revision = ~0ull;
        std::vector<metrics::Guess> guesses;
        Time from, until;
        metrics::Score score;
    } scored_;

    struct Causes {  // determined once per selection
        struct Arrow { uint32_t from, to; Time left, came; bool cause; };
        uint64_t revision = ~0ull;
        session::ChosenBar of;
        std::vector<Arrow> arrows;
    } causes_;

    struct Hovered {  // its sentences are made once for each thing that is hovered
        uint64_t revision = ~0ull;
        double ns_per_px = 0;
        chart::Hit hit;
        std::string title, when;
        RichText why;
        Causes causes;  // the arrows of a slice of a recording
    } hovered_;

    static Causes causes_of(const TimelinePane& run, uint32_t span);
    void draw_arrows(const Causes& causes, uint32_t pane, const session::State& state) const;
};

}  // namespace view
