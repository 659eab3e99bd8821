#include "exchange/in/json_text.h"

#include "base/number.h"

#include <array>
#include <cmath>

namespace exchange::json {

namespace {

constexpr int deepest = 63;

// 1: ends or escapes a string, or is not allowed in one. 2: is a bracket or a quote, or the end.
constexpr std::array<uint8_t, 256> classes = [] {
    std::array<uint8_t, 256> table{};
    for (int c = 0; c < 0x20; ++c) table[size_t(c)] = 1;
    table['"'] = 3;
    table['\\'] = 1;
    table[0] = 3;
    for (const char c : {'{', '}', '[', ']'}) table[uint8_t(c)] |= 2;
    return table;
}();

bool in_string(char c) { return !(classes[uint8_t(c)] & 1); }
bool in_value(char c) { return !(classes[uint8_t(c)] & 2); }

int hex(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

void add_character(std::string& out, uint32_t code) {
    if (code < 0x80) out += char(code);
    else if (code < 0x800) {
        out += char(0xC0 | code >> 6);
        out += char(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += char(0xE0 | code >> 12);
        out += char(0x80 | (code >> 6 & 0x3F));
        out += char(0x80 | (code & 0x3F));
    } else {
        out += char(0xF0 | code >> 18);
        out += char(0x80 | (code >> 12 & 0x3F));
        out += char(0x80 | (code >> 6 & 0x3F));
        out += char(0x80 | (code & 0x3F));
    }
}

// Returns the value of four hex digits at i, or -1 if they are not hex digits.
int32_t four(std::string_view text, size_t i) {
    if (i + 4 > text.size()) return -1;
    int32_t code = 0;
    for (size_t k = 0; k < 4; ++k) {
        const int digit = hex(text[i + k]);
        if (digit < 0) return -1;
        code = code << 4 | digit;
    }
    return code;
}

}  // namespace

Got string(Text& text, std::string_view& inside, bool& escaped) {
    const char* p = text.at;
    escaped = false;
    for (;;) {
        while (in_string(*p)) ++p;
        if (*p == '"') {
            inside = {text.at, size_t(p - text.at)};
            text.at = p + 1;
            return Got::all;
        }
        if (*p == '\\') {
            escaped = true;
            if (p + 1 == text.end) return Got::more;
            p += 2;
            continue;
        }
        if (p == text.end) return Got::more;
        text.at = p;
        return Got::wrong;  // a control character
    }
}

Got value(Text& text) {
    const char* p = text.at;
    if (*p != '{' && *p != '[' && *p != '"') {
        while (*p == '-' || *p == '+' || *p == '.' || (*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'z') || *p == 'E')
            ++p;
        if (p == text.end) return Got::more;
        const bool any = p > text.at;
        text.at = p;
        return any ? Got::all : Got::wrong;
    }
    uint64_t objects = 0;  // one bit per level, set for an object
    int depth = 0;
    for (;;) {
        while (in_value(*p)) ++p;
        const char c = *p;
        if (c == '"') {
            Text rest{p + 1, text.end};
            std::string_view inside;
            bool escaped;
            const Got got = string(rest, inside, escaped);
            if (got != Got::all) {
                text.at = got == Got::wrong ? rest.at : text.at;
                return got;
            }
            p = rest.at;
        } else if (c == '{' || c == '[') {
            if (++depth > deepest) {
                text.at = p;
                return Got::wrong;
            }
            objects = objects << 1 | (c == '{');
            ++p;
        } else if (c == 0) {
            if (p == text.end) return Got::more;
            text.at = p;
            return Got::wrong;
        } else {
            if (depth == 0 || (objects & 1) != (c == '}')) {
                text.at = p;
                return Got::wrong;
            }
            objects >>= 1;
            --depth;
            ++p;
        }
        if (depth == 0) {
            text.at = p;
            return Got::all;
        }
    }
}

Got number(Text& text, std::string_view& token) {
    const char* p = text.at;
    while ((*p >= '0' && *p <= '9') || *p == '-' || *p == '.' || *p == 'e' || *p == 'E' || *p == '+') ++p;
    if (p == text.end) return Got::more;
    if (p == text.at) return Got::wrong;
    token = {text.at, size_t(p - text.at)};
    text.at = p;
    return Got::all;
}

namespace {

// Does every backslash begin a valid JSON escape?
bool escapes_are_valid(std::string_view inside) {
    for (size_t i = 0; i < inside.size(); ++i) {
        if (inside[i] != '\\') continue;
        if (++i == inside.size()) return false;
        if (inside[i] == 'u' ? four(inside, i + 1) < 0
                             : std::string_view("\"\\/bfnrt").find(inside[i]) == std::string_view::npos)
            return false;
    }
    return true;
}

}  // namespace

std::string unescaped(std::string_view inside) {
    std::string out;
    if (!escapes_are_valid(inside)) {  // probably a Windows path in which only quotes are escaped
        for (size_t i = 0; i < inside.size(); ++i)
            if (inside[i] != '\\' || i + 1 == inside.size() || inside[i + 1] != '"') out += inside[i];
        return out;
    }
    for (size_t i = 0; i < inside.size(); ++i) {
        if (inside[i] != '\\' || i + 1 == inside.size()) {
            out += inside[i];
            continue;
        }
        switch (const char c = inside[++i]) {
            case 'n': out += '\n'; break;
            case 't': out += '\t'; break;
            case 'r': out += '\r'; break;
            case 'b': out += '\b'; break;
            case 'f': out += '\f'; break;
            case 'u': {
                int32_t code = four(inside, i + 1);
                if (code < 0) {
                    add_character(out, 0xFFFD);
                    break;
                }
                i += 4;
                if (code >= 0xD800 && code < 0xDC00 && i + 2 < inside.size() && inside[i + 1] == '\\' &&
                    inside[i + 2] == 'u') {
                    const int32_t low = four(inside, i + 3);
                    if (low >= 0xDC00 && low < 0xE000) {
                        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                        i += 6;
                    }
                }
                add_character(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : uint32_t(code));
                break;
            }
            default: out += c;
        }
    }
    return out;
}

namespace {

// `ps` receives what was rounded off.
bool read_microseconds(std::string_view token, int64_t& ns, int& ps) {
    constexpr int64_t max_us = 4'000'000'000'000'000;
    ps = 0;
    size_t i = 0;
    const bool negative = !token.empty() && token[0] == '-';
    if (negative) ++i;
    const size_t first = i;
    int64_t us = 0;
    for (; i < token.size() && token[i] >= '0' && token[i] <= '9'; ++i) {
        us = us * 10 + (token[i] - '0');
        if (us > max_us) return false;
    }
    if (i == first) return false;
    int rest = 0;
    if (i < token.size() && token[i] == '.') {
        const size_t point = i++;
        int unit = 100'000;
        for (; i < token.size() && token[i] >= '0' && token[i] <= '9'; ++i) {
            rest += (token[i] - '0') * unit;
            unit /= 10;
        }
        if (i == point + 1) return false;
    }
    if (i < token.size()) {  // an exponent is unusual: the number is rounded as a double
        if (token[i] != 'e' && token[i] != 'E') return false;
        const auto number = parse_number(token);
        if (!number || std::fabs(*number) > double(max_us)) return false;
        ns = int64_t(std::llround(*number * 1000));
        return true;
    }
    const int up = rest % 1000 >= 500;
    ns = us * 1000 + rest / 1000 + up;
    ps = rest % 1000 - up * 1000;
    if (negative) {
        ns = -ns;
        ps = -ps;
    }
    return true;
}

}  // namespace

bool microseconds(std::string_view token, int64_t& ns) {
    int ps;
    return read_microseconds(token, ns, ps);
}

bool length(std::string_view ts, std::string_view dur, int64_t& ns) {
    int64_t at;
    int before, rest;
    if (!read_microseconds(ts, at, before) || !read_microseconds(dur, ns, rest)) return false;
    if (ns < 0) return true;
    if (before + rest >= 500) ++ns;
    if (before + rest < -500) --ns;
    return true;
}

}  // namespace exchange::json
