#include "view/timeline.h"

#include "view/draw_list.h"
#include "view/paint.h"
#include "view/same_task.h"
#include "view/sticky_head.h"
#include "view/tooltip.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace view {

namespace {

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

ImGuiMouseCursor imgui_cursor(Cursor cursor) {
    switch (cursor) {
        case Cursor::hand: return ImGuiMouseCursor_Hand;
        case Cursor::sideways: return ImGuiMouseCursor_ResizeEW;
        case Cursor::grabbing: return ImGuiMouseCursor_ResizeAll;
        case Cursor::arrow: break;
    }
    return ImGuiMouseCursor_Arrow;
}

}  // namespace

void Timeline::show(const Picture& picture, session::State& state, Look& look, float density, float pinch, bool touch) {
    origin_ = ImGui::GetCursorScreenPos();
    room_ = ImGui::GetContentRegionAvail();
    room_ = {std::max(room_.x, 50.f), std::max(room_.y, 50.f)};

    ImGui::InvisibleButton("timeline", room_);
    const bool over = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    Pointing pointing = pointing_now(origin_, look.scroll_px, over, pinch, touch, picture.page_scrolls);
    if (const auto head = sticky_head(scene_.frame(), look.scroll_px); head && pointing.y_px < head->y1)
        pointing.over = false;  // it covers what is behind it
    scene_.point(picture, pointing, state, look, room_.x, room_.y);

    ImGui::PushClipRect(origin_, origin_ + room_, true);
    draw_bars(look, density);
    draw_labels(look);
    canvas_.clear();
    const chart::Palette& palette = chart::palette_of(look.theme);
    draw_same_task(picture, scene_.frame(), state, palette, canvas_);
    scene_.draw_overlay(picture, state, canvas_);
    if (const auto head = sticky_head(scene_.frame(), look.scroll_px))
        draw_sticky_head(*head, picture, scene_.frame(), state.playhead, palette, canvas_);
    const present::Hover* hover = scene_.draw_hover(picture, state, canvas_);
    draw_list(*ImGui::GetWindowDrawList(), fonts_, {origin_.x, origin_.y - look.scroll_px}, canvas_);
    if (hover) show_tooltip(fonts_, *hover, look.theme);
    ImGui::PopClipRect();
    if (over) ImGui::SetMouseCursor(imgui_cursor(scene_.cursor(state)));
}

void Timeline::draw_bars(const Look& look, float density) {
    if (!bars_) return;
    if (density != drawn_density_ || look.theme != drawn_theme_ || drawn_layout_ != scene_.layouts()) {
        bars_->set(scene_.frame(), scene_.top_px(), look.theme, density);
        drawn_layout_ = scene_.layouts();
        drawn_density_ = density;
        drawn_theme_ = look.theme;
    }
    const auto device = [density](float px) { return int(std::lround(px * density)); };
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    BarsCall call{bars_, {}};
    call.place.x = device(origin_.x);
    call.place.y = device(origin_.y - look.scroll_px + scene_.top_px());
    call.place.clip_x0 = device(origin_.x);
    call.place.clip_y0 = device(origin_.y);
    call.place.clip_x1 = device(origin_.x + room_.x);
    call.place.clip_y1 = device(origin_.y + room_.y);
    call.place.screen_width = device(screen.x);
    call.place.screen_height = device(screen.y);
    call.place.density = density;
    call.place.theme = look.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCallback(draw_bars_now, &call, sizeof call);
    list.AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

void Timeline::draw_labels(const Look& look) const {
    const chart::Palette& palette = chart::palette_of(look.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - look.scroll_px};
    for (const chart::Label& label : scene_.frame().labels) {
        const Align align = label.centred ? Align::centre : label.right ? Align::right : Align::left;
        const Face face = label.bold ? Face::strong : Face::text;
        draw_text(list, fonts_, face, label.size_px, origin + ImVec2{label.x, label.y}, ink(of(palette, label.ink)),
                  label.text, align, label.room_px);
    }
}

}  // namespace view
