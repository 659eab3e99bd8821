#pragma once

// The spelling of keys in commands: physical positions, as in KeyboardEvent.code, preceded by "Ctrl+"
// and "Shift+". Ctrl also stands for the Command key of a Mac. Alternatives are separated by a space:
// "Ctrl+Shift+KeyZ Ctrl+KeyY".

#include <string>
#include <string_view>
#include <vector>

namespace session {

enum Modifier : unsigned { shift = 1, control = 2, alt = 4, meta = 8 };

// Returns whether a pressed key is one of `keys`.
bool has_key(std::string_view keys, std::string_view code, unsigned modifiers);

std::vector<std::string_view> keys_of(std::string_view keys);
std::vector<std::string> key_labels(std::string_view keys);  // without duplicates
std::string key_label(std::string_view key);  // "Ctrl+Shift+KeyZ" -> "Ctrl Shift Z", "ArrowLeft" -> "←"

}  // namespace session
