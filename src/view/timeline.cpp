#include "view/timeline.h"

#include "view/paint.h"

#include <algorithm>
#include <cmath>
#include <cstring>
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

// Reads the words of a list.
class Words {
public:
    explicit Words(std::span<const uint32_t> words) : words_(words) {}
    bool more() const { return at_ < words_.size(); }
    uint32_t whole() { return words_[at_++]; }
    float number() {
        float number;
        std::memcpy(&number, &words_[at_++], sizeof number);
        return number;
    }

private:
    std::span<const uint32_t> words_;
    size_t at_ = 0;
};

}  // namespace

void Timeline::show(const Picture& picture, session::State& state, Look& look, float density, float pinch, bool touch) {
    origin_ = ImGui::GetCursorScreenPos();
    room_ = ImGui::GetContentRegionAvail();
    room_ = {std::max(room_.x, 50.f), std::max(room_.y, 50.f)};

    ImGui::InvisibleButton("timeline", room_);
    const bool over = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    scene_.point(picture, pointing_now(origin_, look.scroll_px, over, pinch, touch, picture.page_scrolls), state, look,
                 room_.x, room_.y);

    ImGui::PushClipRect(origin_, origin_ + room_, true);
    draw_bars(look, density);
    draw_labels(look);
    canvas_.clear();
    scene_.draw_overlay(picture, state, canvas_);
    const present::Hover* hover = scene_.draw_hover(picture, state, canvas_);
    draw_list(canvas_, look.scroll_px);
    if (hover) show_tooltip(*hover, look.theme);
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

// The operations of chart/canvas/canvas.h. Hatching and dots do not occur: bars are drawn with GL.
void Timeline::draw_list(const chart::Canvas& canvas, float scroll_px) const {
    using enum chart::Draw;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - scroll_px};
    ImU32 colour_now = 0;
    std::vector<ImVec2> points;
    Words words(canvas.words());
    const auto point = [&] {
        const float x = words.number(), y = words.number();
        return origin + ImVec2{x, y};
    };
    while (words.more()) {
        switch (chart::Draw(words.whole())) {
            case colour: {
                const uint32_t c = words.whole();
                colour_now = IM_COL32(c >> 24, c >> 16 & 255, c >> 8 & 255, c & 255);
                break;
            }
            case rectangle: {
                const ImVec2 from = point(), to = point();
                list.AddRectFilled(from, to, colour_now);
                break;
            }
            case round: {
                const ImVec2 from = point(), to = point();
                list.AddRectFilled(from, to, colour_now, words.number());
                break;
            }
            case edge: {  // Dear ImGui draws the edge inside
                const ImVec2 from = point() + ImVec2{-0.5f, -0.5f}, to = point() + ImVec2{0.5f, 0.5f};
                const float radius = words.number();
                list.AddRect(from, to, colour_now, radius, 0, words.number());
                break;
            }
            case line: {
                const ImVec2 from = point(), to = point();
                list.AddLine(from, to, colour_now, words.number());
                break;
            }
            case circle: {
                const ImVec2 middle = point();
                const float radius = words.number(), width = words.number();
                if (width > 0) list.AddCircle(middle, radius, colour_now, 0, width);
                else list.AddCircleFilled(middle, radius, colour_now);
                break;
            }
            case shape: {
                const float width = words.number();
                points.clear();
                for (uint32_t count = words.whole(); count > 0; --count) points.push_back(point());
                if (width > 0) list.AddPolyline(points.data(), int(points.size()), colour_now, 0, width);
                else list.AddConvexPolyFilled(points.data(), int(points.size()), colour_now);
                break;
            }
            case text: {
                const ImVec2 at = point();
                const float size = words.number();
                const uint32_t flags = words.whole(), from = words.whole(), bytes = words.whole();
                const Align align = flags & 2 ? Align::centre : flags & 4 ? Align::right : Align::left;
                draw_text(list, fonts_, flags & 1 ? Face::strong : Face::text, size, at, colour_now,
                          std::string(canvas.texts().substr(from, bytes)), align);
                break;
            }
            case hatched:
            case dots: return;
        }
    }
}

}  // namespace view
