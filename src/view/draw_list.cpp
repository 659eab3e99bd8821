#include "view/draw_list.h"

#include "view/paint.h"

#include <cstring>
#include <span>
#include <string>
#include <vector>

namespace view {

namespace {

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

void draw_list(ImDrawList& list, const Fonts& fonts, ImVec2 origin, const chart::Canvas& canvas) {
    using enum chart::Draw;
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
                draw_text(list, fonts, flags & 1 ? Face::strong : Face::text, size, at, colour_now,
                          std::string(canvas.texts().substr(from, bytes)), align);
                break;
            }
            case hatched:
            case dots: return;
        }
    }
}

}  // namespace view
