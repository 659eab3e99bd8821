// What is drawn over the lanes: the selected range and gap, the user's marks, arrows of cause and effect, matches of a
// search, and the map below.

#include "view/paint.h"
#include "view/timeline.h"

#include "chart/flow.h"
#include "chart/places.h"
#include "metrics/recorded/nested_slices.h"
#include "metrics/why/cause.h"
#include "session/gap.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

namespace view {

namespace {

constexpr size_t max_effects = 8;
constexpr float map_column_px = 2;
constexpr float flag_px = 15;  // of a mark, square

// "A", "B", ... "Z", "27"
std::string mark_name(size_t number) {
    return number < 26 ? std::string(1, char('A' + number)) : std::to_string(number + 1);
}

void draw_map(ImDrawList& list, ImVec2 origin, const Map& map, const MapColumns& columns,
              const chart::Viewport& viewport, const session::State& state, const std::vector<Time>& found,
              const chart::Palette& palette) {
    const auto at = [&](float x, float y) { return origin + ImVec2{x, y}; };
    const auto stripe = [&](Time t, float wide, ImU32 colour) {
        list.AddRectFilled(at(map.x_of(t) - wide / 2, map.y0), at(map.x_of(t) + wide / 2, map.y1), colour);
    };
    list.AddRectFilled(at(0, map.y0 - 8), at(map.x1 + 40, map.y1 + 8), ink(palette.background));
    list.AddLine(at(0, map.y0 - 8), at(map.x1 + 40, map.y0 - 8), ink(palette.border));
    list.AddRectFilled(at(map.x0, map.y0), at(map.x1, map.y1), ink(palette.lane), 3);
    const float high = map.y1 - map.y0 - 3;
    const float step = (map.x1 - map.x0) / float(std::max<size_t>(1, columns.parallelism.size()));
    for (size_t i = 0; i < columns.parallelism.size(); ++i) {
        const float x = map.x0 + step * float(i), right = x + std::max(1.f, step);
        if (columns.concurrency[i] > 0)
            list.AddRectFilled(at(x, map.y1 - high * columns.concurrency[i]), at(right, map.y1),
                               ink(palette.concurrency, 0x50));
        if (columns.parallelism[i] > 0)
            list.AddRectFilled(at(x, map.y1 - high * 0.6f * columns.parallelism[i]), at(right, map.y1),
                               ink(palette.parallelism, 0xC0));
    }
    if (state.range)
        list.AddRectFilled(at(map.x_of(state.range->begin), map.y0), at(map.x_of(state.range->end), map.y1),
                           ink(palette.selection, 0x60));
    for (const Time t : found) stripe(t, 2, ink(palette.warn, 0xC0));
    for (const Time t : state.marks) stripe(t, 2, ink(palette.accent));
    stripe(state.playhead, 1.5f, ink(palette.playhead));

    const auto [a, b] = map.window(viewport);
    list.AddRectFilled(at(map.x0, map.y0), at(a, map.y1), ink(palette.background, 0x90));
    list.AddRectFilled(at(b, map.y0), at(map.x1, map.y1), ink(palette.background, 0x90));
    list.AddRect(at(a, map.y0 - 1), at(b, map.y1 + 1), ink(palette.accent), 3, 0, 1.5f);
    for (const float x : {a, b})
        list.AddRectFilled(at(x - 2, (map.y0 + map.y1) / 2 - 5), at(x + 2, (map.y0 + map.y1) / 2 + 5),
                           ink(palette.accent), 2);
}

}  // namespace

std::optional<Map> Timeline::map(const Picture& picture, const session::State& state) const {
    return map_of(frame_.viewport, state, picture.limit, room_.y);
}

void Timeline::show_map(const Picture& picture, const session::State& state) {
    const auto map = this->map(picture, state);
    if (!map || picture.panes.empty()) return;
    const TimelinePane* focus = &picture.panes.front();
    for (const TimelinePane& pane : picture.panes)
        if (pane.number == state.focus) focus = &pane;
    const size_t columns = size_t((map->x1 - map->x0) / map_column_px);
    if (mapped_.revision != picture.revision || mapped_.focus != focus->number ||
        mapped_.columns.parallelism.size() != columns)
        mapped_ = {picture.revision, focus->number, map_columns(*focus->pane.levels, map->limit, columns)};
    std::vector<Time> found;
    for (const session::ChosenBar& one : picture.found)
        if (one.pane == focus->number) found.push_back(focus->pane.log->span(one.span).start);
    // There are no more stripes than pixels.
    const double ns_per_px = double(map->limit.ns) / double(map->x1 - map->x0);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end(),
                            [&](Time a, Time b) {
                                return int64_t(double(a.ns) / ns_per_px) == int64_t(double(b.ns) / ns_per_px);
                            }),
                found.end());
    draw_map(*ImGui::GetWindowDrawList(), origin_, *map, mapped_.columns, frame_.viewport, state, found,
             chart::palette_of(look_.theme));
}

