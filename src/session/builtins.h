#pragma once

// The scenarios that are embedded in the program: web/scenarios/*.json.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace session {

struct Builtin {
    std::string id;  // the name of the file without .json
    std::string title;
    std::string description;
    std::string_view text;
};

std::vector<Builtin> builtins();

// Only the text of one, or only the ids: this does not read the files.
std::optional<std::string_view> builtin_text(std::string_view id);
std::vector<std::string_view> builtin_ids();

}  // namespace session
