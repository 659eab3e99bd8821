#pragma once

// An event loop with the rules of a real runtime. It is made of two parts that do not depend on each
// other's internals, and it does not depend on cores or threads: the engine passes the time and what has
// arrived, and the loop returns what it needs.
//
//     engine  --- arrived(), pool_done(), resume() --->  Loop
//             <-------------- Next -------------------
//
//                      Loop runs two parts
//            .--------------------------------------.
//         Phases                                 Language
//         which callback comes next              what a callback does
//         (phases.h)                             (language.h)
//            ^                                      |
//            '---- set_timer(), call_soon(), ... ---'
//                          (queues.h)
//
//     phases/    node, browser, asyncio             handles, timers and queues
//     language/  the scenario's functions, in the   promises, coroutines, names and
//                style of JavaScript or of Python   operations
//
// Both write into the Journal (journal.h), and reach the engine through the Host (host.h). What they pass
// to each other is in handle.h. Neither folder includes the other, and this one includes neither:
// model/runtimes.h combines a pair.

#include "base/ids.h"
#include "base/time.h"
#include "model/loop/host.h"
#include "model/loop/journal.h"
#include "model/loop/language.h"
#include "model/loop/phases.h"

#include <cstdint>
#include <memory>

namespace model::loop {

struct Next {
    enum class Kind : uint8_t {
        compute,   // `task` needs a core for `time`
        callback,  // `task`'s callback begins, and has a cost
        wait,      // there is nothing to do before `time` (longest_time: never), or until something arrives
        again,     // the allowance is used up: the engine checks the run's budgets
    };
    Kind kind = Kind::wait;
    TaskId task;
    Time time;
};

class Loop {
public:
    // `costly`: a callback has a cost, so Next::callback is returned for it.
    Loop(Host& host, bool costly) : journal_(host), costly_(costly) {}

    // Both parts are made with the loop's journal, and the language with the phases' queues. Requires
    // that this is called once, before any other function.
    Journal& journal() { return journal_; }
    void set_parts(std::unique_ptr<Phases> phases, std::unique_ptr<Language> language);

    void arrived(TaskId task, uint32_t function, Time now);
    void pool_done(uint32_t job, Time now);
    // Runs callbacks until it needs something.
    Next resume(Time now);

    // Returns an unfinished task, if possible the one whose timer is due first; none if all are over.
    TaskId next_owner() const;
    // Called when nothing can happen any more.
    void note_blocked() { language_->note_blocked(); }

private:
    Journal journal_;
    const bool costly_;
    std::unique_ptr<Language> language_;
    std::unique_ptr<Phases> phases_;  // destroyed first: its queues contain code of the language
    bool active_ = false;             // a callback runs
};

}  // namespace model::loop
