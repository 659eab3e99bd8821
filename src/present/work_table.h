#pragma once

// The work of a scenario as an editable table, and the available edits (scenario/work_table.h, session/table_edits.h).

#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

struct WorkTableColumn {
    std::string id;     // "arrival"
    std::string label;  // "Arrival"
    std::string hint;
    bool number = false;  // a number or a time, not a name
    bool shown = false;   // it has values, or a policy uses it; other columns are shown on request
};
struct WorkTableCell {
    std::string text;  // as it is typed
    bool fixed = false;
};
struct WorkTableLine {
    std::vector<WorkTableCell> cells;  // one per column
    std::string program;               // the program that its tasks run; empty: they run a function
    std::string note;                  // "also: every, patience": the keys that are edited in the text
};
struct PolicyChoice {
    std::string id;
    std::string label;
    bool chosen = false;
};

struct WorkTable {
    std::string title;
    std::string words;  // the units, and which runs are changed
    std::vector<WorkTableColumn> columns;
    std::vector<WorkTableLine> lines;
    std::string policies_title;
    std::vector<PolicyChoice> policies;
    std::string slice;  // of round robin, as it is typed
};
WorkTable work_table_of(const session::Session& session);

}  // namespace present
