#pragma once

// The smallest pieces of JSON, over bytes that may not all be there yet. After the
// last byte there is a 0, so that loops need not look for the end; whoever sees a 0
// looks whether it is the end.
//
// What is passed over has its quotes and brackets matched, no more.

#include <cstdint>
#include <string>
#include <string_view>

namespace exchange::json {

enum class Got : uint8_t { all, more, wrong };  // more: the bytes end in the middle

struct Text {
    const char* at;   // next byte
    const char* end;  // *end == 0

    bool ended() const { return at == end; }
    void blanks() {
        while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') ++at;
    }
};

// A string after its first quote; `inside` is without quotes, escapes as they are.
Got string(Text& text, std::string_view& inside, bool& escaped);

// Any value, passed over.
Got value(Text& text);

// A number: its text.
Got number(Text& text, std::string_view& token);

// Escapes made plain; what is no character becomes U+FFFD.
std::string unescaped(std::string_view inside);

// Of a decimal number in µs: ns, rounded to the nearest, halves away from zero. False: not a
// number, or beyond 4,000,000,000 s.
bool microseconds(std::string_view token, int64_t& ns);

// Of something that begins at `ts` and lasts `dur`: ns from its begin to its end, both rounded, so that what ended
// together, or before another began, still does. `ts` is a number of µs.
bool length(std::string_view ts, std::string_view dur, int64_t& ns);

}  // namespace exchange::json
