#pragma once

// The tasks of each run, listed as in textbooks, with the averages:
//
//     Round robin, 4 ms slices
//     ms        arrival  burst  finish  turnaround  waiting  response
//     P1              0     24      30          30        6         0
//     P2              0      3       7           7        4         4
//     P3              0      3      10          10        7         7
//     average                            15.67     5.67     3.67
//
// Turnaround is the latency: finish - arrival, up to the answer. Waiting is the part of it that is neither computing
// nor the service of a device nor sleep. Response is the time from the arrival to the first moment on a core.

#include "present/row.h"

#include <cstddef>
#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

constexpr size_t most_processes = 200;  // rows of one table; its note counts the others

struct Processes {
    std::string title;
    Table averages;           // a row for each run
    std::vector<Table> runs;  // a row for each task, and the averages; the title is that of the run
};
// Empty while the results are hidden.
Processes processes_of(const session::Session& session);

// Returns all runs as one table for a spreadsheet, with the separator between the cells: "," or a tab. Times are exact,
// in ms.
std::string processes_text(const session::Session& session, char separator);

}  // namespace present
