#pragma once

// Who runs next. A scheduler holds the threads that are ready and not on a core;
// it knows threads and cores by id and nothing else.
//
// Adding a policy: its own two files in schedulers/, a row in scheduler.cpp's
// table, a choice in scenario's table of policies, and its tests.

#include "base/ids.h"
#include "base/time.h"
#include "scenario/scenario.h"

#include <memory>
#include <optional>

namespace model {

enum class Joins : uint8_t {
    woken,      // it was waiting, is new, or was given work
    preempted,  // it was running and its slice is over
};

class Scheduler {
public:
    virtual ~Scheduler() = default;

    // `thread` wants a core from now on. Never one that is held already.
    virtual void add(ThreadId thread, Joins how) = 0;

    // Takes out the thread that `core` should run; nullopt when there is none for it.
    virtual std::optional<ThreadId> pick(CoreId core) = 0;

    virtual bool empty() const = 0;

    // How long `thread` may run when it gets a core; nullopt = until it stops by itself.
    virtual std::optional<Time> slice(ThreadId thread) const = 0;
};

std::unique_ptr<Scheduler> make_scheduler(const scenario::Scheduler& options);

}  // namespace model
