#include "scenario/utf8.h"

#include "base/utf8.h"

namespace scenario {

size_t find_bad_utf8(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        const size_t length = utf8_length(text, i);
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
