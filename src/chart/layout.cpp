#include "chart/layout.h"

#include "base/number.h"
#include "base/say.h"
#include "chart/axis.h"
#include "chart/cover.h"
#include "chart/fleet.h"
#include "chart/fold/fold.h"
#include "chart/frame/text_width.h"
#include "chart/instants.h"
#include "chart/loops/loop_rows.h"
#include "chart/marks.h"
#include "chart/rows/groups.h"
#include "chart/rows/rows.h"
#include "chart/rows/strip.h"
#include "chart/titles.h"
#include "metrics/names.h"
#include "metrics/recorded/nested_slices.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace chart {

namespace {

constexpr float margin_px = 12;
constexpr float title_px = 34, touch_title_px = 44;
constexpr float axis_px = 20;
constexpr float above_strip_px = 6, strip_px = 28, below_strip_px = 6;
constexpr float label_size_px = 12, slice_label_px = 11;
constexpr float grid_above_px = 3, grid_below_px = 4;  // how far the grid extends beyond the lanes and the strip
constexpr float border_px = 1;

// How low panes are, so that all of them fit (Options::fit).
struct PaneHeight {
    float title_px, min_room_px;  // of the rows
    bool levels = true;
    bool axis = true;             // in each pane, not only in the first
    size_t most_groups = 1000;    // of lanes: the first ones, cores and threads
};
constexpr PaneHeight as_they_are{title_px, min_rows_px};
constexpr PaneHeight lower[] = {{title_px, 72},
                                {26, 44, false},
                                {22, 24, false, false},
                                {22, 24, false, false, 2},
                                {22, 16, false, false, 1}};
constexpr size_t fitted_panes = 4, folded_panes = 6;  // from these numbers on; folded: not all groups of lanes
constexpr float without_levels_px = 4, without_axis_px = 4;
constexpr float below_loops_px = 8;
constexpr float above_pins_px = 4, below_pins_px = 8;

Pattern pattern_of(trace::SpanKind kind) {
    switch (kind) {
        case trace::SpanKind::running: return Pattern::solid;
        case trace::SpanKind::switching: return Pattern::sliver;
        case trace::SpanKind::ready: return Pattern::thin;
        case trace::SpanKind::blocked: return Pattern::hatched;
        case trace::SpanKind::waiting: return Pattern::dotted;
        case trace::SpanKind::queued: return Pattern::outline;
        case trace::SpanKind::sharing: return Pattern::shared;
    }
    return Pattern::solid;
}

// Sets the part of a row's height that a bar occupies.
void place_in_row(Bar& bar, const RowBox& row) {
    const float height = row.y1 - row.y0;
    const float middle = (row.y0 + row.y1) / 2;
    float half = height / 2;
    switch (bar.pattern) {
        case Pattern::hatched:
        case Pattern::outline: half -= height >= 8 ? 1 : 0; break;
        case Pattern::thin: half = std::max(2.0f, std::round(height * 0.375f)) / 2; break;
        case Pattern::dotted: half = height >= 12 ? 1.5f : 1; break;
        default: break;
    }
    bar.y0 = middle - half;
    bar.y1 = middle + half;
}

// Widens a bar that is narrower than a pixel to a pixel, and lowers it so that its area stays the same.
void widen(Bar& bar, double width_px) {
    if (width_px >= 1) return;
    if (bar.pattern == Pattern::shared) {
        bar.pattern = Pattern::folded;
    } else if (bar.pattern != Pattern::folded) {
        bar.shares = {};
        share_of(bar.shares, kind_of(bar.pattern)) = 1;
        bar.pattern = Pattern::folded;
    }
    bar.single = true;
    for (int kind = 0; kind < int(share_kinds); ++kind) share_of(bar.shares, trace::SpanKind(kind)) *= float(width_px);
    bar.x1 = bar.x0 + 1;
}

class Layout {
public:
    Layout(const std::vector<Pane>& panes, const Options& options, Frame& frame)
        : panes_(panes), options_(options), frame_(frame) {}

