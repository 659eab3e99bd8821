#pragma once

// What the run in focus does as code, in a language of the user's choice, and which tools suit its situation. Code and
// Advice change with the results, CodeNow at every moment. A run whose program is code already (present/program.h) and
// a recording have neither.

#include "base/say.h"
#include "present/row.h"
#include "samples/sample.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace session {
class Session;
}

namespace present {

struct Code {
    struct Line {
        std::string text;
        size_t number = 0;   // of the line in the whole program: for go_to_code_line()
        bool leads = false;  // some part of a task's life is on this line
    };
    std::string title;          // "The same in code"; empty: there is none
    std::vector<Row> languages;  // the chosen one is strong
    std::vector<Line> lines;
    RichText remark;            // may be empty
    RichText needs;             // "It needs *npm install workerpool*."; or empty
    std::string copy;           // "Copy the whole program"
    std::string whole;          // that program
    std::string file;           // its usual name: "main.py"
};
Code code_of(const session::Session& session, const samples::Sample* sample);

// Where the chosen task is at the playhead: the task of what is selected, otherwise that of the reason that is shown.
struct CodeNow {
    int line = -1;      // its number, as in Code::Line; -1: nowhere
    bool runs = false;  // false: it waits there
    RichText text;      // "Request 3 is on this line, and *runs*."; or empty
};
CodeNow code_now_of(const session::Session& session, const samples::Sample* sample);

// The sample of the run in focus; nullopt if it has none.
std::optional<samples::Sample> code_sample_of(const session::Session& session);

// Goes to the next bar of a task that is on this line, after the selected one; the last is followed by the first.
// Returns false if no task is ever there.
bool go_to_code_line(session::Session& session, size_t number);

void choose_language(session::Session& session, std::string_view id);  // does nothing if there is none with that id

struct Advice {
    struct Tool {
        std::string name;
        RichText text;
    };
    struct Situation {
        Row row;           // its id, and what the situation is
        RichText idea;
        std::vector<Tool> tools;
    };
    std::string title;  // "Which tool"
    std::vector<Situation> situations;
};
Advice advice_of(const session::Session& session);

}  // namespace present
