#pragma once

// Numbers that increase when a part of a session changes, so that a surface need not compare what it
// shows. The number of a part increases when anything that is shown of it may have changed: the number
// of the selected range increases when the results change, too.

#include "session/state.h"

#include <cstdint>
#include <vector>

namespace session {

class Session;

struct Revisions {
    uint64_t document = 0;    // scenario, parameters, strategies, recordings, undo
    uint64_t results = 0;
    uint64_t lanes = 0;       // which lanes there are, and which are folded and pinned
    uint64_t commands = 0;    // which commands are enabled, and which are on
    uint64_t moment = 0;      // playhead, focus, selection; levels and reasons
    uint64_t view = 0;        // begin and end of the visible range
    uint64_t play = 0;        // playing, rate; whether runs are in progress
    uint64_t find = 0;
    uint64_t range = 0;
    uint64_t marks = 0;
    uint64_t prediction = 0;
};

// The state of a session when its revisions were last requested.
struct RevisionsSeen {
    Revisions revisions;
    uint64_t document = 0;
    State state;
    Time begin, end;                 // of the view
    bool running = false, can_undo = false, can_redo = false;
    double rate = 0;
    std::vector<uint8_t> commands;   // one per row
};

// Brings `seen` up to date. `document`, `results` and `lanes` are the session's own counters.
void see(const Session& session, uint64_t document, uint64_t results, uint64_t lanes, RevisionsSeen& seen);

}  // namespace session
