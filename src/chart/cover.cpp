#include "chart/cover.h"

#include "base/say.h"

#include <algorithm>

namespace chart {

namespace {

// Ends what reaches beyond x there, and removes what begins beyond it.
template <class Shape, class Hidden>
void cut(std::vector<Shape>& shapes, size_t from, float x, Hidden is_content) {
    const auto beyond = [&](const Shape& shape) { return is_content(shape) && shape.x0 >= x; };
    shapes.erase(std::remove_if(shapes.begin() + ptrdiff_t(from), shapes.end(), beyond), shapes.end());
    for (size_t i = from; i < shapes.size(); ++i)
        if (is_content(shapes[i])) shapes[i].x1 = std::min(shapes[i].x1, x);
}

bool is_ground(Surface surface) {
    return surface == Surface::pane || surface == Surface::title || surface == Surface::lane ||
           surface == Surface::grid || surface == Surface::border;
}

}  // namespace

void lay_out_cover(const Pane& pane, const PaneBox& place, const FrameSizes& before, Frame& frame) {
    if (!pane.covered) return;
    const float left = frame.viewport.left_px, right = left + frame.viewport.width_px;
    const float x = std::clamp(frame.viewport.x_of(*pane.covered), left, right);
    constexpr float flag_px = 10, line_px = 1.5f;
    const float top = place.lanes_y0, bottom = std::max(place.levels_y1, place.lanes_y1);
    if (x >= right) return;

    const auto always = [](const auto&) { return true; };
    cut(frame.bars, before.bars, x, always);
    cut(frame.folds, before.folds, x, always);
    cut(frame.boxes, before.boxes, x, [](const Box& box) { return !is_ground(box.surface); });
    const auto in_lanes = [&](const Label& label) {
        return label.x >= left && label.y >= top - flag_px && label.y < bottom;
    };
    const auto beyond = [&](const Label& label) { return in_lanes(label) && label.x >= x; };
    frame.labels.erase(std::remove_if(frame.labels.begin() + ptrdiff_t(before.labels), frame.labels.end(), beyond),
                       frame.labels.end());
    for (size_t i = before.labels; i < frame.labels.size(); ++i)
        if (in_lanes(frame.labels[i]))
            frame.labels[i].room_px = std::min(frame.labels[i].room_px, x - frame.labels[i].x);

    frame.boxes.push_back({x, top, right, bottom, Surface::cover});
    frame.boxes.push_back({x, top, std::min(x + line_px, right), bottom, Surface::cover_line});
    Label question;
    question.x = (x + right) / 2;
    question.y = (top + bottom) / 2;
    question.room_px = right - x - flag_px;
    question.centred = true;
    question.ink = Ink::dim;
    question.text = say_plain("What happens next?");
    frame.labels.push_back(std::move(question));
}

}  // namespace chart
