#include "app/commands.h"

#include "app/find.h"
#include "app/follow.h"
#include "app/lane_commands.h"
#include "app/marks.h"
#include "app/predict.h"

#include <algorithm>
#include <utility>

namespace app {

namespace {

constexpr double zoom_step = 0.8;
constexpr double pan_share = 0.1;  // of what is shown

bool always(const Lab&) { return true; }
bool has_runs(const Lab& lab) { return !lab.runs().empty(); }
bool has_finds(const Lab& lab) { return !lab.found().all.empty(); }
bool has_marks(const Lab& lab) { return !lab.state.marks.empty(); }

// Zooms where the pointer is, else at the playhead if it is in view, else in the middle.
void zoom(Lab& lab, double factor) {
    const auto viewport = lab.viewport();
    const auto inside = [&](Time t) { return t >= viewport.begin && t <= viewport.end; };
    float at_px = viewport.width_px / 2;
    if (lab.state.pointer && inside(*lab.state.pointer))
        at_px = viewport.x_of(*lab.state.pointer);
    else if (inside(lab.state.playhead))
        at_px = viewport.x_of(lab.state.playhead);
    lab.show(viewport.zoomed(factor, at_px, lab.limit()));
}

void pan(Lab& lab, double share) {
    const auto viewport = lab.viewport();
    lab.show(viewport.panned(share * viewport.width_px, lab.limit()));
}

const trace::Log* selected_log(const Lab& lab) {
    const auto& selection = lab.state.selection;
    if (!selection || selection->pane >= lab.runs().size()) return nullptr;
    const trace::Log& log = lab.runs()[selection->pane]->log();
    return selection->span < log.numbers() ? &log : nullptr;
}

// The selection with a little around it; a second time, everything.
void frame_selection(Lab& lab) {
    const trace::Log* log = selected_log(lab);
    if (!log) return lab.fit();
    const trace::Span span = log->span(lab.state.selection->span);
    const Time margin{std::max<int64_t>(span.duration.ns, 100)};
    const Time begin = std::max(Time{}, span.start - margin);
    const Time end = std::min(lab.limit(), span.end() + margin);
    if (lab.state.begin == begin && lab.state.end == end) return lab.fit();
    lab.state.begin = begin;
    lab.state.end = end;
}

bool can_go_along(const Lab& lab) { return selected_log(lab) != nullptr; }

// The next or previous bar of the lane that shows the selected one: the core's if cores are shown.
void go_along(Lab& lab, int direction) {
    if (!can_go_along(lab)) return;
    view::Selection& selection = *lab.state.selection;
    for (const chart::Lane lane : lab.runs()[selection.pane]->lanes) {
        const auto at = lane.place_of(selection.span);
        if (!at) continue;
        if (direction < 0 ? *at == 0 : *at + 1 == lane.spans.size()) return;
        const size_t next = direction < 0 ? *at - 1 : *at + 1;
        selection.span = lane.number(next);
        const Time start = lane.store->start(lane.spans[next]);
        const auto viewport = lab.viewport();
        if (start < viewport.begin || start >= viewport.end)
            lab.show(viewport.panned(viewport.x_of(start) - viewport.width_px / 2, lab.limit()));
        return lab.seek(start);
    }
}

void play(Lab& lab) {
    const bool at_end = lab.state.playhead >= lab.end() && !lab.running();
    if (!lab.state.playing && at_end) lab.state.playhead = {};
    lab.state.playing = !lab.state.playing;
}

void toggle_lanes(Lab& lab, bool chart::LaneChoice::*which) {
    chart::LaneChoice lanes = lab.state.lanes;
    lanes.*which = !(lanes.*which);
    if (lanes.cores || lanes.threads || lanes.tasks || (lanes.loops && lab.has_loops()) || (lanes.devices && lab.has_devices()) || (lanes.queues && lab.has_queues()) || (lanes.counters && lab.has_counters())) lab.set_lanes(lanes);
}

bool can_escape(const Lab& lab) { return lab.state.help || (lab.state.prediction && lab.state.prediction->chosen) || lab.state.find || lab.state.selection || lab.state.callback || lab.state.range; }

// One thing after the other.
void escape(Lab& lab) {
    if (lab.state.help)
        lab.state.help = false;
    else if (lab.state.find)
        lab.state.find.reset();
    else if (lab.state.prediction && lab.state.prediction->chosen)
        lab.state.prediction->chosen.reset();
    else if (!lab.state.selection && !lab.state.callback)
        lab.state.range.reset();
    else {
        lab.state.trail.clear();
        lab.state.selection.reset();
        lab.state.callback.reset();
    }
}

template <exchange::Format format>
void want(Lab& lab) { lab.want_export(format); }

constexpr Command table[] = {
    {"play", "Play", "Play or pause from the playhead.", "Space", has_runs,
     [](const Lab& lab) { return lab.state.playing; }, play},
    {"step-back", "Step back", "Go back to the last moment when something changed.", "ArrowLeft", has_runs, nullptr,
     [](Lab& lab) { lab.step(-1); }},
    {"step", "Step", "Go on to the next moment when something changes.", "ArrowRight", has_runs, nullptr,
     [](Lab& lab) { lab.step(1); }},
    {"start", "Start", "Go to the beginning.", "Home", has_runs, nullptr, [](Lab& lab) { lab.seek({}); }},
    {"end", "End", "Go to the end of the longest run.", "End", has_runs, nullptr,
     [](Lab& lab) { lab.seek(lab.end()); }},
    {"slower", "Slower", "Play at half the speed or less.", "Shift+Comma", has_runs, nullptr,
     [](Lab& lab) { lab.change_rate(-1); }},
    {"faster", "Faster", "Play at twice the speed or more.", "Shift+Period", has_runs, nullptr,
     [](Lab& lab) { lab.change_rate(1); }},
    {"rate-slow-motion", "Slow motion", "Slow down around each moment when something changes.", "KeyL", has_runs,
     [](const Lab& lab) { return lab.state.slow_motion; }, [](Lab& lab) { lab.state.slow_motion = !lab.state.slow_motion; }},

    {"zoom-in", "Zoom in", "Show less time, around the pointer.", "KeyW Equal NumpadAdd", has_runs, nullptr,
     [](Lab& lab) { zoom(lab, zoom_step); }},
    {"zoom-out", "Zoom out", "Show more time.", "KeyS Minus NumpadSubtract", has_runs, nullptr,
     [](Lab& lab) { zoom(lab, 1 / zoom_step); }},
    {"pan-left", "Earlier", "Move the view to the left.", "KeyA", has_runs, nullptr,
     [](Lab& lab) { pan(lab, -pan_share); }},
    {"pan-right", "Later", "Move the view to the right.", "KeyD", has_runs, nullptr,
     [](Lab& lab) { pan(lab, pan_share); }},
    {"fit", "Fit", "Frame the selected bar; again, or with none, show everything.", "KeyF", has_runs, nullptr,
     frame_selection},
    {"next-bar", "Next bar", "Select the next bar of the lane.", "Period", can_go_along, nullptr,
     [](Lab& lab) { go_along(lab, 1); }},
    {"previous-bar", "Previous bar", "Select the bar before it on the lane.", "Comma", can_go_along, nullptr,
     [](Lab& lab) { go_along(lab, -1); }},

    {"cause", "Cause", "Go to what this waits for, or what came before it; again, on to the root.", "BracketLeft", can_follow_cause, nullptr, follow_cause},
    {"effect", "Effect", "Go to what the selected bar has brought about; after causes, the way back.", "BracketRight", can_follow_effect, nullptr, follow_effect},
    {"find", "Find", "Look for a task, a thread, a reason, a device or a mark.", "Slash", has_runs,
     [](const Lab& lab) { return lab.state.find.has_value(); },
     [](Lab& lab) {
         lab.state.typing = !lab.state.find;
         lab.state.find ? lab.state.find.reset() : void(lab.state.find.emplace());
     }},
    {"find-next", "Next find", "Go to the next of what was found.", "Enter", has_finds, nullptr, [](Lab& lab) { go_to_find(lab, 1); }},
    {"find-previous", "Previous find", "Go to the one before it.", "Shift+Enter", has_finds, nullptr, [](Lab& lab) { go_to_find(lab, -1); }},
    {"mark", "Mark", "Set a mark at the pointer, else at the playhead; on a mark, take it away.", "KeyM", has_runs, nullptr, toggle_mark},
    {"next-mark", "Next mark", "Go to the next mark.", "KeyN", has_marks, nullptr, [](Lab& lab) { go_to_mark(lab, 1); }},
    {"previous-mark", "Previous mark", "Go to the mark before.", "Shift+KeyN", has_marks, nullptr, [](Lab& lab) { go_to_mark(lab, -1); }},
    {"clear-marks", "Clear marks", "Take all marks away.", "Ctrl+Shift+KeyM", has_marks, nullptr, [](Lab& lab) { lab.state.marks.clear(); }},
    {"range", "Measure", "Select a range and measure it: the selected bar, else from mark to mark around the playhead, else what is shown; again, none.", "KeyR", has_runs,
     [](const Lab& lab) { return lab.state.range.has_value(); }, toggle_range},
    {"range-on", "Select on", "Move the end of the selected range to the next moment when something changes.", "Shift+ArrowRight", has_runs, nullptr,
     [](Lab& lab) { extend_range(lab, 1); }},
    {"range-back", "Select back", "Move it back to the moment before.", "Shift+ArrowLeft", has_runs, nullptr, [](Lab& lab) { extend_range(lab, -1); }},

    {"predict", "Predict", "Cover the selected range, or what comes after the playhead, and draw what you expect; again, give it up.", "KeyY",
     [](const Lab& lab) { return lab.state.prediction || can_predict(lab); }, [](const Lab& lab) { return lab.state.prediction.has_value(); }, toggle_prediction},
    {"check-prediction", "Check the prediction", "Show what really runs and how much of it was foreseen; again, cover it.", "Shift+KeyY",
     [](const Lab& lab) { return lab.state.prediction.has_value(); }, nullptr, check_prediction},
    {"guess-add", "Add a guess", "Draw a bar after the chosen one.", "KeyB", predicts, nullptr, [](Lab& lab) { add_guess(lab); }},
    {"guess-task", "Guess: next task", "Let the chosen bar be of the next task.", "KeyV", has_guess, nullptr, change_guess_task},
    {"guess-core", "Guess: next core", "Move it to the next core.", "KeyC", has_guess, nullptr, change_guess_core},
    {"guess-longer", "Guess: longer", "Let it end one step later.", "KeyX", has_guess, nullptr, [](Lab& lab) { stretch_guess(lab, 1); }},
    {"guess-shorter", "Guess: shorter", "Let it end one step sooner.", "KeyZ", has_guess, nullptr, [](Lab& lab) { stretch_guess(lab, -1); }},
    {"guess-later", "Guess: later", "Move it one step on.", "Shift+KeyX", has_guess, nullptr, [](Lab& lab) { move_guess(lab, 1); }},
    {"guess-earlier", "Guess: earlier", "Move it one step back.", "Shift+KeyZ", has_guess, nullptr, [](Lab& lab) { move_guess(lab, -1); }},
    {"guess-remove", "Guess: remove", "Take the chosen bar away.", "Delete Backspace", has_guess, nullptr, remove_guess},

    {"lanes-cores", "Cores", "Show what each core does.", "Digit1", always,
     [](const Lab& lab) { return lab.state.lanes.cores; },
     [](Lab& lab) { toggle_lanes(lab, &chart::LaneChoice::cores); }},
    {"lanes-threads", "Threads", "Show what each thread does.", "Digit2", always,
     [](const Lab& lab) { return lab.state.lanes.threads; },
     [](Lab& lab) { toggle_lanes(lab, &chart::LaneChoice::threads); }},
    {"lanes-tasks", "Tasks", "Show the life of each task.", "Digit3", always,
     [](const Lab& lab) { return lab.state.lanes.tasks; },
     [](Lab& lab) { toggle_lanes(lab, &chart::LaneChoice::tasks); }},

    {"lanes-loops", "Event loop", "Show what each event loop does: its phases, call stack, queues and console.", "Digit4",
     [](const Lab& lab) { return lab.has_loops(); }, [](const Lab& lab) { return lab.has_loops() && lab.state.lanes.loops; },
     [](Lab& lab) { toggle_lanes(lab, &chart::LaneChoice::loops); }},

    {"lanes-devices", "Devices", "Show which tasks each device serves, and how many wait for it.", "Digit5",
     [](const Lab& lab) { return lab.has_devices(); }, [](const Lab& lab) { return lab.has_devices() && lab.state.lanes.devices; },
     [](Lab& lab) { toggle_lanes(lab, &chart::LaneChoice::devices); }},
    {"lanes-queues", "Queues", "Show how many messages or tasks are in each queue.", "Digit6",
     [](const Lab& lab) { return lab.has_queues(); }, [](const Lab& lab) { return lab.has_queues() && lab.state.lanes.queues; },
     [](Lab& lab) { toggle_lanes(lab, &chart::LaneChoice::queues); }},
    {"lanes-counters", "Counters", "Show the numbers that a recording has counted.", "Digit7",
     [](const Lab& lab) { return lab.has_counters(); }, [](const Lab& lab) { return lab.has_counters() && lab.state.lanes.counters; },
     [](Lab& lab) { toggle_lanes(lab, &chart::LaneChoice::counters); }},

    {"fold", "Fold", "Fold the cores, threads, tasks or server under the pointer into one row, or unfold them.", "KeyG", can_fold, nullptr, fold_meant},
    {"pin", "Pin", "Keep the lane under the pointer, or that of the selected bar, above the others and in sight; or no longer.", "KeyP", can_pin, nullptr, pin_meant},
    {"unpin-all", "Unpin all", "Let all lanes be where they belong.", "Shift+KeyP", [](const Lab& lab) { return !lab.state.pins.empty(); }, nullptr,
     [](Lab& lab) { lab.state.pins.clear(); }},
    {"fold-all", "Fold all", "Fold every group of lanes into one row, or unfold them all.", "Shift+KeyG",
     [](const Lab& lab) { return has_runs(lab) && can_fold_any(lab); }, all_folded, fold_all},

    {"undo", "Undo", "Take the last change of the scenario back.", "Ctrl+KeyZ",
     [](const Lab& lab) { return lab.can_undo(); }, nullptr, [](Lab& lab) { lab.undo(); }},
    {"redo", "Redo", "Make the change again that was taken back.", "Ctrl+Shift+KeyZ Ctrl+KeyY",
     [](const Lab& lab) { return lab.can_redo(); }, nullptr, [](Lab& lab) { lab.redo(); }},
    {"export-perfetto", "Export for Perfetto", "Write what is shown as a trace for ui.perfetto.dev: lanes of CPUs, thread states, arrows, counters.",
     "Ctrl+Shift+Digit1", has_runs, nullptr, want<exchange::Format::perfetto>},
    {"export-chrome", "Export as Chrome trace", "Write what is shown as a trace for every viewer of Chrome's format.", "Ctrl+Shift+Digit2",
     has_runs, nullptr, want<exchange::Format::chrome>},
    {"export-speedscope", "Export for speedscope", "Write what is shown as a profile of each core and thread, for speedscope.app.", "Ctrl+Shift+Digit3",
     has_runs, nullptr, want<exchange::Format::speedscope>},
    {"export-csv", "Export as CSV", "Write a row for each span, for spreadsheets and scripts.", "Ctrl+Shift+Digit4", has_runs, nullptr,
     want<exchange::Format::csv>},
    {"export-mermaid", "Export as Mermaid", "Write a Gantt chart as text, for documents that draw Mermaid.", "Ctrl+Shift+Digit5", has_runs, nullptr,
     want<exchange::Format::mermaid>},
    {"details", "Details", "Show or hide the panel with numbers and reasons.", "KeyQ", always,
     [](const Lab& lab) { return lab.state.details; },
     [](Lab& lab) { lab.state.details = !lab.state.details; }},
    {"theme", "Light or dark", "Change between light and dark.", "KeyT", always,
     [](const Lab& lab) { return lab.state.theme == chart::Theme::light; },
     [](Lab& lab) {
         const bool dark = lab.state.theme == chart::Theme::dark;
         lab.state.theme = dark ? chart::Theme::light : chart::Theme::dark;
     }},
    {"help", "Keys", "Show all keys.", "Shift+Slash F1", always,
     [](const Lab& lab) { return lab.state.help; }, [](Lab& lab) { lab.state.help = !lab.state.help; }},
    {"escape", "Close", "Close the list of keys, or clear the selection.", "Escape", can_escape, nullptr, escape},
};

std::string_view without(std::string_view key, std::string_view prefix, unsigned bit, unsigned& modifiers) {
    if (!key.starts_with(prefix)) return key;
    modifiers |= bit;
    return key.substr(prefix.size());
}

struct Chord {
    std::string_view code;
    unsigned modifiers = 0;
};
Chord chord_of(std::string_view key) {
    Chord chord{key};
    chord.code = without(chord.code, "Ctrl+", control, chord.modifiers);
    chord.code = without(chord.code, "Shift+", shift, chord.modifiers);
    return chord;
}

}  // namespace

std::span<const Command> commands() { return table; }

const Command* find_command(std::string_view id) {
    const auto row = std::find_if(std::begin(table), std::end(table), [&](const Command& c) { return c.id == id; });
    return row == std::end(table) ? nullptr : row;
}

bool run_command(Lab& lab, std::string_view id) {
    const Command* command = find_command(id);
    if (!command || !command->enabled(lab)) return false;
    command->run(lab);
    return true;
}

const Command* command_of_key(std::string_view code, unsigned modifiers) {
    if (modifiers & alt) return nullptr;
    if (modifiers & meta) modifiers = (modifiers & ~unsigned(meta)) | control;
    for (const Command& command : table)
        for (std::string_view key : keys_of(command)) {
            const Chord chord = chord_of(key);
            if (chord.code == code && chord.modifiers == modifiers) return &command;
        }
    return nullptr;
}

std::vector<std::string_view> keys_of(const Command& command) {
    std::vector<std::string_view> keys;
    std::string_view rest = command.keys;
    while (!rest.empty()) {
        const size_t space = std::min(rest.find(' '), rest.size());
        keys.push_back(rest.substr(0, space));
        rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    return keys;
}

std::vector<std::string> key_labels(const Command& command) {
    std::vector<std::string> labels;
    for (std::string_view key : keys_of(command)) {
        std::string label = key_label(key);  // the number pad's + is a + too
        if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(std::move(label));
    }
    return labels;
}

std::string key_label(std::string_view key) {
    static constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"ArrowLeft", "←"}, {"ArrowRight", "→"}, {"Equal", "+"},   {"Minus", "-"},
        {"Comma", ","},     {"Period", "."},     {"Slash", "/"},   {"Escape", "Esc"},
        {"NumpadAdd", "+"}, {"NumpadSubtract", "-"}, {"BracketLeft", "["}, {"BracketRight", "]"},
    };
    if (key == "Shift+Slash") return "?";
    if (key == "Shift+Comma") return "<";
    if (key == "Shift+Period") return ">";
    const Chord chord = chord_of(key);
    std::string label;
    if (chord.modifiers & control) label += "Ctrl ";
    if (chord.modifiers & shift) label += "Shift ";
    for (const auto& [code, name] : names)
        if (chord.code == code) return label.append(name);
    std::string_view code = chord.code;
    if (code.starts_with("Key")) code.remove_prefix(3);
    if (code.starts_with("Digit")) code.remove_prefix(5);
    return label.append(code);
}

}  // namespace app
