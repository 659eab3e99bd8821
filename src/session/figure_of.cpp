// From what a session shows to a figure.

#include "session/figure.h"

#include "base/number.h"
#include "chart/loops/loop_lanes.h"
#include "model/simulation.h"
#include "scenario/change.h"
#include "session/selection_text.h"
#include "session/session.h"

#include <algorithm>
#include <map>
#include <utility>

namespace session {

using scenario::Setting;
using scenario::json::Kind;
using scenario::json::Member;
using scenario::json::Value;

namespace {

constexpr size_t max_changes = 16;  // more are longer than the scenario itself

using Leaves = std::vector<std::pair<std::string, const Value*>>;

// Every value that is not an object or a list with something in it, by its path in the file.
void leaves(const Value& value, const std::string& path, Leaves& found) {
    const auto below = [&](std::string_view key) {
        return path.empty() ? std::string(key) : path + '.' + std::string(key);
    };
    if (value.kind == Kind::object && !value.members.empty()) {
        for (const Member& member : value.members) leaves(member.value, below(member.key), found);
    } else if (value.kind == Kind::array && !value.items.empty()) {
        for (size_t i = 0; i < value.items.size(); ++i) leaves(value.items[i], below(std::to_string(i)), found);
    } else {
        found.emplace_back(path, &value);
    }
}

std::optional<std::string> setting_text(const Value& value) {
    switch (value.kind) {
        case Kind::string: return value.string.empty() ? std::nullopt : std::optional(value.string);
        case Kind::integer: return std::to_string(value.integer);
        case Kind::number: return number_text(value.number);
        case Kind::boolean: return value.boolean ? "true" : "false";
        default: return {};
    }
}

// The changes that lead from one document to the other: nothing if changes alone are not enough.
std::optional<std::vector<Setting>> changes_between(scenario::Document from, const scenario::Document& to) {
    Leaves before, after;
    leaves(from.source, "", before);
    leaves(to.source, "", after);
    const std::map<std::string, const Value*> known(before.begin(), before.end());
    std::vector<Setting> changes;
    for (const auto& [path, value] : after) {
        const auto old = known.find(path);
        if (old != known.end() && *old->second == *value) continue;
        auto text = setting_text(*value);
        if (!text || changes.size() == max_changes) return {};
        changes.push_back({path, std::move(*text)});
    }
    // One may have to be made before another: those that are refused are tried again after the others.
    std::vector<Setting> made, rest = changes;
    while (!rest.empty()) {
        std::vector<Setting> refused;
        for (Setting& one : rest) {
            auto changed = scenario::with_parameter(from, one.id, one.value);
            if (!changed) {
                refused.push_back(std::move(one));
                continue;
            }
            from = std::move(*changed);
            made.push_back(std::move(one));
        }
        if (refused.size() == rest.size()) return {};
        rest = std::move(refused);
    }
    if (scenario::write(from) != scenario::write(to)) return {};
    return made;
}

Words lane_words(const Session& session, const chart::LaneChoice& lanes) {
    Words words;
    const auto add = [&](bool shown, const char* word) {
        if (shown) words.push_back(word);
    };
    add(lanes.cores, "cores");
    add(lanes.threads, "threads");
    add(lanes.tasks, "tasks");
    add(lanes.loops && session.has_loops(), "loops");
    add(lanes.devices && session.has_devices(), "devices");
    add(lanes.queues && session.has_queues(), "queues");
    return words;
}

std::string selection_of(const Session& session) {
    Selection selection = session.state.selection;
    const auto number = [&](uint32_t pane) { return uint32_t(session.variant_of(pane)); };
    if (auto* bar = std::get_if<ChosenBar>(&selection)) bar->pane = number(bar->pane);
    if (auto* callback = std::get_if<ChosenCallback>(&selection)) callback->pane = number(callback->pane);
    if (auto* gap = std::get_if<ChosenGap>(&selection)) gap->lane.pane = number(gap->lane.pane);
    return selection_text(selection);
}

// The number of a run in the document; none for a recording, which a figure cannot name.
std::optional<int64_t> number_of(const Session& session, std::optional<uint32_t> run) {
    if (!run || session.runs()[*run]->recording) return {};
    return session.variant_of(*run);
}

void put_scenario(const Session& session, Figure& figure) {
    if (const std::string_view id = session.opened_id(); !id.empty()) {
        if (const auto text = session.text_of(id)) {
            if (auto original = scenario::read(*text)) {
                if (auto changes = changes_between(std::move(*original), session.document())) {
                    figure.scenario.id = id;
                    figure.set = std::move(*changes);
                    return;
                }
            }
        }
    }
    auto written = scenario::json::parse(scenario::write(session.document()));
    if (written) figure.scenario.scenario = std::move(*written);
}

}  // namespace

Figure figure_of(const Session& session) {
    Figure figure;
    if (const OpenFigure* opened = session.figure()) {
        const Figure& said = opened->figure;
        figure.title = said.title;
        figure.caption = said.caption;
        figure.show = said.show;
        figure.numbers = said.numbers;
        figure.knobs = said.knobs;
        figure.ask = said.ask;
        figure.theme = said.theme;
    }
    figure.runs = session.shown();
    put_scenario(session, figure);
    const State& state = session.state;
    figure.view = state.view;
    const Words lanes = lane_words(session, state.lanes);
    const chart::LaneChoice first = chart::first_lanes(session.document().variants.front().scenario);
    if (lanes != lane_words(session, first) && !lanes.empty()) figure.lanes = lanes;
    figure.sel = selection_of(session);
    if (state.playhead > Time{} || !figure.sel.empty()) figure.t = state.playhead;
    if (state.end > Time{}) {
        figure.from = state.begin;
        figure.to = state.end;
    }
    if (session.focus() > 0) figure.focus = session.variant_of(session.focus());
    figure.baseline = number_of(session, state.baseline);
    figure.aim = number_of(session, state.aim);
    if (state.range) figure.range = range_text(*state.range);
    figure.mark = state.marks;
    figure.engine = model::engine_version;
    return figure;
}

}  // namespace session
