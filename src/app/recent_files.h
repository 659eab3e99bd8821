#pragma once

// The files that were opened last, the latest first. They are kept in a text file of their paths, one per line:
// $XDG_STATE_HOME/interleave/recent, or ~/.local/state/interleave/recent. If it cannot be read or written, there are
// none.

#include <cstddef>
#include <string>
#include <vector>

namespace app {

constexpr size_t max_recent_files = 8;

std::vector<std::string> recent_files();

// Puts the file first, and returns the new list. A path that is not absolute is completed.
std::vector<std::string> remember_file(const std::string& path);

}  // namespace app
