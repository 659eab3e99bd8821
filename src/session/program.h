#pragma once

// The program of the run in focus as text, where it is at the playhead, and ways to go
// from a line to the moments when it runs.

#include "session/session.h"

#include <cstdint>
#include <vector>

namespace session {

struct ProgramNow {
    int line = -1;            // that runs, or of which the chosen callback waits; -1: none
    bool runs = false;
    std::vector<int> stack;   // lines from where it was called, the innermost first
    int printed = 0;          // how many lines are on the console at the playhead
};

// Empty where the run in focus has no functions.
const std::vector<scenario::CodeLine>& program_of(const Session& session);
const char* language_of(const Session& session);  // "JavaScript"
ProgramNow program_now(const Session& session);

// What of the console is shown beside the chart: its first lines.
constexpr size_t most_printed = 1'000;
struct Printed {
    std::vector<const trace::Line*> lines;
    size_t more = 0;  // that are not shown
};
Printed printed_of(const Session& session);

// Goes to the next moment when the line runs, after the last one to the first, and chooses the
// callback that it is of or that it has registered. False: it never runs.
bool go_to_line(Session& session, size_t line);
bool go_to_printed(Session& session, size_t number);

}  // namespace session
