#include "chart/loops/loop_rows.h"

#include "base/say.h"
#include "chart/fold/fold.h"
#include "chart/frame/text_width.h"

#include <algorithm>
#include <cmath>

namespace chart {

using Look = LoopItem::Look;

namespace {

constexpr float gap_between_parts_px = 6, gap_between_queues_px = 4, gap_between_loops_px = 12;
constexpr float shortest_px = 2;       // the width of things that take no time
constexpr float beside_px = 3;         // how close the pointer must be
constexpr float indent_px = 5;
constexpr float text_px = 11, small_text_px = 10.5f;
constexpr float min_words_px = 60;
constexpr float min_text_px = 26;    // a cut text that is narrower than this is useless
constexpr float around_words_px = 9;   // on both sides of a printed line
constexpr float widest_words_px = 260;
constexpr size_t no_words = size_t(-1);

struct Height {
    float pitch, bar;
};
Height height_of(LoopPart part, bool touch) {
    switch (part) {
        case LoopPart::order: return touch ? Height{22, 19} : Height{17, 15};
        case LoopPart::phases: return touch ? Height{22, 20} : Height{16, 15};
        case LoopPart::stack: return touch ? Height{25, 24} : Height{18, 17};
        case LoopPart::waits: return touch ? Height{19, 17} : Height{14, 13};
        case LoopPart::console: return touch ? Height{22, 19} : Height{17, 15};
    }
    return {16, 15};
}

}  // namespace

LoopRows loop_rows(const LoopPicture& picture, bool folded, bool touch) {
    LoopRows all;
    float y = 0;
    for (uint32_t i = 0; i < picture.lanes.size(); ++i) {
        const LoopLane& lane = picture.lanes[i];
        if (folded) {
            if (lane.part != LoopPart::phases) continue;
            const Height height = height_of(lane.part, touch);
            all.rows.push_back({i, y, y + height.bar});
            y += height.pitch;
            continue;
        }
        if (i > 0) {
            const LoopLane& before = picture.lanes[i - 1];
            if (lane.part < before.part) y += gap_between_loops_px;
            else if (lane.part != before.part) y += gap_between_parts_px;
            else if (lane.part == LoopPart::waits && lane.queue != before.queue) y += gap_between_queues_px;
        }
        const Height height = height_of(lane.part, touch);
        all.rows.push_back({i, y, y + height.bar});
        y += height.pitch;
    }
    all.height = y;
    return all;
}

float loop_gutter_px(const LoopPicture& picture) {
    constexpr float max = 168, around = 24;
    float widest = 0;
    for (const LoopLane& lane : picture.lanes) widest = std::max(widest, text_width(lane.label, 12));
    return widest > 0 ? std::min(max, std::ceil(widest + around)) : 0;
}

namespace {

// Returns the first item that extends to `begin`. Texts do not extend: they are drawn at their moments.
auto first_seen(const std::vector<LoopItem>& items, Time begin) {
    return std::partition_point(items.begin(), items.end(), [&](const LoopItem& item) { return item.end < begin; });
}

class Row {
public:
    Row(const Pane& pane, uint32_t pane_number, uint32_t row_number, const RowBox& row, const Grid& grid, Frame& frame)
        : picture_(*pane.loop),
          python_(pane.scenario->strategy.runtime == scenario::Runtime::asyncio),
          lane_(pane.loop->lanes[row.lane]),
          row_(row),
          grid_(grid),
          frame_(frame),
          viewport_(frame.viewport),
          left_(viewport_.left_px),
          right_(viewport_.left_px + viewport_.width_px),
          pane_number_(pane_number),
          row_number_(row_number) {}

    void lay_out() {
        if (lane_.part == LoopPart::console || lane_.part == LoopPart::order) return words();
        for (auto item = first_seen(lane_.items, viewport_.begin);
             item != lane_.items.end() && item->begin <= viewport_.end; ++item) {
            if ((item->end - item->begin).ns < grid_.shortest_long && item->look != Look::beyond &&
                item->look != Look::idle) {
                narrow(*item);
                continue;
            }
            flush();
            wide(*item, item + 1 == lane_.items.end() ? nullptr : &*(item + 1));
        }
        flush();
    }

private:
    float x_of(Time t) const { return std::clamp(viewport_.x_of(t), left_, right_); }
    float middle() const { return (row_.y0 + row_.y1) / 2; }

