#include "chart/flow.h"

#include "base/arrange.h"
#include "chart/loop_rows.h"
#include "chart/rows.h"

#include <algorithm>

namespace chart {

namespace {

constexpr float below_px = 7;  // of an arrow that has no lane to go along

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

    // The first row of the stack of its loop is the nearest above the rows where it waits; where it
    // has waited nowhere, the first one that it runs in.
    const RowBox* stack = nullptr;
    std::vector<std::pair<const RowBox*, const LoopItem*>> waits;
    for (const RowBox& row : frame.panes[pane].loop_rows) {
        const LoopLane& lane = picture.lanes[row.lane];
        const bool base = is_part(lane, LoopPart::stack) && lane.row == 0;
        if (!base && !is_part(lane, LoopPart::waits)) continue;
        const auto first = std::partition_point(lane.items.begin(), lane.items.end(), [&](const LoopItem& item) { return item.end < one.registered; });
        for (auto item = first; item != lane.items.end(); ++item) {
            if (base && item->number == one.by) stack = &row;  // who has registered it runs on the same loop
            if (item->number == callback && item->look != LoopItem::Look::beyond && !base) waits.push_back({&row, &*item});
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

std::vector<uint32_t> rows_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span) {
    std::vector<uint32_t> rows;
    if (pane >= panes.size() || pane >= frame.panes.size()) return rows;
    const std::vector<RowBox>& boxes = frame.panes[pane].rows;
    for (uint32_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].level_row != no_level_row || boxes[i].lane >= panes[pane].lanes->size()) continue;
        const Lane lane = (*panes[pane].lanes)[boxes[i].lane];
        if (lane.place_of(span)) rows.push_back(i);
    }
    return rows;
}

std::vector<Height> heights_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span, bool tall_rows) {
    std::vector<Height> heights;
    if (pane >= panes.size() || pane >= frame.panes.size()) return heights;
    const Lanes& lanes = *panes[pane].lanes;
    const trace::Log& log = *panes[pane].log;
    for (const RowGroup& group : row_groups(lanes.groups(), panes[pane].folded, tall_rows)) {
        if (group.level_row != no_level_row) continue;
        // Lanes of tasks, of which there may be a million, are in the order of tasks.
        const bool of_tasks = group.key.kind == LaneKind::task;
        if (of_tasks && span >= log.spans.size()) continue;
        const uint32_t from = of_tasks ? log.spans.task(span).index : 0, until = of_tasks ? from + 1 : group.count;
        for (uint32_t i = from; i < std::min(until, group.count); ++i) {
            if (!lanes[group.first + i].place_of(span)) continue;
            const float y0 = frame.panes[pane].loop_y1 + group.y0 + group.pitch * float(i);
            heights.push_back({y0, y0 + group.bar});
        }
    }
    return heights;
}

Flow flow_between(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t from, uint32_t to) {
    const trace::Log& log = *panes[pane].log;
    const Time left = log.span(from).end(), begins = log.span(to).start;
    return flow_between(frame, panes, pane, from, to, left, begins >= left ? begins : log.span(to).end());
}

Flow flow_between(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t from, uint32_t to, Time left, Time came) {
    Flow flow;
    flow.pane = pane;
    const std::vector<uint32_t> starts = rows_of(frame, panes, pane, from), ends = rows_of(frame, panes, pane, to);
    if (starts.empty() || ends.empty()) return flow;
    // The nearest two rows: of a core and a thread, the arrow is the shortest.
    uint32_t a = starts.front(), b = ends.front();
    for (const uint32_t one : starts)
        for (const uint32_t other : ends)
            if (std::max(one, other) - std::min(one, other) < std::max(a, b) - std::min(a, b)) a = one, b = other;
    const Viewport& viewport = frame.viewport;
    if (left < viewport.begin || left > viewport.end || came < viewport.begin || came > viewport.end) return flow;
    const auto middle = [&](uint32_t row) { return (frame.panes[pane].rows[row].y0 + frame.panes[pane].rows[row].y1) / 2; };
    const float x0 = viewport.x_of(left), x1 = viewport.x_of(came), y0 = middle(a), y1 = middle(b);
    flow.points.push_back({x0, y0});
    if (a == b) {
        const float over = frame.panes[pane].rows[a].y1 + 2;
        flow.points.push_back({x0, over});
        flow.points.push_back({x1, over});
    } else if (x1 != x0) {
        flow.points.push_back({x1, y0});
    }
    flow.points.push_back({x1, y1});
    return flow;
}

}  // namespace chart
