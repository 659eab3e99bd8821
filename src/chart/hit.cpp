#include "chart/hit.h"

#include "chart/fold/fold.h"
#include "chart/instants.h"
#include "chart/lanes/lanes.h"
#include "chart/loops/loop_rows.h"
#include "chart/marks.h"

#include <algorithm>
#include <tuple>

namespace chart {

namespace {

constexpr float beside_px = 1.5f;

// Returns the bar of a row that is nearest to x, within beside_px; null if there is none.
const Bar* bar_at(const Frame& frame, uint32_t pane, uint32_t row, float x) {
    const auto before = [](const Bar& bar, const std::tuple<uint32_t, uint32_t, float>& place) {
        return std::tuple(bar.pane, bar.row, bar.x0) < place;
    };
    auto next = std::lower_bound(frame.bars.begin(), frame.bars.end(), std::tuple(pane, row, x), before);
    const auto in_row = [&](const Bar& bar) { return bar.pane == pane && bar.row == row; };
    const Bar* left = next != frame.bars.begin() && in_row(*(next - 1)) ? &*(next - 1) : nullptr;
    const Bar* right = next != frame.bars.end() && in_row(*next) ? &*next : nullptr;
    if (right && right->x0 == x) return right;
    if (left && x < left->x1) return left;
    if (left && right && right->x0 - x < x - left->x1) left = nullptr;
    if (left && x - left->x1 <= beside_px) return left;
    if (right && right->x0 - x <= beside_px) return right;
    return nullptr;
}

// Returns what is in a row of a loop: texts are found by where they are drawn, callbacks by their time.
Hit in_loop(const Frame& frame, const PaneBox& box, const Pane& pane, float x, float y, Hit hit) {
    const auto row = std::find_if(box.loop_rows.begin(), box.loop_rows.end(),
                                  [&](const RowBox& one) { return y >= one.y0 && y < one.y1 + 1; });
    if (row == box.loop_rows.end() || !pane.loop) return hit;
    hit.what = Hit::What::loop_gap;
    hit.lane = row->lane;
    const LoopLane& lane = pane.loop->lanes[row->lane];
    if (lane.part == LoopPart::console || lane.part == LoopPart::order) {
        const Bar* bar = bar_at(frame, hit.pane, first_loop_row + uint32_t(row - box.loop_rows.begin()), x);
        if (!bar) return hit;
        hit.what = lane.part == LoopPart::console ? Hit::What::line : Hit::What::pair;
        hit.span = bar->span;
        hit.count = 1 + bar->more;
        return hit;
    }
    const LoopHit found = loop_item_at(lane, frame.viewport, x);
    if (!found.item || lane.part == LoopPart::phases) return hit;
    hit.what = Hit::What::callback;
    hit.span = found.item->number;
    hit.count = found.count;
    return hit;
}

const Fold* fold_at(const Frame& frame, uint32_t pane, uint32_t row, float x) {
    const auto before = [](const std::tuple<uint32_t, uint32_t, float>& place, const Fold& fold) {
        return place < std::tuple(fold.pane, fold.row, fold.x0);
    };
    const auto next = std::upper_bound(frame.folds.begin(), frame.folds.end(), std::tuple(pane, row, x), before);
    if (next == frame.folds.begin()) return nullptr;
    const Fold& fold = *(next - 1);
    return fold.pane == pane && fold.row == row && x < fold.x1 ? &fold : nullptr;
}

// Finds the spans of the cell at x. It may be a single span that reaches into the cell.
void open_cell(const Frame& frame, const Pane& pane, const Fold& fold, float x, Hit& hit) {
    const int64_t number = frame.cell_at(fold, x);
    const Lane lane = (*pane.lanes)[hit.lane];
    const Range range = spans_between(lane, number << frame.cell_shift, (number + 1) << frame.cell_shift);
    if (range.first == range.last) return;
    hit.what = range.last - range.first > 1 ? Hit::What::folded : Hit::What::bar;
    hit.span = lane.number(range.first);
    hit.count = uint32_t(range.last - range.first);
    hit.shares = shares_of(frame.cells[fold.at + size_t(number - fold.first)]);
}

}  // namespace

Hit hit(const Frame& frame, const std::vector<Pane>& panes, float x_px, float y_px) {
    Hit hit;
    const auto pane = std::find_if(frame.panes.begin(), frame.panes.end(),
                                   [&](const PaneBox& box) { return y_px >= box.y0 && y_px < box.y1; });
    if (pane == frame.panes.end() || size_t(pane - frame.panes.begin()) >= panes.size()) return hit;
    hit.pane = uint32_t(pane - frame.panes.begin());
    const float left = frame.viewport.left_px;
    const float right = left + frame.viewport.width_px;
    hit.t = frame.viewport.time_at(std::clamp(x_px, left, right));
    if (y_px < pane->title_y1) {
        hit.what = Hit::What::title;
        return hit;
    }
    const auto row = std::lower_bound(pane->rows.begin(), pane->rows.end(), y_px,
                                      [](const RowBox& box, float y) { return box.y1 <= y; });
    if (x_px < left) {
        if (x_px >= left - pin_px && row != pane->rows.end() && y_px >= row->y0 && row->level_row == no_level_row) {
            hit.what = Hit::What::pin;
            hit.lane = row->lane;
            return hit;
        }
        const auto head = std::find_if(pane->heads.begin(), pane->heads.end(),
                                       [&](const GroupHead& one) { return y_px >= one.y0 && y_px < one.y1; });
        if (head == pane->heads.end()) return hit;
        hit.what = Hit::What::group_head;
        hit.lane = uint32_t(head - pane->heads.begin());
        return hit;
    }
    if (x_px > right || (panes[hit.pane].covered && hit.t > *panes[hit.pane].covered)) return hit;
    if (y_px >= pane->lanes_y0 - mark_flag_px && y_px < pane->lanes_y0) {
        if (const auto note = mark_at(*panes[hit.pane].log, frame.viewport, x_px)) {
            hit.what = Hit::What::mark;
            hit.span = *note;
            hit.t = panes[hit.pane].log->notes[*note].at;
            return hit;
        }
    }
    if (y_px >= pane->levels_y0 && y_px < pane->levels_y1) {
        hit.what = Hit::What::levels;
        return hit;
    }
    if (y_px < pane->loop_y1 && y_px >= pane->loops_y0 && !(row != pane->rows.end() && row->pinned && y_px >= row->y0))
        return in_loop(frame, *pane, panes[hit.pane], x_px, y_px, hit);
    if (row != pane->rows.end() && y_px < row->y0 && y_px >= row->y0 - instant_px - 1 &&
        row->level_row == no_level_row) {
        const Lane lane = (*panes[hit.pane].lanes)[row->lane];
        const auto instant = has_instants(lane.kind)
                                 ? instant_at(*panes[hit.pane].log, {lane.index}, frame.viewport, x_px)
                                 : std::nullopt;
        if (!instant) return hit;
        hit.what = Hit::What::instant;
        hit.lane = row->lane;
        hit.span = *instant;
        hit.t = panes[hit.pane].log->recording->instants[*instant].at;
    }
    if (row == pane->rows.end() || y_px < row->y0) return hit;
    if (row->level_row != no_level_row) {
        hit.what = Hit::What::level_row;
        hit.lane = row->level_row;
        return hit;
    }
    hit.what = Hit::What::lane_gap;
    hit.lane = row->lane;
    const uint32_t number = uint32_t(row - pane->rows.begin());
    if (const Fold* fold = fold_at(frame, hit.pane, number, x_px)) {
        open_cell(frame, panes[hit.pane], *fold, x_px, hit);
    } else if (const Bar* bar = bar_at(frame, hit.pane, number, x_px)) {
        hit.what = Hit::What::bar;
        hit.span = bar->span;
        hit.count = 1;
    }
    return hit;
}

}  // namespace chart
