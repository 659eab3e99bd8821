#include "chart/rows/counter_rows.h"

#include "base/number.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace chart {

namespace {

constexpr float line_px = 1.5f;

// "12,345", "0.25"
std::string exact(double value) {
    if (std::abs(value) < 1e15 && value == std::floor(value)) return grouped_text(int64_t(value));
    return rounded_text(value, 3);
}

// "12.3 k", "5.2 M"
std::string rough(double value) {
    const std::pair<double, const char*> units[] = {{1e12, " T"}, {1e9, " G"}, {1e6, " M"}, {1e3, " k"}};
    for (const auto& [unit, letter] : units)
        if (std::abs(value) >= unit) return rounded_text(value / unit, std::abs(value) >= 100 * unit ? 0 : 1) + letter;
    return rounded_text(value, std::abs(value) >= 100 ? 0 : 2);
}

}  // namespace

LevelRow counter_row(const trace::Log& log, GroupKey key) {
    const trace::Counter& counter = log.recording->counters[key.index];
    LevelRow row;
    row.group = key;
    row.label = counter.name;
    row.values = ValueCurve(counter, log.end);
    row.whole = rough(std::min(0.0, counter.min)) + " – " + rough(std::max(0.0, counter.max));
    return row;
}

RichText counter_text(const LevelRow& row, const Grid& grid, Time t) {
    const auto part = row.values.cell(grid, grid.cell_of(t.ns));
    if (!part) return say("There is no sample yet.");
    RichText text = part->min < part->max
                        ? say("*{value}*; from *{min}* to *{max}* within this pixel.",
                              {{"value", exact(part->last)}, {"min", exact(part->min)}, {"max", exact(part->max)}})
                        : say("*{value}*.", {{"value", exact(part->last)}});
    return text.then(say("In the whole recording it ranges from {min} to {max}.",
                         {{"min", exact(row.values.min())}, {"max", exact(row.values.max())}}));
}

void lay_out_counter(const LevelRow& row, const Viewport& viewport, const Grid& grid, const RowBox& place,
                     std::vector<Box>& boxes) {
    const double low = std::min(0.0, row.values.min()), high = std::max(0.0, row.values.max());
    const double px = high > low ? double(place.y1 - place.y0 - line_px) / (high - low) : 0;
    const auto y_of = [&](double value) { return place.y1 - float((value - low) * px); };
    const float left = viewport.left_px, right = left + viewport.width_px, zero = y_of(0);
    std::vector<ValueCurve::Part> parts;
    row.values.parts(viewport, grid, parts);
    const auto put = [&](float x0, float x1, float a, float b, Surface surface) {
        if (a != b) boxes.push_back({x0, std::min(a, b), x1, std::max(a, b), surface});
    };
    for (const ValueCurve::Part& part : parts) {
        const float x0 = std::max(left, viewport.x_of({part.begin_ns})),
                    x1 = std::min(right, viewport.x_of({part.end_ns}));
        if (x1 <= x0) continue;
        const float top = y_of(part.max), bottom = y_of(part.min);
        put(x0, x1, zero, y_of(std::clamp(0.0, part.min, part.max)), Surface::value);
        put(x0, x1, top, bottom, Surface::value_range);
        if (part.min == part.max) boxes.push_back({x0, top - line_px, x1, top, Surface::value_line});
    }
}

}  // namespace chart
