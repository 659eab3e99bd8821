#pragma once

// The list of the runs that are compared: every variant of the document, hidden ones too, and then the recordings.

#include "present/row.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

struct ComparedRun {
    std::string title;              // "Thread pool · 4 threads"
    std::string own_title;          // what its file says; empty: it is named by what distinguishes it
    std::vector<std::string> differs;  // from the first one: "Cores 4"
    std::optional<uint32_t> pane;   // its place among the runs; none: it is hidden
    std::optional<uint32_t> variant;  // its number in the document; none: it is a recording
    bool focus = false;
    bool baseline = false;
    bool aim = false;               // controls change it alone
};

struct Compared {
    std::string title;              // "Runs"
    std::string changes;            // what controls change: "all runs", or the title of one
    std::vector<ComparedRun> runs;
    bool aims = false;              // controls change one run alone
};

Compared compared_of(const session::Session& session);

}  // namespace present
