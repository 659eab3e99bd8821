#pragma once

// Everything that can be done on a surface: the commands of its session (session/commands.h), then
// those that only change how it is shown. Keys and buttons run commands through here.

#include "session/commands.h"
#include "session/keys.h"
#include "view/scene/look.h"

#include <optional>
#include <string_view>
#include <vector>

namespace app {

// Where a session is shown. A figure in a page of others has no search, files, list of keys or theme of its own, and
// a young figure, whose module is not whole yet, can only be played and zoomed.
enum class Place : uint8_t { lab, figure, young_figure };

struct Desk {
    session::Session& session;
    view::Look& look;
    Place place = Place::lab;
};

struct Command {
    std::string_view id;
    session::Group group;
    uint8_t surfaces;
    std::string_view icon, label, help, keys;
    const session::Command* of_session = nullptr;         // one of these two is set
    const session::CommandOf<Desk>* of_look = nullptr;

    bool enabled(const Desk& desk) const;
    std::optional<bool> checked(const Desk& desk) const;  // none: it is not a switch
    void act(Desk desk) const;
};

std::vector<Command> commands(Place place = Place::lab);
std::optional<Command> find_command(std::string_view id, Place place = Place::lab);
std::optional<Command> command_of_key(std::string_view code, unsigned modifiers, Place place = Place::lab);

// Returns false if there is no such command, or it is disabled now.
bool run_command(Desk desk, std::string_view id);

}  // namespace app
