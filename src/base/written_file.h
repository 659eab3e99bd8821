#pragma once

// Replaces a file atomically: the text is written to a new file in the same folder, which then takes the name of the
// old one. If the program is killed or the disk is full, the old file is unchanged. Anything other than a regular file,
// such as a pipe or a device, is written to directly.

#include <string>
#include <string_view>

// Returns true if all of the text was written.
bool write_whole_file(const std::string& path, std::string_view text);
