#pragma once

// Everything that can be done is a row of one table. Keyboard, menus, buttons,
// the list of keys and the page's il_command all come from it.
//
// Keys are physical places, named as in KeyboardEvent.code, with "Ctrl+" and
// "Shift+" in front; Ctrl also means the Command key.

#include "app/lab.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app {

struct Command {
    std::string_view id;     // "play"
    std::string_view label;  // "Play"
    std::string_view help;   // one sentence
    std::string_view keys;   // "Ctrl+Shift+KeyZ Ctrl+KeyY": any of these
    bool (*enabled)(const Lab&);
    bool (*checked)(const Lab&);  // null: it is not a switch
    void (*run)(Lab&);
};

std::span<const Command> commands();
const Command* find_command(std::string_view id);

// False when there is no such command or it can do nothing now.
bool run_command(Lab& lab, std::string_view id);

// Modifiers of web_api.h.
enum Modifier : unsigned { shift = 1, control = 2, alt = 4, meta = 8 };
const Command* command_of_key(std::string_view code, unsigned modifiers);

std::vector<std::string_view> keys_of(const Command& command);
std::vector<std::string> key_labels(const Command& command);  // each once
std::string key_label(std::string_view key);  // "Ctrl+Shift+KeyZ" -> "Ctrl Shift Z", "ArrowLeft" -> "←"

}  // namespace app