    Bar& bar(const LoopItem& item, float x0, float x1, Pattern pattern) {
        Bar bar;
        bar.x0 = x0;
        bar.x1 = std::max(x1, x0 + 1);
        const float height = row_.y1 - row_.y0;
        const float half = pattern == Pattern::dotted    ? (height >= 12 ? 1.5f : 1)
                           : pattern == Pattern::outline ? height / 2 - 1
                                                         : height / 2;
        bar.y0 = middle() - half;
        bar.y1 = middle() + half;
        bar.pattern = pattern;
        bar.colour = item.colour;
        bar.pane = pane_number_;
        bar.row = first_loop_row + row_number_;
        bar.span = item.number;
        frame_.bars.push_back(bar);
        return frame_.bars.back();
    }

    Label& label(float x, std::string text, Ink ink, float room) {
        Label label;
        label.x = x;
        label.y = middle();
        label.room_px = room;
        label.size_px = lane_.part == LoopPart::waits ? small_text_px : text_px;
        label.ink = ink;
        label.text = std::move(text);
        frame_.labels.push_back(std::move(label));
        return frame_.labels.back();
    }
    float width_of(const std::string& text) const {
        return text_width(text, lane_.part == LoopPart::waits ? small_text_px : text_px);
    }

    // All narrow items of one cell become one bar.
    void narrow(const LoopItem& item) {
        const int64_t cell = grid_.cell_of(item.begin.ns);
        if (count_ > 0 && cell == cell_) {
            until_ = std::max(until_, item.end);
            mixed_ = mixed_ || item.colour != first_.colour;
            ++count_;
            return;
        }
        flush();
        cell_ = cell;
        first_ = item;
        until_ = item.end;
        mixed_ = false;
        count_ = 1;
    }

    void flush() {
        if (count_ == 0) return;
        count_ = 0;
        const float x0 = viewport_.x_of(first_.begin), x1 = std::max(viewport_.x_of(until_), x0 + shortest_px);
        if (x1 <= left_ || x0 >= right_) return;
        bar(first_, std::max(x0, left_), std::min(x1, right_),
            first_.look == Look::runs ? Pattern::solid : Pattern::thin)
            .mixed = mixed_;
    }

    void wide(const LoopItem& item, const LoopItem* next) {
        const float x0 = x_of(item.begin), x1 = x_of(item.end), room = x1 - x0;
        if (room <= 0) return;
        const std::string& text = picture_.text(item);
        const float width = width_of(text);
        switch (item.look) {
            case Look::runs:
                bar(item, x0, x1, Pattern::solid);
                if (room >= std::min(min_text_px, width + 4))
                    label(x0 + std::min(indent_px, std::max(2.0f, (room - width) / 2)),
                          item.cancelled ? "× " + text : text, Ink::on_bar, room - 6);
                break;
            case Look::due:
                bar(item, x0, x1, Pattern::outline);
                if (room >= std::min(min_text_px, width + 4))
                    label(x0 + indent_px, text, Ink::text, room - 2 * indent_px);
                break;
            case Look::waits: {
                // The whole text, or only the name, or a part of it.
                const std::string who = text.substr(0, text.find(": "));
                const bool all = width + 2 * indent_px < room, name = !all && width_of(who) + 3 * indent_px < room;
                const float named = all                         ? width + 2
                                    : name                      ? width_of(who) + 2
                                    : room > 2 * min_words_px ? room * 0.6f
                                                                : 0;
                if (named > 0) label(x0 + 1, name ? who : text, Ink::dim, named);
                bar(item, x0 + (named > 0 ? named + 4 : 0), x1, Pattern::dotted);
                break;
            }
            case Look::idle:
                if (width + 8 <= room) label((x0 + x1) / 2, text, Ink::faint, room).centred = true;
                break;
            case Look::beyond:
                if (width + 2 <= room) label(x0 + 1, text, Ink::dim, room);
                break;
            case Look::words: break;
        }
        if (item.cancelled && item.look != Look::runs && item.end <= viewport_.end) cross(item, x1, next);
    }

    // Marks what will not happen: "× cleared" to the right of its end, if it fits.
    void cross(const LoopItem& item, float x, const LoopItem* next) {
        if (item.end < viewport_.begin) return;
        const float room = (next ? x_of(next->begin) : right_) - x;
        const std::string text = python_ ? say_plain("× cancelled") : say_plain("× cleared");
        if (room >= width_of(text) + 4) label(x + 2, text, Ink::warn, 1e9f);
        else label(x - 4, "×", Ink::warn, 1e9f).centred = true;
    }

    struct Words {
        const LoopItem* item;
        uint32_t row;
        float x0, x1, x;      // x0, x1: its box; x: its moment
        uint32_t behind = 0;  // how many have no space anywhere and are counted here
    };

