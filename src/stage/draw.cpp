#include "stage/draw.h"

#include "chart/frame/text_width.h"
#include "stage/painters.h"

namespace stage {

namespace {

using Painter = void (*)(Pen& pen, const Thing& thing);

Painter painter_of(Kind kind) {
    switch (kind) {
        case Kind::floor: return draw_floor;
        case Kind::zone: return draw_zone;
        case Kind::caption: return draw_caption;
        case Kind::more: return draw_more;
        case Kind::crowd: return draw_crowd;
        case Kind::table: return draw_table;
        case Kind::guest: return draw_guest;
        case Kind::stove: return draw_stove;
        case Kind::dish: return draw_dish;
        case Kind::waiter: return draw_waiter;
        case Kind::bell: return draw_bell;
        case Kind::trail: return draw_trail;
        case Kind::desk: return draw_desk;
        case Kind::person: return draw_person;
        case Kind::paper: return draw_paper;
        case Kind::tray: return draw_tray;
        case Kind::package: return draw_package;
        case Kind::chip_part: return draw_chip_part;
        case Kind::chip_core: return draw_chip_core;
        case Kind::chip_unit: return draw_chip_unit;
        case Kind::chip_task: return draw_chip_task;
    }
    return nullptr;
}

chart::Colour colour_of(Count::Tone tone, const chart::Palette& palette) {
    switch (tone) {
        case Count::Tone::concurrency: return palette.concurrency;
        case Count::Tone::parallelism: return palette.parallelism;
        case Count::Tone::asynchrony: return palette.asynchrony;
        case Count::Tone::plain: break;
    }
    return palette.strong;
}

}  // namespace

void draw(const Plan& plan, const chart::Palette& palette, chart::Canvas& canvas, float left, float top) {
    Pen pen(palette, canvas, left, top);
    for (const Thing& thing : plan.things) {
        pen.fade = thing.fade;
        if (thing.fade <= 0.01f) continue;
        if (const Painter paint = painter_of(thing.kind)) paint(pen, thing);
    }
}

float draw_counts(const Plan& plan, const chart::Palette& palette, chart::Canvas* canvas, float width, float left,
                  float top) {
    if (plan.counts.empty()) return 0;
    const float size = 13, line = 24;
    float x = 0, y = line / 2;
    for (const Count& count : plan.counts) {
        const float name = chart::text_width(count.name, size) + 5;
        const float value = chart::text_width(count.value, size, true);
        if (x > 0 && x + name + value > width) x = 0, y += line;
        if (canvas) {
            canvas->colour(palette.text);
            canvas->text(left + x, top + y, size, count.name);
            canvas->colour(colour_of(count.tone, palette));
            canvas->text(left + x + name, top + y, size, count.value, true);
        }
        x += name + value + 22;
    }
    return y + line / 2;
}

}  // namespace stage
