#include "app/screen.h"

#include "app/json_views.h"
#include "scenario/policies.h"
#include "session/builtins.h"
#include "session/measured.h"
#include "session/predict.h"
#include "session/program.h"

namespace app {

namespace {

// "thread pool" -> "Thread pool": on a button of its own.
std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = char(text[0] - 'a' + 'A');
    return text;
}

}  // namespace

view::Screen screen_of(const Desk& desk, const std::string& message) {
    const session::Session& session = desk.session;
    view::Screen screen;
    screen.message = message;
    for (const session::Builtin& builtin : session::builtins()) screen.scenarios.push_back({builtin.id, builtin.title, builtin.description});
    screen.parameters = &session.parameters();
    for (const session::StrategyChip& chip : session.strategies()) screen.strategies.push_back({chip.id, capital(chip.label), chip.shown, chip.help});
    for (const Command& command : commands()) {
        view::Screen::Action action{command.id, command.label, command.help, {}, command.enabled(desk), command.checked(desk)};
        for (const std::string& label : session::key_labels(command.keys)) {
            if (!action.keys.empty()) action.keys += "  ";
            action.keys += label;
        }
        screen.actions.push_back(std::move(action));
    }
    screen.time = session.viewport().label(session.state.playhead);
    screen.rate = rate_label(session.rate());
    for (int steps = -4; steps <= 4; ++steps) {
        const double rate = session.rate_at(steps);
        if (screen.rates.empty() || rate > screen.rates.back().ns_per_second) screen.rates.push_back({rate, rate_label(rate)});
    }
    if (session.runs().empty()) return screen;

    screen.title = session.title();
    screen.description = session.description();
    if (session.has_document()) screen.rules = rules_text(session.document().variants.front().scenario.machine.scheduler);
    screen.focus_title = session.runs()[session.focus()]->variant.title;
    screen.level = session.level_now();
    screen.selected = session.state.selection.has_value();
    screen.why = session.why();
    screen.follow = session.reason().question;
    screen.find = session::find_words(session);
    screen.measured = session::measured_of(session);
    screen.prediction = session::prediction_words(session);
    screen.verdict = session.verdict();
    if (!session::program_of(session).empty()) {
        const session::ProgramNow now = session::program_now(session);
        screen.language = session::language_of(session);
        screen.program = &session::program_of(session);
        screen.line = now.line;
        screen.line_runs = now.runs;
        screen.stack = now.stack;
        int number = 0;
        const session::Printed printed = session::printed_of(session);
        for (const trace::Line* line : printed.lines) screen.console.push_back({time_label(line->at), line->text, line->error, number++ < now.printed});
        screen.console_more = printed.more;
    }
    const auto best = session.best();
    for (size_t i = 0; i < session.runs().size(); ++i) {
        const session::Run& run = *session.runs()[i];
        screen.outcomes.push_back({run.variant.title, &run.results, uint32_t(i), best == i});
        if (!run.running() && !run.log().complete)
            screen.warning = run.variant.title + " was stopped after " + run.log().stopped_by + ".";
    }
    return screen;
}

}  // namespace app
