#pragma once

// The scenarios that are embedded in the program: web/scenarios/*.json.

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

}  // namespace session
