#pragma once

// An event of Chrome's format as it is in the text: read_chrome.cpp finds it, and chrome_event.cpp interprets it.

#include "exchange/in/read_chrome.h"

#include <string>
#include <string_view>

namespace exchange {

using json::Got;
using json::Text;

constexpr size_t longest_name = 1'000;                 // longer names are cut

struct String {  // a string in the text
    std::string_view inside;
    bool escaped = false;
    bool given = false;

    // Returns the string, unescaped into `scratch` if it has escapes.
    std::string_view plain(std::string& scratch) const {
        if (!escaped) return inside;
        scratch = json::unescaped(inside);
        return scratch;
    }
};

inline std::string_view cut(std::string_view text) {
    return text.size() <= longest_name ? text : text.substr(0, longest_name);
}

// Visits the members of an object, in which only brackets and quotes have to match. Returns false if it is not
// an object.
template <class Each>
bool each_member(std::string_view object, Each each) {
    const std::string copy(object);  // the copy ends with the 0 that a Text requires
    Text text{copy.data(), copy.data() + copy.size()};
    text.blanks();
    if (*text.at != '{') return false;
    ++text.at;
    text.blanks();
    while (*text.at == '"') {
        ++text.at;
        std::string_view name;
        bool escaped;
        if (json::string(text, name, escaped) != Got::all) return false;
        text.blanks();
        if (*text.at != ':') return false;
        ++text.at;
        text.blanks();
        const char* from = text.at;
        if (json::value(text) != Got::all) return false;
        each(name, std::string_view(from, size_t(text.at - from)));
        text.blanks();
        if (*text.at != ',') break;
        ++text.at;
        text.blanks();
    }
    return *text.at == '}';
}

// Returns a value as text: the content of a string, anything else as it is.
inline std::string text_of(std::string_view value) {
    if (value.size() >= 2 && value.front() == '"') return json::unescaped(value.substr(1, value.size() - 2));
    return std::string(value);
}

struct ChromeReader::Event {
    String phase, name, category, scope, binds, kind;
    std::string_view ts, dur, args, id, id2, process, thread, instant_scope;
    std::string_view bind_id, flow_in, flow_out;  // of a slice: the arrows that lead to it, or from it
};

}  // namespace exchange
