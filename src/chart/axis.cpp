#include "chart/axis.h"

#include "chart/frame/text_width.h"

#include <array>
#include <cmath>

namespace chart {

namespace {

constexpr float closest_px = 64;
constexpr float tick_size_px = 12;
constexpr float beside_line_px = 3;

constexpr int64_t second = 1'000'000'000, minute = 60 * second, hour = 60 * minute;
constexpr Time in_minutes_from{2 * minute};  // an axis that ends later has minutes and hours

// The steps of such an axis, where they are a second or more; longer ones are 1, 2 or 5 times a power of ten days.
constexpr std::array<int64_t, 18> clock_steps = {
    second,      2 * second,  5 * second, 10 * second, 15 * second, 30 * second, minute,   2 * minute, 5 * minute,
    10 * minute, 15 * minute, 30 * minute, hour,       2 * hour,    4 * hour,    6 * hour, 12 * hour,  24 * hour};

// Returns the smallest step of at least `wanted` nanoseconds that is 1, 2 or 5 times a power of ten of `unit`.
int64_t round_step(double wanted, int64_t unit) {
    int64_t step = 1;
    while (double(step * unit) < wanted) {
        int64_t leading = step;
        while (leading >= 10) leading /= 10;
        step = leading == 2 ? step / 2 * 5 : step * 2;
    }
    return step * unit;
}

// Few axes have minutes and hours, so what they need is not inlined: a page loads it only when it is called.
[[gnu::noinline]] int64_t clock_step(double wanted) {
    for (const int64_t one : clock_steps)
        if (double(one) >= wanted) return one;
    return round_step(wanted, 24 * hour);
}

int64_t step_of(const Viewport& viewport) {
    const double wanted = closest_px * viewport.ns_per_px();
    if (viewport.end >= in_minutes_from && wanted > double(second) / 2) return clock_step(wanted);
    return round_step(wanted, 1);
}

int64_t first_at(Time begin, int64_t step) {
    const int64_t below = begin.ns / step * step;
    return below < begin.ns ? below + step : below;
}

struct Unit {
    int64_t ns;
    const char* name;
};

// Returns the largest unit that the end of the axis reaches and in which a step has at
// most three digits after the point.
Unit unit_of(Time end, int64_t step) {
    constexpr std::array<Unit, 3> units = {{{1'000'000'000, "s"}, {1'000'000, "ms"}, {1'000, "µs"}}};
    for (const Unit& unit : units)
        if (end.ns >= unit.ns && step >= unit.ns / 1000) return unit;
    return {1, "ns"};
}

// "1 h 20 min", "2 min 30 s", "3 d 12 h"
[[gnu::noinline]] std::string clock_text(int64_t ns) {
    if (ns == 0) return "0";
    std::string text;
    constexpr std::array<Unit, 4> units = {{{24 * hour, "d"}, {hour, "h"}, {minute, "min"}, {second, "s"}}};
    for (const Unit& unit : units) {
        if (ns < unit.ns) continue;
        text += (text.empty() ? "" : " ") + std::to_string(ns / unit.ns) + ' ' + unit.name;
        ns %= unit.ns;
    }
    return text;
}

std::string text_of(int64_t ns, int64_t step, const Unit& unit) {
    int digits = 0;
    int64_t finest = unit.ns;
    while (step % finest != 0) {
        finest /= 10;
        ++digits;
    }
    std::string text = std::to_string(ns / unit.ns);
    if (digits > 0) {
        const std::string rest = std::to_string(ns % unit.ns / finest);
        text += '.' + std::string(size_t(digits) - rest.size(), '0') + rest;
    }
    return text + ' ' + unit.name;
}

Box line_at(const Viewport& viewport, Time t, float y0, float y1) {
    const float x = std::round(viewport.x_of(t));  // on a whole pixel, for sharp lines
    return {x, y0, x + 1, y1, Surface::grid};
}

}  // namespace

std::vector<Tick> ticks_of(const Viewport& viewport) {
    const int64_t step = step_of(viewport);
    const Unit unit = unit_of(viewport.end, step);
    std::vector<Tick> ticks;
    for (int64_t ns = first_at(viewport.begin, step); ns <= viewport.end.ns; ns += step)
        ticks.push_back({{ns}, step >= second && viewport.end >= in_minutes_from ? clock_text(ns)
                                                                                 : text_of(ns, step, unit)});
    return ticks;
}

std::vector<Time> half_ticks_of(const Viewport& viewport) {
    const int64_t step = step_of(viewport);
    std::vector<Time> halves;
    if (step % 2 != 0 || double(step) < 80 * viewport.ns_per_px()) return halves;
    for (int64_t ns = viewport.begin.ns / step * step + step / 2; ns <= viewport.end.ns; ns += step)
        if (ns >= viewport.begin.ns) halves.push_back({ns});
    return halves;
}

void lay_out_axis(const Viewport& viewport, float middle_px, std::vector<Label>& labels) {
    const float right = viewport.left_px + viewport.width_px;
    float free_from = 0;
    for (const Tick& tick : ticks_of(viewport)) {
        Label label;
        label.x = viewport.x_of(tick.at) + beside_line_px;
        label.y = middle_px;
        label.size_px = tick_size_px;
        label.ink = Ink::faint;
        const float end = label.x + text_width(tick.text, tick_size_px);
        if (end > right + beside_line_px || label.x < free_from) continue;
        free_from = end + 8;
        label.text = tick.text;
        labels.push_back(std::move(label));
    }
}

void lay_out_grid(const Viewport& viewport, float y0, float y1, std::vector<Box>& boxes) {
    for (const Tick& tick : ticks_of(viewport)) boxes.push_back(line_at(viewport, tick.at, y0, y1));
    for (Time t : half_ticks_of(viewport)) boxes.push_back(line_at(viewport, t, y0, y1));
}

}  // namespace chart