    void run() {
        frame_.panes.clear();
        frame_.boxes.clear();
        frame_.bars.clear();
        frame_.folds.clear();
        frame_.cells.clear();
        frame_.labels.clear();
        frame_.width_px = options_.width_px;
        frame_.touch = options_.touch;
        Viewport& viewport = frame_.viewport;
        viewport.begin = options_.begin;
        viewport.end = std::max(options_.end, options_.begin + nsec(1));
        viewport.left_px = std::max(gutter_px(panes_, options_.width_px), loops_gutter_px());
        viewport.width_px = std::max(1.0f, options_.width_px - viewport.left_px - margin_px);
        grid_ = grid_of(viewport, double(options_.fold_px));
        frame_.cell_shift = grid_.shift;
        highest_ = highest_level();
        find_height();
        float y = 0;
        for (uint32_t i = 0; i < panes_.size(); ++i) y = pane(i, y);
        frame_.height_px = y;
    }

private:
    bool seen(float y0, float y1) const {
        return y1 >= options_.top_px && y0 <= options_.top_px + options_.height_px;
    }

    void box(float x0, float y0, float x1, float y1, Surface surface) {
        frame_.boxes.push_back({x0, y0, x1, y1, surface});
    }

    Label& label(float x, float middle, std::string text, Ink ink) {
        Label label;
        label.x = x;
        label.y = middle;
        label.size_px = label_size_px;
        label.ink = ink;
        label.text = std::move(text);
        frame_.labels.push_back(std::move(label));
        return frame_.labels.back();
    }

    // Returns the top of the scale, which the strips of all panes share.
    int32_t highest_level() const {
        int32_t highest = 1;
        for (const Pane& pane : panes_) {
            if (!pane.results) continue;
            highest = std::max({highest, pane.results->concurrency.max, pane.results->parallelism.max,
                                pane.results->asynchrony.max});
        }
        return highest;
    }

    bool has_axis(uint32_t index) const { return height_.axis || index == 0; }
    float axis_height(uint32_t index) const { return has_axis(index) ? axis_px : without_axis_px; }
    float title_height() const { return options_.touch ? touch_title_px : height_.title_px; }
    bool has_levels(const Pane& pane) const { return pane.levels && height_.levels; }
    // For the rows of a pane, of which this much is taken.
    float room_for(uint32_t index, float taken) const {
        float room = options_.rows_px;
        if (height_.min_room_px < min_rows_px) {
            const float strip = height_.levels ? above_strip_px + strip_px + below_strip_px : without_levels_px;
            room += beside_rows_px - border_px - title_height() - axis_height(index) - strip - less_px_;
        }
        return std::max(height_.min_room_px * (options_.touch ? 1.5f : 1.0f), room - taken);
    }

    // The groups of lanes that are shown. Those of a fleet are not folded: they are servers.
    std::vector<LaneGroup> shown_groups(const Pane& pane) const {
        std::vector<LaneGroup> groups = pane.lanes->groups();
        const bool fleet = !groups.empty() && groups.front().kind == LaneKind::server;
        if (!fleet && groups.size() > height_.most_groups) groups.resize(height_.most_groups);
        return groups;
    }
    bool folds_groups() const { return height_.most_groups < 1000; }

