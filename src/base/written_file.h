#pragma once

// Files that are written whole or not at all: the text goes to a new file beside the old one, which then takes its
// name. A program that is killed, or a full disk, leaves the old file as it was. What is no ordinary file, such as a
// pipe or a device, is written to directly.

#include <string>
#include <string_view>

// Returns whether all of the text was written.
bool write_whole_file(const std::string& path, std::string_view text);
