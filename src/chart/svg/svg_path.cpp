#include "chart/svg/svg_path.h"

#include <algorithm>
#include <cmath>

namespace chart::svg {

namespace {

// Returns the length in bytes of the character at `i`, or 0 if the bytes are not UTF-8 or
// not allowed in XML.
size_t character_at(std::string_view text, size_t i) {
    const uint8_t first = uint8_t(text[i]);
    if (first < 0x80) return first >= 0x20 && first != 0x7F ? 1 : 0;
    const size_t size = first >= 0xF0 && first <= 0xF4  ? 4
                        : first >= 0xE0 && first < 0xF0 ? 3
                        : first >= 0xC2 && first < 0xE0 ? 2
                                                        : 0;
    if (size == 0 || i + size > text.size()) return 0;
    uint32_t code = first & (0xFFu >> (size + 1));
    for (size_t k = 1; k < size; ++k) {
        const uint8_t byte = uint8_t(text[i + k]);
        if ((byte & 0xC0) != 0x80) return 0;
        code = code << 6 | (byte & 0x3Fu);
    }
    const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    const bool not_a_character = code > 0x10FFFF || code == 0xFFFE || code == 0xFFFF;
    return overlong || surrogate || not_a_character ? 0 : size;
}

}  // namespace

void add_number(std::string& out, float value) {
    int64_t hundredths = std::llround(double(value) * 100);
    if (hundredths < 0) {
        out += '-';
        hundredths = -hundredths;
    }
    out += std::to_string(hundredths / 100);
    const int rest = int(hundredths % 100);
    if (rest == 0) return;
    out += '.';
    out += char('0' + rest / 10);
    if (rest % 10 != 0) out += char('0' + rest % 10);
}

void add_text(std::string& out, std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        const size_t size = character_at(text, i);
        if (size == 0) {
            const bool space = text[i] == '\n' || text[i] == '\t' || text[i] == '\r';
            out += space ? " " : "\xEF\xBF\xBD";
            ++i;
            continue;
        }
        switch (text[i]) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += text.substr(i, size);
        }
        i += size;
    }
}

void add_paint(std::string& out, std::string_view property, Colour colour) {
    constexpr char hex[] = "0123456789abcdef";
    out.append(" ").append(property).append("=\"#");
    for (const uint8_t part : {colour.r, colour.g, colour.b}) {
        out += hex[part >> 4];
        out += hex[part & 15];
    }
    out += '"';
    if (colour.a == 255) return;
    out.append(" ").append(property).append("-opacity=\"");
    add_number(out, float(colour.a) / 255);
    out += '"';
}

void add_rectangle(std::string& path, float x0, float y0, float x1, float y1, float radius_px) {
    // Uses differences of rounded numbers, so that the shape closes where it began.
    const auto rounded = [](float v) { return std::round(v * 100) / 100; };
    x0 = rounded(x0), y0 = rounded(y0), x1 = rounded(x1), y1 = rounded(y1);
    const float r = rounded(std::min({radius_px, (x1 - x0) / 3, (y1 - y0) / 2}));
    const auto put = [&](char command, std::initializer_list<float> numbers) {
        path += command;
        bool first = true;
        for (float number : numbers) {
            if (!first && std::llround(double(number) * 100) >= 0) path += ' ';
            add_number(path, number);
            first = false;
        }
    };
    if (r < 0.5f || y1 - y0 < 2.5f) {
        put('M', {x0, y0}), put('H', {x1}), put('V', {y1}), put('H', {x0});
        path += 'z';
        return;
    }
    put('M', {x0 + r, y0}), put('H', {x1 - r}), put('q', {r, 0, r, r});
    put('V', {y1 - r}), put('q', {0, r, -r, r});
    put('H', {x0 + r}), put('q', {-r, 0, -r, -r});
    put('V', {y0 + r}), put('q', {0, -r, r, -r});
    path += 'z';
}

}  // namespace chart::svg