    // Chooses the first height with which all panes fit; if there is none, rows are low and the picture is scrolled.
    void find_height() {
        height_ = as_they_are;
        if (options_.fit && panes_.size() >= fitted_panes) find_lower_height();
    }
    // Not inlined, because figures never need it.
    [[gnu::noinline]] void find_lower_height() {
        const float all = float(panes_.size()) * (options_.rows_px + beside_rows_px);
        const auto fits = [&] {
            float y = 0;
            for (uint32_t i = 0; i < panes_.size(); ++i) {
                const Pane& pane = panes_[i];
                PaneBox place;
                place_pins(pane, place);
                const LoopRows loop =
                    pane.loop ? loop_rows(*pane.loop, pane.folded && pane.folded->loops, options_.touch) : LoopRows{};
                const float taken = loop.height + place.loops_y0 - place.lanes_y0;
                const auto groups = row_groups(shown_groups(pane), pane.folded, options_.touch, room_for(i, taken));
                y += border_px + title_height() + axis_height(i) + taken;
                if (loop.height > 0 && !groups.empty()) y += below_loops_px;
                y += groups.empty() ? 0 : groups.back().y1();
                y += has_levels(pane) ? above_strip_px + strip_px + below_strip_px : without_levels_px;
            }
            return y <= all + 1;
        };
        less_px_ = 0;
        if (fits()) return;
        for (const PaneHeight& height : lower) {
            if (height.most_groups < 1000 && panes_.size() < folded_panes) break;
            height_ = height;
            // Whole pixels and the gaps between groups may take more than the room.
            for (less_px_ = 0; less_px_ <= 32; less_px_ += 4)
                if (fits()) return;
        }
        height_ = panes_.size() < folded_panes ? lower[1] : lower[std::size(lower) - 1];
        less_px_ = 0;
    }

    // Lays out a pane, and returns where it ends.
    float pane(uint32_t index, float top) {
        const Pane& pane = panes_[index];
        PaneBox place;
        place.y0 = top;
        place.title_y1 = top + border_px + title_height();
        place.lanes_y0 = place.title_y1 + axis_height(index);
        const LoopRows loop =
            pane.loop ? loop_rows(*pane.loop, pane.folded && pane.folded->loops, options_.touch) : LoopRows{};
        place_pins(pane, place);
        const float taken = loop.height + place.loops_y0 - place.lanes_y0;
        place.room_px = room_for(index, taken);
        const std::vector<RowGroup> groups =
            row_groups(shown_groups(pane), pane.folded, options_.touch, place.room_px);
        place.loop_y1 = place.loops_y0 + loop.height;
        if (loop.height > 0 && !groups.empty()) place.loop_y1 += below_loops_px;
        place.lanes_y1 = place.loop_y1 + (groups.empty() ? 0 : groups.back().y1());
        place.levels_y0 = place.lanes_y1 + (height_.levels ? above_strip_px : 0);
        place.levels_y1 = place.levels_y0 + (has_levels(pane) ? strip_px : 0);
        place.y1 = place.levels_y1 + (height_.levels ? below_strip_px : without_levels_px);

        // Pinned lanes scroll away with a pane of which hardly anything is left.
        const float over = std::max(0.0f, place.pins_y1 - std::max(place.lanes_y1, place.loops_y0));
        place.pins_y0 -= over, place.pins_y1 -= over;

        if (seen(place.y0, place.y1)) {
            const FrameSizes before(frame_);
            surroundings(index, place);
            pins(index, place);
            for (const RowGroup& group : groups) rows(index, place, group);
            loops(index, place, loop);
            lay_out_marks(*pane.log, frame_.viewport, place.lanes_y0, place.lanes_y1, frame_.boxes);
            if (has_levels(pane) && seen(place.levels_y0, place.levels_y1)) levels(pane, place);
            lay_out_cover(pane, place, before, frame_);
        }
        frame_.panes.push_back(std::move(place));
        return frame_.panes.back().y1;
    }

