#pragma once

// The smallest pieces of JSON, in bytes that may not be complete yet. A 0 follows the last
// byte, so that loops need not check for the end; code that reads a 0 checks whether it is
// the end.
//
// In values that are skipped, only quotes and brackets are matched.

#include <cstdint>
#include <string>
#include <string_view>

namespace exchange::json {

enum class Got : uint8_t { all, more, wrong };  // more: the bytes end in the middle of the value

struct Text {
    const char* at;   // the next byte
    const char* end;  // *end == 0

    bool ended() const { return at == end; }
    void blanks() {
        while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') ++at;
    }
};

// Reads a string after its first quote. `inside` is the text between the quotes, with its escapes unchanged.
Got string(Text& text, std::string_view& inside, bool& escaped);

// Skips any value.
Got value(Text& text);

// Reads the text of a number.
Got number(Text& text, std::string_view& token);

// Resolves escapes. An unpaired surrogate becomes U+FFFD. In a string with a backslash that does not begin a valid
// escape, such as C:\Users, only \" is resolved.
std::string unescaped(std::string_view inside);

// Converts a decimal number of µs to ns, rounded to the nearest, halves away from zero. Returns false if the text is
// not a number, or is beyond 4,000,000,000 s.
bool microseconds(std::string_view token, int64_t& ns);

// The length in ns of an event that begins at `ts` and lasts `dur`. Begin and end are rounded separately, so that
// events that ended together, or before another began, still do. `ts` is a number of µs.
bool length(std::string_view ts, std::string_view dur, int64_t& ns);

}  // namespace exchange::json
