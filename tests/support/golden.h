#pragma once

// Text that is compared with a file in tests/golden. If INTERLEAVE_APPROVE is set in
// the environment, the file is written instead (tools/approve sets it).

#include <string>

namespace support {

// Returns the golden text, or `actual` itself if it was written.
std::string golden(const std::string& name, const std::string& actual);

}  // namespace support