    void surroundings(uint32_t index, const PaneBox& place) {
        const float width = frame_.width_px;
        box(0, place.y0, width, place.y1, Surface::pane);
        box(0, place.y0, width, place.title_y1, Surface::title);
        box(0, place.y0, width, place.y0 + border_px, Surface::border);
        if (index + 1 == panes_.size()) box(0, place.y1 - border_px, width, place.y1, Surface::border);
        lay_out_grid(frame_.viewport, place.lanes_y0 - grid_above_px, place.levels_y1 + grid_below_px, frame_.boxes);
        if (!seen(place.y0, place.lanes_y0)) return;
        const float title_middle = (place.y0 + border_px + place.title_y1) / 2;
        lay_out_title(panes_, index, {margin_px, width - margin_px, title_middle}, frame_.labels);
        if (!has_axis(index)) return;
        const float axis_middle = place.title_y1 + axis_px / 2 - 2;
        lay_out_axis(frame_.viewport, axis_middle, frame_.labels);
        if (folds_groups()) say_folded(axis_middle);
    }
    [[gnu::noinline]] void say_folded(float y) {
        Label& folded = label(margin_px, y, say_plain("not all lanes"), Ink::faint);
        folded.size_px = 10;
        folded.room_px = frame_.viewport.left_px - margin_px - 6;
    }

    // Places the pinned lanes above all others, or as far down as is needed to keep them visible.
    void place_pins(const Pane& pane, PaneBox& place) {
        constexpr size_t max_pins = 12;
        place.pins_y0 = place.pins_y1 = place.loops_y0 = place.lanes_y0;
        pins_ = pane.folded ? std::min(max_pins, pane.folded->pinned.size()) : 0;
        stays_ = false;
        if (pins_ == 0) return;
        const float height = float(pins_) * pin_pitch() + below_pins_px;
        place.loops_y0 += height;
        place.pins_y1 = place.loops_y0;
        stays_ = options_.scroll_px > place.lanes_y0 - above_pins_px;
        if (!stays_) return;
        place.pins_y0 = options_.scroll_px + above_pins_px;
        place.pins_y1 = place.pins_y0 + height;
    }
    bool behind_pins(const PaneBox& place, float y) const { return pins_ > 0 && stays_ && y < place.pins_y1; }
    float pin_pitch() const { return options_.touch ? 30.0f : 20.0f; }

    void pins(uint32_t index, PaneBox& place) {
        if (pins_ == 0) return;
        lanes_.clear();
        for (size_t i = 0; i < pins_; ++i) {
            RowBox row;
            row.lane = panes_[index].folded->pinned[i];
            row.pinned = true;
            row.y0 = place.pins_y0 + float(i) * pin_pitch();
            row.y1 = row.y0 + pin_pitch() - (options_.touch ? 6 : 4);
            lane_row(index, place, row, true);
        }
        lane_bars(index, place);
        box(0, place.pins_y1 - below_pins_px / 2 - 1, frame_.width_px, place.pins_y1 - below_pins_px / 2,
            Surface::border);
    }

    // Draws the background and the label of a lane; lane_bars() then draws the bars of all rows since lanes_
    // was empty.
    void lane_row(uint32_t index, PaneBox& place, const RowBox& row, bool named) {
        const Viewport& viewport = frame_.viewport;
        const Lane& lane = lanes_.emplace_back((*panes_[index].lanes)[row.lane]);
        if (lane.kind == LaneKind::process) return head_row(place, row, lane.label);
        box(viewport.left_px, row.y0, viewport.left_px + viewport.width_px, row.y1, Surface::lane);
        if (named)
            label(margin_px, (row.y0 + row.y1) / 2, lane.label, Ink::text).room_px = viewport.left_px - margin_px - 6;
        if (lane.kind == LaneKind::server) lay_out_server(*panes_[index].log, lane.index, viewport, row, frame_.boxes);
        if (has_instants(lane.kind)) lay_out_instants(*panes_[index].log, {lane.index}, viewport, row, frame_.boxes);
        place.rows.push_back(row);
    }
    // Draws only a name, across the whole width.
    void head_row(PaneBox& place, const RowBox& row, const std::string& name) {
        Label& label = this->label(margin_px, (row.y0 + row.y1) / 2, name, Ink::strong);
        label.bold = true;
        label.room_px = frame_.width_px - 2 * margin_px;
        place.rows.push_back(row);
    }
    void lane_bars(uint32_t index, PaneBox& place) {
        const Pane& pane = panes_[index];
        fold_lanes(lanes_, *pane.log, frame_.viewport, grid_, frame_.room);
        const size_t before = place.rows.size() - lanes_.size();
        for (size_t i = 0; i < lanes_.size(); ++i)
            bars(index, uint32_t(before + i), lanes_[i], frame_.room[i], place.rows[before + i]);
    }

