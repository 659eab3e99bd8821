#include "chart/frame/text_width.h"

#include <array>
#include <cstdint>

namespace chart {

namespace {

// In thousandths of the font size, from U+0020 to U+007E.
constexpr std::array<uint16_t, 95> regular = {
    281, 278, 403, 631, 638, 812, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357,
    625, 464, 605, 636, 642, 608, 624, 571, 616, 624, 276, 280, 659, 659, 659, 507,
    936, 676, 651, 727, 719, 598, 587, 743, 740, 264, 543, 652, 562, 889, 753, 761,
    635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469, 452,
    497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597,
    609, 609, 372, 523, 364, 581, 557, 812, 540, 557, 541, 362, 327, 362, 659,
};
constexpr std::array<uint16_t, 95> semi_bold = {
    248, 309, 396, 643, 649, 844, 663, 213, 393, 393, 543, 673, 295, 466, 290, 379,
    667, 481, 621, 652, 666, 632, 648, 587, 646, 648, 290, 295, 673, 673, 673, 544,
    999, 724, 657, 744, 724, 608, 586, 755, 744, 275, 561, 677, 566, 906, 741, 775,
    643, 776, 651, 649, 660, 734, 724, 1007, 690, 705, 653, 393, 379, 393, 481, 468,
    497, 575, 630, 577, 630, 593, 377, 625, 613, 261, 261, 569, 261, 898, 610, 608,
    625, 625, 397, 549, 380, 608, 576, 837, 562, 576, 562, 393, 358, 393, 673,
};
constexpr int beyond_ascii = 660;  // × µ é; characters of wide scripts have about 1,000
constexpr int wide = 1000;
constexpr std::string_view ellipsis = "…";

// Returns the advance of the character that starts at `i`, and moves i past it.
int advance_at(std::string_view text, size_t& i, bool bold) {
    const uint8_t first = uint8_t(text[i++]);
    if (first >= 0x20 && first < 0x7F) return (bold ? semi_bold : regular)[first - 0x20];
    if (first < 0x80) return 0;
    while (i < text.size() && (uint8_t(text[i]) & 0xC0) == 0x80) ++i;
    const bool middle_dot = first == 0xC2 && uint8_t(text[i - 1]) == 0xB7;
    return middle_dot ? 280 : first < 0xE3 ? beyond_ascii : wide;
}

}  // namespace

float text_width(std::string_view text, float size_px, bool bold) {
    int64_t sum = 0;
    for (size_t i = 0; i < text.size();) sum += advance_at(text, i, bold);
    return float(sum) * size_px / 1000;
}

std::string cut_to(std::string_view text, float room_px, float size_px, bool bold) {
    if (text_width(text, size_px, bold) <= room_px) return std::string(text);
    float left = room_px - text_width(ellipsis, size_px, bold);
    size_t end = 0;
    for (size_t i = 0; i < text.size();) {
        left -= float(advance_at(text, i, bold)) * size_px / 1000;
        if (left < 0) break;
        end = i;
    }
    while (end > 0 && text[end - 1] == ' ') --end;
    if (end == 0) return {};
    return std::string(text.substr(0, end)) + std::string(ellipsis);
}

}  // namespace chart
