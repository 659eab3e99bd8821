#include "chart/frame/palette.h"

namespace chart {

namespace {

constexpr Colour rgb(uint32_t hex, uint8_t a = 255) {
    return {uint8_t(hex >> 16), uint8_t(hex >> 8), uint8_t(hex), a};
}

// Blue is lighter than Okabe and Ito's, so that dark numbers are legible on it. The eighth
// colour, a light teal, replaces their black.
constexpr Palette dark = {
    .tasks = {rgb(0x56B4E9), rgb(0xE69F00), rgb(0xCC79A7), rgb(0x009E73),
              rgb(0xF0E442), rgb(0x2B88CC), rgb(0xD9661A), rgb(0x9AD0C2)},
    .background = rgb(0x0F1420),
    .pane = rgb(0x0F1420),
    .title = rgb(0x1B2335),
    .lane = rgb(0x131A29),
    .grid = rgb(0x1B2438),
    .border = rgb(0x2A3450),
    .text = rgb(0xA9B4CB),
    .strong = rgb(0xE6EBF5),
    .dim = rgb(0x93A0BD),
    .faint = rgb(0x7D8BAD),
    .good = rgb(0x4CC38A),
    .warn = rgb(0xFF8F6B),
    .on_bar = rgb(0x0B0F17),
    .accent = rgb(0x7CC4FF),
    .concurrency = rgb(0x5AB0F6),
    .parallelism = rgb(0xF2A33A),
    .asynchrony = rgb(0x4CC38A),
    .concurrency_area = rgb(0x5AB0F6, 0x58),
    .parallelism_area = rgb(0xF2A33A, 0xE6),
    .asynchrony_area = rgb(0x4CC38A, 0x99),
    .blocked_fill = rgb(0x222B40),
    .blocked_line = rgb(0x4C566E),
    .blocked_edge = rgb(0x343E57),
    .mixed = rgb(0x8FA3C4),
    .switching = rgb(0xFF5C5C),
    .playhead = rgb(0xFFFFFF),
    .selection = rgb(0x7CC4FF, 0x33),
    .panel = rgb(0x161C2B),
    .control = rgb(0x1B2335),
    .control_hot = rgb(0x242E47),
    .control_active = rgb(0x2C5FA8),
    .card = rgb(0x1B2335),
};

constexpr Palette light = {
    .tasks = {rgb(0x4AA3DF), rgb(0xE59B12), rgb(0xC873A5), rgb(0x0F9D76),
              rgb(0xD9C21A), rgb(0x3B86CB), rgb(0xD86A3A), rgb(0x7FB8AB)},
    .background = rgb(0xFBFAF7),
    .pane = rgb(0xFFFFFF),
    .title = rgb(0xF8F7F3),
    .lane = rgb(0xF5F3ED),
    .grid = rgb(0xECEAE3),
    .border = rgb(0xE2DFD6),
    .text = rgb(0x454E60),
    .strong = rgb(0x1D2430),
    .dim = rgb(0x5D6678),
    .faint = rgb(0x687184),
    .good = rgb(0x177A4C),
    .warn = rgb(0xB3391A),
    .on_bar = rgb(0x10151F),
    .accent = rgb(0x1F66C0),
    .concurrency = rgb(0x1B6FBD),
    .parallelism = rgb(0xA45E00),
    .asynchrony = rgb(0x177A4C),
    .concurrency_area = rgb(0x1F77C9, 0x50),
    .parallelism_area = rgb(0xE59B12, 0xE6),
    .asynchrony_area = rgb(0x1F9E68, 0x90),
    .blocked_fill = rgb(0xEEF1F6),
    .blocked_line = rgb(0xB3BDCE),
    .blocked_edge = rgb(0xD3DAE3),
    .mixed = rgb(0x7C8CA6),
    .switching = rgb(0xD01F3C),
    .playhead = rgb(0x1D2430),
    .selection = rgb(0x1F66C0, 0x2E),
    .panel = rgb(0xFBFAF7),
    .control = rgb(0xFFFFFF),
    .control_hot = rgb(0xF2F8FF),
    .control_active = rgb(0x1F66C0),
    .card = rgb(0xF2F8FF),
};

Colour faded(Colour colour, uint8_t a) { return {colour.r, colour.g, colour.b, a}; }

}  // namespace

const Palette& palette_of(Theme theme) { return theme == Theme::dark ? dark : light; }

Colour of(const Palette& palette, Ink ink) {
    switch (ink) {
        case Ink::text: return palette.text;
        case Ink::strong: return palette.strong;
        case Ink::dim: return palette.dim;
        case Ink::faint: return palette.faint;
        case Ink::good: return palette.good;
        case Ink::warn: return palette.warn;
        case Ink::on_bar: return palette.on_bar;
        case Ink::concurrency: return palette.concurrency;
        case Ink::parallelism: return palette.parallelism;
        case Ink::asynchrony: return palette.asynchrony;
    }
    return palette.text;
}

Colour of(const Palette& palette, Surface surface) {
    switch (surface) {
        case Surface::pane: return palette.pane;
        case Surface::title: return palette.title;
        case Surface::lane: return palette.lane;
        case Surface::grid: return palette.grid;
        case Surface::border: return palette.border;
        case Surface::concurrency: return palette.concurrency_area;
        case Surface::parallelism: return palette.parallelism_area;
        case Surface::asynchrony: return palette.asynchrony_area;
        case Surface::boot: return palette.blocked_line;
        case Surface::up: return palette.accent;
        case Surface::drains: return palette.dim;
        case Surface::mark: return palette.accent;
        case Surface::mark_line: return faded(palette.accent, 0x60);
        case Surface::overhead: return palette.switching;
        case Surface::held: return palette.blocked_line;
        case Surface::line_short: return faded(palette.warn, 0x70);
        case Surface::line: return faded(palette.warn, 0xB0);
        case Surface::line_long: return palette.warn;
        case Surface::served: return palette.mixed;
        case Surface::limit: return palette.dim;
        case Surface::instant: return palette.text;
        case Surface::value: return faded(palette.accent, 0x40);
        case Surface::value_range: return faded(palette.accent, 0x90);
        case Surface::value_line: return palette.accent;
        case Surface::cover: return palette.card;
        case Surface::cover_line: return palette.accent;
    }
    return palette.pane;
}

Colour fill_of(const Palette& palette, const Bar& bar, trace::SpanKind kind) {
    const Colour task = bar.mixed ? palette.mixed : palette.tasks[bar.colour % task_colours];
    switch (kind) {
        case trace::SpanKind::running:
        case trace::SpanKind::sharing: return task;
        case trace::SpanKind::switching: return palette.switching;
        case trace::SpanKind::ready: return faded(task, 0x4D);
        case trace::SpanKind::blocked:
            return bar.pattern == Pattern::folded ? palette.blocked_edge : palette.blocked_fill;
        case trace::SpanKind::waiting: return faded(task, bar.pattern == Pattern::folded ? 0x33 : 0xC0);
        case trace::SpanKind::queued: return faded(task, bar.pattern == Pattern::folded ? 0x1F : 0xC0);
    }
    return task;
}

}  // namespace chart
