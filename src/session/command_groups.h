#pragma once

// What a command is about, and where it is offered: columns of the table of commands. Menus, chips and buttons are
// made from these columns; no code derives them from an id.

#include <cstdint>
#include <string_view>

namespace session {

enum class Group : uint8_t {
    play, rate, view, follow, find, marks, range, prediction, lanes, views, folds, runs, document, exports, page
};

std::string_view group_name(Group group);  // "lanes"

// Where a command is offered, apart from its keys and the list of all commands. A set of bits.
enum Surface : uint8_t {
    nowhere_else = 0,
    on_bar = 1,        // a button over the timeline or in the bar above it
    as_chip = 2,       // among the settings
    as_setting = 4,    // menus show it with a tick if it is on
    as_view = 16,      // a switch above the picture
    while_typing = 8,  // its keys also work while the find box has the focus
};

}  // namespace session
