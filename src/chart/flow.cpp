#include "chart/flow.h"

#include "base/arrange.h"
#include "chart/loops/loop_rows.h"
#include "chart/places.h"

#include <algorithm>
#include <cmath>

namespace chart {

namespace {

constexpr float below_px = 7;  // the distance of an arrow that has no lane to follow

bool is_part(const LoopLane& lane, LoopPart part) { return lane.part == part; }

}  // namespace

std::vector<Bar> bars_of(const Frame& frame, uint32_t pane, uint32_t callback, const Pane& of) {
    std::vector<Bar> found;
    if (pane >= frame.panes.size() || !of.loop) return found;
    for (const Bar& bar : frame.bars) {
        if (bar.pane != pane || bar.row < first_loop_row || bar.span != callback) continue;
        const LoopLane& lane = of.loop->lanes[frame.panes[pane].loop_rows[bar.row - first_loop_row].lane];
        if (is_part(lane, LoopPart::stack) || is_part(lane, LoopPart::waits)) found.push_back(bar);
    }
    return found;
}

Flow flow_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t callback) {
    Flow flow;
    flow.pane = pane;
    if (pane >= panes.size() || pane >= frame.panes.size() || !panes[pane].loop) return flow;
    const LoopPicture& picture = *panes[pane].loop;
    const trace::Callbacks& record = panes[pane].log->callbacks;
    if (callback >= record.all.size()) return flow;
    const trace::Callback& one = record.all[callback];
    if (one.by == trace::no_callback) return flow;

    // The row of the call stack of its loop: the nearest row above those in which it waits.
    // If it has waited nowhere, the first row in which it runs.
    const RowBox* stack = nullptr;
    std::vector<std::pair<const RowBox*, const LoopItem*>> waits;
    for (const RowBox& row : frame.panes[pane].loop_rows) {
        const LoopLane& lane = picture.lanes[row.lane];
        const bool base = is_part(lane, LoopPart::stack) && lane.row == 0;
        if (!base && !is_part(lane, LoopPart::waits)) continue;
        const auto first = std::partition_point(lane.items.begin(), lane.items.end(),
                                                [&](const LoopItem& item) { return item.end < one.registered; });
        for (auto item = first; item != lane.items.end(); ++item) {
            if (base && item->number == one.by) stack = &row;  // the callback that registered it runs on the same loop
            if (item->number == callback && item->look != LoopItem::Look::beyond && !base)
                waits.push_back({&row, &*item});
            if (item->begin > one.began.value_or(one.ended.value_or(longest_time))) break;
        }
    }
    if (!stack) return flow;
    arrange(waits, [](const auto& a, const auto& b) { return a.second->begin < b.second->begin; });
    const Viewport& viewport = frame.viewport;
    const float left = viewport.left_px, right = left + viewport.width_px;
    const auto x_of = [&](Time t) { return std::clamp(viewport.x_of(t), left, right); };
    const float from = x_of(one.registered);
    const Time last = one.began.value_or(waits.empty() ? one.registered : waits.back().second->end);
    const float to = x_of(last);
    if (last < viewport.begin || one.registered > viewport.end) return flow;

    flow.points.push_back({from, stack->y1});
    for (const auto& [row, item] : waits) {
        const float y = row->y1 - 1;
        flow.points.push_back({x_of(item->begin), y});
        flow.points.push_back({x_of(item->end), y});
    }
    if (waits.empty()) {
        flow.points.push_back({from, stack->y1 + below_px});
        flow.points.push_back({to, stack->y1 + below_px});
    }
    if (one.began) flow.points.push_back({to, stack->y1});
    return flow;
}

namespace {

struct End {
    Height at;
    bool seen = true;
};

// Where the end of an arrow can be: in the visible rows, if the span is in any of them; otherwise in rows above
// or below the view, or in a folded group.
std::vector<End> ends_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span,
                         const Sight& sight) {
    std::vector<End> ends;
    for (const uint32_t row : rows_of(frame, panes, pane, span)) {
        const Height at{frame.panes[pane].rows[row].y0, frame.panes[pane].rows[row].y1};
        if (at.middle() >= sight.top_px && at.middle() <= sight.bottom_px) ends.push_back({at});
    }
    if (!ends.empty()) return ends;
    for (const Height& at : heights_of(frame, panes, pane, span)) ends.push_back({at, false});
    if (ends.empty())
        for (const Height& at : folded_heights_of(frame, panes, pane, span))
            ends.push_back(
                {at, at.middle() >= std::max(sight.top_px, sight.pins_px) && at.middle() <= sight.bottom_px});
    for (End& end : ends)  // rows that pinned lanes hide count as above them
        if (!end.seen && end.at.middle() < sight.pins_px)
            end.at = {std::min(end.at.y0, sight.top_px - 2), std::min(end.at.y1, sight.top_px - 1)};
    return ends;
}

// Clips the path to the rectangle in which it begins; its parts are parallel to the axes. Returns true if something
// is cut off.
bool cut(std::vector<Flow::Point>& points, float left, float top, float right, float bottom) {
    for (size_t i = 1; i < points.size(); ++i) {
        const Flow::Point inside{std::clamp(points[i].x, left, right), std::clamp(points[i].y, top, bottom)};
        if (inside.x == points[i].x && inside.y == points[i].y) continue;
        points.resize(i + 1);
        points[i] = inside;
        return true;
    }
    return false;
}

}  // namespace

Flow flow_between(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t from, uint32_t to,
                  Time left, Time came, const Sight& sight) {
    Flow flow;
    flow.pane = pane;
    if (pane >= panes.size() || pane >= frame.panes.size()) return flow;
    const Viewport& viewport = frame.viewport;
    const auto in_time = [&](Time t) { return t >= viewport.begin && t <= viewport.end; };
    if (!in_time(left) && !in_time(came)) return flow;
    const std::vector<End> starts = ends_of(frame, panes, pane, from, sight),
                           ends = ends_of(frame, panes, pane, to, sight);
    if (starts.empty() || ends.empty()) return flow;
    // The nearest pair of ends: if a span has a core row and a thread row, the shorter arrow is drawn.
    End begin = starts.front(), end = ends.front();
    for (const End& one : starts)
        for (const End& other : ends)
            if (std::abs(one.at.y0 - other.at.y0) < std::abs(begin.at.y0 - end.at.y0)) begin = one, end = other;
    const Height a = begin.at, b = end.at;
    const bool begin_seen = in_time(left) && begin.seen, end_seen = in_time(came) && end.seen;
    if (!begin_seen && !end_seen) return flow;
    const float x0 = viewport.x_of(left), x1 = viewport.x_of(came), y0 = a.middle(), y1 = b.middle();
    std::vector<Flow::Point>& points = flow.points;
    points.push_back({x0, y0});
    if (y0 == y1) {
        const float over = a.y1 + 2;
        points.push_back({x0, over});
        points.push_back({x1, over});
    } else if (x1 != x0) {
        points.push_back({x1, y0});
    }
    points.push_back({x1, y1});
    const auto cut_to_view = [&] {
        return cut(points, viewport.left_px, sight.top_px, viewport.left_px + viewport.width_px, sight.bottom_px);
    };
    if (!end_seen) {
        flow.leaves = cut_to_view();
    } else if (!begin_seen) {
        std::reverse(points.begin(), points.end());
        flow.comes = cut_to_view();
        std::reverse(points.begin(), points.end());
    }
    return flow;
}

}  // namespace chart
