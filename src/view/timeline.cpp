#include "view/timeline.h"

#include "view/guessing.h"
#include "view/paint.h"

#include "chart/flow.h"
#include "metrics/code_now.h"

#include <algorithm>
#include <cmath>

namespace view {

namespace {

constexpr float strip_px = 256;  // the picture is laid out from a multiple of this

struct BarsCall {
    Bars* bars;
    Bars::Place place;
};

void draw_bars_now(const ImDrawList*, const ImDrawCmd* command) {
    const auto* call = static_cast<const BarsCall*>(command->UserCallbackData);
    call->bars->draw(call->place);
}

Pointing pointing_now(ImVec2 origin, float scroll_px, bool over, float pinch, bool touch, bool page_scrolls) {
    const ImGuiIO& io = ImGui::GetIO();
    Pointing pointing;
    pointing.x_px = io.MousePos.x - origin.x;
    pointing.y_px = io.MousePos.y - origin.y + scroll_px;
    pointing.over = over;
    pointing.pressed = ImGui::IsMouseClicked(0);
    pointing.down = ImGui::IsMouseDown(0);
    pointing.released = ImGui::IsMouseReleased(0);
    pointing.doubled = ImGui::IsMouseDoubleClicked(0);
    pointing.shift = io.KeyShift;
    pointing.zoom_key = io.KeyCtrl || io.KeySuper;
    pointing.wheel = page_scrolls && !pointing.shift && !pointing.zoom_key ? 0 : io.MouseWheel;
    pointing.wheel_sideways = io.MouseWheelH;
    pointing.pinch = pinch;
    pointing.touch = touch;
    pointing.time_s = ImGui::GetTime();
    return pointing;
}

}  // namespace

// Lay out ----------------------------------------------------------------------------------------

const chart::Frame& Timeline::lay_out(const Picture& picture, const session::State& state, const Look& look,
                                      float width_px, float height_px) {
    Key key;
    key.revision = picture.revision;
    key.begin = state.begin;
    key.end = state.end.ns > 0 ? state.end : picture.limit;
    key.width_px = width_px;
    key.top_px = std::floor(look.scroll_px / strip_px) * strip_px;
    key.height_px = height_px + strip_px;
    key.tall_rows = picture.tall_rows;
    if (!state.pins.empty()) key.pins_px = look.scroll_px;
    if (key == key_) return frame_;

    key_ = key;
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
    constexpr float beside_rows_px = 120;  // the height of a pane without its rows: title, axis, levels
    options.rows_px = (height_px - map_room_px) / float(std::max<size_t>(1, panes_.size())) - beside_rows_px;
    options.scroll_px = key.pins_px;
    chart::layout(panes_, options, frame_);
    if (state.end.ns > 0) frame_.height_px += map_room_px;
    drawn_density_ = 0;
    return frame_;
}

// Draw -------------------------------------------------------------------------------------------

void Timeline::draw_bars(float density) {
    if (!bars_) return;
    if (density != drawn_density_ || look_.theme != drawn_theme_) {
        bars_->set(frame_, key_.top_px, look_.theme, density);
        drawn_density_ = density;
        drawn_theme_ = look_.theme;
    }
    const auto device = [density](float px) { return int(std::lround(px * density)); };
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    BarsCall call{bars_, {}};
    call.place.x = device(origin_.x);
    call.place.y = device(origin_.y - look_.scroll_px + key_.top_px);
    call.place.clip_x0 = device(origin_.x);
    call.place.clip_y0 = device(origin_.y);
    call.place.clip_x1 = device(origin_.x + room_.x);
    call.place.clip_y1 = device(origin_.y + room_.y);
    call.place.screen_width = device(screen.x);
    call.place.screen_height = device(screen.y);
    call.place.density = density;
    call.place.theme = look_.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCallback(draw_bars_now, &call, sizeof call);
    list.AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

void Timeline::draw_labels() const {
    const chart::Palette& palette = chart::palette_of(look_.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - look_.scroll_px};
    for (const chart::Label& label : frame_.labels) {
        const Align align = label.centred ? Align::centre : label.right ? Align::right : Align::left;
        const Face face = label.bold ? Face::strong : Face::text;
        draw_text(list, fonts_, face, label.size_px, origin + ImVec2{label.x, label.y}, ink(of(palette, label.ink)),
                  label.text, align, label.room_px);
    }
}

void Timeline::draw_playhead(const session::State& state) const {
    const chart::Viewport& viewport = frame_.viewport;
    if (state.playhead < viewport.begin || state.playhead > viewport.end) return;
    const chart::Palette& palette = chart::palette_of(look_.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float x = std::round(origin_.x + viewport.x_of(state.playhead)) + 0.5f;
    const ImU32 colour = ink(palette.playhead);
    for (const chart::PaneBox& pane : frame_.panes) {
        const float top = origin_.y - look_.scroll_px + pane.title_y1;
        const float bottom = origin_.y - look_.scroll_px + std::max(pane.levels_y1, pane.lanes_y1);
        if (bottom < origin_.y || top > origin_.y + room_.y) continue;
        list.AddLine({x, top}, {x, bottom}, colour, 1.5f);
        list.AddTriangleFilled({x - 5, top}, {x + 5, top}, {x, top + 7}, colour);
    }
}

// Shows which part of a picture that is taller than the view is visible.
void Timeline::draw_scroll() const {
    if (frame_.height_px <= room_.y + 1) return;
    const float length = std::max(24.f, room_.y * room_.y / frame_.height_px);
    const float top = origin_.y + (room_.y - length) * look_.scroll_px / (frame_.height_px - room_.y);
    const float right = origin_.x + room_.x - 2;
    ImGui::GetWindowDrawList()->AddRectFilled({right - 5, top + 2}, {right, top + length - 2},
                                              ink(chart::palette_of(look_.theme).faint, 0xA0), 3);
}

void Timeline::draw_outline(uint32_t number, uint32_t span, ImU32 colour, float thickness) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - look_.scroll_px};
    for (const chart::Bar& bar : frame_.bars) {
        if (bar.row >= chart::first_loop_row || bar.span != span || bar.pattern == chart::Pattern::folded ||
            numbers_[bar.pane] != number)
            continue;
        const auto [y0, y1] = outline_of(bar);
        list.AddRect(origin + ImVec2{bar.x0 - 1, y0}, origin + ImVec2{bar.x1 + 1, y1}, colour, 3, 0, thickness);
    }
}

// Dots and their name take up the whole row.
std::pair<float, float> Timeline::outline_of(const chart::Bar& bar) const {
    const chart::RowBox& row = frame_.panes[bar.pane].rows[bar.row];
    if (bar.pattern == chart::Pattern::dotted) return {row.y0, row.y1};
    const float grow = bar.pattern == chart::Pattern::thin ? 4.f : 1.f;
    return {bar.y0 - grow, bar.y1 + grow};
}

void Timeline::draw_callback(uint32_t pane, uint32_t callback, ImU32 colour) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - look_.scroll_px};
    for (const chart::Bar& bar : chart::bars_of(frame_, pane, callback, panes_[pane])) {
        const float grow = bar.pattern == chart::Pattern::dotted ? 4.f : 0.f;
        list.AddRect(origin + ImVec2{bar.x0 - 1, bar.y0 - grow}, origin + ImVec2{bar.x1 + 1, bar.y1 + grow}, colour, 3,
                     0, 1.5f);
    }
    draw_flow(chart::flow_of(frame_, panes_, pane, callback), colour);
}

