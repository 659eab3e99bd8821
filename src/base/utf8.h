#pragma once

// Characters in UTF-8. Over-long forms, surrogates and what lies above U+10FFFF are no characters (RFC 3629).

#include <cstddef>
#include <string>
#include <string_view>

// Length of the character that starts at `i`; 0 when it is none.
size_t utf8_length(std::string_view text, size_t i);

// What is no character becomes U+FFFD.
std::string valid_utf8(std::string_view text);
