#include "chart/rows/rows.h"

#include "chart/frame/text_width.h"
#include "chart/rows/groups.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace chart {

namespace {

constexpr float pitch_px = 20, touch_pitch_px = 30;
constexpr float space_px = 4;             // the part of the pitch between two bars
constexpr float min_bar_px = 2, min_levels_px = 10;  // rows of numbers must be legible
constexpr float group_gap_px = 10;
constexpr float label_pitch_px = 14;
constexpr float slice_px = 18, touch_slice_px = 25, counter_px = 30, touch_counter_px = 36;
// Between threads with rows of slices, and between threads with one row. Ticks are drawn there.
constexpr float between_threads_px = 8, between_single_px = 5;

void set_height(RowGroup& group, float room_px, bool touch) {
    const LaneKind kind = group.key.kind;
    const bool folded_operations = kind == LaneKind::operation && !group.slices;
    // Numbers and curves must be legible, however many there are.
    if (group.slices || kind == LaneKind::counter || kind == LaneKind::process || folded_operations) {
        group.pitch = group.slices                ? (touch ? touch_slice_px : slice_px)
                      : kind == LaneKind::counter ? (touch ? touch_counter_px : counter_px)
                      : touch                     ? touch_pitch_px
                                                  : pitch_px;
        group.bar = group.pitch - (group.slices ? 1 : space_px);
        group.label_every = group.slices ? group.count : 1;
        return;
    }
    const float full = touch ? touch_pitch_px : pitch_px;
    group.pitch = std::clamp(std::floor(room_px / float(group.count)),
                             group.level_row == no_level_row ? min_bar_px + 1 : min_levels_px, full);
    const float space = group.pitch >= 14 ? space_px : group.pitch >= 9 ? 2 : 1;
    group.bar = group.pitch - (group.pitch == full && touch ? 6 : space);
    group.label_every = uint32_t(std::ceil(label_pitch_px / group.pitch));
}

}  // namespace

namespace {

// Consecutive folded groups are one list of rows.
std::vector<RowGroup> grouped(const std::vector<LaneGroup>& lanes, const FoldedGroups* folded) {
    std::vector<RowGroup> groups;
    uint32_t next = 0;  // the next folded row
    std::optional<GroupKey> last;  // the last folded group
    for (const LaneGroup& lane : lanes) {
        if (last && goes_with(lane, *last)) continue;
        RowGroup group{lane.key(), lane.first, lane.count, no_level_row, foldable(lane)};
        if (folded && next < folded->rows.size() && folded->rows[next].group == lane.key()) {
            group.level_row = next++;
            group.count = 1;
            last = lane.key();
            const bool goes_on = !groups.empty() && groups.back().level_row != no_level_row &&
                                 groups.back().key.kind == lane.kind &&
                                 (lane.kind == LaneKind::server || lane.kind == LaneKind::process ||
                                  lane.kind == LaneKind::queue || lane.kind == LaneKind::counter);
            if (goes_on) {
                ++groups.back().count;
                continue;
            }
        } else if (lane.count == 0) {
            continue;
        } else if (lane.slices || lane.kind == LaneKind::operation) {
            group.slices = true;
            group.folded =
                lane.slices && group.foldable && folded &&
                std::find(folded->first_only.begin(), folded->first_only.end(), lane.key()) != folded->first_only.end();
            if (group.folded) group.count = 1;
        }
        groups.push_back(group);
    }
    return groups;
}

}  // namespace

std::vector<RowGroup> row_groups(const std::vector<LaneGroup>& lanes, const FoldedGroups* folded, bool touch,
                                 float room_px) {
    std::vector<RowGroup> groups = grouped(lanes, folded);
    uint32_t count = 0;
    for (const RowGroup& group : groups) count += group.count;
    // Cores may take up half of the height, and so may threads if tasks are shown too; the last group gets the
    // rest. In a fleet all rows are alike.
    const bool fleet = !lanes.empty() && lanes.front().kind == LaneKind::server;
    float room = room_px;
    const float room_for_all = std::max(room, (touch ? 2.25f : 1.5f) * min_rows_px);
    float y = 0;
    for (size_t i = 0; i < groups.size(); ++i) {
        // The row of a server and those of its cores are close together, but their labels must not overlap.
        const bool under_server =
            groups[i].key.kind == LaneKind::core && fleet && groups[i - 1].level_row == no_level_row;
        const bool after_device = groups[i].key.kind == LaneKind::line && i > 0;
        const bool after_thread = i > 0 && groups[i].slices && groups[i - 1].slices;
        const bool under_process =
            i > 0 && groups[i - 1].key.kind == LaneKind::process && groups[i - 1].level_row == no_level_row;
        const float gap =
            under_process  ? 0
            : after_thread ? (groups[i].count > 1 || groups[i - 1].count > 1 ? between_threads_px : between_single_px)
            : after_device ? space_px
            : under_server ? std::max(space_px, label_pitch_px - groups[i - 1].bar)
                           : group_gap_px;
        if (i > 0) y += gap - (groups[i - 1].pitch - groups[i - 1].bar);
        const float alike = room_for_all * float(groups[i].count) / float(count);
        set_height(groups[i], fleet ? alike : i + 1 < groups.size() ? room / 2 : room, touch);
        groups[i].y0 = y;
        y = groups[i].y1();
        room -= groups[i].y1() - groups[i].y0;
    }
    return groups;
}

float gutter_px(const std::vector<Pane>& panes, float width_px) {
    constexpr float min = 92, max = 168, around = 24;
    float widest = 0;
    for (const Pane& pane : panes) {
        widest = std::max(widest, pane.lanes->widest_label_px());
        if (!pane.folded) continue;
        // The numbers in the labels differ, but their widths hardly do.
        const std::vector<LevelRow>& rows = pane.folded->rows;
        for (size_t i = 0; i < rows.size(); i = i + 1 < rows.size() && i > 8 ? rows.size() - 1 : i + 1)
            widest = std::max(widest, text_width(rows[i].label, 12));
    }
    const float wanted = std::clamp(std::ceil(widest + around), min, max);
    return std::min(wanted, std::max(64.0f, std::floor(width_px * 0.24f)));
}

}  // namespace chart
