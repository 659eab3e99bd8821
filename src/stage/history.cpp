#include "stage/history.h"

#include "base/number.h"

#include <algorithm>
#include <cassert>

namespace stage {

namespace {

// Zen 2 to Zen 5 are 15, 19, 13 and 16 per cent faster per clock than the generation before, as AMD announced them.
constexpr double zen_1_mips = 304'510.0 / 8;
constexpr double zen_5_per_clock = 1.15 * 1.19 * 1.13 * 1.16;

constexpr Machine machine_table[] = {
    {.id = "system-360",
     .year = 1964,
     .title = "Punch cards",
     .name = "IBM System/360 Model 30",
     .cores = 1,
     .khz = 1'000,
     .mips = 0.0345,
     .batch = true,
     .text =
         "A stack of punch cards is a job, and the operator feeds in one job after another. While the machine waits "
         "for the card reader, everything waits.",
     .estimate =
         "34,500 instructions per second, as IBM says; the storage cycle of the first ones took two microseconds, "
         "two cycles of the clock.",
     .source = "IBM Archives, System/360 Model 30 and System/360 announcement of 7 April 1964"},
    {.id = "8086",
     .year = 1978,
     .title = "8086",
     .name = "Intel 8086",
     .cores = 1,
     .khz = 5'000,
     .mips = 0.33,
     .batch = true,
     .text =
         "A whole processor with 29,000 transistors on one chip, at 5 MHz, and later at up to 10 MHz. It executes one "
         "program.",
     .estimate = "0.33 million instructions per second at 5 MHz, as Intel says.",
     .source = "Intel Microprocessor Quick Reference Guide; introduced on 8 June 1978"},
    {.id = "ibm-pc",
     .year = 1981,
     .title = "IBM PC",
     .name = "IBM PC 5150 (Intel 8088)",
     .cores = 1,
     .khz = 4'770,
     .mips = 0.33 * 4.77 / 5,
     .batch = true,
     .text =
         "A computer for one person. Its operating system, DOS, runs one program at a time, which has the machine to "
         "itself until it ends.",
     .estimate =
         "The 8088 executes 0.33 million instructions per second at 5 MHz, as Intel says; at 4.77 MHz it is 5 per "
         "cent less.",
     .source = "IBM announcement of 12 August 1981; Intel Microprocessor Quick Reference Guide"},
    {.id = "pentium",
     .year = 1993,
     .title = "Pentium",
     .name = "Intel Pentium 66",
     .cores = 1,
     .khz = 66'000,
     .mips = 112,
     .text =
         "It begins up to two instructions in each cycle, at 60 or 66 MHz. Operating systems now take the core away "
         "from a thread when its time slice is over, so that many seem to run at once.",
     .estimate = "112 million instructions per second at 66 MHz, as Intel says.",
     .source = "Intel Microprocessor Quick Reference Guide; introduced on 22 March 1993"},
    {.id = "pentium-4",
     .year = 2000,
     .title = "Pentium 4",
     .name = "Intel Pentium 4 1.5 GHz",
     .cores = 1,
     .khz = 1'500'000,
     .mips = 9'726 * 1.5 / 3.2,
     .text = "It is designed for high clocks: 1.4 and 1.5 GHz at first, and 3.8 GHz four years later. One core does "
             "everything, and becomes hot.",
     .estimate =
         "Its successor of 2003 was measured with 9,726 million instructions per second (Dhrystone) at 3.2 GHz; "
         "at 1.5 GHz it is less in proportion.",
     .source =
         "Intel, introduced on 20 November 2000; SiSoftware Sandra results collected in Wikipedia, Instructions per "
         "second"},
    {.id = "athlon-64-x2",
     .year = 2005,
     .title = "Two cores",
     .name = "AMD Athlon 64 X2 3800+",
     .cores = 2,
     .khz = 2'000'000,
     .mips = 14'564.0 / 2,
     .text = "The clock does not rise any more: there are two cores instead. A program with one thread gets no faster "
             "from this.",
     .estimate = "14,564 million instructions per second (Dhrystone) were measured with both cores.",
     .source = "AMD, introduced on 1 August 2005; Wikipedia, Instructions per second"},
    {.id = "core-2-quad",
     .year = 2006,
     .title = "Four cores",
     .name = "Intel Core 2 Extreme QX6700",
     .cores = 4,
     .khz = 2'660'000,
     .mips = 49'161.0 / 4,
     .text =
         "Two chips with two cores each in one housing, at 2.66 GHz. In 2007 the Core 2 Quad Q6700 is sold with the "
         "same clock.",
     .estimate = "49,161 million instructions per second (Dhrystone) were measured with all four cores.",
     .source = "Intel, introduced in November 2006; Wikipedia, Instructions per second"},
    {.id = "ryzen-7",
     .year = 2017,
     .title = "Eight cores",
     .name = "AMD Ryzen 7 1800X",
     .cores = 8,
     .khz = 3'600'000,
     .mips = zen_1_mips,
     .text = "Eight cores are affordable on a desk. Each has two hardware threads, which share the core.",
     .estimate = "304,510 million instructions per second (Dhrystone) were measured with all eight cores.",
     .source = "AMD, introduced on 2 March 2017; Wikipedia, Instructions per second"},
    {.id = "phone",
     .year = 2024,
     .title = "A phone",
     .name = "Qualcomm Snapdragon 8 Elite",
     .cores = 8,
     .khz = 3'530'000,
     .mips = zen_1_mips / 3.7 * 3.53 * zen_5_per_clock,
     .text = "Two cores at up to 4.32 GHz and six at up to 3.53 GHz, cooled by nothing but the case.",
     .estimate =
         "An estimate: at the clock of its six cores, with as much work per cycle as the server of the same year.",
     .source = "Qualcomm, Snapdragon 8 Elite product brief, 21 October 2024"},
    {.id = "server",
     .year = 2024,
     .title = "A server",
     .name = "AMD EPYC 9965",
     .cores = 192,
     .khz = 2'250'000,
     .mips = zen_1_mips / 3.7 * 2.25 * zen_5_per_clock,
     .text = "192 cores in one housing, at 2.25 GHz, and at up to 3.7 GHz while few of them work. Only work that is "
             "divided into many tasks makes use of them.",
     .estimate =
         "An estimate: the Ryzen 7 of 2017 at this clock, and 79 per cent more work per cycle, as AMD announced "
         "for the four generations since.",
     .source = "AMD, EPYC 9005 series data sheet, 10 October 2024"},
};

constexpr ClockPoint point_table[] = {
    {1978.4, "8086", 5'000, 5, 1.7, "Intel 8086 data sheet: 340 mA at 5 V"},
    {1982.1, "80286", 8'000, 5, 3, "Intel 80286 data sheet: 600 mA at 5 V"},
    {1993.2, "Pentium 66", 66'000, 5, 16, "Intel Pentium 60/66 data sheet"},
    {1995.8, "Pentium Pro 200", 200'000, 3.3, 35, "Intel Pentium Pro data sheet"},
    {1997.4, "Pentium II 300", 300'000, 2.8, 43, "Intel Pentium II data sheet"},
    {1999.2, "Pentium III 500", 500'000, 2, 28, "Intel Pentium III data sheet"},
    {2000.9, "Pentium 4 1.5", 1'500'000, 1.7, 54.7, "Intel Pentium 4 423-pin data sheet"},
    {2002.9, "Pentium 4 3.06", 3'060'000, 1.55, 81.8, "Intel Pentium 4 478-pin data sheet"},
    {2004.9, "Pentium 4 570", 3'800'000, 1.4, 115, "Intel Pentium 4 5xx data sheet"},
    {2006.9, "Core 2 QX6700", 2'660'000, 1.35, 130, "Intel Core 2 Extreme QX6000 data sheet"},
    {2011.0, "Core i7-2600", 3'400'000, 0, 95, "Intel product specifications"},
    {2017.2, "Ryzen 7 1800X", 3'600'000, 0, 95, "AMD product specifications"},
    {2024.6, "Ryzen 9 9950X", 4'300'000, 0, 170, "AMD product specifications"},
};

// With four significant digits.
double rounded(double value) {
    double scale = 1;
    while (value * scale < 1'000) scale *= 10;
    while (value * scale >= 10'000) scale /= 10;
    return double(int64_t(value * scale + 0.5)) / scale;
}

}  // namespace

std::span<const Machine> machines() { return machine_table; }
const Machine* find_machine(std::string_view id) {
    for (const Machine& machine : machine_table)
        if (machine.id == id) return &machine;
    return nullptr;
}

const Machine& machine_of_speed_one() { return *find_machine("pentium"); }
double speed_of(const Machine& machine) { return rounded(machine.mips / machine_of_speed_one().mips); }

std::string clock_text(int64_t khz) {
    return khz < 1'000'000 ? say_plain("{n} MHz", {{"n", rounded_text(double(khz) / 1e3, 2)}})
                           : say_plain("{n} GHz", {{"n", rounded_text(double(khz) / 1e6, 2)}});
}

std::string facts_of(const Machine& machine) {
    return say_plain("{n|{n} core|{n} cores} · {clock}", {{"n", machine.cores}, {"clock", clock_text(machine.khz)}});
}

std::vector<std::pair<std::string, std::string>> changes_for(const Machine& machine) {
    std::vector<std::pair<std::string, std::string>> changes{{"machine.cores", std::to_string(machine.cores)},
                                                             {"machine.speed", number_text(speed_of(machine))}};
    if (machine.batch) {
        changes.emplace_back("machine.scheduler.policy", "fcfs");
        changes.emplace_back("strategy.kind", "one-at-a-time");
    }
    return changes;
}

std::span<const ClockPoint> clock_points() { return point_table; }

double watts_if_clocks_had_gone_on(double year) {
    const ClockPoint& last = *std::find_if(std::begin(point_table), std::end(point_table),
                                           [](const ClockPoint& point) { return point.khz == 3'800'000; });
    // A quarter of a doubling is half a year. (No power function: pictures are the same on every platform.)
    constexpr double quarter = 1.189207115002721;
    double clock = double(last.khz);
    double at = last.year;
    for (; at + 0.5 <= year; at += 0.5) clock *= quarter;
    clock *= 1 + (quarter - 1) * std::max(0.0, year - at) / 0.5;
    return last.watts * clock / double(last.khz);
}

RichText why_clocks_stopped() {
    return say(
        "Power grows with *clock × voltage²*. For thirty years the voltage fell while the clock rose: from 5 V in "
        "1978 to 1.4 V in 2004. Then it could fall no further, because transistors leak below about one volt, and a "
        "higher clock would have meant more heat than a fan carries away. So the transistors went into more cores.");
}

}  // namespace stage
