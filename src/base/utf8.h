#pragma once

// Characters in UTF-8. Over-long forms, surrogates and values above U+10FFFF are not characters (RFC 3629).

#include <cstddef>
#include <string>
#include <string_view>

// Returns the length in bytes of the character that starts at `i`, or 0 if there is none.
size_t utf8_length(std::string_view text, size_t i);

// Replaces bytes that are not part of a character by U+FFFD.
std::string valid_utf8(std::string_view text);

// Returns the position of the first byte that is not part of a character; npos if there is none.
size_t find_bad_utf8(std::string_view text);

// Returns the number of characters (code points), not bytes.
size_t length_in_characters(std::string_view text);

// True of the second and later bytes of a character.
inline bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