    float width_of_count(uint32_t count) const { return count > 0 ? width_of(" +" + std::to_string(count)) : 0; }

    // A text stands at its moment, in the first row where it does not touch the texts before it. Texts that fit in no
    // row are counted in the last box of the last row, which grows by the count: "begin +2".
    std::vector<Words> place_words() const {
        const uint32_t rows = rows_of_words();
        std::vector<Words> placed;
        std::vector<size_t> last(rows, no_words);
        for (auto item = first_seen(lane_.items, viewport_.begin);
             item != lane_.items.end() && item->begin <= viewport_.end; ++item) {
            const float x = x_of(item->begin);
            const float wanted = std::min(width_of(picture_.text(*item)) + around_words_px, widest_words_px);
            const float x0 = x + wanted > right_ ? std::max(left_, right_ - wanted) : x;
            const auto free = std::find_if(last.begin(), last.end(),
                                           [&](size_t one) { return one == no_words || placed[one].x1 <= x0 - 3; });
            if (free != last.end()) {
                *free = placed.size();
                const float until = lane_.part == LoopPart::order ? x_of(item->end) : 0;
                placed.push_back(
                    {&*item, uint32_t(free - last.begin()), x0, std::max(std::min(x0 + wanted, right_), until), x});
                continue;
            }
            Words& counted = placed[last.back()];
            const float more = width_of_count(counted.behind + 1) - width_of_count(counted.behind);
            ++counted.behind;
            counted.x1 = std::min(counted.x1 + more, right_);
        }
        return placed;
    }

    void words() {
        for (const Words& words : place_words()) {
            if (words.row != lane_.row) continue;
            bar(*words.item, words.x0, words.x1, Pattern::outline).more = words.behind;
            moment(std::max(left_, words.x - 0.5f));
            if (lane_.part == LoopPart::order) moment(x_of(words.item->end) - 1);
            const float count = width_of_count(words.behind), room = words.x1 - words.x0 - around_words_px + 2 - count;
            label(words.x0 + around_words_px / 2 + 1, picture_.text(*words.item),
                  words.item->cancelled ? Ink::warn : Ink::strong, room);
            if (words.behind > 0)
                label(words.x1 - around_words_px / 2 + 1 - count, " +" + std::to_string(words.behind), Ink::dim, 1e9f);
        }
    }

    void moment(float x) { frame_.boxes.push_back({x, row_.y0, x + 2, row_.y1, Surface::mark}); }

    // Consecutive rows contain the same texts.
    uint32_t rows_of_words() const {
        const std::vector<LoopLane>& lanes = picture_.lanes;
        size_t last = row_.lane;
        while (last + 1 < lanes.size() && lanes[last + 1].part == lane_.part &&
               lanes[last + 1].row == lanes[last].row + 1)
            ++last;
        return lanes[last].row + 1;
    }

    const LoopPicture& picture_;
    bool python_;
    const LoopLane& lane_;
    const RowBox& row_;
    const Grid& grid_;
    Frame& frame_;
    const Viewport& viewport_;
    float left_, right_;
    uint32_t pane_number_, row_number_;

    int64_t cell_ = 0;  // the cell of the narrow items that have not been drawn yet
    LoopItem first_;
    Time until_;
    bool mixed_ = false;
    uint32_t count_ = 0;
};

}  // namespace

void lay_out_loop_row(const Pane& pane, uint32_t pane_number, uint32_t row_number, const RowBox& row, const Grid& grid,
                      Frame& frame) {
    Row(pane, pane_number, row_number, row, grid, frame).lay_out();
}

LoopHit loop_item_at(const LoopLane& lane, const Viewport& viewport, float x_px) {
    LoopHit hit;
    const Time reach{int64_t(std::ceil(viewport.ns_per_px() * double(beside_px)))}, at = viewport.time_at(x_px);
    float best = beside_px + 1;
    for (auto item = first_seen(lane.items, at - reach); item != lane.items.end() && item->begin <= at + reach;
         ++item) {
        const float x0 = viewport.x_of(item->begin), x1 = viewport.x_of(item->end);
        const float away = x_px < x0 ? x0 - x_px : x_px > x1 ? x_px - x1 : 0;
        if (x1 - x0 < 3) ++hit.count;
        if (item->look == Look::beyond || item->look == Look::idle) continue;
        if (away < best || (away == best && !hit.item)) {
            best = away;
            hit.item = &*item;
        }
    }
    if (hit.item && viewport.x_of(hit.item->end) - viewport.x_of(hit.item->begin) >= 3) hit.count = 1;
    return hit;
}

}  // namespace chart
