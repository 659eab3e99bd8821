#include "app/calls/commands.h"

#include "session/run_edits.h"

#include <algorithm>

namespace app {

namespace {

using chart::Theme;
using session::Group;
using enum session::Surface;

bool always(const Desk&) { return true; }

constexpr session::CommandOf<Desk> table[] = {
    {"details", Group::page, as_setting, "", "Details", "Show or hide the panel with numbers and reasons.", "KeyQ",
     always, [](const Desk& desk) { return desk.look.details; },
     [](Desk& desk) { desk.look.details = !desk.look.details; }},
    {"theme", Group::page, on_bar, "theme", "Light or dark", "Change between light and dark.", "KeyT", always,
     [](const Desk& desk) { return desk.look.theme == Theme::light; },
     [](Desk& desk) { desk.look.theme = desk.look.theme == Theme::dark ? Theme::light : Theme::dark; }},
    {"help", Group::page, on_bar, "", "Keys", "Show all keys.", "Shift+Slash F1", always,
     [](const Desk& desk) { return desk.look.help; }, [](Desk& desk) { desk.look.help = !desk.look.help; }},
    {"escape", Group::page, while_typing, "close", "Close", "Close the list of keys, or clear the selection.", "Escape",
     [](const Desk& desk) { return desk.look.help || session::can_escape(desk.session); }, nullptr,
     [](Desk& desk) { desk.look.help ? void(desk.look.help = false) : session::escape(desk.session); }},
};

bool is_in(Place place, Group group) {
    if (place == Place::lab) return true;
    if (place == Place::young_figure) return group == Group::play || group == Group::rate || group == Group::view;
    return group != Group::find && group != Group::exports && group != Group::prediction && group != Group::page;
}

template <class Test>
std::optional<Command> first_command(Place place, Test test) {
    const auto all = commands(place);
    const auto at = std::find_if(all.begin(), all.end(), test);
    return at == all.end() ? std::nullopt : std::optional(*at);
}

}  // namespace

bool Command::enabled(const Desk& desk) const {
    return of_session ? of_session->enabled(desk.session) : of_look->enabled(desk);
}

std::optional<bool> Command::checked(const Desk& desk) const {
    if (of_session) return of_session->checked ? std::optional(of_session->checked(desk.session)) : std::nullopt;
    return of_look->checked ? std::optional(of_look->checked(desk)) : std::nullopt;
}

void Command::act(Desk desk) const {
    if (of_look) return of_look->act(desk);
    const bool was_open = desk.session.state.find.has_value();
    of_session->act(desk.session);
    if (desk.session.state.find.has_value() != was_open) desk.look.typing = !was_open;
}

std::vector<Command> commands(Place place) {
    std::vector<Command> all;
    const auto add = [&](const session::Command& row) {
        all.push_back({row.id, row.group, row.surfaces, row.icon, row.label, row.help, row.keys, &row, nullptr});
    };
    for (const session::Command& row : session::commands())
        if (is_in(place, row.group)) add(row);
    for (const session::Command& row : session::run_commands()) add(row);
    for (const auto& row : table)
        if (place == Place::lab || row.id == "escape")
            all.push_back({row.id, row.group, row.surfaces, row.icon, row.label, row.help, row.keys, nullptr, &row});
    return all;
}

std::optional<Command> find_command(std::string_view id, Place place) {
    return first_command(place, [&](const Command& command) { return command.id == id; });
}

std::optional<Command> command_of_key(std::string_view code, unsigned modifiers, Place place) {
    return first_command(place,
                         [&](const Command& command) { return session::has_key(command.keys, code, modifiers); });
}

bool run_command(Desk desk, std::string_view id) {
    const auto command = find_command(id, desk.place);
    if (!command || !command->enabled(desk)) return false;
    command->act(desk);
    return true;
}

}  // namespace app
