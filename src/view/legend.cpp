#include "view/legend.h"

#include <algorithm>

namespace view {

namespace {

struct Sample {
    ImDrawList& list;
    const chart::Palette& palette;
    ImVec2 at, size;

    chart::Colour task() const { return palette.tasks[0]; }
    ImVec2 end() const { return at + size; }
    void fill(float from, float to, ImU32 colour, float rounding = 0) const {  // in shares of the height, from the top
        list.AddRectFilled({at.x, at.y + from * size.y}, {end().x, at.y + to * size.y}, colour, rounding);
    }
    void dashes(float height_px, float dash_px, float every_px, ImU32 colour) const {
        const float y = at.y + (size.y - height_px) / 2;
        for (float x = 0; x < size.x; x += every_px)
            list.AddRectFilled({at.x + x, y}, {at.x + std::min(x + dash_px, size.x), y + height_px}, colour);
    }
};

void solid(const Sample& s) { s.fill(0, 1, ink(s.task()), 3); }
void thin(const Sample& s) { s.fill(0.31f, 0.69f, ink(s.task(), 115), 3); }
void hatched(const Sample& s) {
    s.fill(0, 1, ink(s.palette.blocked_fill), 3);
    s.list.PushClipRect(s.at, s.end(), true);
    for (float x = -s.size.y; x < s.size.x; x += 5)
        s.list.AddLine({s.at.x + x, s.end().y}, {s.at.x + x + s.size.y, s.at.y}, ink(s.palette.blocked_line));
    s.list.PopClipRect();
    s.list.AddRect(s.at, s.end(), ink(s.palette.blocked_edge), 3);
}
void dotted(const Sample& s) { s.dashes(3, 3, 6, ink(s.task())); }
void outline(const Sample& s) { s.list.AddRect(s.at, s.end(), ink(s.task()), 3); }
void sliver(const Sample& s) {
    s.list.AddRectFilled({s.at.x + s.size.x / 2 - 2, s.at.y}, {s.at.x + s.size.x / 2 + 2, s.end().y},
                         ink(s.palette.switching));
}
void shared(const Sample& s) {
    s.fill(0, 0.67f, ink(s.task(), 77));
    s.fill(0.67f, 1, ink(s.task()));
}
void boot(const Sample& s) { s.dashes(s.size.y, 2, 6, ink(s.palette.dim)); }
void up(const Sample& s) { s.dashes(3, s.size.x, s.size.x, ink(s.palette.accent)); }
void drains(const Sample& s) { s.dashes(3, 4, 8, ink(s.palette.dim)); }

constexpr struct {
    std::string_view id;
    void (*draw)(const Sample&);
} samples[] = {{"solid", solid}, {"thin", thin}, {"hatched", hatched}, {"dotted", dotted}, {"outline", outline},
               {"sliver", sliver}, {"shared", shared}, {"boot", boot}, {"up", up}, {"drains", drains}};

}  // namespace

bool draw_sample(ImDrawList* list, const chart::Palette& palette, std::string_view id, ImVec2 at, ImVec2 size) {
    for (const auto& [name, draw] : samples) {
        if (name != id) continue;
        if (list) draw({*list, palette, at, size});
        return true;
    }
    return false;
}

}  // namespace view
