#pragma once

// What can be done with a session: one table. Keyboard, menus, buttons, the list of keys and the
// page all use it. A surface adds rows for commands that only change how a session is
// shown (app/calls/commands.h).

#include "session/command_groups.h"
#include "session/session.h"

#include <span>
#include <string_view>

namespace session {

template <class Subject>
struct CommandOf {
    std::string_view id;     // "play"
    Group group = Group::play;
    uint8_t surfaces = nowhere_else;
    std::string_view icon;   // a row of view/icons.def, or empty
    std::string_view label;  // "Play"
    std::string_view help;   // one sentence
    std::string_view keys;   // any one of these; session/keys.h defines the spelling
    bool (*enabled)(const Subject&) = nullptr;
    bool (*checked)(const Subject&) = nullptr;  // null: the command is not a switch
    void (*act)(Subject&) = nullptr;
};

using Command = CommandOf<Session>;

std::span<const Command> commands();
const Command* find_command(std::string_view id);

// Returns false if there is no such command, or if it is disabled now.
bool run_command(Session& session, std::string_view id);

// Closes or clears one thing: the find box, the selected guess, the selection or the range.
bool can_escape(const Session& session);
void escape(Session& session);

}  // namespace session
