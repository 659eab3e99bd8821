#pragma once

// The program of the run in focus, shown next to the chart, and what it has printed. Program changes with the results,
// ProgramNow at every moment.

#include "present/row.h"

#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

struct Program {
    struct Line {
        std::string text;    // with its indentation
        bool leads = false;  // session::go_to_line() can find a moment at which it runs
    };
    struct Printed {
        std::string time, text;
        bool error = false;
        std::string order;  // "either order is possible here": the line before it may come after it; or empty
    };
    std::string title;          // "Program · Python"
    std::vector<Line> lines;    // none: the run in focus has no program
    std::string console_title;  // "Console"
    std::vector<Printed> console;
    std::string console_note;  // "and 12 more", "Nothing was printed."; or empty
    // What went wrong in a JavaScript program. The message is empty if nothing did; line 0 means that the place is
    // unknown.
    struct Failure {
        std::string message;
        int line = 0, column = 0;
    } failure;
};
Program program_of(const session::Session& session);

// Where the program is at the playhead.
struct ProgramNow {
    int line = -1;  // index into Program::lines of the line that runs, or that the chosen callback waits for; -1: none
    bool runs = false;       // false: it waits
    std::vector<int> stack;  // the lines of the calls, the innermost first
    int printed = 0;         // how many lines of the console have been printed
};
ProgramNow program_now_of(const session::Session& session);

}  // namespace present
