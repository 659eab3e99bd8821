#pragma once

// A run as one line, as textbooks draw it: points in time in ms, and between them the task
// that has the core. Cores come one after another, separated by a bar:
//
//     0 a 2 b 4 - 5 a 7 | 0 c 3      core 0: a, b, idle, a; core 1: c
//     0 a 2 (b) 3 b 5                the overhead before b's turn: a switch, a start ...
//
// A task is named after its row, followed by its number in the row, from 1, if the row has
// several. A child or a part is "a.1", after its parent.

#include "scenario/scenario.h"
#include "trace/log.h"

#include <string>

namespace support {

// Runs the scenario and returns the line.
std::string gantt(const scenario::Scenario& scenario);
std::string gantt(const scenario::Scenario& scenario, const trace::Log& log);

// Runs the scenario and returns its cores_text().
std::string run_text(const scenario::Scenario& scenario);

// When each task that arrived was over, in ms and in the order of arrival; for a task that was not
// completed, what happened to it: "a1 5, a2 6 rejected, a3 9 gave up, b unfinished".
std::string ends(const scenario::Scenario& scenario);
std::string ends(const scenario::Scenario& scenario, const trace::Log& log);

// The marks of the tasks: "1 half, 3 end".
std::string marks(const trace::Log& log);

}  // namespace support
