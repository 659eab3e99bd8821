#include "present/help.h"

#include "base/say.h"
#include "session/commands.h"
#include "session/keys.h"

#include <span>

namespace present {

namespace {

struct Line {
    const char* id;
    const char* label;
    const char* value;
};

constexpr Line mouse[] = {
    {"select", "Click a bar or a gap", "select it, and see why it is there"},
    {"zoom-to", "Double-click a bar", "zoom to it"},
    {"pan", "Drag", "pan"},
    {"measure", "Shift + drag", "select a range, and see its length and what happened in it"},
    {"map", "Drag on the map", "move the view; drag its edges to zoom"},
    {"scrub", "Drag the axis or the playhead", "go to a moment"},
    {"zoom", "Ctrl or ⌘ + wheel, pinch", "zoom at the pointer"},
    {"pan-wheel", "Shift + wheel, sideways wheel", "pan"},
    {"hold", "Press and hold", "explain what is under the finger"},
    {"scroll", "Wheel, one finger up or down", "scroll"},
};

constexpr Line legend[] = {
    {"solid", "running, in the colour of the task", ""},
    {"thin", "ready: needs a core", ""},
    {"hatched", "blocked: holds a thread and waits", ""},
    {"dotted", "waiting without a thread", ""},
    {"outline", "queued", ""},
    {"sliver", "a context switch or another overhead", ""},
    {"shared", "running on a fraction of a core; the height shows the fraction", ""},
    {"boot", "a server is booting", ""},
    {"up", "a server is up", ""},
    {"drains", "a server takes no new tasks", ""},
};

struct Hint {
    const char* id;
    std::vector<const char*> commands;  // the first key of each
    const char* value;
};

// The first way in which the key of a command is written.
std::string key_of(const char* command) {
    const session::Command* row = session::find_command(command);
    const auto labels = row ? session::key_labels(row->keys) : std::vector<std::string>();
    return labels.empty() ? std::string() : labels.front();
}

std::vector<Row> rows_of(std::span<const Line> lines) {
    std::vector<Row> rows;
    for (const Line& line : lines) rows.push_back({line.id, label_of(line.label), label_of(line.value), {}, {}});
    return rows;
}

}  // namespace

Help help() {
    Help help;
    help.title = say_plain("Keys and mouse");
    help.text = say_plain(
        "The keys work while the timeline has the focus: click it, or move to it with Tab. Tab and Esc leave it. Every "
        "command is also in the menu.");
    help.keys_title = say_plain("Keys");
    help.mouse_title = say_plain("Mouse and touch");
    help.mouse = rows_of(mouse);
    help.legend_title = say_plain("Legend");
    help.legend = rows_of(legend);
    return help;
}

std::vector<Row> hints() {
    const Hint lines[] = {{"play", {"play"}, "play"},
                          {"step", {"step-back", "step"}, "step"},
                          {"zoom", {"zoom-in", "zoom-out"}, "zoom"},
                          {"fit", {"fit"}, "fit"},
                          {"find", {"find"}, "find"}};
    std::vector<Row> rows;
    for (const Hint& line : lines) {
        std::string keys;
        for (const char* command : line.commands) keys += (keys.empty() ? "" : " ") + key_of(command);
        rows.push_back({line.id, keys, label_of(line.value), {}, {}});
    }
    rows.push_back({"help", "?", say_plain("keys"), {}, {}});  // a command of the surface
    return rows;
}

}  // namespace present
