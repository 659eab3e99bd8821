#include "session/lane_commands.h"

#include "chart/places.h"
#include "session/folds.h"

#include <algorithm>
#include <array>

namespace session {

namespace {

using chart::GroupKey;
using chart::LaneKind;

// Returns the groups of a run that can be folded, loops first.
std::vector<GroupKey> foldable_groups(const Run& run) {
    std::vector<GroupKey> groups;
    if (!run.loop.lanes.empty()) groups.push_back({LaneKind::loop, 0});
    for (const chart::LaneGroup& group : run.lanes.groups())
        if (chart::foldable(group)) groups.push_back(group.key());
    return groups;
}

std::optional<LaneName> lane_of_selection(const Session& session) {
    if (const ChosenGap* gap = session.state.gap(); gap && gap->lane.pane < session.runs().size()) return gap->lane;
    const ChosenBar* bar = session.state.bar();
    if (!bar || bar->pane >= session.runs().size()) return {};
    const chart::Lanes& lanes = session.runs()[bar->pane]->lanes;
    for (size_t i = 0; i < lanes.size(); ++i) {
        if (lanes.shows(i, bar->span)) return name_of(lanes, bar->pane, uint32_t(i));
    }
    return {};
}

uint32_t process_of(const Run& run, GroupKey key) {
    for (const chart::LaneGroup& group : run.lanes.groups())
        if (group.key() == key) return group.process;
    return chart::no_process;
}

// A group, and the groups that contain it: its process and its server.
std::array<GroupKey, 3> groups_around(const Run& run, GroupKey group) {
    return {group, GroupKey{LaneKind::process, 0, process_of(run, group)}, GroupKey{LaneKind::server, group.server}};
}

// The group itself; if it cannot be folded separately, the process or server that it belongs to.
std::optional<std::pair<size_t, GroupKey>> group_meant(const Session& session) {
    const auto lane = lane_meant(session);
    if (!lane || lane->pane >= session.runs().size()) return {};
    const auto groups = foldable_groups(*session.runs()[lane->pane]);
    for (const GroupKey key : groups_around(*session.runs()[lane->pane], lane->group))
        if (std::find(groups.begin(), groups.end(), key) != groups.end()) return std::pair{size_t(lane->pane), key};
    return {};
}

}  // namespace

std::optional<LaneName> lane_meant(const Session& session) {
    if (session.pointed.lane) return session.pointed.lane;
    if (auto lane = lane_of_selection(session)) return lane;
    if (session.runs().empty()) return {};
    const size_t focus = session.focus();
    const auto groups = foldable_groups(*session.runs()[focus]);
    if (groups.empty()) return {};
    return LaneName{uint32_t(focus), groups.front(), 0};
}

bool can_fold(const Session& session) { return group_meant(session).has_value(); }

void fold_meant(Session& session) {
    const auto meant = group_meant(session);
    if (!meant) return;
    const auto [run, group] = *meant;
    fold(session.state.folds, uint32_t(run), group, !session.is_folded(run, group));
}

void unfold(Session& session, ChosenBar bar) {
    const Run& run = *session.runs()[bar.pane];
    std::vector<GroupKey> folded;
    for (const chart::LaneGroup& group : run.lanes.groups())
        if (chart::foldable(group) && session.is_folded(bar.pane, group.key())) folded.push_back(group.key());
    if (folded.empty()) return;
    for (const LaneName& pin : session.state.pins)
        if (const auto lane = pin.pane == bar.pane ? lane_of(run.lanes, pin) : std::nullopt;
            lane && run.lanes.shows(*lane, bar.span))
            return;
    for (const GroupKey key : chart::hidden_by(run.lanes, run.log(), folded, bar.span))
        fold(session.state.folds, bar.pane, key, false);
}

void unfold(Session& session, const LaneName& lane) {
    const auto& pins = session.state.pins;
    if (std::find(pins.begin(), pins.end(), lane) != pins.end()) return;
    const Run& run = *session.runs()[lane.pane];
    const std::vector<GroupKey> foldable = foldable_groups(run);
    for (const GroupKey key : groups_around(run, lane.group))
        if (std::find(foldable.begin(), foldable.end(), key) != foldable.end() && session.is_folded(lane.pane, key))
            fold(session.state.folds, lane.pane, key, false);
}

namespace {

// Returns the lane to pin. Groups that are folded or have no lanes cannot be pinned.
std::optional<LaneName> lane_to_pin(const Session& session) {
    const auto lane = lane_meant(session);
    if (!lane || lane->pane >= session.runs().size() || !lane_of(session.runs()[lane->pane]->lanes, *lane)) return {};
    return lane;
}

}  // namespace

bool can_pin(const Session& session) { return lane_to_pin(session).has_value(); }

bool is_pinned(const Session& session) {
    const auto lane = lane_to_pin(session);
    return lane && std::find(session.state.pins.begin(), session.state.pins.end(), *lane) != session.state.pins.end();
}

void pin_meant(Session& session) {
    if (const auto lane = lane_to_pin(session)) pin_or_unpin(session.state.pins, *lane);
}

bool can_fold_any(const Session& session) {
    const auto& runs = session.runs();
    return std::any_of(runs.begin(), runs.end(), [](const auto& run) { return !foldable_groups(*run).empty(); });
}

bool all_folded(const Session& session) {
    bool any = false;
    for (size_t i = 0; i < session.runs().size(); ++i)
        for (const GroupKey group : foldable_groups(*session.runs()[i])) {
            if (!session.is_folded(i, group)) return false;
            any = true;
        }
    return any;
}

void fold_all(Session& session) {
    const bool folded = !all_folded(session);
    for (size_t i = 0; i < session.runs().size(); ++i)
        for (const GroupKey group : foldable_groups(*session.runs()[i]))
            fold(session.state.folds, uint32_t(i), group, folded);
}

}  // namespace session
