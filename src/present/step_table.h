#pragma once

// The programs of a scenario as editable lists of steps (scenario/step_table.h).

#include <string>
#include <utility>
#include <vector>

namespace session {
class Session;
}

namespace present {

struct StepKindChoice {
    std::string id;     // "compute"
    std::string label;  // "compute"
    std::string help;   // "Computes on a core for this long."
};
struct StepField {
    std::string key;    // "compute", "time"
    std::string label;  // "for", "device"
    std::string text;   // as it is typed
    std::string holds;  // "time", "number", "name", "text", "flag", "nothing"
    std::string names;  // the key of `StepTable::names` that has its choices; empty: none
};
struct StepRowShown {
    std::string path;  // "1.0"
    int depth = 0;
    std::string kind;  // empty: the end of a list
    std::vector<StepField> fields;
};
struct StepProgram {
    std::string name;
    std::string used;  // "run by request", "not used"
    std::vector<StepRowShown> rows;
};

struct StepTable {
    std::string title;
    std::string words;
    std::vector<StepKindChoice> kinds;
    std::vector<std::pair<std::string, std::vector<std::string>>> names;  // what a field may name
    std::vector<StepProgram> programs;
};
StepTable step_table_of(const session::Session& session);

}  // namespace present
