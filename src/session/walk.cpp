#include "session/walk.h"

#include "session/follow.h"
#include "session/gap.h"
#include "session/prepared.h"

#include <algorithm>

namespace session {

namespace {

// The present position in a lane: on a bar, or before one.
struct Standing {
    LaneName name;
    chart::Lane lane;
    size_t next = 0;       // the index in the lane of the next bar
    size_t before = 0;     // the number of bars before the position
    bool on_bar = false;
};

std::optional<Standing> standing_on_bar(const Session& session, ChosenBar bar) {
    const chart::Lanes& lanes = session.runs()[bar.pane]->lanes;
    const auto on = [&](uint32_t number) -> std::optional<Standing> {
        if (!lanes.shows(number, bar.span)) return {};
        Standing here{name_of(lanes, bar.pane, number), lanes[number], 0, 0, true};
        const auto at = here.lane.place_of(bar.span);
        if (!at) return {};
        here.before = *at;
        here.next = *at + 1;
        return here;
    };
    const auto& along = session.state.along;
    if (const auto number = along && along->pane == bar.pane ? lane_of(lanes, *along) : std::nullopt)
        if (auto here = on(*number)) return here;
    for (uint32_t i = 0; i < lanes.size(); ++i)
        if (auto here = on(i)) return here;
    return {};
}

std::optional<Standing> standing(const Session& session) {
    if (const ChosenBar* bar = session.state.bar()) return standing_on_bar(session, *bar);
    const ChosenGap& gap = *session.state.gap();
    const chart::Lanes& lanes = session.runs()[gap.lane.pane]->lanes;
    const auto number = lane_of(lanes, gap.lane);
    if (!number) return {};
    Standing here{gap.lane, lanes[*number]};
    const auto& spans = here.lane.spans;
    const auto next = std::partition_point(spans.begin(), spans.end(),
                                           [&](uint32_t place) { return here.lane.store->start(place) <= gap.at; });
    here.next = here.before = size_t(next - spans.begin());
    return here;
}

Time start_of(const Standing& here, size_t n) { return here.lane.store->start(here.lane.spans[n]); }
Time end_of(const Standing& here, size_t n) { return here.lane.store->end(here.lane.spans[n]); }

// Returns the gap next to the selected bar, if there is one.
std::optional<ChosenGap> gap_beside(const Session& session, const Standing& here, int direction) {
    if (!here.on_bar) return {};
    const Time begin = direction > 0     ? end_of(here, here.before)
                       : here.before > 0 ? end_of(here, here.before - 1)
                                         : Time{};
    const bool last = here.next == here.lane.spans.size();
    const bool any = direction > 0 ? last || begin < start_of(here, here.next) : begin < start_of(here, here.before);
    const ChosenGap gap{here.name, begin};
    if (!any || !stretch_of(pane_of(*session.runs()[here.name.pane]), gap)) return {};
    return gap;
}

void select(Session& session, const LaneName& lane, const Selection& selection, Time start) {
    session.state.selection = selection;
    session.state.along = lane;
    const chart::Viewport viewport = session.viewport();
    if (start < viewport.begin || start >= viewport.end)
        session.show(viewport.panned(viewport.x_of(start) - viewport.width_px / 2, session.limit()));
    session.seek(start);
}

}  // namespace

bool can_walk(const Session& session) { return selected_stretch(session).has_value(); }

void walk(Session& session, int direction) {
    if (!can_walk(session)) return;
    const auto here = standing(session);
    if (!here) return;
    if (const auto gap = gap_beside(session, *here, direction)) return select(session, here->name, *gap, gap->at);
    if (direction > 0 ? here->next == here->lane.spans.size() : here->before == 0) return;
    const size_t to = direction > 0 ? here->next : here->before - 1;
    select(session, here->name, ChosenBar{here->name.pane, here->lane.number(to)}, start_of(*here, to));
}

}  // namespace session