    void rows(uint32_t index, PaneBox& place, const RowGroup& group) {
        const float top = place.loop_y1 + group.y0;
        const auto row_at = [&](float y) { return std::clamp((y - top) / group.pitch, 0.0f, float(group.count)); };
        // Rows behind the pinned lanes are invisible.
        const uint32_t first = pins_ > 0 && stays_
                                   ? uint32_t(std::ceil(row_at(std::max(options_.top_px, place.pins_y1))))
                                   : uint32_t(row_at(options_.top_px));
        const uint32_t last = uint32_t(std::ceil(row_at(options_.top_px + options_.height_px)));
        if (group.level_row != no_level_row) return level_rows(index, place, group, top, first, last);
        if (group.foldable && first == 0 && last > 0) head(place, group.key, group.folded, top, group.pitch, group.bar);
        lanes_.clear();
        for (uint32_t i = first; i < last; ++i) {
            RowBox row;
            row.lane = group.first + i;
            row.y0 = top + group.pitch * float(i);
            row.y1 = row.y0 + group.bar;
            lane_row(index, place, row, i % group.label_every == 0);
        }
        lane_bars(index, place);
    }

    // The area for a finger is high enough even where rows are low.
    void head(PaneBox& place, GroupKey key, bool folded, float top, float pitch, float bar) {
        constexpr float min = 24;
        place.heads.push_back({key, folded, top - 2, top + std::max(pitch - 2, min), top + bar / 2});
    }

    void level_rows(uint32_t index, PaneBox& place, const RowGroup& group, float top, uint32_t first, uint32_t last) {
        const Viewport& viewport = frame_.viewport;
        for (uint32_t i = first; i < last; ++i) {
            const LevelRow& levels = panes_[index].folded->rows[group.level_row + i];
            RowBox row;
            row.lane = group.first;
            row.level_row = group.level_row + i;
            row.y0 = top + group.pitch * float(i);
            row.y1 = row.y0 + group.bar;
            box(viewport.left_px, row.y0, viewport.left_px + viewport.width_px, row.y1, Surface::lane);
            lay_out_levels(levels, viewport, grid_, row, frame_.boxes);
            if (levels.group.kind == LaneKind::server)
                lay_out_server(*panes_[index].log, levels.group.server, viewport, row, frame_.boxes);
            if (i % group.label_every == 0) {
                const float middle = (row.y0 + row.y1) / 2, room = viewport.left_px - margin_px - 6;
                label(margin_px, levels.values.empty() ? middle : middle - 6, levels.label, Ink::text).room_px = room;
                if (!levels.values.empty()) {
                    Label& scale = label(margin_px, middle + 7, levels.whole, Ink::faint);
                    scale.size_px = 10;
                    scale.room_px = room;
                }
                if (group.foldable) head(place, levels.group, true, row.y0, group.pitch, group.bar);
            }
            place.rows.push_back(row);
        }
    }

    float loops_gutter_px() const {
        float widest = 0;
        for (const Pane& pane : panes_)
            if (pane.loop) widest = std::max(widest, loop_gutter_px(*pane.loop));
        return std::min(widest, std::max(64.0f, std::floor(options_.width_px * 0.24f)));
    }

