#pragma once

// One moment of a run, laid out as things in a picture: tables and waiters, desks and papers, the parts of a chip. A
// plan is plain data in pixels (the origin is at the top left). It is made from a metrics::Scene by one of the views,
// is drawn by draw.h, and answers what is at a point.
//
//     Plan now = plan_restaurant(run, run.at(t), room);      pure: the same run, time and room give the same plan
//     Plan seen = between(before, now, 0.4f);                on the way from one plan to the other
//     draw(seen, chart::palette_of(theme), canvas);          draw.h: works on the page, with ImGui and as an SVG file
//     if (const Thing* thing = hit(seen, x, y))
//         RichText why = sentence(run, seen, *thing);        sentence.h
//
// A thing has an id, its kind and a number that means something in the run: the waiter of thread slot 2 is the same
// thing in every plan of a run, so that `between` can move it. Things are drawn in their order. `stands` says what of
// the run a thing stands for, and `span` is the bar of the timeline that says why: choosing a thing selects that bar.
//
// To add a view: kinds of things here, a file that plans them, their painters (draw.h), their sentences (sentence.h),
// and a row in views.h.

#include "base/say.h"
#include "base/time.h"
#include "metrics/scene.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace stage {

enum class Kind : uint8_t {
    // in every view
    floor,    // the ground of the whole picture
    zone,     // a part of the floor, with a title
    caption,  // a line of text
    more,     // "+12": how many others have no space
    crowd,    // many of a kind at once, with their number
    // the restaurant
    table,
    guest,
    stove,
    dish,
    waiter,
    bell,
    trail,
    // the desk
    desk,
    person,
    paper,
    tray,
    // the chip
    package,
    chip_part,
    chip_core,
    chip_unit,
    chip_task,
};

// What of the run a thing stands for.
enum class Stands : uint8_t { nothing, task, thread, core, device, lock, queue, line, completion, server, part };

// Shape and pattern carry the meaning; colour only supports them.
enum class Look : uint8_t {
    plain,    // furniture
    empty,    // nobody is there, and somebody may come
    solid,    // is worked on; works
    ring,     // waits, and somebody is held by it: a solid ring that fills
    dotted,   // waits, and nobody is held: a dotted ring that fills
    tinted,   // could go on, and waits for its turn
    hatched,  // is held and does nothing
    gone,     // has left
    active,   // happens now: the bell rings
};

constexpr uint8_t no_colour = 255;

struct Thing {
    Kind kind = Kind::floor;
    uint32_t number = 0;  // with `kind`: its id
    float x = 0, y = 0;   // its middle
    float width = 0, height = 0;
    float scale = 1;  // of lines and letters
    Look look = Look::plain;
    uint8_t colour = no_colour;  // of the palette's task colours
    float progress = 0;          // of a ring: from 0 to 1
    float fade = 1;              // its opacity
    std::string text;            // in it: the number of a task or a thread, a title
    std::string label;           // a few words below it: "takes order 9"
    float label_px = 0;          // the room that these words have; 0: they are not drawn
    float label_dx = 0;          // how far their middle is from that of the thing
    float to_x = 0, to_y = 0;    // trail: where it leads
    Stands stands = Stands::nothing;
    uint32_t of = 0;                 // the number of the task, thread, core ...
    size_t span = metrics::no_span;  // the bar of the timeline that says why it is so
    bool operator==(const Thing&) const = default;
};
inline bool same_id(const Thing& a, const Thing& b) { return a.kind == b.kind && a.number == b.number; }

// "table = task": what stands for what.
struct LegendRow {
    std::string thing, stands_for;
    bool operator==(const LegendRow&) const = default;
};

// "waiters at work 1 of 2": a number of the moment, below the picture.
struct Count {
    enum class Tone : uint8_t { plain, concurrency, parallelism, asynchrony } tone = Tone::plain;
    std::string name, value;
    bool operator==(const Count&) const = default;
};

struct Plan {
    Time at;
    float width = 0, height = 0;
    std::vector<Thing> things;  // from the back to the front
    std::vector<Count> counts;
    std::vector<LegendRow> legend;  // only rows for things that this run can have
    std::string summary;            // the picture in a sentence or two, for those who do not see it
    bool operator==(const Plan&) const = default;

    const Thing* find(Kind kind, uint32_t number) const;
};

// The things of `to`, moved: each is where it is at `fraction` (0 to 1) of the way from its place in `from`. Things
// that are in one of the plans only fade in or out. The fraction is eased: movements start and end slowly. Numbers and
// texts are those of `to`.
Plan between(const Plan& from, const Plan& to, float fraction);

// The thing at a point: the topmost that stands for something. Null if there is none. The pointer is one into the plan.
const Thing* hit(const Plan& plan, float x, float y);

// Moves the things of a picture whose plan changes all the time, as it does while a run is played. Each thing that gets
// another place is on its way for `travel_s`, from where it is at that moment.
//
//     Motion motion;
//     const Plan& seen = motion.show(plan, seconds);   in each frame; `seconds` is a clock that only increases
//     if (motion.moving()) draw again soon
//
// With reduced motion a caller shows its plans as they are.
class Motion {
public:
    const Plan& show(const Plan& target, double seconds);
    bool moving() const { return moving_; }
    void jump() { shown_.things.clear(); }  // the next plan is shown as it is

    static constexpr double travel_s = 0.35;

private:
    struct Way {
        Kind kind;
        uint32_t number;
        Thing from, to;
        double began = 0;
    };
    std::vector<Way> ways_;  // by kind and number
    Plan shown_;
    bool moving_ = false;
};

}  // namespace stage
