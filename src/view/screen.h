#pragma once

// What the panels show, and what the user requested: plain data, so that the view cannot
// change a run.

#include "present/panels.h"
#include "scenario/parameters.h"
#include "session/command_groups.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace view {

// What the menu of files asks for; only on the desktop.
struct FileWish {
    enum class What : uint8_t {
        open,      // asks which file to open
        recent,    // opens `path`
        copy,      // copies the scenario to the clipboard
        paste,     // opens the scenario on the clipboard
        save_svg,  // saves the picture of the timeline
        save_png,  // saves a picture of the window
    } what = What::open;
    std::string path;
};

struct Command {
    enum class What : uint8_t {
        run,       // runs the command `id`
        set,       // sets the parameter `id` to `value`
        settle,    // a slider was released
        rate,      // plays faster by as many steps as `id` says
        strategy,  // shows or hides the strategy `id`
        load,      // loads the built-in scenario `id`
        dismiss,   // dismisses the message
        line,      // goes to the next moment when line `id` of the program runs
        printed,   // goes to the moment when line `id` of the console was printed
        code_line,  // goes to the next bar of a task that is on line `id` of the code
        language,  // shows the code in the language `id`
        file,      // `file` says what
    } what = What::run;
    std::string id;
    std::string value;
    FileWish file = {};
};

struct Screen {
    struct Scenario { std::string id, title, description; };
    struct Chip { std::string id, label; bool on = false; std::string help; };
    struct Action {
        std::string_view id;
        session::Group group = session::Group::play;
        std::string label, help;
        std::string keys;
        bool enabled = true;
        std::optional<bool> checked = {};
    };

    const present::Panels& panels;
    std::string title, description, rules;
    std::vector<Scenario> scenarios;
    const std::vector<scenario::Parameter>* parameters = nullptr;
    std::vector<Chip> strategies;
    std::vector<Action> actions;
    std::vector<std::string> recent_files;
    std::string message;  // shown until it is dismissed
    bool wrong = true;    // it is an error
};

}  // namespace view