void Timeline::draw_range(const session::State& state) const {
    if (!state.range) return;
    const chart::Viewport& viewport = frame_.viewport;
    const float left = viewport.left_px, right = left + viewport.width_px;
    const float x0 = std::clamp(viewport.x_of(state.range->begin), left, right),
                x1 = std::clamp(viewport.x_of(state.range->end), left, right);
    if (state.range->end < viewport.begin || state.range->begin > viewport.end) return;
    const chart::Palette& palette = chart::palette_of(look_.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - look_.scroll_px};
    const std::string text = viewport.label(state.range->end - state.range->begin);
    for (const chart::PaneBox& pane : frame_.panes) {
        const float top = pane.title_y1, bottom = std::max(pane.levels_y1, pane.lanes_y1);
        list.AddRectFilled(origin + ImVec2{x0, top}, origin + ImVec2{x1, bottom}, ink(palette.selection, 0x1C));
        for (const float x : {x0, x1})
            list.AddLine(origin + ImVec2{std::round(x) + 0.5f, top}, origin + ImVec2{std::round(x) + 0.5f, bottom},
                         ink(palette.accent, 0xB0));
        // The length of the range, between the two arrows of a ruler.
        const float y = (top + pane.lanes_y0) / 2, wide = width_of(fonts_, Face::strong, 12, text) + 12;
        const float at = std::clamp((x0 + x1) / 2, left + wide / 2, right - wide / 2);
        list.AddLine(origin + ImVec2{x0, y}, origin + ImVec2{x1, y}, ink(palette.accent));
        list.AddRectFilled(origin + ImVec2{at - wide / 2, y - 9}, origin + ImVec2{at + wide / 2, y + 9},
                           ink(palette.control), 4);
        list.AddRect(origin + ImVec2{at - wide / 2, y - 9}, origin + ImVec2{at + wide / 2, y + 9}, ink(palette.accent),
                     4);
        draw_text(list, fonts_, Face::strong, 12, origin + ImVec2{at, y}, ink(palette.strong), text, Align::centre);
    }
}

void Timeline::draw_marks(const session::State& state) const {
    const chart::Viewport& viewport = frame_.viewport;
    const chart::Palette& palette = chart::palette_of(look_.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - look_.scroll_px};
    for (size_t i = 0; i < state.marks.size(); ++i) {
        const Time t = state.marks[i];
        if (t < viewport.begin || t > viewport.end) continue;
        const float x = std::round(viewport.x_of(t)) + 0.5f;
        for (const chart::PaneBox& pane : frame_.panes) {
            const float bottom = std::max(pane.levels_y1, pane.lanes_y1);
            for (float y = pane.title_y1 + flag_px; y < bottom; y += 6)
                list.AddLine(origin + ImVec2{x, y}, origin + ImVec2{x, std::min(y + 3, bottom)}, ink(palette.accent),
                             1);
            list.AddRectFilled(origin + ImVec2{x - 0.5f, pane.title_y1},
                               origin + ImVec2{x + flag_px, pane.title_y1 + flag_px}, ink(palette.accent), 2);
            draw_text(list, fonts_, Face::strong, 11, origin + ImVec2{x + flag_px / 2, pane.title_y1 + flag_px / 2},
                      ink(palette.pane), mark_name(i), Align::centre);
        }
    }
}

