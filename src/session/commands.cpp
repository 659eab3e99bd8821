#include "session/commands.h"

#include "session/find.h"
#include "session/follow.h"
#include "session/lane_commands.h"
#include "session/marks.h"
#include "session/predict.h"
#include "session/walk.h"

#include <algorithm>
#include <utility>

namespace session {

namespace {

constexpr double zoom_step = 0.8;
constexpr double pan_share = 0.1;  // as a share of the visible range

bool always(const Session&) { return true; }
bool has_runs(const Session& session) { return !session.runs().empty(); }
bool has_finds(const Session& session) { return !session.found().all.empty(); }
bool has_marks(const Session& session) { return !session.state.marks.empty(); }

// Zooms at the pointer; otherwise at the playhead if that is in view, or in the middle.
void zoom(Session& session, double factor) {
    const auto viewport = session.viewport();
    const auto inside = [&](Time t) { return t >= viewport.begin && t <= viewport.end; };
    float at_px = viewport.width_px / 2;
    if (session.pointed.time && inside(*session.pointed.time))
        at_px = viewport.x_of(*session.pointed.time);
    else if (inside(session.state.playhead))
        at_px = viewport.x_of(session.state.playhead);
    session.show(viewport.zoomed(factor, at_px, session.limit()));
}

void pan(Session& session, double share) {
    const auto viewport = session.viewport();
    session.show(viewport.panned(share * viewport.width_px, session.limit()));
}

// Shows the selection with some margin; the second time, everything.
void frame_selection(Session& session) {
    const auto selected = selected_stretch(session);
    if (!selected) return session.fit();
    const Time margin{std::max<int64_t>((selected->end - selected->begin).ns, 100)};
    const Time begin = std::max(Time{}, selected->begin - margin);
    const Time end = std::min(session.limit(), selected->end + margin);
    if (session.state.begin == begin && session.state.end == end) return session.fit();
    session.state.begin = begin;
    session.state.end = end;
}

void play(Session& session) {
    const bool at_end = session.state.playhead >= session.end() && !session.running();
    if (!session.state.playing && at_end) session.state.playhead = {};
    session.state.playing = !session.state.playing;
}

void toggle_lanes(Session& session, bool chart::LaneChoice::*which) {
    chart::LaneChoice lanes = session.state.lanes;
    lanes.*which = !(lanes.*which);
    if (lanes.cores || lanes.threads || lanes.tasks || (lanes.loops && session.has_loops()) ||
        (lanes.devices && session.has_devices()) || (lanes.queues && session.has_queues()) ||
        (lanes.counters && session.has_counters()))
        session.set_lanes(lanes);
}

template <View view>
bool shows(const Session& session) { return session.state.view == view; }
template <View view>
void show_as(Session& session) { session.state.view = view; }

template <exchange::Format format>
void want(Session& session) { session.want_export(format); }

constexpr Command table[] = {
    {"play", Group::play, on_bar, "play", "Play", "Play or pause from the playhead.", "Space", has_runs,
     [](const Session& session) { return session.state.playing; }, play},
    {"step-back", Group::play, on_bar, "back", "Step back",
     "Go back to the previous moment at which something changes.", "ArrowLeft", has_runs, nullptr,
     [](Session& session) { session.step(-1); }},
    {"step", Group::play, on_bar, "forward", "Step", "Go to the next moment at which something changes.", "ArrowRight",
     has_runs, nullptr, [](Session& session) { session.step(1); }},
    {"start", Group::play, on_bar, "start", "Start", "Go to the start.", "Home", has_runs, nullptr,
     [](Session& session) { session.seek({}); }},
    {"end", Group::play, nowhere_else, "end", "End", "Go to the end of the longest run.", "End", has_runs, nullptr,
     [](Session& session) { session.seek(session.end()); }},
    {"slower", Group::rate, nowhere_else, "", "Slower", "Play slower.", "Shift+Comma", has_runs, nullptr,
     [](Session& session) { session.change_rate(-1); }},
    {"faster", Group::rate, nowhere_else, "", "Faster", "Play faster.", "Shift+Period", has_runs, nullptr,
     [](Session& session) { session.change_rate(1); }},
    {"rate-slow-motion", Group::rate, as_setting, "", "Slow motion",
     "Slow down around each moment at which something changes.", "KeyL", has_runs,
     [](const Session& session) { return session.state.slow_motion; },
     [](Session& session) { session.state.slow_motion = !session.state.slow_motion; }},

    {"zoom-in", Group::view, on_bar, "plus", "Zoom in", "Show less time, around the pointer.", "KeyW Equal NumpadAdd",
     has_runs, nullptr, [](Session& session) { zoom(session, zoom_step); }},
    {"zoom-out", Group::view, on_bar, "minus", "Zoom out", "Show more time.", "KeyS Minus NumpadSubtract", has_runs,
     nullptr, [](Session& session) { zoom(session, 1 / zoom_step); }},
    {"pan-left", Group::view, nowhere_else, "", "Earlier", "Move the view to the left.", "KeyA", has_runs, nullptr,
     [](Session& session) { pan(session, -pan_share); }},
    {"pan-right", Group::view, nowhere_else, "", "Later", "Move the view to the right.", "KeyD", has_runs, nullptr,
     [](Session& session) { pan(session, pan_share); }},
    {"fit", Group::view, on_bar, "fit", "Fit",
     "Zoom to the selected bar or gap. Press again, or with nothing selected, to show everything.", "KeyF", has_runs,
     nullptr, frame_selection},
    {"next-bar", Group::follow, nowhere_else, "", "Next bar", "Select the next bar or gap of the lane.", "Period",
     can_walk, nullptr, [](Session& session) { walk(session, 1); }},
    {"previous-bar", Group::follow, nowhere_else, "", "Previous bar", "Select the previous bar or gap of the lane.",
     "Comma", can_walk, nullptr, [](Session& session) { walk(session, -1); }},

    {"cause", Group::follow, nowhere_else, "", "Cause",
     "Go to the cause: what it waits for, or what happened just before. Repeat to reach the root cause.", "BracketLeft",
     can_follow_cause, nullptr, follow_cause},
    {"effect", Group::follow, nowhere_else, "", "Effect",
     "Go to the effect of the selected bar, or back along the causes you followed.", "BracketRight", can_follow_effect,
     nullptr, follow_effect},
    {"find", Group::find, on_bar, "find", "Find", "Search for a task, a thread, a reason, a device or a mark.", "Slash",
     has_runs, [](const Session& session) { return session.state.find.has_value(); },
     [](Session& session) { session.state.find ? session.state.find.reset() : void(session.state.find.emplace()); }},
    {"find-next", Group::find, while_typing, "down", "Next match", "Go to the next match.", "Enter", has_finds, nullptr,
     [](Session& session) { go_to_find(session, 1); }},
    {"find-previous", Group::find, while_typing, "up", "Previous match", "Go to the previous match.", "Shift+Enter",
     has_finds, nullptr, [](Session& session) { go_to_find(session, -1); }},
    {"mark", Group::marks, on_bar, "mark", "Mark",
     "Set a mark at the pointer or, without one, at the playhead; on a mark, remove it.", "KeyM", has_runs, nullptr,
     toggle_mark},
    {"next-mark", Group::marks, nowhere_else, "", "Next mark", "Go to the next mark.", "KeyN", has_marks, nullptr,
     [](Session& session) { go_to_mark(session, 1); }},
    {"previous-mark", Group::marks, nowhere_else, "", "Previous mark", "Go to the previous mark.", "Shift+KeyN",
     has_marks, nullptr, [](Session& session) { go_to_mark(session, -1); }},
    {"clear-marks", Group::marks, nowhere_else, "", "Clear marks", "Remove all marks.", "Ctrl+Shift+KeyM", has_marks,
     nullptr, [](Session& session) { session.state.marks.clear(); }},
    {"range", Group::range, on_bar, "measure", "Measure",
     "Measure the selected bar or gap, else the range between the marks around the playhead, else the visible range. "
     "Press again to clear.",
     "KeyR", has_runs, [](const Session& session) { return session.state.range.has_value(); }, toggle_range},
    {"range-on", Group::range, nowhere_else, "", "Extend selection",
     "Move the end of the selected range to the next moment at which something changes.", "Shift+ArrowRight", has_runs,
     nullptr, [](Session& session) { extend_range(session, 1); }},
    {"range-back", Group::range, nowhere_else, "", "Shrink selection",
     "Move the end of the selected range back to the previous moment at which something changes.", "Shift+ArrowLeft",
     has_runs, nullptr, [](Session& session) { extend_range(session, -1); }},

    {"predict", Group::prediction, nowhere_else, "", "Predict",
     "Cover the selected range, or everything after the playhead, and draw your prediction. Press again to cancel.",
     "KeyY", [](const Session& session) { return session.state.prediction || can_predict(session); },
     [](const Session& session) { return session.state.prediction.has_value(); }, toggle_prediction},
    {"check-prediction", Group::prediction, nowhere_else, "check", "Check the prediction",
     "Show what really runs and how much of it you predicted. Press again to cover it.", "Shift+KeyY",
     [](const Session& session) { return session.state.prediction.has_value(); }, nullptr, check_prediction},
    {"guess-add", Group::prediction, nowhere_else, "", "Add a guess", "Draw a bar after the selected one.", "KeyB",
     predicts, nullptr, [](Session& session) { add_guess(session); }},
    {"guess-task", Group::prediction, nowhere_else, "", "Guess: next task", "Assign the selected bar to the next task.",
     "KeyV", has_guess, nullptr, change_guess_task},
    {"guess-core", Group::prediction, nowhere_else, "", "Guess: next core", "Move the selected bar to the next core.",
     "KeyC", has_guess, nullptr, change_guess_core},
    {"guess-longer", Group::prediction, nowhere_else, "", "Guess: longer", "End the selected bar one step later.",
     "KeyX", has_guess, nullptr, [](Session& session) { stretch_guess(session, 1); }},
    {"guess-shorter", Group::prediction, nowhere_else, "", "Guess: shorter", "End the selected bar one step earlier.",
     "KeyZ", has_guess, nullptr, [](Session& session) { stretch_guess(session, -1); }},
    {"guess-later", Group::prediction, nowhere_else, "", "Guess: later", "Move the selected bar one step later.",
     "Shift+KeyX", has_guess, nullptr, [](Session& session) { move_guess(session, 1); }},
    {"guess-earlier", Group::prediction, nowhere_else, "", "Guess: earlier", "Move the selected bar one step earlier.",
     "Shift+KeyZ", has_guess, nullptr, [](Session& session) { move_guess(session, -1); }},
    {"guess-remove", Group::prediction, nowhere_else, "", "Guess: remove", "Remove the selected bar.",
     "Delete Backspace", has_guess, nullptr, remove_guess},

    {"lanes-cores", Group::lanes, as_chip | as_setting, "", "Cores", "Show what each core does.", "Digit1", always,
     [](const Session& session) { return session.state.lanes.cores; },
     [](Session& session) { toggle_lanes(session, &chart::LaneChoice::cores); }},
    {"lanes-threads", Group::lanes, as_chip | as_setting, "", "Threads", "Show what each thread does.", "Digit2",
     always, [](const Session& session) { return session.state.lanes.threads; },
     [](Session& session) { toggle_lanes(session, &chart::LaneChoice::threads); }},
    {"lanes-tasks", Group::lanes, as_chip | as_setting, "", "Tasks", "Show the life of each task.", "Digit3", always,
     [](const Session& session) { return session.state.lanes.tasks; },
     [](Session& session) { toggle_lanes(session, &chart::LaneChoice::tasks); }},

    {"lanes-loops", Group::lanes, as_chip | as_setting, "", "Event loop",
     "Show what each event loop does: its phases, call stack, queues and console.", "Digit4",
     [](const Session& session) { return session.has_loops(); },
     [](const Session& session) { return session.has_loops() && session.state.lanes.loops; },
     [](Session& session) { toggle_lanes(session, &chart::LaneChoice::loops); }},

    {"lanes-devices", Group::lanes, as_chip | as_setting, "", "Devices",
     "Show which tasks each device serves, and how many wait for it.", "Digit5",
     [](const Session& session) { return session.has_devices(); },
     [](const Session& session) { return session.has_devices() && session.state.lanes.devices; },
     [](Session& session) { toggle_lanes(session, &chart::LaneChoice::devices); }},
    {"lanes-queues", Group::lanes, as_chip | as_setting, "", "Queues",
     "Show how many messages or tasks are in each queue.", "Digit6",
     [](const Session& session) { return session.has_queues(); },
     [](const Session& session) { return session.has_queues() && session.state.lanes.queues; },
     [](Session& session) { toggle_lanes(session, &chart::LaneChoice::queues); }},
    {"lanes-counters", Group::lanes, as_chip | as_setting, "", "Counters", "Show the counters of a recording.",
     "Digit7", [](const Session& session) { return session.has_counters(); },
     [](const Session& session) { return session.has_counters() && session.state.lanes.counters; },
     [](Session& session) { toggle_lanes(session, &chart::LaneChoice::counters); }},

    {"view-timeline", Group::views, as_view, "", "Timeline", "Show the timeline alone.", "Shift+Digit1", has_runs,
     shows<View::timeline>, show_as<View::timeline>},
    {"view-restaurant", Group::views, as_view, "", "Restaurant",
     "Show the moment as a restaurant: tables are tasks, waiters are threads, stoves are devices.", "Shift+Digit2",
     has_runs, shows<View::restaurant>, show_as<View::restaurant>},
    {"view-desk", Group::views, as_view, "", "Desk",
     "Show the moment as an office: desks are cores, papers are tasks, trays are queues.", "Shift+Digit3", has_runs,
     shows<View::desk>, show_as<View::desk>},
    {"view-chip", Group::views, as_view, "", "Chip",
     "Show the moment on the chip: what each core runs, and what waits outside it.", "Shift+Digit4", has_runs,
     shows<View::chip>, show_as<View::chip>},

    {"fold", Group::folds, nowhere_else, "", "Fold",
     "Fold the cores, threads, tasks or server under the pointer into one row, or unfold them.", "KeyG", can_fold,
     nullptr, fold_meant},
    {"pin", Group::folds, nowhere_else, "", "Pin",
     "Keep the lane under the pointer, or that of the selected bar, above the others. Press again to unpin it.", "KeyP",
     can_pin, nullptr, pin_meant},
    {"unpin-all", Group::folds, nowhere_else, "", "Unpin all", "Unpin all lanes.", "Shift+KeyP",
     [](const Session& session) { return !session.state.pins.empty(); }, nullptr,
     [](Session& session) { session.state.pins.clear(); }},
    {"fold-all", Group::folds, nowhere_else, "", "Fold all",
     "Fold every group of lanes into one row, or unfold them all.", "Shift+KeyG",
     [](const Session& session) { return has_runs(session) && can_fold_any(session); }, all_folded, fold_all},

    {"undo", Group::document, on_bar, "undo", "Undo", "Undo the last change of the scenario.", "Ctrl+KeyZ",
     [](const Session& session) { return session.can_undo(); }, nullptr, [](Session& session) { session.undo(); }},
    {"redo", Group::document, on_bar, "redo", "Redo", "Redo the last undone change.", "Ctrl+Shift+KeyZ Ctrl+KeyY",
     [](const Session& session) { return session.can_redo(); }, nullptr, [](Session& session) { session.redo(); }},
    {"export-perfetto", Group::exports, nowhere_else, "", "Export for Perfetto",
     "Write what is shown as a trace for ui.perfetto.dev: lanes of CPUs, thread states, arrows, counters.",
     "Ctrl+Shift+Digit1", has_runs, nullptr, want<exchange::Format::perfetto>},
    {"export-chrome", Group::exports, nowhere_else, "", "Export as Chrome trace",
     "Write what is shown as a trace for every viewer of Chrome's format.", "Ctrl+Shift+Digit2", has_runs, nullptr,
     want<exchange::Format::chrome>},
    {"export-speedscope", Group::exports, nowhere_else, "", "Export for speedscope",
     "Write what is shown as a profile of each core and thread, for speedscope.app.", "Ctrl+Shift+Digit3", has_runs,
     nullptr, want<exchange::Format::speedscope>},
    {"export-csv", Group::exports, nowhere_else, "", "Export as CSV",
     "Write a row for each span, for spreadsheets and scripts.", "Ctrl+Shift+Digit4", has_runs, nullptr,
     want<exchange::Format::csv>},
    {"export-mermaid", Group::exports, nowhere_else, "", "Export as Mermaid",
     "Write a Gantt chart as text, for documents that support Mermaid.", "Ctrl+Shift+Digit5", has_runs, nullptr,
     want<exchange::Format::mermaid>},
};

}  // namespace

bool can_escape(const Session& session) {
    return (session.state.prediction && session.state.prediction->chosen) || session.state.find ||
           !is_nothing(session.state.selection) || session.state.range;
}

void escape(Session& session) {
    if (session.state.find)
        session.state.find.reset();
    else if (session.state.prediction && session.state.prediction->chosen)
        session.state.prediction->chosen.reset();
    else if (is_nothing(session.state.selection))
        session.state.range.reset();
    else {
        session.state.trail.clear();
        session.state.selection = {};
    }
}

std::string_view group_name(Group group) {
    using enum Group;
    switch (group) {
        case play: return "play";
        case rate: return "rate";
        case view: return "view";
        case follow: return "follow";
        case find: return "find";
        case marks: return "marks";
        case range: return "range";
        case prediction: return "prediction";
        case views: return "views";
        case lanes: return "lanes";
        case folds: return "folds";
        case runs: return "runs";
        case document: return "document";
        case exports: return "exports";
        case page: return "page";
    }
    return "";
}

std::span<const Command> commands() { return table; }

const Command* find_command(std::string_view id) {
    const auto row = std::find_if(std::begin(table), std::end(table), [&](const Command& c) { return c.id == id; });
    return row == std::end(table) ? nullptr : row;
}

bool run_command(Session& session, std::string_view id) {
    const Command* command = find_command(id);
    if (!command || !command->enabled(session)) return false;
    command->act(session);
    return true;
}

}  // namespace session