// Draws the selected callback; otherwise, in each pane, the one that runs at the playhead.
void Timeline::draw_callbacks(const session::State& state) {
    const ImU32 colour = ink(chart::palette_of(look_.theme).accent);
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
            if (chosen->pane == numbers_[pane]) draw_callback(pane, chosen->callback, colour);
        } else if (state.playhead > Time{} && running_.callbacks[pane] != trace::no_callback) {
            draw_callback(pane, running_.callbacks[pane], colour);
        }
    }
}

void Timeline::show(const Picture& picture, session::State& state, Look& look, float density, float pinch, bool touch) {
    origin_ = ImGui::GetCursorScreenPos();
    room_ = ImGui::GetContentRegionAvail();
    room_ = {std::max(room_.x, 50.f), std::max(room_.y, 50.f)};
    lay_out(picture, state, look, room_.x, room_.y);

    ImGui::InvisibleButton("timeline", room_);
    const bool over = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    const Pointing pointing = pointing_now(origin_, look.scroll_px, over, pinch, touch, picture.page_scrolls);
    const Ground ground{frame_, panes_, numbers_, picture.limit, picture.last, room_.y, map(picture, state)};
    listen(pointing, ground, gesture_, state, look);
    if (look.reveals != picture.reveals) {
        look.reveals = picture.reveals;
        reveal(state, look);
    }
    look.scroll_px = std::clamp(look.scroll_px, 0.f, std::max(0.f, frame_.height_px - room_.y));
    lay_out(picture, state, look, room_.x, room_.y);  // so that the input takes effect at once
    look_ = look;

    ImGui::PushClipRect(origin_, origin_ + room_, true);
    draw_bars(density);
    draw_labels();
    draw_range(state);
    draw_found(picture);
    draw_gutter(pointing);
    if (const session::ChosenBar* bar = state.bar())
        draw_outline(bar->pane, bar->span, ink(chart::palette_of(look_.theme).accent), 2);
    draw_gap(state);
    draw_causes(picture, state);
    draw_callbacks(state);
    draw_prediction(state);
    draw_marks(state);
    draw_playhead(state);
    show_map(picture, state);
    if (!picture.page_scrolls) draw_scroll();
    const bool on_map = ground.map && ground.map->has(pointing.x_px, pointing.y_px - look_.scroll_px);
    const bool moves = gesture_.kind == Gesture::Kind::pan || gesture_.kind >= Gesture::Kind::select;
    // A tooltip does not reveal what is covered, either.
    const bool covered = state.prediction && !state.prediction->revealed &&
                         guessing_at(frame_, panes_, numbers_, *state.prediction, pointing.x_px, pointing.y_px);
    if (over && !moves && !on_map && !covered) draw_hover(picture, state, pointing);
    ImGui::PopClipRect();

    if (!over) return;
    if (gesture_.kind == Gesture::Kind::pan) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    if (is_scrubbing_place(frame_, state.playhead, pointing.x_px, pointing.y_px))
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
}

}  // namespace view
