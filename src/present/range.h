#pragma once

// The selected range in words and numbers: its length, and what happened in it in every run.

#include "present/row.h"

#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

struct RangeState {
    Row row;           // id: the kind of span, "blocked"
    double share = 0;  // share of the time of all tasks together
};

struct RangePane {
    uint32_t pane = 0;
    std::string title;               // of the run, or "All tasks together" if there is only one run
    std::string summary;             // the share of the cores that was busy; may be empty
    bool open = false;               // it is shown in full: it is the only one, or in focus
    std::vector<RangeState> states;  // those that took any time
    std::vector<Row> rows;           // strong rows are also shown for a pane that is not open
    std::vector<Row> busiest;        // the tasks or slices that ran longest
};

struct Range {
    std::string title;             // "Selected range"
    std::string length;            // "20.00 ms – 32.00 ms · 12.00 ms"
    std::string clear;             // the label of the button that clears it
    std::vector<RangePane> panes;  // none: no range is selected
};
Range range_of(const session::Session& session);

}  // namespace present
