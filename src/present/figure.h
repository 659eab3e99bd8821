#pragma once

// What is around the timeline of a figure: its heading, numbers, question, which panels it shows and which parameters
// may be changed. A session that was not opened with a figure is shown as if it had been opened with its scenario.

#include "present/question.h"
#include "present/row.h"

#include <optional>
#include <string>
#include <vector>

namespace present {

struct Figure {
    std::string title;
    std::string caption;             // may be empty
    std::string note;                // that it was made with another version of the engine; may be empty
    std::string theme;               // "auto", "light", "dark"
    std::vector<Column> runs;        // those that are shown
    std::vector<TableRow> numbers;   // a value for each of the runs; "?" while a question is unanswered
    std::vector<std::string> knobs;  // ids of parameters that exist
    std::vector<std::string> show;   // panels: "numbers"
    std::optional<Question> question;
};

// hints: what each number means.
Figure figure_panel(const session::Session& session, bool hints = true);

}  // namespace present
