#pragma once

// The list of the compared runs: all variants of the document, including hidden ones, and then the recordings.

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
    std::string own_title;          // from the file; empty: it is named after what distinguishes it
    std::vector<std::string> differs;  // how it differs from the first run: "Cores 4"
    std::optional<uint32_t> pane;   // its position among the shown runs; none: it is hidden
    std::optional<uint32_t> variant;  // its number in the document; none: it is a recording
    bool focus = false;
    bool baseline = false;
    bool aim = false;               // the controls change only this run
};

struct Compared {
    std::string title;              // "Runs"
    std::string changes;            // what the controls change: "all runs", or the title of one run
    std::vector<ComparedRun> runs;
    bool aims = false;              // the controls change only one run
};

Compared compared_of(const session::Session& session);

}  // namespace present
