#include "app/screen.h"

#include "app/builtins.h"
#include "app/commands.h"
#include "app/json_views.h"
#include "app/measured.h"
#include "app/predict.h"
#include "app/program.h"
#include "scenario/policies.h"

namespace app {

namespace {

// "thread pool" -> "Thread pool": on a button of its own.
std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = char(text[0] - 'a' + 'A');
    return text;
}

}  // namespace

view::Screen screen_of(const Lab& lab, const std::string& message) {
    view::Screen screen;
    screen.message = message;
    for (const Builtin& builtin : builtins()) screen.scenarios.push_back({builtin.id, builtin.title, builtin.description});
    screen.parameters = &lab.parameters();
    for (const StrategyChip& chip : lab.strategies()) screen.strategies.push_back({chip.id, capital(chip.label), chip.shown, chip.help});
    for (const Command& command : commands()) {
        view::Screen::Action action{command.id, command.label, command.help, {}, command.enabled(lab), {}};
        for (const std::string& label : key_labels(command)) {
            if (!action.keys.empty()) action.keys += "  ";
            action.keys += label;
        }
        if (command.checked) action.checked = command.checked(lab);
        screen.actions.push_back(std::move(action));
    }
    screen.time = lab.viewport().label(lab.state.playhead);
    screen.rate = rate_label(lab.rate());
    for (int steps = -4; steps <= 4; ++steps) {
        const double rate = lab.rate_at(steps);
        if (screen.rates.empty() || rate > screen.rates.back().ns_per_second) screen.rates.push_back({rate, rate_label(rate)});
    }
    if (lab.runs().empty()) return screen;

    const scenario::Scenario& first = lab.document().variants.front().scenario;
    screen.title = first.title;
    screen.description = first.description;
    if (!lab.recording()) screen.rules = rules_text(first.machine.scheduler);
    screen.focus_title = lab.runs()[lab.focus()]->variant.title;
    screen.level = lab.level_now();
    screen.selected = lab.state.selection.has_value();
    screen.why = lab.why();
    screen.follow = lab.reason().question;
    screen.find = find_words(lab);
    screen.measured = measured_of(lab);
    screen.prediction = prediction_words(lab);
    screen.verdict = lab.verdict().starred();
    if (!program_of(lab).empty()) {
        const ProgramNow now = program_now(lab);
        screen.language = language_of(lab);
        screen.program = &program_of(lab);
        screen.line = now.line;
        screen.line_runs = now.runs;
        screen.stack = now.stack;
        int number = 0;
        const Printed printed = printed_of(lab);
        for (const trace::Line* line : printed.lines) screen.console.push_back({time_label(line->at), line->text, line->error, number++ < now.printed});
        screen.console_more = printed.more;
    }
    const auto best = lab.best();
    for (size_t i : lab.shown()) {
        const PaneRun& run = *lab.runs()[i];
        screen.outcomes.push_back({run.variant.title, &run.results, uint32_t(i), best == i});
        if (!run.running() && !run.log().complete)
            screen.warning = run.variant.title + " was stopped after " + run.log().stopped_by + ".";
    }
    return screen;
}

}  // namespace app
