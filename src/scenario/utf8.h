#pragma once

// UTF-8, as far as a reader of text needs it.

#include <cstddef>
#include <string_view>

namespace scenario {

// Where the first byte stands that is not part of a UTF-8 character; npos when all are.
size_t find_bad_utf8(std::string_view text);

// In characters (code points), not bytes.
size_t length_in_characters(std::string_view text);

inline bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace scenario
