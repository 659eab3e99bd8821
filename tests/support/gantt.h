#pragma once

// A run as one line, in the way textbooks draw it: moments in ms, and between them who
// has the core. One core after another, with a bar between:
//
//     0 a 2 b 4 - 5 a 7 | 0 c 3      core 0: a, b, nobody, a; core 1: c
//     0 a 2 (b) 3 b 5                what b's turn costs before it begins: a switch, a start ...
//
// A task is called as its row; with its number in the row, from 1, where that has several;
// a child or a part "a.1" after its parent.

#include "scenario/scenario.h"
#include "trace/log.h"

#include <string>

namespace support {

// Runs it, and gives the line.
std::string gantt(const scenario::Scenario& scenario);
std::string gantt(const scenario::Scenario& scenario, const trace::Log& log);

// Runs it, and gives cores_text() of it.
std::string run_text(const scenario::Scenario& scenario);

// When each task that arrived was over, in ms and in the order of arrival; one that was not completed says
// what became of it: "a1 5, a2 6 rejected, a3 9 gave up, b unfinished".
std::string ends(const scenario::Scenario& scenario);
std::string ends(const scenario::Scenario& scenario, const trace::Log& log);

// The marks of the tasks: "1 half, 3 end".
std::string marks(const trace::Log& log);

}  // namespace support
