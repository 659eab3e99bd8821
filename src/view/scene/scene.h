#pragma once

// The timeline without a surface: what is laid out, how the pointer acts on it, and everything that is drawn over the
// lanes, as a list of operations (chart/canvas/canvas.h). The lab draws it with Dear ImGui (view/timeline.h), a figure
// on the 2D context of its canvas (figure/figure.h).
//
//     scene.point(picture, pointing, state, look);   the pointer acts, and the picture is laid out again
//     scene.draw_overlay(picture, state, canvas);    playhead, marks, outlines, arrows, map
//     scene.hovered(picture, state)                  the words of the tooltip

#include "chart/canvas/canvas.h"
#include "chart/flow.h"
#include "chart/hit.h"
#include "chart/layout.h"
#include "chart/places.h"
#include "metrics/why/why.h"
#include "present/hover.h"
#include "session/state.h"
#include "view/scene/listen.h"
#include "view/scene/look.h"

#include <cstdint>
#include <optional>
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
    bool page_scrolls = false;  // a plain wheel belongs to the page
    bool tall_rows = false;     // for fingers
    bool fit = false;           // the height is given, and all panes of a comparison should fit into it
    std::span<const session::ChosenBar> found;  // matches of a search, ascending
    uint32_t reveals = 0;       // increases when the selection should be scrolled into view
};

enum class Cursor : uint8_t { arrow, hand, sideways, grabbing };

class Scene {
public:
    // Lays out again only if something that the layout depends on has changed.
    const chart::Frame& lay_out(const Picture& picture, const session::State& state, const Look& look, float width_px,
                                float height_px);
    const chart::Frame& frame() const { return frame_; }
    uint32_t layouts() const { return layouts_; }  // how often it was laid out
    float top_px() const { return key_.top_px; }   // the picture is laid out from here

    // Acts on what the pointer did since the last call, scrolls the selection into view if that is wanted, and lays
    // out. The room is what is visible of the picture.
    void point(const Picture& picture, const Pointing& pointing, session::State& state, Look& look, float width_px,
               float height_px);
    bool busy() const { return gesture_.kind != Gesture::Kind::none; }

    // What is drawn over the lanes, as it was at the last point().
    void draw_overlay(const Picture& picture, const session::State& state, chart::Canvas& canvas);
    // The words about what is under the pointer; none where there is nothing to say. Also draws its outline.
    const present::Hover* draw_hover(const Picture& picture, const session::State& state, chart::Canvas& canvas);
    Cursor cursor(const session::State& state) const;

private:
    struct Key {  // what the layout depends on
        uint64_t revision = ~0ull;
        Time begin, end;
        float width_px = 0, height_px = 0, top_px = 0;
        bool tall_rows = false;
        bool fit = false;
        float pins_px = 0;  // the scroll position, if lanes are pinned
        bool operator==(const Key&) const = default;
    };
    struct Causes {  // found once per selection
        struct Arrow { uint32_t from, to; Time left, came; bool cause; };
        uint64_t revision = ~0ull;
        session::ChosenBar of;
        std::vector<Arrow> arrows;
    };

    const chart::Palette& palette() const { return chart::palette_of(look_.theme); }
    void draw_veil(const session::State& state, chart::Canvas& canvas) const;
    void draw_playhead(const session::State& state, chart::Canvas& canvas) const;
    void draw_scroll(chart::Canvas& canvas) const;
    std::pair<float, float> outline_of(const chart::Bar& bar) const;  // y0, y1
    void draw_outline(uint32_t number, uint32_t span, float width, chart::Canvas& canvas) const;
    // The outlines of a callback, and its path from where it was registered to its run.
    void draw_callback(uint32_t pane, uint32_t callback, chart::Colour colour, chart::Canvas& canvas) const;
    void draw_callbacks(const session::State& state, chart::Canvas& canvas);
    void draw_flow(const chart::Flow& flow, chart::Colour colour, chart::Canvas& canvas) const;
    void draw_gutter(chart::Canvas& canvas) const;  // gutter.cpp
    void draw_range(const session::State& state, chart::Canvas& canvas) const;
    void draw_marks(const session::State& state, chart::Canvas& canvas) const;
    static Causes causes_of(const TimelinePane& run, uint32_t span);
    void draw_causes(const Picture& picture, const session::State& state, chart::Canvas& canvas);
    void draw_arrows(const Causes& causes, uint32_t pane, const session::State& state, chart::Canvas& canvas) const;
    void draw_found(const Picture& picture, chart::Canvas& canvas) const;
    void draw_prediction(const session::State& state, chart::Canvas& canvas);  // overlay_guesses.cpp
    const metrics::Score& scored(const chart::Pane& pane, const session::Prediction& prediction);
    std::optional<Map> map(const Picture& picture, const session::State& state) const;
    bool on_map(const Picture& picture, const session::State& state) const;
    void draw_map(const Picture& picture, const session::State& state, chart::Canvas& canvas);
    void draw_gap(const session::State& state, chart::Canvas& canvas) const;
    std::vector<chart::RowBox> rows_of_gap(uint32_t pane, const session::ChosenGap& gap) const;
    std::optional<chart::Height> height_of_selection(const session::State& state, float middle) const;
    void reveal(const session::State& state, Look& look) const;

    Key key_;
    chart::Frame frame_;
    uint32_t layouts_ = 0;
    std::vector<chart::Pane> panes_;
    std::vector<uint32_t> numbers_;
    Gesture gesture_;
    Pointing pointing_;      // of the last point()
    float room_px_ = 0;      // the visible height
    Look look_;

    struct Running {  // what runs at the playhead, by pane; found once per moment
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

    Causes causes_;

    struct Hovered {  // sentences are made once for each thing that is hovered
        uint64_t revision = ~0ull;
        double ns_per_px = 0;
        chart::Hit hit;
        present::Hover words;
        Causes causes;  // arrows of a slice of a recording
    } hovered_;
};

}  // namespace view
