// What is drawn over the lanes: the selected range and gap, the user's marks, arrows of cause and effect, matches of a
// search, and the map below.

#include "view/scene/scene.h"
#include "view/scene/strokes.h"

#include "chart/flow.h"
#include "chart/frame/text_width.h"
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

void draw_the_map(float scroll_px, const Map& map, const MapColumns& columns, const chart::Viewport& viewport,
                  const session::State& state, const std::vector<Time>& found, const chart::Palette& palette,
                  chart::Canvas& canvas) {
    const float top = map.y0 + scroll_px, bottom = map.y1 + scroll_px;
    const auto stripe = [&](Time t, float wide, chart::Colour colour) {
        canvas.colour(colour);
        canvas.rectangle(map.x_of(t) - wide / 2, top, map.x_of(t) + wide / 2, bottom);
    };
    canvas.colour(palette.background);
    canvas.rectangle(0, top - 8, map.x1 + 40, bottom + 8);
    canvas.colour(palette.border);
    canvas.line(0, top - 8, map.x1 + 40, top - 8, 1);
    canvas.colour(palette.lane);
    canvas.round(map.x0, top, map.x1, bottom, 3);
    const float high = map.y1 - map.y0 - 3;
    const float step = (map.x1 - map.x0) / float(std::max<size_t>(1, columns.parallelism.size()));
    const auto draw_columns = [&](const std::vector<float>& values, float share) {
        for (size_t i = 0; i < values.size(); ++i) {
            const float x = map.x0 + step * float(i);
            if (values[i] > 0) canvas.rectangle(x, bottom - high * share * values[i], x + std::max(1.f, step), bottom);
        }
    };
    canvas.colour(faded(palette.concurrency, 0x50));
    draw_columns(columns.concurrency, 1);
    canvas.colour(faded(palette.parallelism, 0xC0));
    draw_columns(columns.parallelism, 0.6f);
    if (state.range) {
        canvas.colour(faded(palette.selection, 0x60));
        canvas.rectangle(map.x_of(state.range->begin), top, map.x_of(state.range->end), bottom);
    }
    for (const Time t : found) stripe(t, 2, faded(palette.warn, 0xC0));
    for (const Time t : state.marks) stripe(t, 2, palette.accent);
    stripe(state.playhead, 1.5f, palette.playhead);

    const auto [a, b] = map.window(viewport);
    canvas.colour(faded(palette.background, 0x90));
    canvas.rectangle(map.x0, top, a, bottom);
    canvas.rectangle(b, top, map.x1, bottom);
    canvas.colour(palette.accent);
    outline(canvas, a, top - 1, b, bottom + 1, 3, 1.5f);
    for (const float x : {a, b})
        canvas.round(x - 2, (top + bottom) / 2 - 5, x + 2, (top + bottom) / 2 + 5, 2);
}

}  // namespace

std::optional<Map> Scene::map(const Picture& picture, const session::State& state) const {
    return map_of(frame_.viewport, state, picture.limit, room_px_);
}

void Scene::draw_map(const Picture& picture, const session::State& state, chart::Canvas& canvas) {
    const auto map = this->map(picture, state);
    if (!map || picture.panes.empty()) return;
    const TimelinePane* focus = &picture.panes.front();
    for (const TimelinePane& pane : picture.panes)
        if (pane.number == state.focus) focus = &pane;
    const Time until = focus->pane.covered.value_or(map->limit);
    const size_t columns = size_t((map->x1 - map->x0) / map_column_px);
    if (mapped_.revision != picture.revision || mapped_.focus != focus->number ||
        mapped_.columns.parallelism.size() != columns)
        mapped_ = {picture.revision, focus->number, map_columns(*focus->pane.levels, map->limit, until, columns)};
    std::vector<Time> found;
    for (const session::ChosenBar& one : picture.found)
        if (one.pane == focus->number) found.push_back(focus->pane.log->span(one.span).start);
    // Not more stripes than pixels.
    const double ns_per_px = double(map->limit.ns) / double(map->x1 - map->x0);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end(),
                            [&](Time a, Time b) {
                                return int64_t(double(a.ns) / ns_per_px) == int64_t(double(b.ns) / ns_per_px);
                            }),
                found.end());
    draw_the_map(look_.scroll_px, *map, mapped_.columns, frame_.viewport, state, found, palette(), canvas);
}

void Scene::draw_range(const session::State& state, chart::Canvas& canvas) const {
    if (!state.range) return;
    const chart::Viewport& viewport = frame_.viewport;
    const float left = viewport.left_px, right = left + viewport.width_px;
    const float x0 = std::clamp(viewport.x_of(state.range->begin), left, right),
                x1 = std::clamp(viewport.x_of(state.range->end), left, right);
    if (state.range->end < viewport.begin || state.range->begin > viewport.end) return;
    const chart::Palette& palette = this->palette();
    const std::string text = viewport.label(state.range->end - state.range->begin);
    for (const chart::PaneBox& pane : frame_.panes) {
        const float top = pane.title_y1, bottom = std::max(pane.levels_y1, pane.lanes_y1);
        canvas.colour(faded(palette.selection, 0x1C));
        canvas.rectangle(x0, top, x1, bottom);
        canvas.colour(faded(palette.accent, 0xB0));
        for (const float x : {x0, x1}) canvas.line(std::round(x) + 0.5f, top, std::round(x) + 0.5f, bottom, 1);
        // Its length, between the two arrows of a ruler.
        const float y = (top + pane.lanes_y0) / 2, wide = chart::text_width(text, 12, true) + 12;
        const float at = std::clamp((x0 + x1) / 2, left + wide / 2, std::max(left + wide / 2, right - wide / 2));
        canvas.colour(palette.accent);
        canvas.line(x0, y, x1, y, 1);
        canvas.colour(palette.control);
        canvas.round(at - wide / 2, y - 9, at + wide / 2, y + 9, 4);
        canvas.colour(palette.accent);
        outline(canvas, at - wide / 2, y - 9, at + wide / 2, y + 9, 4);
        canvas.colour(palette.strong);
        canvas.text(at, y, 12, text, true, chart::Align::centre);
    }
}

