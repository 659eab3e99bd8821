#include "view/scene/listen.h"

#include "chart/hit.h"
#include "chart/rows/groups.h"
#include "session/gap.h"
#include "view/scene/guessing.h"

#include <algorithm>
#include <cmath>

namespace view {

namespace {

constexpr float click_slop_px = 4;
constexpr float touch_slop_px = 8;
constexpr float handle_px = 5;      // on either side of the playhead
constexpr float notch_zoom = 0.22f;
constexpr float notch_pan_px = 80;
constexpr float notch_scroll_px = 60;
constexpr double one_gesture_s = 0.25;

const chart::PaneBox* pane_at(const chart::Frame& frame, float y_px) {
    for (const chart::PaneBox& pane : frame.panes)
        if (y_px >= pane.y0 && y_px < pane.y1) return &pane;
    return nullptr;
}

void scroll(Look& look, const Ground& ground, float by_px) {
    const float max = std::max(0.f, ground.frame.height_px - ground.room_px);
    look.scroll_px = std::clamp(look.scroll_px + by_px, 0.f, max);
}

void seek(session::State& state, const Ground& ground, float x_px) {
    state.playing = false;
    state.playhead = std::clamp(ground.frame.viewport.time_at(x_px), Time{}, ground.last);
}

void zoom_to(session::State& state, const Ground& ground, Time begin, Time end) {
    const Time margin{std::max<int64_t>((end - begin).ns, 100)};
    chart::Viewport viewport = ground.frame.viewport;
    viewport.begin = std::max(Time{}, begin - margin);
    viewport.end = std::min(ground.limit, end + margin);
    if (viewport.end > viewport.begin) show(state, viewport, ground.limit);
}

// What was hit in the rows of a loop. A printed line is a moment: the playhead goes there.
std::optional<session::ChosenCallback> callback_of(const chart::Hit& hit, const trace::Log& log,
                                                   session::State& state) {
    using enum chart::Hit::What;
    if (hit.what == callback) return session::ChosenCallback{state.focus, hit.span};
    if (hit.what == pair) return session::ChosenCallback{state.focus, log.callbacks.either[hit.span].first};
    if (hit.what != line) return {};
    const trace::Line& printed = log.callbacks.lines[hit.span];
    state.playing = false;
    state.playhead = printed.at;
    if (printed.callback >= log.callbacks.all.size()) return {};
    return session::ChosenCallback{state.focus, printed.callback, printed.site};
}

// Returns a lane of a pane that is laid out, or a folded group.
std::optional<session::LaneName> lane_at(const chart::PaneBox& box, const chart::Pane& pane, uint32_t number,
                                         float y_px) {
    const auto row =
        std::find_if(box.rows.begin(), box.rows.end(), [&](const chart::RowBox& one) { return y_px < one.y1 + 2; });
    if (row == box.rows.end() || y_px < row->y0 - 2) {
        if (!box.loop_rows.empty() && y_px >= box.loops_y0 && y_px < box.loop_y1)
            return session::LaneName{number, {chart::LaneKind::loop, 0}, 0};
        return {};
    }
    if (row->level_row != chart::no_level_row)
        return session::LaneName{number, pane.folded->rows[row->level_row].group, 0};
    return session::name_of(*pane.lanes, number, row->lane);
}

void fold_or_unfold(const chart::Hit& hit, const Ground& ground, session::State& state) {
    const chart::GroupHead& head = ground.frame.panes[hit.pane].heads[hit.lane];
    fold(state.folds, ground.numbers[hit.pane], head.group, !head.folded);
}

void click(const Pointing& pointing, const Ground& ground, session::State& state) {
    const chart::Hit hit = chart::hit(ground.frame, ground.panes, pointing.x_px, pointing.y_px);
    using enum chart::Hit::What;
    if (state.range &&
        (hit.t < state.range->begin || hit.t > state.range->end || hit.what == title || hit.what == nothing))
        state.range.reset();
    state.trail.clear();
    if (hit.what == nothing || hit.pane >= ground.numbers.size()) {
        state.selection = {};
        return;
    }
    if (hit.what == pin)
        return pin_or_unpin(state.pins,
                            session::name_of(*ground.panes[hit.pane].lanes, ground.numbers[hit.pane], hit.lane));
    if (hit.what == group_head) return fold_or_unfold(hit, ground, state);
    state.focus = ground.numbers[hit.pane];
    state.selection = {};
    state.along.reset();
    if (const auto chosen = callback_of(hit, *ground.panes[hit.pane].log, state)) {
        state.selection = *chosen;
    } else if (hit.what == bar) {
        state.selection = session::ChosenBar{state.focus, hit.span};
    } else if (hit.what == lane_gap) {
        const session::ChosenGap gap{session::name_of(*ground.panes[hit.pane].lanes, state.focus, hit.lane), hit.t};
        if (!session::stretch_of(ground.panes[hit.pane], gap)) return;
        state.selection = gap;
        state.along = gap.lane;
    }
}

void double_click(const Pointing& pointing, const Ground& ground, session::State& state) {
    const chart::Hit hit = chart::hit(ground.frame, ground.panes, pointing.x_px, pointing.y_px);
    using enum chart::Hit::What;
    if (hit.what == pin) {
        click(pointing, ground, state);
    } else if (hit.what == bar) {
        const trace::Span span = ground.panes[hit.pane].log->span(hit.span);
        zoom_to(state, ground, span.start, span.end());
    } else if (hit.what == callback) {
        const trace::Callback& one = ground.panes[hit.pane].log->callbacks.all[hit.span];
        zoom_to(state, ground, one.registered, one.ended.value_or(one.began.value_or(ground.last)));
    } else if (hit.what == folded) {
        show(state, ground.frame.viewport.zoomed(0.1, pointing.x_px, ground.limit), ground.limit);
    } else if (hit.what == group_head) {  // two quick clicks
        fold_or_unfold(hit, ground, state);
    } else if (hit.what == level_row) {
        fold(state.folds, ground.numbers[hit.pane], ground.panes[hit.pane].folded->rows[hit.lane].group, false);
    } else if (hit.what == title) {
        state.begin = state.end = {};
    }
}

// A finger on a trackpad never moves quite straight: its first direction counts.
Pointing kept_to_axis(Pointing pointing, Gesture& gesture) {
    if (pointing.wheel == 0 && pointing.wheel_sideways == 0) return pointing;
    if (pointing.time_s - gesture.wheeled_s > one_gesture_s) gesture.axis = Gesture::Axis::none;
    gesture.wheeled_s = pointing.time_s;
    if (gesture.axis == Gesture::Axis::none)
        gesture.axis = std::fabs(pointing.wheel_sideways) > std::fabs(pointing.wheel) ? Gesture::Axis::along
                                                                                      : Gesture::Axis::across;
    (gesture.axis == Gesture::Axis::along ? pointing.wheel : pointing.wheel_sideways) = 0;
    return pointing;
}

void wheel(const Pointing& pointing, const Ground& ground, session::State& state, Look& look) {
    const chart::Viewport& viewport = ground.frame.viewport;
    if (pointing.pinch != 1) {
        show(state, viewport.zoomed(1 / double(pointing.pinch), pointing.x_px, ground.limit), ground.limit);
    } else if (pointing.zoom_key && pointing.wheel != 0) {
        const double factor = std::exp(-double(pointing.wheel) * notch_zoom);
        show(state, viewport.zoomed(factor, pointing.x_px, ground.limit), ground.limit);
    } else if (pointing.shift && pointing.wheel != 0) {
        show(state, viewport.panned(-double(pointing.wheel) * notch_pan_px, ground.limit), ground.limit);
    } else if (pointing.wheel_sideways != 0) {
        show(state, viewport.panned(-double(pointing.wheel_sideways) * notch_pan_px, ground.limit), ground.limit);
    } else if (pointing.wheel != 0) {
        scroll(look, ground, -pointing.wheel * notch_scroll_px);
    }
}

Gesture::Kind kind_of(MapPart part) {
    switch (part) {
        case MapPart::begin: return Gesture::Kind::map_begin;
        case MapPart::end: return Gesture::Kind::map_end;
        default: return Gesture::Kind::map_move;
    }
}

// The window on the map moves with the pointer.
void drag_map(float by_px, const Ground& ground, Gesture& gesture, session::State& state) {
    if (!ground.map || by_px == 0) return;
    const Time by = ground.map->time_at(gesture.x_px + by_px) - ground.map->time_at(gesture.x_px);
    chart::Viewport viewport = ground.frame.viewport;
    const Time shortest = nsec(100);
    if (gesture.kind == Gesture::Kind::map_begin)
        viewport.begin = std::clamp(viewport.begin + by, Time{}, viewport.end - shortest);
    else if (gesture.kind == Gesture::Kind::map_end)
        viewport.end = std::clamp(viewport.end + by, viewport.begin + shortest, ground.limit);
    else viewport = viewport.panned(double(by.ns) / viewport.ns_per_px(), ground.limit);
    show(state, viewport, ground.limit);
    gesture.x_px += by_px;
}

void press_map(const Pointing& pointing, const Ground& ground, Gesture& gesture, session::State& state, Look& look) {
    const MapPart part = ground.map->part_at(pointing.x_px, ground.frame.viewport);
    gesture = {kind_of(part), pointing.x_px, pointing.y_px - look.scroll_px};
    if (part != MapPart::outside) return;
    const chart::Viewport& viewport = ground.frame.viewport;
    const Time middle{viewport.begin.ns + (viewport.end - viewport.begin).ns / 2};
    show(state,
         viewport.panned(double((ground.map->time_at(pointing.x_px) - middle).ns) / viewport.ns_per_px(), ground.limit),
         ground.limit);
}

void drag(const Pointing& pointing, const Ground& ground, Gesture& gesture, session::State& state, Look& look) {
    const float y_seen = pointing.y_px - look.scroll_px;
    if (gesture.kind == Gesture::Kind::undecided) {
        const float slop = pointing.touch ? touch_slop_px : click_slop_px;
        if (std::hypot(pointing.x_px - gesture.x_px, y_seen - gesture.y_px) < slop) return;
        gesture.kind = Gesture::Kind::pan;
    }
    if (gesture.kind == Gesture::Kind::scrub) return seek(state, ground, pointing.x_px);
    if (gesture.kind == Gesture::Kind::select) {
        const Time t = std::clamp(ground.frame.viewport.time_at(pointing.x_px), Time{}, ground.limit);
        state.range = session::Range{std::min(t, gesture.anchor), std::max(t, gesture.anchor)};
        return;
    }
    if (gesture.kind >= Gesture::Kind::guess_begin) return drag_guess(pointing, ground, gesture, state, look);
    if (gesture.kind >= Gesture::Kind::map_move) return drag_map(pointing.x_px - gesture.x_px, ground, gesture, state);
    const float dx = pointing.x_px - gesture.x_px, dy = y_seen - gesture.y_px;
    if (dx != 0) show(state, ground.frame.viewport.panned(-double(dx), ground.limit), ground.limit);
    if (dy != 0) scroll(look, ground, -dy);
    gesture.x_px = pointing.x_px;
    gesture.y_px = y_seen;
}

}  // namespace

bool is_scrubbing_place(const chart::Frame& frame, Time playhead, float x_px, float y_px) {
    const chart::PaneBox* pane = pane_at(frame, y_px);
    if (!pane || y_px < pane->title_y1 || x_px < frame.viewport.left_px - handle_px) return false;
    if (y_px < pane->lanes_y0) return true;
    const bool shown = playhead >= frame.viewport.begin && playhead <= frame.viewport.end;
    return shown && std::fabs(x_px - frame.viewport.x_of(playhead)) <= handle_px;
}

void listen(const Pointing& pointing, const Ground& ground, Gesture& gesture, session::State& state, Look& look) {
    using enum Gesture::Kind;
    const bool on_times = pointing.over && pointing.x_px >= ground.frame.viewport.left_px;
    look.pointed.time.reset();
    if (on_times) look.pointed.time = ground.frame.viewport.time_at(pointing.x_px);
    look.pointed.lane.reset();
    if (const chart::PaneBox* box = pointing.over ? pane_at(ground.frame, pointing.y_px) : nullptr) {
        const size_t pane = size_t(box - ground.frame.panes.data());
        look.pointed.lane = lane_at(*box, ground.panes[pane], ground.numbers[pane], pointing.y_px);
    }

    const std::optional<Guessing> guessing =
        state.prediction && !state.prediction->revealed
            ? guessing_at(ground.frame, ground.panes, ground.numbers, *state.prediction, pointing.x_px, pointing.y_px)
            : std::nullopt;
    const bool on_map = ground.map && ground.map->has(pointing.x_px, pointing.y_px - look.scroll_px);
    if (on_map) look.pointed.time.reset();

    if (pointing.over) wheel(kept_to_axis(pointing, gesture), ground, state, look);
    if (pointing.over && pointing.doubled && !on_map && !guessing) {
        double_click(pointing, ground, state);
        gesture.kind = none;
        return;
    }
    if (pointing.over && pointing.pressed && on_map) {
        press_map(pointing, ground, gesture, state, look);
    } else if (pointing.over && pointing.pressed && guessing && !pointing.shift) {
        press_guess(*guessing, pointing, ground, gesture, state, look);
    } else if (pointing.over && pointing.pressed) {
        gesture = {undecided, pointing.x_px, pointing.y_px - look.scroll_px};
        if (pointing.shift && on_times) {
            gesture.kind = select;
            gesture.anchor = std::clamp(ground.frame.viewport.time_at(pointing.x_px), Time{}, ground.limit);
        } else if (is_scrubbing_place(ground.frame, state.playhead, pointing.x_px, pointing.y_px)) gesture.kind = scrub;
    }
    if (gesture.kind != none && (pointing.down || pointing.released)) drag(pointing, ground, gesture, state, look);
    if (pointing.released && gesture.kind == undecided && pointing.chooses) click(pointing, ground, state);
    if (pointing.released && gesture.kind >= guess_begin && !gesture.moved) click_guess(state);
    if (pointing.released && gesture.kind == select && state.range && state.range->begin == state.range->end)
        state.range.reset();
    if (!pointing.down) gesture.kind = none;
}

}  // namespace view
