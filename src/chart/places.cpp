#include "chart/places.h"

#include "chart/rows/groups.h"
#include "chart/rows/rows.h"

#include <algorithm>
#include <optional>

namespace chart {

namespace {

// Calls `each` for the lanes of a group that show a span, with their index in the group, until it returns false.
// Lanes of tasks, of which there may be a million, are in the order of the tasks.
template <class Each>
void each_lane_of(const Lanes& lanes, const trace::Log& log, LaneKind kind, uint32_t first, uint32_t count,
                  uint32_t span, Each each) {
    const bool of_tasks = kind == LaneKind::task;
    if (of_tasks && log.is_nested(span)) return;
    const uint32_t from = of_tasks ? log.spans.task(span).index : 0, until = of_tasks ? from + 1 : count;
    for (uint32_t i = from; i < std::min(until, count); ++i)
        if (lanes.shows(first + i, span) && !each(i)) return;
}

bool shows(const Lanes& lanes, const trace::Log& log, const LaneGroup& group, uint32_t span) {
    bool any = false;
    each_lane_of(lanes, log, group.kind, group.first, group.count, span, [&](uint32_t) {
        any = true;
        return false;
    });
    return any;
}

}  // namespace

std::vector<uint32_t> rows_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span) {
    std::vector<uint32_t> rows;
    if (pane >= panes.size() || pane >= frame.panes.size()) return rows;
    const std::vector<RowBox>& boxes = frame.panes[pane].rows;
    for (uint32_t i = 0; i < boxes.size(); ++i)
        if (boxes[i].level_row == no_level_row && boxes[i].lane < panes[pane].lanes->size() &&
            panes[pane].lanes->shows(boxes[i].lane, span))
            rows.push_back(i);
    return rows;
}

std::vector<Height> heights_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane, uint32_t span) {
    std::vector<Height> heights;
    if (pane >= panes.size() || pane >= frame.panes.size()) return heights;
    const Lanes& lanes = *panes[pane].lanes;
    for (const RowGroup& group :
         row_groups(lanes.groups(), panes[pane].folded, frame.touch, frame.panes[pane].room_px)) {
        if (group.level_row != no_level_row) continue;
        each_lane_of(lanes, *panes[pane].log, group.key.kind, group.first, group.count, span, [&](uint32_t i) {
            const float y0 = frame.panes[pane].loop_y1 + group.y0 + group.pitch * float(i);
            heights.push_back({y0, y0 + group.bar});
            return true;
        });
    }
    return heights;
}

std::vector<Height> folded_heights_of(const Frame& frame, const std::vector<Pane>& panes, uint32_t pane,
                                      uint32_t span) {
    std::vector<Height> heights;
    if (pane >= panes.size() || pane >= frame.panes.size() || !panes[pane].folded) return heights;
    const Lanes& lanes = *panes[pane].lanes;
    for (const RowGroup& group :
         row_groups(lanes.groups(), panes[pane].folded, frame.touch, frame.panes[pane].room_px)) {
        if (group.level_row == no_level_row && !group.folded) continue;
        const uint32_t rows = group.level_row == no_level_row ? 1 : group.count;
        for (uint32_t i = 0; i < rows; ++i) {
            const GroupKey key =
                group.level_row == no_level_row ? group.key : panes[pane].folded->rows[group.level_row + i].group;
            const auto in_it = [&](const LaneGroup& one) {
                return (one.key() == key || goes_with(one, key)) && shows(lanes, *panes[pane].log, one, span);
            };
            if (std::none_of(lanes.groups().begin(), lanes.groups().end(), in_it)) continue;
            const float y0 = frame.panes[pane].loop_y1 + group.y0 + group.pitch * float(i);
            heights.push_back({y0, y0 + group.bar});
        }
    }
    return heights;
}

std::vector<GroupKey> hidden_by(const Lanes& lanes, const trace::Log& log, const std::vector<GroupKey>& keys,
                                uint32_t span) {
    std::optional<std::vector<GroupKey>> first;
    for (const LaneGroup& group : lanes.groups()) {
        bool seen = false;
        each_lane_of(lanes, log, group.kind, group.first, group.count, span, [&](uint32_t i) {
            std::vector<GroupKey> hide;
            for (const GroupKey key : keys)
                if (goes_with(group, key) || (key == group.key() && foldable(group) && !(group.slices && i == 0)))
                    hide.push_back(key);
            seen = hide.empty();
            if (!seen && !first) first = hide;
            return !seen;
        });
        if (seen) return {};
    }
    return first.value_or(std::vector<GroupKey>{});
}

}  // namespace chart
