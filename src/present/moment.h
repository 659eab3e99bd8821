#pragma once

// The situation at the playhead: the time, the three levels of the run in focus, and why something
// waits there, or what the selection says.

#include "base/say.h"
#include "present/row.h"

#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

struct Clock {
    std::string time;   // "67.50 ms"
    std::string whole;  // "67.50 ms of 148.0 ms", for people who cannot see the slider
    std::string rate;   // "10 ms per second"
};
Clock clock_of(const session::Session& session);

// The rates of playing, slowest first. Ids are what Session::change_rate() takes; the present rate is strong.
std::vector<Row> rates_of(const session::Session& session);

struct Now {
    std::string title;      // "Right now · Thread pool"
    std::vector<Row> rows;  // label: "in progress", value: "4", hint: "concurrency"; overhead only where there is any
};
Now now_of(const session::Session& session);

struct Reason {
    std::string title;   // "Why is it waiting?", "The selected bar", "The gap on Core 2 at 21.40 ms"
    RichText sentence;
    std::string follow;  // "Follow: what holds thread 3? →"; empty: the command "cause" leads nowhere
    std::string back;    // "← Back"; empty: nothing was followed
    std::string copy;    // "Copy", of the sentence about the selection; text on a page can be copied without it
};
Reason reason_of(const session::Session& session);

}  // namespace present
