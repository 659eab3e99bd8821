#include "session/marks.h"

#include "session/follow.h"

#include <algorithm>

namespace session {

namespace {

constexpr double near_px = 6;

Range ordered(Time a, Time b) { return {std::min(a, b), std::max(a, b)}; }

}  // namespace

void toggle_mark(Session& session) {
    std::vector<Time>& marks = session.state.marks;
    const Time t = std::clamp(session.pointed.time.value_or(session.state.playhead), Time{}, session.end());
    // 1,000 px is a usual width of the chart.
    const int64_t near = int64_t(near_px * session.viewport(1000).ns_per_px());
    const auto there = std::find_if(marks.begin(), marks.end(),
                                    [&](Time mark) { return std::max(mark, t) - std::min(mark, t) <= Time{near}; });
    if (there != marks.end()) {
        marks.erase(there);
    } else {
        set_mark(session, t);
    }
}

void set_mark(Session& session, Time t) {
    std::vector<Time>& marks = session.state.marks;
    t = std::clamp(t, Time{}, session.end());
    const auto at = std::lower_bound(marks.begin(), marks.end(), t);
    if (marks.size() < max_marks && (at == marks.end() || *at != t)) marks.insert(at, t);
}

void go_to_mark(Session& session, int direction) {
    const std::vector<Time>& marks = session.state.marks;
    if (marks.empty()) return;
    const Time t = session.state.playhead;
    auto at = direction > 0 ? std::upper_bound(marks.begin(), marks.end(), t)
                            : std::lower_bound(marks.begin(), marks.end(), t);
    if (direction > 0) at = at == marks.end() ? marks.begin() : at;
    else at = at == marks.begin() ? marks.end() - 1 : at - 1;
    const Time mark = *at;
    session.seek(mark);
    bring_into_view(session, mark, mark);
}

void toggle_range(Session& session) {
    State& state = session.state;
    if (state.range) return state.range.reset();
    if (const auto stretch = selected_stretch(session)) {
        state.range = stretch;
        return;
    }
    const auto after = std::upper_bound(state.marks.begin(), state.marks.end(), state.playhead);
    if (state.marks.size() >= 2) {
        const auto second = after == state.marks.begin() ? after + 1 : after == state.marks.end() ? after - 1 : after;
        state.range = Range{*(second - 1), *second};
        return;
    }
    const chart::Viewport viewport = session.viewport();
    state.range = Range{viewport.begin, std::min(viewport.end, session.end())};
    if (state.range->begin >= state.range->end) state.range.reset();
}

void extend_range(Session& session, int direction) {
    State& state = session.state;
    const Time from = state.playhead;
    // The end at the playhead moves; the other one is fixed.
    const Time fixed = !state.range ? from : state.range->begin == from ? state.range->end : state.range->begin;
    if (state.range && state.range->begin != from && state.range->end != from) session.seek(state.range->end);
    session.step(direction);
    if (state.playhead == fixed) state.range.reset();
    else state.range = ordered(fixed, state.playhead);
    bring_into_view(session, state.playhead, state.playhead);
}

}  // namespace session
