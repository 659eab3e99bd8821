#include "chart/marks.h"

#include <algorithm>
#include <cmath>

namespace chart {

namespace {

constexpr float flags_apart_px = 3, flag_width_px = 5;

auto first_from(const trace::Log& log, Time t) {
    return std::partition_point(log.notes.begin(), log.notes.end(),
                                [&](const trace::Note& note) { return note.at < t; });
}

}  // namespace

bool is_mark(const trace::Note& note) {
    return note.kind == trace::NoteKind::mark || note.kind == trace::NoteKind::boost;
}

void lay_out_marks(const trace::Log& log, const Viewport& viewport, float lanes_y0, float lanes_y1,
                   std::vector<Box>& boxes) {
    float last = -flags_apart_px;
    for (auto note = first_from(log, viewport.begin); note != log.notes.end() && note->at <= viewport.end; ++note) {
        const float x = viewport.x_of(note->at);
        if (!is_mark(*note) || x < last + flags_apart_px) continue;
        last = x;
        boxes.push_back({x, lanes_y0 - mark_flag_px, x + 1, lanes_y1, Surface::mark_line});
        boxes.push_back({x, lanes_y0 - mark_flag_px, x + flag_width_px, lanes_y0 - mark_flag_px / 2, Surface::mark});
    }
}

std::optional<uint32_t> mark_at(const trace::Log& log, const Viewport& viewport, float x_px) {
    std::optional<uint32_t> nearest;
    float best = mark_flag_px;
    const Time reach = nsec(int64_t(std::ceil(viewport.ns_per_px() * double(mark_flag_px))));
    const Time at = viewport.time_at(x_px);
    for (auto note = first_from(log, at - reach); note != log.notes.end() && note->at <= at + reach; ++note) {
        const float away = std::abs(viewport.x_of(note->at) - x_px);
        if (!is_mark(*note) || away >= best) continue;
        best = away;
        nearest = uint32_t(note - log.notes.begin());
    }
    return nearest;
}

}  // namespace chart
