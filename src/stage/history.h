#pragma once

// Machines from 1964 to today, one row each, and why their clocks stopped. The same work can be run on each of them:
// changes_for() says what changes in a scenario, session/machines.h runs it, and draw_history() draws the result.
//
// How fast a core of a machine was is expressed in millions of instructions per second. Such numbers are rough: the
// instructions of different machines do different amounts of work, and the sources do not all measure the same. They
// are good enough for the orders of magnitude that the picture shows. `estimate` says where each comes from.

#include "base/say.h"
#include "base/time.h"
#include "chart/canvas/canvas.h"
#include "chart/frame/palette.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stage {

struct Machine {
    std::string_view id;       // "core-2-quad"
    int year = 0;
    Phrase title;              // "Four cores"
    std::string_view name;     // "Intel Core 2 Extreme QX6700"
    int64_t cores = 1;
    int64_t khz = 0;           // its clock
    double mips = 0;           // of one core, in millions of instructions per second
    bool batch = false;        // it ran one program at a time, from beginning to end
    Phrase text;               // what was new
    Phrase estimate;           // where `mips` comes from
    std::string_view source;   // of the facts
};

std::span<const Machine> machines();  // in the order of time
const Machine* find_machine(std::string_view id);

// The machine whose cores have the speed 1 in a scenario: others are as much faster as they have more `mips`.
const Machine& machine_of_speed_one();
double speed_of(const Machine& machine);  // with four significant digits

std::string clock_text(int64_t khz);      // "4.77 MHz"
std::string facts_of(const Machine& machine);  // "4 cores · 2.66 GHz"

// What changes in a scenario that is run on the machine, as {id of a parameter, value}. Some parameters may not be
// allowed in a scenario: those are left out (a program of callbacks has no other strategy).
std::vector<std::pair<std::string, std::string>> changes_for(const Machine& machine);

// ---- why clocks stopped -----------------------------------------------------------------------

// A processor of its time: clock, supply voltage and the most power that it was specified for.
struct ClockPoint {
    double year = 0;           // 1993.2: March 1993
    std::string_view name;
    int64_t khz = 0;
    double volts = 0;          // 0: its voltage varies
    double watts = 0;
    std::string_view source;
};
std::span<const ClockPoint> clock_points();

// The power in a year after 2004 if clocks had gone on doubling every two years, as they did from 1993 to 2004, at the
// voltage of 2004, since it could hardly fall any further: power ~ clock x voltage^2.
double watts_if_clocks_had_gone_on(double year);

// ---- pictures ---------------------------------------------------------------------------------

struct Outcome {          // of the same work on a machine
    std::string_view machine;  // its id
    Time finish;
    bool complete = true;      // false: it was stopped by a budget
};

struct HistoryPicture {
    chart::Canvas canvas;
    float width = 0, height = 0;
    std::string description;
};
// The machines on a line of time, with how long the work takes on each; and the plot. `chosen`: the machine that is
// marked. Without outcomes: the machines alone.
HistoryPicture draw_history(std::span<const Outcome> outcomes, std::string_view work, std::string_view chosen,
                            float width_px, chart::Theme theme);

// Draws only the plot, with its left upper corner at (left, top).
void draw_clock_plot(const chart::Palette& palette, chart::Canvas& canvas, float left, float top, float width,
                     float height);
RichText why_clocks_stopped();

}  // namespace stage
