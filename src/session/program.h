#pragma once

// The program of the run in focus as text, where it is at the playhead, and how to go from
// a line to the moments when it runs.

#include "session/session.h"

#include <cstdint>
#include <vector>

namespace session {

struct ProgramNow {
    int line = -1;            // the line that runs, or that the selected callback waits for; -1 if there is none
    bool runs = false;
    std::vector<int> stack;   // the lines of the calls, the innermost first
    int printed = 0;          // the number of lines that are on the console at the playhead
};

// Returns an empty list if the run in focus has no functions.
const std::vector<scenario::CodeLine>& program_of(const Session& session);
const char* language_of(const Session& session);  // "JavaScript"
ProgramNow program_now(const Session& session);

// The console next to the chart shows the first lines, up to this number.
constexpr size_t max_printed = 1'000;
struct Printed {
    std::vector<const trace::Line*> lines;
    size_t more = 0;  // how many are not shown
};
Printed printed_of(const Session& session);

// Goes to the next moment when the line runs; the last one is followed by the first. Selects
// the callback that runs the line, or that the line has registered. Returns false if the line
// never runs.
bool go_to_line(Session& session, size_t line);
bool go_to_printed(Session& session, size_t number);

}  // namespace session
