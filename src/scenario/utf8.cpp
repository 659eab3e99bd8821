#include "scenario/utf8.h"

#include <cstdint>

namespace scenario {

namespace {

// Of the character that begins with these bytes; 0 when they are none. Over-long
// forms, surrogates and what lies above U+10FFFF are no characters (RFC 3629).
size_t character_length(std::string_view rest) {
    const auto byte = [&](size_t i) { return i < rest.size() ? uint8_t(rest[i]) : uint8_t(0); };
    const uint8_t first = byte(0), second = byte(1);
    if (first < 0x80) return 1;
    const size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                          : first >= 0xE0 && first <= 0xEF ? 3
                          : first >= 0xF0 && first <= 0xF4 ? 4
                                                           : 0;
    for (size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0)) return 0;
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90)) return 0;
    return length;
}

}  // namespace

size_t find_bad_utf8(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        const size_t length = character_length(text.substr(i));
        if (length == 0) return i;
        i += length;
    }
    return std::string_view::npos;
}

size_t length_in_characters(std::string_view text) {
    size_t count = 0;
    for (char c : text) count += !continues_character(c);
    return count;
}

}  // namespace scenario
