#include "chart/svg/surround.h"

#include "chart/frame/text_width.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace chart {

namespace {

constexpr float around_px = 12, heading_px = 17, text_px = 13, line_px = 19, gap_px = 8;
constexpr float sample_width_px = 30, sample_height_px = 14, entry_gap_px = 20;

struct ShapeName {
    std::string_view name;
    Pattern pattern;
    trace::SpanKind kind;
};
constexpr std::array<ShapeName, 7> shapes{{{"solid", Pattern::solid, trace::SpanKind::running},
                                           {"thin", Pattern::thin, trace::SpanKind::ready},
                                           {"hatched", Pattern::hatched, trace::SpanKind::blocked},
                                           {"dotted", Pattern::dotted, trace::SpanKind::waiting},
                                           {"outline", Pattern::outline, trace::SpanKind::queued},
                                           {"sliver", Pattern::sliver, trace::SpanKind::switching},
                                           {"shared", Pattern::shared, trace::SpanKind::sharing}}};

const ShapeName* shape_of(std::string_view name) {
    for (const ShapeName& shape : shapes)
        if (shape.name == name) return &shape;
    return nullptr;
}

// Does the picture have this shape, alone or as a part of what is folded?
bool occurs(const Frame& frame, const ShapeName& shape) {
    const auto has_share = [&](Shares shares) {
        return shape.pattern != Pattern::shared && share_of(shares, shape.kind) > 0;
    };
    for (const Bar& bar : frame.bars)
        if (bar.pattern == shape.pattern || (bar.pattern == Pattern::folded && has_share(bar.shares))) return true;
    return shape.pattern != Pattern::shared &&
           std::any_of(frame.cells.begin(), frame.cells.end(),
                       [&](const Cell& cell) { return has_share(shares_of(cell)); });
}

void move_down(Frame& frame, float by) {
    const auto all = [&](auto& shapes) {
        for (auto& shape : shapes) shape.y0 += by, shape.y1 += by;
    };
    all(frame.boxes), all(frame.bars), all(frame.folds);
    for (Label& label : frame.labels) label.y += by;
    frame.height_px += by;
}

class Writer {
public:
    explicit Writer(Frame& frame)
        : frame_(frame), y_(frame.height_px + around_px), right_(frame.width_px - around_px) {}

    void legend(const std::vector<LegendEntry>& entries) {
        float x = around_px;
        bool any = false;
        for (const LegendEntry& entry : entries) {
            const ShapeName* shape = shape_of(entry.shape);
            if (!shape || !occurs(frame_, *shape)) continue;
            const float width = sample_width_px + gap_px + text_width(entry.text, text_px);
            if (any && x + width > right_) x = around_px, y_ += line_px;
            samples_.push_back(sample(*shape, x, y_ + line_px / 2));
            label(x + sample_width_px + gap_px, entry.text, Ink::dim, false);
            x += width + entry_gap_px;
            any = true;
        }
        if (any) y_ += line_px + gap_px;
    }

    // Breaks the sentence between words.
    void note(const RichText& text) {
        float x = around_px;
        for (const Piece& piece : text.pieces()) {
            for (size_t i = 0; i < piece.text.size();) {
                const size_t end = std::min(piece.text.find(' ', i + 1), piece.text.size());
                std::string word = piece.text.substr(i, end - i);
                i = end;
                if (x + text_width(word, text_px, piece.strong) > right_ && x > around_px) {
                    x = around_px;
                    y_ += line_px;
                    if (word.starts_with(' ')) word.erase(0, 1);
                }
                x = append(x, std::move(word), piece.strong);
            }
        }
        y_ += line_px;
    }

    void finish() {
        frame_.bars.insert(frame_.bars.end(), samples_.begin(), samples_.end());
        frame_.height_px = y_ + around_px - (line_px - text_px) / 2;
    }

private:
    static Bar sample(const ShapeName& shape, float x, float middle) {
        Bar bar;
        bar.x0 = x;
        bar.x1 = x + sample_width_px;
        bar.pattern = shape.pattern;
        float half = sample_height_px / 2;
        if (shape.pattern == Pattern::thin) half = 2.5f;
        if (shape.pattern == Pattern::dotted) half = 1.5f;
        if (shape.pattern == Pattern::hatched || shape.pattern == Pattern::outline) half -= 1;
        if (shape.pattern == Pattern::sliver) bar.x0 += 13, bar.x1 -= 13;
        if (shape.pattern == Pattern::shared) bar.shares.running = 0.5f, bar.shares.ready = 0.5f;
        bar.y0 = middle - half;
        bar.y1 = middle + half;
        return bar;
    }

    void label(float x, std::string text, Ink ink, bool bold) {
        Label label;
        label.x = x;
        label.y = y_ + line_px / 2;
        label.size_px = text_px;
        label.ink = ink;
        label.bold = bold;
        label.text = std::move(text);
        frame_.labels.push_back(std::move(label));
    }

    // Words of one line that look alike are one label. Returns where it ends.
    float append(float x, std::string word, bool strong) {
        const bool joins = !frame_.labels.empty() && open_ == frame_.labels.size() && open_y_ == y_ &&
                           frame_.labels.back().bold == strong && x > around_px;
        if (joins) {
            frame_.labels.back().text += word;
            return frame_.labels.back().x + text_width(frame_.labels.back().text, text_px, strong);
        }
        const float width = text_width(word, text_px, strong);
        // A space at the begin of a text is not drawn.
        const float indent = word.starts_with(' ') ? text_width(" ", text_px, strong) : 0;
        if (indent > 0) word.erase(0, 1);
        label(x + indent, std::move(word), strong ? Ink::strong : Ink::text, strong);
        open_ = frame_.labels.size();
        open_y_ = y_;
        return x + width;
    }

    Frame& frame_;
    float y_, right_;
    std::vector<Bar> samples_;
    size_t open_ = 0;  // the label that the next word may join is the last of so many
    float open_y_ = 0;
};

}  // namespace

void surround(Frame& frame, const Surroundings& surroundings) {
    if (!surroundings.title.empty()) {
        constexpr float height = 40;
        move_down(frame, height);
        Label title;
        title.x = around_px;
        title.y = height / 2;
        title.room_px = frame.width_px - 2 * around_px;
        title.size_px = heading_px;
        title.bold = true;
        title.ink = Ink::strong;
        title.text = surroundings.title;
        frame.labels.push_back(std::move(title));
    }
    if (surroundings.legend.empty() && surroundings.notes.empty()) return;
    Writer writer(frame);
    writer.legend(surroundings.legend);
    for (const RichText& note : surroundings.notes) writer.note(note);
    writer.finish();
}

}  // namespace chart
