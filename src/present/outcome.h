#pragma once

// The results of the shown runs: a table with the few numbers that are compared first, and
// one with all of them. A row of the first is a run, a row of the second is a number.
//
//     ms               finish    p95  cores  threads          latency, mean   86.0 ms  73.0 ms
//     Thread pool       148.0  148.0   32 %        4          latency, p50     ...
//     Event loop         96.0   94.0   50 %        1
//
// The makespan of a run that is not complete is a lower bound: "≥ 148.0"; a run that waits forever has none, and says
// so in red. What is measured over completed tasks is "–" if there are none. A scenario may name its columns.
// Otherwise, if tasks miss deadlines, are rejected or give up, that is what matters, and a column for it replaces that
// of the cores.

#include "base/say.h"
#include "metrics/numbers/results.h"
#include "present/numbers.h"
#include "present/row.h"

#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

// What the tables need of a run.
struct RunResults {
    uint32_t pane = 0;
    std::string title;        // "Thread pool · 4 threads"
    std::string short_title;  // "Thread pool"
    const metrics::Results* results = nullptr;
    bool complete = true;     // false: it was stopped, or has not ended yet
    bool running = false;     // it has not ended yet
    bool best = false;        // it finished first
    const scenario::Scenario* scenario = nullptr;  // these two are for columns about one row of work
    const trace::Log* log = nullptr;
    bool untold = false;      // the reader is asked something: every number is shown as "?", and no run is the best
    std::string ending = {};  // "Deadlock at 2.00 ms: ...", of a run that waits forever; or the flaw of its result
};

// `columns` are names of a scenario's "show"; empty: the usual ones.
Table outcome_table(const std::vector<RunResults>& runs, const std::vector<std::string>& columns = {});
// Those columns: the usual ones instead of none.
std::vector<std::string> columns_of(const std::vector<RunResults>& runs, const std::vector<std::string>& wanted);
Unit unit_of(const std::vector<RunResults>& runs);
Table more_numbers(const std::vector<RunResults>& runs);
Table verdict_table(const std::vector<RunResults>& runs);

struct Verdict {
    std::string title;
    RichText sentence;  // "All three are *concurrent*, two are *parallel* and none is *asynchronous*."
    Table marks;        // of several runs: which of them are, a row each
};

// The same for the runs of a session.
std::vector<RunResults> runs_of(const session::Session& session);
Table outcome_of(const session::Session& session);
Table more_numbers_of(const session::Session& session);
Verdict verdict_of(const session::Session& session);

// For people who cannot see the table: "Thread pool · 4 threads: 148.0 ms; Event loop: 96.0 ms".
std::string spoken_of(const session::Session& session);

// What is compared: "Compare: 3 strategies"; "Compare" while there is one run.
std::string compare_of(const session::Session& session);

}  // namespace present
