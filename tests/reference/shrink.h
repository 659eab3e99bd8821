#pragma once

// Makes a failing scenario as small as possible: removes members and items and reduces
// numbers and times, one after another, for as long as the scenario is still valid and
// still fails.

#include <functional>
#include <string>

namespace reference {

std::string shrunk(const std::string& text, const std::function<bool(const std::string& text)>& fails);

}  // namespace reference
