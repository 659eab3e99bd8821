#pragma once

// Characters in UTF-8. Over-long forms, surrogates and what lies above U+10FFFF are no characters (RFC 3629).

#include <cstddef>
#include <string>
#include <string_view>

// Length of the character that starts at `i`; 0 when it is none.
size_t utf8_length(std::string_view text, size_t i);

// What is no character becomes U+FFFD.
std::string valid_utf8(std::string_view text);

// Returns where the first byte stands that is not part of a character; npos when all are.
size_t find_bad_utf8(std::string_view text);

// Returns the number of characters (code points), not bytes.
size_t length_in_characters(std::string_view text);

// True of the second and later bytes of a character.
inline bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
