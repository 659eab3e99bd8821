#pragma once

// Makes a scenario that fails as small as it gets: takes away members and items and makes
// numbers and times smaller, one after another, as long as it is still valid and still fails.

#include <functional>
#include <string>

namespace reference {

std::string shrunk(const std::string& text, const std::function<bool(const std::string& text)>& fails);

}  // namespace reference
