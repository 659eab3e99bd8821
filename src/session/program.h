#pragma once

// The program of the run in focus as text, where it is at the playhead, and ways to go
// from a line to the moments when it runs.

#include "session/session.h"

#include <cstdint>
#include <vector>

namespace session {

struct ProgramNow {
    int line = -1;            // the line that runs, or that the selected callback waits for; -1: none
    bool runs = false;
    std::vector<int> stack;   // the lines of the calls, the innermost first
    int printed = 0;          // how many lines are on the console at the playhead
};

// Empty if the run in focus has no functions.
const std::vector<scenario::CodeLine>& program_of(const Session& session);
const char* language_of(const Session& session);  // "JavaScript"
ProgramNow program_now(const Session& session);

// The console shows its first lines next to the chart, up to this number.
constexpr size_t max_printed = 1'000;
struct Printed {
    std::vector<const trace::Line*> lines;
    size_t more = 0;  // how many are not shown
};
Printed printed_of(const Session& session);

// Goes to the next moment when the line runs, after the last one to the first, and selects the
// callback that runs it or that it has registered. Returns false if it never runs.
bool go_to_line(Session& session, size_t line);
bool go_to_printed(Session& session, size_t number);

}  // namespace session
