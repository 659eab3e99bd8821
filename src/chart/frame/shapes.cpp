#include "chart/frame/shapes.h"

#include "base/arrange.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace chart {

namespace {

constexpr float square_px = 6;  // a bar as narrow as this has no corners to round

float radius_of(const Bar& bar) {
    if (bar.pattern == Pattern::thin) return (bar.y1 - bar.y0) / 2;
    return bar.y1 - bar.y0 < 8 ? 0 : 2;
}

// Dots lie at multiples of the period.
void paint_dots(const Bar& bar, Colour colour, ShapePainter& painter) {
    const float size = bar.y1 - bar.y0;
    const float period = 2.5f * size;
    const float first = std::ceil((bar.x0 + size / 2) / period) * period;
    if (first > bar.x1) return;
    painter.dots(colour, first, std::max(first + 0.01f, bar.x1 - size / 2), (bar.y0 + bar.y1) / 2, size, period);
}

// Parts of neighbouring folded bars that look alike become one rectangle.
class FoldedParts {
public:
    FoldedParts(const Palette& palette, ShapePainter& painter) : palette_(palette), painter_(painter) {}

    void add(const Bar& bar) {
        std::array<FoldPart, share_kinds> parts;
        const size_t count = fold_parts(bar, parts);
        for (size_t i = 0; i < count; ++i) {
            const Key key = {fill_of(palette_, bar, parts[i].kind), quarter(parts[i].y0), quarter(parts[i].y1)};
            if (key.y0 == key.y1) continue;
            Run& run = runs_[std::tuple(key.colour.r, key.colour.g, key.colour.b, key.colour.a, key.y0, key.y1)];
            if (run.x1 > run.x0 && std::abs(run.x1 - bar.x0) < 0.005f) {
                run.x1 = bar.x1;
                continue;
            }
            flush(key, run);
            run = {bar.x0, bar.x1};
        }
    }

    void finish() {
        for (auto& [key, run] : runs_) {
            const auto [r, g, b, a, y0, y1] = key;
            flush({{r, g, b, a}, y0, y1}, run);
        }
        runs_.clear();
    }

private:
    struct Key { Colour colour; int y0, y1; };
    struct Run { float x0 = 0, x1 = 0; };

    static int quarter(float y) { return int(std::lround(y * 4)); }
    void flush(const Key& key, const Run& run) {
        if (run.x1 > run.x0) painter_.plain(key.colour, run.x0, float(key.y0) / 4, run.x1, float(key.y1) / 4);
    }

    const Palette& palette_;
    ShapePainter& painter_;
    std::map<std::tuple<uint8_t, uint8_t, uint8_t, uint8_t, int, int>, Run> runs_;
};

auto look_of(const Label& label) {
    return std::tuple(label.ink, label.size_px, label.bold, label.centred, label.right);
}

}  // namespace

void paint_bars(const Frame& frame, const Palette& palette, ShapePainter& painter) {
    FoldedParts folded(palette, painter);
    for (const Bar& bar : frame.bars) {
        if (bar.pattern == Pattern::folded || bar.pattern == Pattern::shared) {
            folded.add(bar);
            continue;
        }
        const Colour colour = fill_of(palette, bar, kind_of(bar.pattern));
        const bool edged = bar.pattern == Pattern::hatched || bar.pattern == Pattern::outline;
        if (bar.pattern == Pattern::dotted) {
            paint_dots(bar, colour, painter);
        } else if (edged && bar.x1 - bar.x0 > 1 && bar.y1 - bar.y0 > 3) {
            const float x0 = bar.x0 + 0.5f, y0 = bar.y0 + 0.5f, x1 = bar.x1 - 0.5f, y1 = bar.y1 - 0.5f;
            if (bar.pattern == Pattern::hatched) painter.hatched(x0, y0, x1, y1, radius_of(bar));
            else painter.outlined(colour, x0, y0, x1, y1, radius_of(bar));
        } else if (radius_of(bar) == 0 || bar.x1 - bar.x0 < square_px) {
            painter.plain(colour, bar.x0, bar.y0, bar.x1, bar.y1);
        } else {
            painter.round(colour, bar, radius_of(bar));
        }
    }
    std::vector<Bar> cells;
    for (const Fold& fold : frame.folds) {
        cells.clear();
        frame.bars_of(fold, cells);
        for (const Bar& cell : cells) folded.add(cell);
    }
    folded.finish();
}

std::vector<const Label*> labels_by_look(const Frame& frame) {
    std::vector<const Label*> labels;
    for (const Label& label : frame.labels) labels.push_back(&label);
    arrange(labels, [](const Label* a, const Label* b) { return look_of(*a) < look_of(*b); });
    return labels;
}

bool look_alike(const Label& a, const Label& b) { return look_of(a) == look_of(b); }

}  // namespace chart
