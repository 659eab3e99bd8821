#pragma once

// Which thread runs next. A scheduler holds the threads of one server that are ready and
// not on a core. It knows threads and cores by id, and asks Facts for the rest.
//
// This is the interface between the engine and the policies: the engine includes this header and
// registry.h, a policy includes this header and nothing of the engine. docs/adding.md says how to add one.

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
    woken,       // it was waiting, or was idle and has been given work
    slice_over,  // it was running and its turn is over
    preempted,   // it was running and a more urgent one, or one that woke, takes its core
    yielded,     // it lets others go first
};

enum class Leaves : uint8_t {
    waits,  // for a device, a timer, a lock, work ...
    ended,  // or goes to the queue of another core: here it is forgotten
};

// What a policy may know of a thread. All of it is about the task that the thread works on.
struct ThreadFacts {
    uint32_t number = 0;   // in the order of making: the "pid"
    uint32_t row = 0;      // of work
    Time left;             // of its burst: compute that is under way or comes next; 0 = none
    Time attained;         // time on cores so far, for this task
    Time running;          // of it, what ran() has not been told yet
    int64_t priority = 0;  // smaller is more urgent
    int64_t class_number = 0;  // under multilevel-queue
    int64_t nice = 0;
    int64_t tickets = 1;
    Time deadline = longest_time;  // the moment
    Time period = longest_time;
    CoreId last;  // that it ran on
};

// What schedulers may ask and tell.
class Facts {
public:
    virtual Time now() const = 0;
    virtual ThreadFacts thread(ThreadId thread) const = 0;              // as it is now, also while it runs
    virtual bool may_run(ThreadId thread, CoreId core) const = 0;  // its affinity
    virtual uint64_t random() = 0;                                 // drawn by key: the same numbers in every run, not those of the work

    // For the log. What `value`s are, by kind of note, is said in trace/log.h.
    //   level: thread, level, slice left in ns, allotment left | draw: winner, ticket, of how many
    //   boost | moved: thread, from core, to core
    enum class Told : uint8_t { level,
                                draw,
                                boost,
                                moved };
    virtual void tell(Told what, ThreadId thread, int64_t value, int64_t of, int64_t third) = 0;

    // Work that no question above stands for, about a nanosecond each: the budget is told.
    virtual void looked(uint64_t) const {}

protected:
    ~Facts() = default;
};

// What a tick of a policy's clock means for the threads that run.
enum class Ticked : uint8_t {
    nothing,    // they go on
    new_turns,  // they go on, and slice() is asked anew for each
    turns_end,  // each is added again, in core order, as slice_over
};

// Cores are those of the server, from 0.
class Scheduler {
public:
    virtual ~Scheduler() = default;

    // `thread` wants a core from now on. Never one that is held already.
    virtual void add(ThreadId thread, Joins how) = 0;

    // Takes out the thread that `core` should run; none when there is none for it.
    virtual ThreadId pick(CoreId core) = 0;

    // The same, but the one that is furthest from its turn: what balancing takes away.
    virtual ThreadId pick_last(CoreId core) = 0;

    // `thread`, which is held, wants no core any more.
    virtual void remove(ThreadId thread) = 0;

    // The priority that the facts give for `thread` is another one from now on: it has inherited one, or has it no more.
    // It may be held, run, or neither.
    virtual void changed(ThreadId) {}

    // Asked when `thread` has got a core: how long its turn may last; none = until it stops by itself.
    virtual std::optional<Time> slice(ThreadId thread) = 0;

    // `thread` has run for `time`; told whenever it leaves its core, ends a burst or a slice.
    virtual void ran(ThreadId, Time) {}

    // `thread` leaves its core by itself. (A turn that ends comes back as add().)
    virtual void leaves(ThreadId, Leaves) {}

    // `thread` has woken and gets `core` without standing in line: it has kept it while it
    // waited, or takes it at once (on_wake: preempt).
    virtual void returns(ThreadId, CoreId) {}

    // Threads are ready and free cores have chosen. running[i] is the thread on core i, none
    // where it may not be interrupted. The core whose thread must go for one that is more
    // urgent; none when all may stay. Asked again after each change.
    virtual CoreId preempted(std::span<const ThreadId>) { return {}; }

    // What a policy always answers, asked once. False: slice() is none for every thread, and is not asked;
    // ran() and leaves() mean nothing to it, and it is not told.
    virtual bool has_slices() const { return true; }
    virtual bool follows_runs() const { return true; }

    // The policy's own clock: when it next wants tick(), not earlier than now. Asked at the start and after each tick.
    virtual std::optional<Time> next_tick() { return {}; }
    virtual Ticked tick() { return Ticked::nothing; }
};

}  // namespace model
