#pragma once

// What happens when a task reaches a step. A handler performs the steps of one kind, or of a few that
// share something, such as lock and unlock. It owns what they share, and acts through StepContext.
//
// This is the interface between the engine and the kinds of steps: the engine includes this header and
// registry.h, a kind of step includes this header and nothing else of the engine. docs/adding.md says how to
// add one. The engine itself handles steps that compute, use a device, or make tasks or threads
// (engine_steps.cpp, engine_waits.cpp).

#include "base/ids.h"
#include "base/time.h"
#include "scenario/scenario.h"
#include "sim/draw.h"
#include "trace/log.h"

#include <cstdint>
#include <string>

namespace model {

enum class StepResult : uint8_t {
    done,   // the task continues with its next step in the same instant
    waits,  // the task waits: StepContext::wait() was called, and resume() or resume_at() ends it
};

class StepHandler {
public:
    virtual ~StepHandler() = default;

    // `task` has reached `step`.
    virtual StepResult enter(TaskId task, const scenario::Step& step) = 0;

    // `task` gives up while it waits at `step`. The engine cancels a timer that was set for the step.
    virtual void leave(TaskId, const scenario::Step&) {}

    // `task` gives up, wherever it is. Releases what it holds.
    virtual void forget(TaskId) {}

    // The time that was requested with call_at() has come.
    virtual void called(uint32_t) {}
};

// What handlers can use.
class StepContext {
public:
    virtual Time now() const = 0;
    virtual uint32_t server_of(TaskId task) const = 0;

    // `task` begins to wait at the step that it has reached. Call this from enter().
    virtual void wait(TaskId task, trace::Reason reason) = 0;

    // The wait of `task` is over: it continues with its next step, at once or at `at`.
    virtual void resume(TaskId task) = 0;
    virtual void resume_at(TaskId task, Time at) = 0;

    // Calls handler.called(subject) at `at`, which is not earlier than now. Requires subject < 2^20.
    virtual void call_at(Time at, const StepHandler& handler, uint32_t subject) = 0;

    // A length of time for the step that `task` has reached, drawn by key.
    virtual Time length(const scenario::Law& law, sim::Purpose purpose, TaskId task) const = 0;

    // The priority that the row of `task` has in the file; smaller is more urgent.
    virtual int64_t priority_of(TaskId task) const = 0;

    // From now on `task` has this priority for cores. Passing the priority of its row ends the loan.
    virtual void lend_priority(TaskId task, int64_t priority) = 0;

    // Writes to the log; trace::NoteKind defines the meaning of `value`.
    virtual void note(trace::NoteKind kind, TaskId task, int64_t value, const std::string& text) = 0;

    // Counts work beyond a few operations per step, about a nanosecond each, against the budget.
    virtual void charge_work(uint64_t amount) = 0;

protected:
    ~StepContext() = default;
};

}  // namespace model
