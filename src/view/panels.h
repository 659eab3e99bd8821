#pragma once

// The whole interface in Dear ImGui, as the desktop program has it: top bar,
// parameters at the left, transport and timeline between, reasons and numbers at
// the right. It shows what a Screen says and returns what was asked for.

#include "metrics/results.h"
#include "scenario/parameters.h"
#include "view/fonts.h"
#include "view/state.h"
#include "view/timeline.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace view {

// What somebody asked for. The app carries it out.
struct Command {
    enum class What : uint8_t {
        run,       // the command `id`
        set,       // the parameter `id` to `value`
        settle,    // a slider was let go
        strategy,  // show or hide the strategy `id`
        load,      // the built-in scenario `id`
        focus,     // the pane `value`
        dismiss,   // the message
    } what = What::run;
    std::string id;
    std::string value;
};

// Everything that the panels show.
struct Screen {
    struct Scenario { std::string id, title, description; };
    struct Chip { std::string id, label; bool on = false; };
    struct Action { std::string_view id, label, help; std::string keys; bool enabled = true; std::optional<bool> checked; };
    struct Outcome { std::string title; const metrics::Results* results = nullptr; uint32_t number = 0; bool best = false; };

    std::string title, description, rules;
    std::vector<Scenario> scenarios;
    const std::vector<scenario::Parameter>* parameters = nullptr;
    std::vector<Chip> strategies;
    std::vector<Action> actions;
    std::string time, rate;
    std::string focus_title;
    metrics::Level level;
    std::string why;
    std::vector<Outcome> outcomes;
    std::string verdict;
    std::string message;   // an error, until dismissed
    std::string warning;   // a run was cut short
};

class Panels {
public:
    std::vector<Command> show(const Screen& screen, State& state, const Fonts& fonts, Timeline& timeline,
                              const Picture& picture, float density, float pinch, bool touch);

private:
    struct Drag {
        std::string id;
        std::string last;
    } drag_;
    std::string open_;  // the section of rarer parameters that is open
    float left_scroll_ = 0;
};

}  // namespace view
