#pragma once

// What is looked for in the runs: names of tasks and threads, of slices and instants of recordings, states and
// reasons ("ready", "preempted", "lock"), names of devices, locks and queues, marks that programs have written.
//
//     a task, a thread    one find: its first bar
//     anything else       every bar that it fits
//     a mark, an instant  the moment
//
// Without regard to case. A number stands for itself: "request 7" is not request 70.

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
    std::optional<uint32_t> span;  // none: a mark
};

struct Findings {
    std::vector<Find> all;          // in the order of time
    std::vector<ChosenBar> spans;   // of these, ascending
    bool more = false;              // there are more than are kept
};
constexpr size_t most_finds = 20'000;

// Remembers what it has found: a run is searched again only when it was prepared again, not whenever a
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

// Goes to the find after the place where the reader is, or to the one before; from the last to the first.
void go_to_find(Session& session, int direction);

// Returns which of found().all the reader is at.
std::optional<size_t> found_place(const Session& session);

}  // namespace session
