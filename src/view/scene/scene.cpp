#include "view/scene/scene.h"

#include "metrics/code_now.h"
#include "metrics/recorded/nested_slices.h"
#include "view/scene/guessing.h"
#include "view/scene/strokes.h"

#include <algorithm>
#include <cmath>

namespace view {

namespace {

constexpr float strip_px = 256;  // the picture is laid out from a multiple of this

bool same(const chart::Hit& a, const chart::Hit& b) {
    const bool sliding = a.what == chart::Hit::What::lane_gap || a.what == chart::Hit::What::levels ||
                         a.what == chart::Hit::What::level_row;
    if (a.what == chart::Hit::What::loop_gap) return false;
    return a.what == b.what && a.pane == b.pane && a.lane == b.lane && a.span == b.span && a.count == b.count &&
           (!sliding || a.t == b.t);
}

}  // namespace

// Lay out ----------------------------------------------------------------------------------------

const chart::Frame& Scene::lay_out(const Picture& picture, const session::State& state, const Look& look,
                                   float width_px, float height_px) {
    Key key;
    key.revision = picture.revision;
    key.begin = state.begin;
    key.end = state.end.ns > 0 ? state.end : picture.limit;
    key.width_px = width_px;
    key.top_px = std::floor(look.scroll_px / strip_px) * strip_px;
    key.height_px = height_px + strip_px;
    key.tall_rows = picture.tall_rows;
    key.fit = picture.fit;
    if (!state.pins.empty()) key.pins_px = look.scroll_px;
    if (key == key_) return frame_;

    key_ = key;
    ++layouts_;
    panes_.clear();
    numbers_.clear();
    for (const TimelinePane& pane : picture.panes) {
        panes_.push_back(pane.pane);
        numbers_.push_back(pane.number);
    }
    chart::Options options;
    options.begin = key.begin;
    options.end = key.end;
    options.width_px = width_px;
    options.top_px = key.top_px;
    options.height_px = key.height_px;
    options.touch = picture.tall_rows;
    options.rows_px =
        (height_px - map_room_px) / float(std::max<size_t>(1, panes_.size())) - chart::beside_rows_px;
    options.fit = picture.fit && !picture.tall_rows;
    options.scroll_px = key.pins_px;
    chart::layout(panes_, options, frame_);
    if (state.end.ns > 0) frame_.height_px += map_room_px;
    return frame_;
}

void Scene::point(const Picture& picture, const Pointing& pointing, session::State& state, Look& look, float width_px,
                  float height_px) {
    room_px_ = height_px;
    lay_out(picture, state, look, width_px, height_px);
    pointing_ = pointing;
    const Ground ground{frame_, panes_, numbers_, picture.limit, picture.last, room_px_, map(picture, state)};
    listen(pointing, ground, gesture_, state, look);
    if (look.reveals != picture.reveals) {
        look.reveals = picture.reveals;
        reveal(state, look);
    }
    look.scroll_px = std::clamp(look.scroll_px, 0.f, std::max(0.f, frame_.height_px - height_px));
    lay_out(picture, state, look, width_px, height_px);  // so that the input shows at once
    look_ = look;
}

// Draw -------------------------------------------------------------------------------------------

void Scene::draw_overlay(const Picture& picture, const session::State& state, chart::Canvas& canvas) {
    // Each is called only if there is something to draw: the first part of a figure's module has only what is called.
    if (state.range) draw_range(state, canvas);
    if (!picture.found.empty()) draw_found(picture, canvas);
    draw_gutter(canvas);
    if (const session::ChosenBar* bar = state.bar()) {
        canvas.colour(palette().accent);
        draw_outline(bar->pane, bar->span, 2, canvas);
        draw_causes(picture, state, canvas);
    }
    if (state.gap()) draw_gap(state, canvas);
    const auto has_loop = [](const chart::Pane& pane) { return pane.loop && !pane.loop->lanes.empty(); };
    if (std::any_of(panes_.begin(), panes_.end(), has_loop)) draw_callbacks(state, canvas);
    if (state.prediction) draw_prediction(state, canvas);
    if (!state.marks.empty()) draw_marks(state, canvas);
    if (state.playing) draw_veil(state, canvas);
    draw_playhead(state, canvas);
    draw_map(picture, state, canvas);
    if (!picture.page_scrolls) draw_scroll(canvas);
}

// While it plays, what has not happened yet is behind a light veil.
void Scene::draw_veil(const session::State& state, chart::Canvas& canvas) const {
    const chart::Viewport& viewport = frame_.viewport;
    const float right = viewport.left_px + viewport.width_px;
    const float x = std::max(viewport.left_px, std::round(viewport.x_of(state.playhead)) + 0.5f);
    if (x >= right) return;
    canvas.colour(faded(palette().pane, 0xA0));
    for (const chart::PaneBox& pane : frame_.panes) {
        const float top = pane.lanes_y0, bottom = std::max(pane.levels_y1, pane.lanes_y1);
        if (bottom < look_.scroll_px || top > look_.scroll_px + room_px_) continue;
        canvas.rectangle(x, top, right, bottom);
    }
}

void Scene::draw_playhead(const session::State& state, chart::Canvas& canvas) const {
    const chart::Viewport& viewport = frame_.viewport;
    if (state.playhead < viewport.begin || state.playhead > viewport.end) return;
    const float x = std::round(viewport.x_of(state.playhead)) + 0.5f;
    canvas.colour(palette().playhead);
    for (const chart::PaneBox& pane : frame_.panes) {
        const float top = pane.title_y1, bottom = std::max(pane.levels_y1, pane.lanes_y1);
        if (bottom < look_.scroll_px || top > look_.scroll_px + room_px_) continue;
        canvas.line(x, top, x, bottom, 1.5f);
        const chart::Point handle[] = {{x - 5, top}, {x + 5, top}, {x, top + 7}};
        canvas.shape(handle);
    }
}

// Shows which part of a picture that is taller than the view is visible.
void Scene::draw_scroll(chart::Canvas& canvas) const {
    if (frame_.height_px <= room_px_ + 1) return;
    const float length = std::max(24.f, room_px_ * room_px_ / frame_.height_px);
    const float top = look_.scroll_px + (room_px_ - length) * look_.scroll_px / (frame_.height_px - room_px_);
    const float right = key_.width_px - 2;
    canvas.colour(faded(palette().faint, 0xA0));
    canvas.round(right - 5, top + 2, right, top + length - 2, 3);
}

void Scene::draw_outline(uint32_t number, uint32_t span, float width, chart::Canvas& canvas) const {
    for (const chart::Bar& bar : frame_.bars) {
        if (bar.row >= chart::first_loop_row || bar.span != span || bar.pattern == chart::Pattern::folded ||
            numbers_[bar.pane] != number)
            continue;
        const auto [y0, y1] = outline_of(bar);
        outline(canvas, bar.x0 - 1, y0, bar.x1 + 1, y1, 3, width);
    }
}

// Dots and their name take the whole row.
std::pair<float, float> Scene::outline_of(const chart::Bar& bar) const {
    const chart::RowBox& row = frame_.panes[bar.pane].rows[bar.row];
    if (bar.pattern == chart::Pattern::dotted) return {row.y0, row.y1};
    const float grow = bar.pattern == chart::Pattern::thin ? 4.f : 1.f;
    return {bar.y0 - grow, bar.y1 + grow};
}

void Scene::draw_callback(uint32_t pane, uint32_t callback, chart::Colour colour, chart::Canvas& canvas) const {
    canvas.colour(colour);
    for (const chart::Bar& bar : chart::bars_of(frame_, pane, callback, panes_[pane])) {
        const float grow = bar.pattern == chart::Pattern::dotted ? 4.f : 0.f;
        outline(canvas, bar.x0 - 1, bar.y0 - grow, bar.x1 + 1, bar.y1 + grow, 3, 1.5f);
    }
    draw_flow(chart::flow_of(frame_, panes_, pane, callback), colour, canvas);
}

// Draws the selected callback; otherwise, in each pane, the one that runs at the playhead.
void Scene::draw_callbacks(const session::State& state, chart::Canvas& canvas) {
    const chart::Colour colour = palette().accent;
    if (running_.revision != key_.revision || running_.at != state.playhead ||
        running_.callbacks.size() != panes_.size()) {
        running_ = {key_.revision, state.playhead, {}};
        for (const chart::Pane& pane : panes_) {
            const metrics::CodeNow now =
                pane.loop ? metrics::code_at(pane.log->callbacks, state.playhead) : metrics::CodeNow{};
            running_.callbacks.push_back(now.runs ? now.callback : trace::no_callback);
        }
    }
    for (uint32_t pane = 0; pane < panes_.size(); ++pane) {
        if (!panes_[pane].loop || panes_[pane].loop->lanes.empty()) continue;
        if (const session::ChosenCallback* chosen = state.callback()) {
            if (chosen->pane == numbers_[pane]) draw_callback(pane, chosen->callback, colour, canvas);
        } else if (state.playhead > Time{} && running_.callbacks[pane] != trace::no_callback) {
            draw_callback(pane, running_.callbacks[pane], colour, canvas);
        }
    }
}

// Under the pointer ------------------------------------------------------------------------------

const present::Hover* Scene::draw_hover(const Picture& picture, const session::State& state, chart::Canvas& canvas) {
    const bool moves = gesture_.kind == Gesture::Kind::pan || gesture_.kind >= Gesture::Kind::select;
    // What is covered is not revealed by a tooltip either.
    const bool covered = state.prediction && !state.prediction->revealed &&
                         guessing_at(frame_, panes_, numbers_, *state.prediction, pointing_.x_px, pointing_.y_px);
    if (!pointing_.over || moves || covered || on_map(picture, state)) return nullptr;
    const chart::Hit hit = chart::hit(frame_, panes_, pointing_.x_px, pointing_.y_px);
    using enum chart::Hit::What;
    if (hit.what == nothing || hit.what == title || hit.what == group_head || hit.what == pin ||
        hit.pane >= picture.panes.size())
        return nullptr;

    const TimelinePane& shown = picture.panes[hit.pane];
    if (hit.what == bar) {
        canvas.colour(faded(palette().strong, 0xB0));
        draw_outline(shown.number, hit.span, 1.5f, canvas);
    }
    if (hit.what == callback) draw_callback(hit.pane, hit.span, faded(palette().strong, 0xB0), canvas);
    if (hovered_.revision != picture.revision || hovered_.ns_per_px != frame_.viewport.ns_per_px() ||
        !same(hovered_.hit, hit)) {
        hovered_ = {picture.revision, frame_.viewport.ns_per_px(), hit,
                    present::hover_of(hit, frame_.viewport, shown.pane, shown.why, shown.number), {}};
        if (hit.what == bar && metrics::is_slice(*shown.pane.log, hit.span))
            hovered_.causes = causes_of(shown, hit.span);
    }
    if (state.selection != session::Selection(session::ChosenBar{shown.number, hit.span}))
        draw_arrows(hovered_.causes, hit.pane, state, canvas);
    return hovered_.words.title.empty() || gesture_.kind == Gesture::Kind::scrub ? nullptr : &hovered_.words;
}

Cursor Scene::cursor(const session::State& state) const {
    if (!pointing_.over) return Cursor::arrow;
    if (is_scrubbing_place(frame_, state.playhead, pointing_.x_px, pointing_.y_px)) return Cursor::sideways;
    if (gesture_.kind == Gesture::Kind::pan) return Cursor::grabbing;
    const float left = frame_.viewport.left_px;
    if (pointing_.x_px >= left) return Cursor::arrow;
    const chart::Hit hit = chart::hit(frame_, panes_, pointing_.x_px, pointing_.y_px);
    const bool acts = hit.what == chart::Hit::What::group_head || hit.what == chart::Hit::What::pin;
    return acts ? Cursor::hand : Cursor::arrow;
}

bool Scene::on_map(const Picture& picture, const session::State& state) const {
    const auto ours = map(picture, state);
    return ours && ours->has(pointing_.x_px, pointing_.y_px - look_.scroll_px);
}

// Selection --------------------------------------------------------------------------------------

// Returns where the selected bar or gap is, as near to the middle of the view as possible, or nothing if it is visible.
std::optional<chart::Height> Scene::height_of_selection(const session::State& state, float middle) const {
    const session::ChosenBar* bar = state.bar();
    const session::ChosenGap* gap = state.gap();
    if (!bar && !gap) return {};
    const auto shown = std::find(numbers_.begin(), numbers_.end(), bar ? bar->pane : gap->lane.pane);
    if (shown == numbers_.end()) return {};
    const uint32_t pane = uint32_t(shown - numbers_.begin());
    std::vector<chart::Height> heights;
    if (bar) {
        for (const uint32_t row : chart::rows_of(frame_, panes_, pane, bar->span))
            if (frame_.panes[pane].rows[row].pinned) return {};
        heights = chart::heights_of(frame_, panes_, pane, bar->span);
    } else {
        for (const chart::RowBox& row : rows_of_gap(pane, *gap)) {
            if (row.pinned) return {};
            heights.push_back({row.y0, row.y1});
        }
    }
    std::optional<chart::Height> nearest;
    for (const chart::Height& one : heights)
        if (!nearest || std::abs(one.y0 - middle) < std::abs(nearest->y0 - middle)) nearest = one;
    return nearest;
}

// Scrolls by as little as necessary.
void Scene::reveal(const session::State& state, Look& look) const {
    const auto row = height_of_selection(state, look.scroll_px + room_px_ / 2);
    if (!row) return;
    const float margin = 30, bottom = room_px_ - map_room_px - margin;
    if (row->y0 - margin < look.scroll_px) look.scroll_px = std::max(0.f, row->y0 - margin);
    else if (row->y1 > look.scroll_px + bottom) look.scroll_px = row->y1 - bottom;
}

}  // namespace view
