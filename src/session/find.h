#pragma once

// The search through the runs. It finds names of tasks and threads, of slices and instants of recordings, states and
// reasons ("ready", "preempted", "lock"), names of devices, locks and queues, and marks that programs have written.
//
//     a task, a thread    one match: its first bar
//     anything else       every bar that matches
//     a mark, an instant  the moment
//
// The search ignores case. A number must match as a whole: "request 7" does not match request 70.

#include "base/time.h"
#include "session/run.h"
#include "session/selection.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace session {

class Session;

struct Find {
    Time at;
    uint32_t pane = 0;
    std::optional<uint32_t> span;  // none for a mark
};

struct Findings {
    std::vector<Find> all;          // in the order of time
    std::vector<ChosenBar> spans;   // the bars among these, ascending
    bool more = false;              // there are more than are stored
};
constexpr size_t max_finds = 20'000;

// Remembers the matches: a run is searched again only after it was prepared again, not whenever a
// surface asks.
class Search {
public:
    const Findings& found(const std::vector<std::unique_ptr<Run>>& runs, const std::optional<std::string>& text);

private:
    struct InRun {
        uint64_t id = 0;
        uint32_t prepared = 0;
        Findings findings;  // in the order in which they were found
    };
    void merge();

    std::string text_;
    std::vector<InRun> runs_;
    Findings found_;
};

// Goes to the next match after the present position, or to the previous one; the last is followed by the first.
void go_to_find(Session& session, int direction);

// Returns the index in found().all of the match at the present position.
std::optional<size_t> found_place(const Session& session);

}  // namespace session
