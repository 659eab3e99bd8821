#pragma once

// What is looked for in the shown runs: names of tasks and threads, of slices and instants of recordings, states and reasons ("ready",
// "preempted", "lock"), names of devices, locks and queues, marks that programs have written.
//
//     a task, a thread    one find: its first bar
//     anything else       every bar that it fits
//     a mark, an instant  the moment
//
// Without regard to case. A number stands for itself: "request 7" is not request 70.

#include "base/time.h"
#include "session/state.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace session {

class Session;

struct Find {
    Time at;
    uint32_t pane = 0;
    std::optional<uint32_t> span;  // none: a mark
};

struct Findings {
    std::vector<Find> all;                // in the order of time
    std::vector<Selection> spans;   // of these, ascending
    bool more = false;                    // there are more than are kept
};
constexpr size_t most_finds = 20'000;

Findings find_in(const Session& session, std::string_view text);

// Goes on to the next find after where the reader is, or to the one before; around the end.
void go_to_find(Session& session, int direction);

// Returns which of found().all the reader is at.
std::optional<size_t> found_place(const Session& session);

// "3 of 24", "nothing found"; empty where nothing is looked for.
std::string find_words(const Session& session);

}  // namespace session
