#include "app/lane_commands.h"

#include "chart/places.h"
#include "view/folds.h"

#include <algorithm>

namespace app {

namespace {

using chart::GroupKey;
using chart::LaneKind;

// Of a run: what can be folded, the loops first.
std::vector<GroupKey> foldable_groups(const PaneRun& run) {
    std::vector<GroupKey> groups;
    if (!run.loop.lanes.empty()) groups.push_back({LaneKind::loop, 0});
    for (const chart::LaneGroup& group : run.lanes.groups())
        if (chart::foldable(group)) groups.push_back(group.key());
    return groups;
}

std::optional<view::LaneName> lane_of_selection(const Lab& lab) {
    const auto& selection = lab.state.selection;
    if (!selection || selection->pane >= lab.runs().size()) return {};
    const chart::Lanes& lanes = lab.runs()[selection->pane]->lanes;
    for (size_t i = 0; i < lanes.size(); ++i) {
        if (lanes.shows(i, selection->span)) return view::name_of(lanes, selection->pane, uint32_t(i));
    }
    return {};
}

uint32_t process_of(const PaneRun& run, GroupKey key) {
    for (const chart::LaneGroup& group : run.lanes.groups())
        if (group.key() == key) return group.process;
    return chart::no_process;
}

// The group itself, or the process or server that it belongs to when it can't be folded by itself.
std::optional<std::pair<size_t, GroupKey>> group_meant(const Lab& lab) {
    const auto lane = lane_meant(lab);
    if (!lane || lane->pane >= lab.runs().size()) return {};
    const auto groups = foldable_groups(*lab.runs()[lane->pane]);
    for (const GroupKey key : {lane->group, GroupKey{LaneKind::process, 0, process_of(*lab.runs()[lane->pane], lane->group)}, GroupKey{LaneKind::server, lane->group.server}})
        if (std::find(groups.begin(), groups.end(), key) != groups.end()) return std::pair{size_t(lane->pane), key};
    return {};
}

}  // namespace

std::optional<view::LaneName> lane_meant(const Lab& lab) {
    if (lab.state.pointed) return lab.state.pointed;
    if (auto lane = lane_of_selection(lab)) return lane;
    if (lab.runs().empty()) return {};
    const size_t focus = lab.focus();
    const auto groups = foldable_groups(*lab.runs()[focus]);
    if (groups.empty()) return {};
    return view::LaneName{uint32_t(focus), groups.front(), 0};
}

bool can_fold(const Lab& lab) { return group_meant(lab).has_value(); }

void fold_meant(Lab& lab) {
    const auto meant = group_meant(lab);
    if (!meant) return;
    const auto [run, group] = *meant;
    view::fold(lab.state, uint32_t(run), group, !lab.is_folded(run, group));
}

void unfold(Lab& lab, view::Selection selection) {
    const PaneRun& run = *lab.runs()[selection.pane];
    std::vector<GroupKey> folded;
    for (const chart::LaneGroup& group : run.lanes.groups())
        if (chart::foldable(group) && lab.is_folded(selection.pane, group.key())) folded.push_back(group.key());
    if (folded.empty()) return;
    for (const view::LaneName& pin : lab.state.pins)
        if (const auto lane = pin.pane == selection.pane ? view::lane_of(run.lanes, pin) : std::nullopt; lane && run.lanes.shows(*lane, selection.span)) return;
    for (const GroupKey key : chart::hidden_by(run.lanes, run.log(), folded, selection.span)) view::fold(lab.state, selection.pane, key, false);
}

namespace {

// A lane: what is folded or has no lanes can't be pinned.
std::optional<view::LaneName> lane_to_pin(const Lab& lab) {
    const auto lane = lane_meant(lab);
    if (!lane || lane->pane >= lab.runs().size() || !view::lane_of(lab.runs()[lane->pane]->lanes, *lane)) return {};
    return lane;
}

}  // namespace

bool can_pin(const Lab& lab) { return lane_to_pin(lab).has_value(); }

bool is_pinned(const Lab& lab) {
    const auto lane = lane_to_pin(lab);
    return lane && std::find(lab.state.pins.begin(), lab.state.pins.end(), *lane) != lab.state.pins.end();
}

void pin_meant(Lab& lab) {
    if (const auto lane = lane_to_pin(lab)) view::pin_or_unpin(lab.state, *lane);
}

bool can_fold_any(const Lab& lab) {
    const auto all = lab.shown();
    return std::any_of(all.begin(), all.end(), [&](size_t i) { return !foldable_groups(*lab.runs()[i]).empty(); });
}

bool all_folded(const Lab& lab) {
    bool any = false;
    for (size_t i : lab.shown())
        for (const GroupKey group : foldable_groups(*lab.runs()[i])) {
            if (!lab.is_folded(i, group)) return false;
            any = true;
        }
    return any;
}

void fold_all(Lab& lab) {
    const bool folded = !all_folded(lab);
    for (size_t i : lab.shown())
        for (const GroupKey group : foldable_groups(*lab.runs()[i])) view::fold(lab.state, uint32_t(i), group, folded);
}

}  // namespace app
