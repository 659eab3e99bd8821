#pragma once

// Decides which thread runs next. A scheduler contains the threads of one server that are
// ready and not on a core. It refers to threads and cores by id, and asks Facts for
// everything else.
//
// This is the interface between the engine and the policies: the engine includes this header and
// registry.h, a policy includes this header and nothing else of the engine. docs/adding.md says how to add one.

#include "base/ids.h"
#include "base/time.h"
#include "scenario/scenario.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace model {

enum class Joins : uint8_t {
    fresh,       // it is new
    woken,       // it waited, or was idle and has been given work
    slice_over,  // it ran, and its turn is over
    preempted,   // it ran, and a more urgent thread, or one that woke, takes its core
    yielded,     // it yielded
};

enum class Leaves : uint8_t {
    waits,  // for a device, a timer, a lock, work ...
    ended,  // also when it moves to the queue of another core: this scheduler forgets it
};

// What a policy may know about a thread. Everything refers to the task on which the thread works.
struct ThreadFacts {
    uint32_t number = 0;   // in the order of creation: the "pid"
    uint32_t row = 0;      // of work
    Time left;             // the rest of its current burst, or the length of the next; 0 = none
    Time attained;         // time on cores so far, for this task
    Time running;          // the part of it that has not been reported to ran() yet
    int64_t priority = 0;  // smaller is more urgent
    int64_t class_number = 0;  // under multilevel-queue
    int64_t nice = 0;
    int64_t tickets = 1;
    Time deadline = longest_time;  // as a point in time
    Time period = longest_time;
    CoreId last;  // the core that it last ran on
};

// What schedulers may ask, and how they report.
class Facts {
public:
    virtual Time now() const = 0;
    virtual ThreadFacts thread(ThreadId thread) const = 0;              // as it is now, even while it runs
    virtual bool may_run(ThreadId thread, CoreId core) const = 0;  // depends on its affinity
    virtual uint64_t random() = 0;  // drawn by key: the same numbers in every run, separate from those of the work

    // Writes to the log. See trace::NoteKind for the meaning of the values.
    //   level: thread, level, slice left in ns, allotment left | draw: winner, ticket, of how many
    //   boost | moved: thread, from core, to core
    enum class Told : uint8_t { level,
                                draw,
                                boost,
                                moved };
    virtual void tell(Told what, ThreadId thread, int64_t value, int64_t of, int64_t third) = 0;

    // Charges additional work, about a nanosecond each, against the budget.
    virtual void looked(uint64_t) const {}

protected:
    ~Facts() = default;
};

// What a tick of the policy's clock means for the running threads.
enum class Ticked : uint8_t {
    nothing,    // they continue
    new_turns,  // they continue, and slice() is asked again for each
    turns_end,  // each is added again, in core order, as slice_over
};

// Cores are numbered within their server, from 0.
class Scheduler {
public:
    virtual ~Scheduler() = default;

    // `thread` needs a core from now on. Requires that the scheduler does not contain it yet.
    virtual void add(ThreadId thread, Joins how) = 0;

    // Removes and returns the thread that `core` should run, or none.
    virtual ThreadId pick(CoreId core) = 0;

    // The same for the thread whose turn would come last. Balancing moves it to another queue.
    virtual ThreadId pick_last(CoreId core) = 0;

    // `thread` no longer needs a core. Requires that the scheduler contains it.
    virtual void remove(ThreadId thread) = 0;

    // From now on the facts contain another priority for `thread`: it has inherited one, or no longer has
    // it. The thread may be ready, running, or neither.
    virtual void changed(ThreadId) {}

    // Called when `thread` has got a core. Returns how long its turn may last; none if it may run until it
    // stops by itself.
    virtual std::optional<Time> slice(ThreadId thread) = 0;

    // `thread` has run for `time`. Called whenever it leaves its core, or ends a burst or a slice.
    virtual void ran(ThreadId, Time) {}

    // `thread` leaves its core by itself. (When its turn ends, add() is called instead.)
    virtual void leaves(ThreadId, Leaves) {}

    // `thread` has woken and gets `core` without having been in the queue: it kept the core
    // while it waited, or takes it at once (on_wake: preempt).
    virtual void returns(ThreadId, CoreId) {}

    // Called when threads are ready and free cores have chosen. running[i] is the thread on core i, or
    // none if it may not be interrupted. Returns the core whose thread must give way to a more urgent
    // thread; none if all may stay. Called again after each change.
    virtual CoreId preempted(std::span<const ThreadId>) { return {}; }

    // Called when the quantum has changed. Turns that begin from now on use the new one.
    virtual void new_slices(const scenario::Scheduler&) {}

    // The result can change only in new_slices(), so the engine caches it. If it is false, slice() would return none
    // for every thread, and slice(), ran() and leaves() are not called.
    virtual bool has_slices() const { return true; }
    virtual bool follows_runs() const { return true; }

    // The clock of the policy: returns when tick() should be called next, which is not earlier than now. Called at
    // the start and after each tick.
    virtual std::optional<Time> next_tick() { return {}; }
    virtual Ticked tick() { return Ticked::nothing; }
};

}  // namespace model
