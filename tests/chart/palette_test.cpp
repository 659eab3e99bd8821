#include "chart/frame/palette.h"

#include "tests/catch2.h"

#include <algorithm>
#include <cmath>

using namespace chart;

namespace {

// Relative luminance and contrast: WCAG 2.2.
double luminance(Colour colour) {
    const auto linear = [](uint8_t value) {
        const double c = value / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}
double contrast(Colour a, Colour b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

}  // namespace

TEST_CASE("all text can be read", "[chart]") {
    for (Theme theme : {Theme::dark, Theme::light}) {
        const Palette& palette = palette_of(theme);
        CAPTURE(int(theme));
        for (Ink ink : {Ink::text, Ink::strong, Ink::dim, Ink::faint, Ink::good, Ink::warn, Ink::concurrency,
                        Ink::parallelism, Ink::asynchrony}) {
            CAPTURE(int(ink));
            for (Colour surface : {palette.pane, palette.background, palette.panel, palette.card, palette.title})
                CHECK(contrast(of(palette, ink), surface) >= 4.5);
        }
        for (size_t i = 0; i < palette.tasks.size(); ++i) {
            CAPTURE(i);
            CHECK(contrast(palette.on_bar, palette.tasks[i]) >= 4.5);
        }
    }
}

TEST_CASE("bars stand out from their lane, and the red of a switch from all tasks", "[chart]") {
    for (Theme theme : {Theme::dark, Theme::light}) {
        const Palette& palette = palette_of(theme);
        CAPTURE(int(theme));
        for (Colour task : palette.tasks) CHECK(contrast(task, palette.lane) >= (theme == Theme::dark ? 3.0 : 1.5));
        CHECK(contrast(palette.switching, palette.lane) >= 3);
        for (Colour task : palette.tasks)
            CHECK(std::abs(task.r - palette.switching.r) + std::abs(task.g - palette.switching.g) +
                      std::abs(task.b - palette.switching.b) > 80);
    }
}
