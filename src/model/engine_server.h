#pragma once

// One server of the fleet, as the engine keeps it: its scheduler, its strategy,
// and what these two may ask and do.

#include "model/engine.h"

#include <algorithm>

namespace model {

class Simulation::Engine::Server final : public Facts, public Threads {
public:
    enum class State : uint8_t { off, booting, up, draining };

    Server(Engine& engine, uint16_t index);
    void start();  // makes strategy and scheduler anew

    // Facts
    Time now() const override { return engine_.now_; }
    Thread thread(ThreadId thread) const override { return engine_.facts_of(thread); }
    void looked(uint64_t at) const override { engine_.looks_ += at; }
    bool may_run(ThreadId thread, CoreId core) const override;
    uint64_t random() override;
    void tell(Told what, ThreadId thread, int64_t value, int64_t of, int64_t third) override;

    // Threads
    ThreadId start(const Made& made) override { return engine_.start_thread(index_, made); }
    void give(ThreadId thread, TaskId task) override { engine_.give(thread, task); }
    void queue(TaskId task, trace::Reason reason) override;
    void reject(TaskId task) override { engine_.finish(task, trace::Outcome::rejected); }
    ThreadId thread_of(TaskId task) const override { return engine_.tasks_[task.index].thread; }

    void wake();  // something has changed: it chooses when the instant is over
    CoreId core(uint32_t i) const { return {first_core_ + i}; }

    std::unique_ptr<Scheduler> scheduler;
    std::unique_ptr<Strategy> strategy;
    Sharing sharing;
    State state = State::off;
    uint32_t life = 0;            // in log.servers
    uint32_t choosing = 0;        // cores that choose when this instant is over
    std::vector<ThreadId> at_once;  // woken, take a core from another (on_wake: preempt)
    std::vector<ThreadId> held;   // woken, on the core that they kept
    Time busy;                    // of all cores since the last check of the fleet
    int64_t connections = 0;      // tasks with it that are not over
    uint32_t threads_made = 0;    // workers not counted
    uint32_t workers_made = 0;
    std::vector<uint32_t> loops;  // with a runtime: in code_loops_
    uint32_t next_loop = 0;
    Time share_since;             // processor sharing: `busy` is counted up to here
    uint64_t draws = 0;
    bool preemptive = false;
    bool awake = false;

private:
    Engine& engine_;
    uint16_t index_;
    uint32_t first_core_;
};

}  // namespace model