    void loops(uint32_t index, PaneBox& place, const LoopRows& all) {
        const Viewport& viewport = frame_.viewport;
        const bool folded = panes_[index].folded && panes_[index].folded->loops;
        if (!all.rows.empty() && !behind_pins(place, place.loops_y0) && seen(place.loops_y0, place.loops_y0 + 20))
            head(place, {LaneKind::loop, 0}, folded, place.loops_y0, 20, 16);
        for (RowBox row : all.rows) {
            row.y0 += place.loops_y0;
            row.y1 += place.loops_y0;
            if (!seen(row.y0, row.y1) || behind_pins(place, row.y0)) continue;
            const LoopLane& lane = panes_[index].loop->lanes[row.lane];
            box(viewport.left_px, row.y0, viewport.left_px + viewport.width_px, row.y1, Surface::lane);
            if (!lane.label.empty())
                label(margin_px, (row.y0 + row.y1) / 2, lane.label, Ink::text).room_px =
                    viewport.left_px - margin_px - 6;
            place.loop_rows.push_back(row);
            lay_out_loop_row(panes_[index], index, uint32_t(place.loop_rows.size() - 1), row, grid_, frame_);
        }
    }

    void bars(uint32_t pane_index, uint32_t row_index, const Lane& lane, const Folded& folded, const RowBox& row) {
        const Pane& pane = panes_[pane_index];
        const Viewport& viewport = frame_.viewport;
        const float left = viewport.left_px;
        const float right = left + viewport.width_px;
        const double px_per_ns = 1 / viewport.ns_per_px();
        constexpr float min_height = 13;
        const bool named = row.y1 - row.y0 >= min_height;
        for (const FoldedPiece& piece : folded.pieces) {
            const float x0 = viewport.x_of({piece.begin_ns}), x1 = viewport.x_of({piece.end_ns});
            if (x1 <= left || x0 >= right) continue;
            Bar& bar = frame_.bars.emplace_back();
            bar.x0 = x0;
            bar.x1 = x1;
            bar.pattern = pattern_of(piece.kind);
            if (bar.pattern == Pattern::shared) {
                bar.shares.running = piece.core;
                bar.shares.ready = 1 - piece.core;
            }
            widen(bar, double(piece.end_ns - piece.begin_ns) * px_per_ns);
            bar.x0 = std::max(left, bar.x0);
            bar.x1 = std::min(right, bar.x1);
            bar.colour = piece.colour;
            bar.mixed = piece.mixed;
            bar.pane = pane_index;
            bar.row = row_index;
            bar.span = lane.base + piece.span;
            place_in_row(bar, row);
            if (bar.pattern == Pattern::dotted && (lane.kind == LaneKind::operation || lane.kind == LaneKind::nested))
                place_operation(*pane.log, bar, row, named);
            if (bar.pattern == Pattern::solid && !bar.mixed && named)
                pane.log->recording ? name_slice(*pane.log, bar, (bar.y0 + bar.y1) / 2, Ink::on_bar)
                                    : name_bar(pane, bar, pane.log->spans.task(piece.span));
        }
        const uint32_t at = uint32_t(frame_.cells.size());
        frame_.cells.insert(frame_.cells.end(), folded.cells.begin(), folded.cells.end());
        for (const CellRow& cells : folded.rows) {
            Fold fold;
            fold.x0 = std::max(left, viewport.x_of({cells.begin_ns}));
            fold.x1 = std::min(right, viewport.x_of({cells.end_ns}));
            if (fold.x1 <= fold.x0) continue;
            fold.y0 = row.y0;
            fold.y1 = row.y1;
            fold.pane = pane_index;
            fold.row = row_index;
            fold.first = cells.first;
            fold.at = at + cells.at;
            fold.count = cells.count;
            fill_pixel(fold, right);
            frame_.folds.push_back(fold);
        }
    }

    // Widens a fold to a pixel, like widen() for a bar. The fold is one cell, or parts of two.
    void fill_pixel(Fold& fold, float right) {
        const float width = fold.x1 - fold.x0;
        if (width >= 1 || fold.x1 >= right || fold.x0 <= frame_.viewport.left_px) return;
        for (uint32_t i = fold.at - 1; i <= fold.at + fold.count; ++i)
            for (uint8_t& share : frame_.cells[i].share) share = uint8_t(float(share) * width);
        fold.x1 = fold.x0 + 1;
    }