void Scene::draw_marks(const session::State& state, chart::Canvas& canvas) const {
    const chart::Viewport& viewport = frame_.viewport;
    const chart::Palette& palette = this->palette();
    for (size_t i = 0; i < state.marks.size(); ++i) {
        const Time t = state.marks[i];
        if (t < viewport.begin || t > viewport.end) continue;
        const float x = std::round(viewport.x_of(t)) + 0.5f;
        for (const chart::PaneBox& pane : frame_.panes) {
            const float top = pane.title_y1, bottom = std::max(pane.levels_y1, pane.lanes_y1);
            canvas.colour(palette.accent);
            for (float y = top + flag_px; y < bottom; y += 6) canvas.line(x, y, x, std::min(y + 3, bottom), 1);
            canvas.round(x - 0.5f, top, x + flag_px, top + flag_px, 2);
            canvas.colour(palette.pane);
            canvas.text(x + flag_px / 2, top + flag_px / 2, 11, mark_name(i), true, chart::Align::centre);
        }
    }
}

void Scene::draw_flow(const chart::Flow& flow, chart::Colour colour, chart::Canvas& canvas) const {
    if (flow.points.size() < 2) return;
    std::vector<chart::Point> points;
    for (const chart::Flow::Point& point : flow.points) points.push_back({point.x, point.y});
    const chart::Colour around = faded(palette().pane, 0xB0);  // so that it is visible on bars too
    const chart::Point tip = points.back(), from = points[points.size() - 2];
    const chart::Point back =
        from.y == tip.y ? chart::Point{from.x > tip.x ? 1.f : -1.f, 0} : chart::Point{0, from.y > tip.y ? 1.f : -1.f};
    const chart::Point base{tip.x + 6 * back.x, tip.y + 6 * back.y};
    const chart::Point head[] = {tip,
                                 {base.x - 4 * back.y, base.y - 4 * back.x},
                                 {base.x + 4 * back.y, base.y + 4 * back.x},
                                 tip};
    canvas.colour(around);
    canvas.shape(points, 4);
    canvas.shape(head, 2.5f);
    canvas.colour(colour);
    canvas.shape(points, 1.5f);
    canvas.shape(std::span(head, 3));
    if (!flow.comes) canvas.circle(points.front().x, points.front().y, 2.5f);
}

// Arrows from its cause and to its effects. For a slice of a recording, its own arrows.
Scene::Causes Scene::causes_of(const TimelinePane& run, uint32_t span) {
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

void Scene::draw_causes(const Picture& picture, const session::State& state, chart::Canvas& canvas) {
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
    draw_arrows(causes_, pane, state, canvas);
}

void Scene::draw_arrows(const Causes& causes, uint32_t pane, const session::State& state, chart::Canvas& canvas) const {
    const float map_px = state.end.ns > 0 ? map_room_px : 0;
    const chart::Sight sight{look_.scroll_px, look_.scroll_px + room_px_ - map_px,
                             frame_.panes[pane].pins_y1 > frame_.panes[pane].pins_y0 ? frame_.panes[pane].pins_y1 : 0};
    for (const Causes::Arrow& arrow : causes.arrows)
        draw_flow(chart::flow_between(frame_, panes_, pane, arrow.from, arrow.to, arrow.left, arrow.came, sight),
                  arrow.cause ? palette().accent : faded(palette().dim, 0xC0), canvas);
}

void Scene::draw_found(const Picture& picture, chart::Canvas& canvas) const {
    if (picture.found.empty()) return;
    canvas.colour(palette().warn);
    for (const chart::Bar& bar : frame_.bars) {
        if (bar.row >= chart::first_loop_row || (bar.pattern == chart::Pattern::folded && !bar.single)) continue;
        if (!std::binary_search(picture.found.begin(), picture.found.end(),
                                session::ChosenBar{numbers_[bar.pane], bar.span}))
            continue;
        const auto [y0, y1] = outline_of(bar);
        outline(canvas, bar.x0 - 1, y0, bar.x1 + 1, y1, 3, 1.5f);
    }
}

// The rows of the lane, pinned or not.
std::vector<chart::RowBox> Scene::rows_of_gap(uint32_t pane, const session::ChosenGap& gap) const {
    std::vector<chart::RowBox> rows;
    const auto lane = session::lane_of(*panes_[pane].lanes, gap.lane);
    for (const chart::RowBox& row : frame_.panes[pane].rows)
        if (lane && row.level_row == chart::no_level_row && row.lane == *lane) rows.push_back(row);
    return rows;
}

// An outline from end to end, and a line at the time that the reason refers to.
void Scene::draw_gap(const session::State& state, chart::Canvas& canvas) const {
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
    for (const chart::RowBox& row : rows_of_gap(pane, *gap)) {
        canvas.colour(palette().selection);
        canvas.round(x0, row.y0, x1, row.y1, 3);
        canvas.colour(palette().accent);
        outline(canvas, x0, row.y0 - 1, x1, row.y1 + 1, 3, 2);
        if (x > x0 + 2 && x < x1 - 2) canvas.line(x, row.y0 + 2, x, row.y1 - 2, 1);
    }
}

}  // namespace view
