#include "app/screen.h"

#include "base/say.h"
#include "scenario/policies.h"
#include "session/builtins.h"

namespace app {

view::Screen screen_of(const Desk& desk, const present::Panels& panels, const std::string& message) {
    const session::Session& session = desk.session;
    view::Screen screen{panels};
    screen.message = message;
    for (const session::Builtin& builtin : session::builtins())
        screen.scenarios.push_back(
            {builtin.id, std::string(translated(builtin.title)), std::string(translated(builtin.description))});
    screen.parameters = &session.parameters();
    for (const session::StrategyChip& chip : session.strategies())
        screen.strategies.push_back({chip.id, chip.label, chip.shown, label_of(chip.help)});
    for (const Command& command : commands()) {
        view::Screen::Action action{command.id, command.group,         label_of(command.label), label_of(command.help),
                                    {},         command.enabled(desk), command.checked(desk)};
        for (const std::string& label : session::key_labels(command.keys)) {
            if (!action.keys.empty()) action.keys += "  ";
            action.keys += label;
        }
        screen.actions.push_back(std::move(action));
    }
    if (session.runs().empty()) return screen;
    screen.title = session.title();
    screen.description = session.description();
    if (session.has_document())
        screen.rules = rules_text(session.document().variants.front().scenario.machine.scheduler);
    return screen;
}

}  // namespace app