    // The dots of an operation are drawn below its name.
    void place_operation(const trace::Log& log, Bar& bar, const RowBox& row, bool named) {
        constexpr float below_px = 1;
        const float height = bar.y1 - bar.y0;
        bar.y1 = row.y1 - below_px;
        bar.y0 = bar.y1 - height;
        if (named) name_slice(log, bar, (row.y0 + bar.y0) / 2, Ink::text);
    }

    // Draws the whole name of a slice, or as much as fits.
    void name_slice(const trace::Log& log, const Bar& bar, float middle, Ink ink) {
        constexpr float indent = 5, min_room = 26, beside = 3;
        const float room = bar.x1 - bar.x0;
        if (room < min_room / 2) return;
        std::string text(metrics::slice_name(log, bar.span));
        const float width = text_width(text, slice_label_px);
        if (room < std::min(min_room, width + 2 * beside)) return;
        Label& named = label(bar.x0 + std::clamp((room - width) / 2, beside, indent), middle, std::move(text), ink);
        named.size_px = slice_label_px;
        named.room_px = room - 2 * beside;
    }

    // Draws the number of the task, with its name if there are several rows of work; draws nothing if it does
    // not fit.
    void name_bar(const Pane& pane, const Bar& bar, TaskId task) {
        constexpr float min_room = 11, beside = 2, indent = 6;
        constexpr float digit = 0.642f * label_size_px;  // the widest: equally long numbers then fit alike
        const float room = bar.x1 - bar.x0;
        if (room < min_room || !task) return;
        const trace::Task& who = pane.log->tasks[task.index];
        const auto& work = pane.scenario->work;
        std::string text = metrics::task_number(*pane.log, task);
        float width = digit * float(text.size());
        if (work.size() > 1 && who.row < work.size()) {
            const bool alone = work[who.row].count == 1 && who.kind == trace::TaskKind::arrived;
            std::string name = alone ? work[who.row].name : work[who.row].name + ' ' + text;
            const float name_width = text_width(name, label_size_px);
            const bool fits = name_width + 2 * beside <= room;
            if (alone && !fits) return;
            if (fits) {
                text = std::move(name);
                width = name_width;
            }
        }
        if (width + 2 * beside > room) return;
        width = text_width(text, label_size_px);
        label(bar.x0 + std::min(indent, (room - width) / 2), (bar.y0 + bar.y1) / 2, std::move(text), Ink::on_bar);
    }

    void levels(const Pane& pane, const PaneBox& place) {
        const bool folded = lay_out_strip(*pane.levels, pane.level_sums, frame_.viewport,
                                          {place.levels_y0, place.levels_y1, highest_}, frame_.boxes);
        const float room = frame_.viewport.left_px - margin_px - 6;
        label(margin_px, place.levels_y0 + 8, say_plain("Levels"), Ink::text).room_px = room;
        const std::string top = grouped_text(highest_);
        Label& scale = label(margin_px, place.levels_y0 + 21,
                             folded ? say_plain("mean, 0 to {n}", {{"n", top}})
                                    : say_plain("0 to {n}{@scale of levels}", {{"n", top}}),
                             Ink::faint);
        scale.size_px = 10;
        scale.room_px = room;
    }

    const std::vector<Pane>& panes_;
    const Options& options_;
    Frame& frame_;
    Grid grid_;
    int32_t highest_ = 1;
    PaneHeight height_ = as_they_are;
    float less_px_ = 0;    // of the room for rows
    std::vector<Lane> lanes_;
    size_t pins_ = 0;      // of the pane that is being laid out
    bool stays_ = false;   // they have moved from their natural place
};

}  // namespace

Frame layout(const std::vector<Pane>& panes, const Options& options) {
    Frame frame;
    layout(panes, options, frame);
    return frame;
}

void layout(const std::vector<Pane>& panes, const Options& options, Frame& frame) {
    Layout(panes, options, frame).run();
}

}  // namespace chart
