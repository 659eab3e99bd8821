#pragma once

// Small pieces of English.

#include <string>
#include <vector>

namespace metrics {

inline std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = char(text[0] - 'a' + 'A');
    return text;
}

inline std::string count_of(size_t n, const std::string& what) { return std::to_string(n) + " " + what + (n == 1 ? "" : "s"); }

// "first in line", "2nd in line"
inline std::string in_line(size_t place) {
    if (place == 1) return "first in line";
    const bool teen = place % 100 >= 11 && place % 100 <= 13;
    const char* ending = teen ? "th" : place % 10 == 1 ? "st" : place % 10 == 2 ? "nd" : place % 10 == 3 ? "rd" : "th";
    return std::to_string(place) + ending + " in line";
}

// "a, b and c", or the first `most` and "5 more"
inline std::string list(const std::vector<std::string>& parts, size_t most) {
    std::string text;
    const size_t shown = parts.size() > most ? most : parts.size();
    for (size_t i = 0; i < shown; ++i) {
        if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    if (parts.size() > shown) text += " and " + std::to_string(parts.size() - shown) + " more";
    return text;
}

}  // namespace metrics
