#pragma once

// Everything that the panels show at one moment. present/panel_maker.h makes it.

#include "base/say.h"
#include "present/code.h"
#include "present/figure.h"
#include "present/help.h"
#include "present/moment.h"
#include "present/notices.h"
#include "present/outcome.h"
#include "present/prediction.h"
#include "present/program.h"
#include "present/range.h"
#include "present/row.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace present {

struct Panels {
    // Part::help
    Help help;
    std::vector<Row> hints;
    // Part::clock
    Clock clock;
    std::vector<Row> rates;
    // Part::results
    Table outcome;
    Table differences;    // from the baseline; no rows if there is no baseline
    Table more_numbers;
    Verdict verdict;
    std::vector<Row> warnings;
    std::string compare;  // "Compare: 3 strategies"
    std::string spoken;   // the outcome in one line
    // Part::moment
    Now now;
    Reason reason;
    ProgramNow program_now;
    CodeNow code_now;
    // Part::code
    Code code;
    Advice advice;
    // The others have the name of their part.
    Range range;
    Prediction prediction;
    Program program;
    Found found;
    Figure figure;
};

// A part is made as a whole and sent to the page as a whole.
enum class Part : uint8_t { help, clock, results, moment, range, prediction, program, code, find, figure };
constexpr size_t part_count = size_t(Part::figure) + 1;
std::string_view part_name(Part part);  // "help"

}  // namespace present
