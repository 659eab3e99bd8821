#pragma once

// What the panels show, and what somebody asked for: plain data, so that the view
// cannot change a run.

#include "metrics/numbers/levels.h"
#include "metrics/numbers/results.h"
#include "scenario/code_text.h"
#include "scenario/parameters.h"
#include "session/measured.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace view {

struct Command {
    enum class What : uint8_t {
        run,       // the command `id`
        set,       // the parameter `id` to `value`
        settle,    // a slider was let go
        strategy,  // show or hide the strategy `id`
        load,      // the built-in scenario `id`
        dismiss,   // the message
        line,      // to the next moment when line `id` of the program runs
        printed,   // to when line `id` of the console was printed
    } what = What::run;
    std::string id;
    std::string value;
};

struct Screen {
    struct Scenario { std::string id, title, description; };
    struct Chip { std::string id, label; bool on = false; std::string help; };
    struct Action { std::string_view id, label, help; std::string keys; bool enabled = true; std::optional<bool> checked; };
    struct Outcome { std::string title; const metrics::Results* results = nullptr; uint32_t number = 0; bool best = false; };
    struct Printed { std::string time, text; bool error = false, past = false; };
    struct Rate { double ns_per_second = 0; std::string label; };

    std::string title, description, rules;
    std::vector<Scenario> scenarios;
    const std::vector<scenario::Parameter>* parameters = nullptr;
    std::vector<Chip> strategies;
    std::vector<Action> actions;
    std::string time, rate;
    std::vector<Rate> rates;   // to choose from
    std::string focus_title;
    metrics::LevelStep level;
    bool selected = false;     // `why` is about the selected bar
    std::string why;
    std::string follow;        // "what holds thread 3?": what the command "cause" goes to; empty: nothing
    std::string find;          // what is said of the search: "3 of 24"
    session::Measured measured;
    std::string prediction;    // what is said of it; empty: nothing is predicted
    std::string language;      // of the program of the run in focus: "Python"
    const std::vector<scenario::CodeLine>* program = nullptr;  // none: it has none
    int line = -1;             // that runs
    bool line_runs = false;    // false: it waits
    std::vector<int> stack;    // lines from where it was called
    std::vector<Printed> console;
    size_t console_more = 0;   // lines that are not shown
    std::vector<Outcome> outcomes;
    std::string verdict;
    std::string message;       // until dismissed
    bool wrong = true;         // it is an error
    std::string warning;       // a run was cut short
};

}  // namespace view