void Timeline::draw_flow(const chart::Flow& flow, ImU32 colour) const {
    if (flow.points.size() < 2) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - look_.scroll_px};
    std::vector<ImVec2> points;
    for (const chart::Flow::Point& point : flow.points) points.push_back(origin + ImVec2{point.x, point.y});
    const ImU32 around = ink(chart::palette_of(look_.theme).pane, 0xB0);  // makes it visible on bars, too
    list.AddPolyline(points.data(), int(points.size()), around, 0, 4);
    list.AddPolyline(points.data(), int(points.size()), colour, 0, 1.5f);
    const ImVec2 tip = points.back(), from = points[points.size() - 2];
    const ImVec2 back =
        from.y == tip.y ? ImVec2{from.x > tip.x ? 1.f : -1.f, 0} : ImVec2{0, from.y > tip.y ? 1.f : -1.f};
    const ImVec2 base = tip + ImVec2{6 * back.x, 6 * back.y};
    const ImVec2 one = base + ImVec2{-4 * back.y, -4 * back.x}, other = base + ImVec2{4 * back.y, 4 * back.x};
    list.AddTriangle(tip, one, other, around, 2.5f);
    list.AddTriangleFilled(tip, one, other, colour);
    if (!flow.comes) list.AddCircleFilled(points.front(), 2.5f, colour);
}

// Finds the arrows from the cause and to the effects of a span. A slice of a recording has its own arrows.
Timeline::Causes Timeline::causes_of(const TimelinePane& run, uint32_t span) {
    Causes causes;
    const trace::Log& log = *run.pane.log;
    const auto put = [&](const metrics::Arrow& arrow, bool cause) {
        causes.arrows.push_back({uint32_t(arrow.from), uint32_t(arrow.to), arrow.left, arrow.came, cause});
    };
    if (metrics::is_slice(log, span)) {
        const auto come = metrics::arrows_to(log, span), leave = metrics::arrows_from(log, span);
        for (size_t i = 0; i < std::min(leave.size(), max_effects); ++i) put(leave[i], false);
        for (size_t i = 0; i < std::min(come.size(), max_effects); ++i) put(come[i], true);
        return causes;
    }
    const auto lets = [&](size_t from, size_t to, bool cause) {
        const Time left = log.spans.end(from), begins = log.spans.start(to);
        put({from, to, left, begins >= left ? begins : log.spans.end(to)}, cause);
    };
    for (const size_t effect : metrics::effects_of(*run.pane.scenario, log, *run.why, span, max_effects))
        lets(span, effect, false);
    if (const auto cause = metrics::cause_of(*run.pane.scenario, log, *run.why, span)) lets(cause->span, span, true);
    return causes;
}

void Timeline::draw_causes(const Picture& picture, const session::State& state) {
    const session::ChosenBar* bar = state.bar();
    if (!bar) return;
    const auto shown = std::find(numbers_.begin(), numbers_.end(), bar->pane);
    if (shown == numbers_.end()) return;
    const uint32_t pane = uint32_t(shown - numbers_.begin());
    const TimelinePane& run = picture.panes[pane];
    if (!run.why || bar->span >= run.pane.log->numbers()) return;
    if (causes_.revision != picture.revision || causes_.of != *bar) {
        causes_ = causes_of(run, bar->span);
        causes_.revision = picture.revision;
        causes_.of = *bar;
    }
    draw_arrows(causes_, pane, state);
}

void Timeline::draw_arrows(const Causes& causes, uint32_t pane, const session::State& state) const {
    const chart::Palette& palette = chart::palette_of(look_.theme);
    const float map_px = state.end.ns > 0 ? map_room_px : 0;
    const chart::Sight sight{look_.scroll_px, look_.scroll_px + room_.y - map_px,
                             frame_.panes[pane].pins_y1 > frame_.panes[pane].pins_y0 ? frame_.panes[pane].pins_y1 : 0};
    for (const Causes::Arrow& arrow : causes.arrows)
        draw_flow(chart::flow_between(frame_, panes_, pane, arrow.from, arrow.to, arrow.left, arrow.came, sight),
                  arrow.cause ? ink(palette.accent) : ink(palette.dim, 0xC0));
}

