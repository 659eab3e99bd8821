#pragma once

// Text that is compared with a file in tests/golden. With INTERLEAVE_APPROVE set in
// the environment the file is written instead (tools/approve does that).

#include <string>

namespace support {

// The golden text, or `actual` itself after it was written.
std::string golden(const std::string& name, const std::string& actual);

}  // namespace support