void Timeline::draw_found(const Picture& picture) const {
    if (picture.found.empty()) return;
    const ImU32 colour = ink(chart::palette_of(look_.theme).warn);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - look_.scroll_px};
    for (const chart::Bar& bar : frame_.bars) {
        if (bar.row >= chart::first_loop_row || (bar.pattern == chart::Pattern::folded && !bar.single)) continue;
        if (!std::binary_search(picture.found.begin(), picture.found.end(),
                                session::ChosenBar{numbers_[bar.pane], bar.span}))
            continue;
        const auto [y0, y1] = outline_of(bar);
        list.AddRect(origin + ImVec2{bar.x0 - 1, y0}, origin + ImVec2{bar.x1 + 1, y1}, colour, 3, 0, 1.5f);
    }
}

// The rows of the lane, pinned or not.
std::vector<chart::RowBox> Timeline::rows_of_gap(uint32_t pane, const session::ChosenGap& gap) const {
    std::vector<chart::RowBox> rows;
    const auto lane = session::lane_of(*panes_[pane].lanes, gap.lane);
    for (const chart::RowBox& row : frame_.panes[pane].rows)
        if (lane && row.level_row == chart::no_level_row && row.lane == *lane) rows.push_back(row);
    return rows;
}

// Draws an outline from end to end, and a line at the time that the reason refers to.
void Timeline::draw_gap(const session::State& state) const {
    const session::ChosenGap* gap = state.gap();
    if (!gap) return;
    const auto shown = std::find(numbers_.begin(), numbers_.end(), gap->lane.pane);
    if (shown == numbers_.end()) return;
    const uint32_t pane = uint32_t(shown - numbers_.begin());
    const auto stretch = session::stretch_of(panes_[pane], *gap);
    if (!stretch) return;
    const chart::Viewport& viewport = frame_.viewport;
    if (stretch->end < viewport.begin || stretch->begin > viewport.end) return;
    const float left = viewport.left_px - 2, right = viewport.left_px + viewport.width_px + 2;
    const float x0 = std::clamp(viewport.x_of(stretch->begin), left, right),
                x1 = std::clamp(viewport.x_of(stretch->end), left, right);
    const float x = std::round(viewport.x_of(gap->at)) + 0.5f;
    const chart::Palette& palette = chart::palette_of(look_.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - look_.scroll_px};
    for (const chart::RowBox& row : rows_of_gap(pane, *gap)) {
        list.AddRectFilled(origin + ImVec2{x0, row.y0}, origin + ImVec2{x1, row.y1}, ink(palette.selection), 3);
        list.AddRect(origin + ImVec2{x0, row.y0 - 1}, origin + ImVec2{x1, row.y1 + 1}, ink(palette.accent), 3, 0, 2);
        if (x > x0 + 2 && x < x1 - 2)
            list.AddLine(origin + ImVec2{x, row.y0 + 2}, origin + ImVec2{x, row.y1 - 2}, ink(palette.accent));
    }
}

// Returns where the selected bar or gap is, as close to the middle of the view as possible; nullopt if it is visible.
std::optional<chart::Height> Timeline::height_of_selection(const session::State& state, float middle) const {
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
void Timeline::reveal(const session::State& state, Look& look) const {
    const auto row = height_of_selection(state, look.scroll_px + room_.y / 2);
    if (!row) return;
    const float margin = 30, bottom = room_.y - map_room_px - margin;
    if (row->y0 - margin < look.scroll_px) look.scroll_px = std::max(0.f, row->y0 - margin);
    else if (row->y1 > look.scroll_px + bottom) look.scroll_px = row->y1 - bottom;
}

}  // namespace view
