#pragma once

// One server of the fleet, as the engine sees it: its scheduler, its strategy, and what
// these two may ask and do.

#include "model/engine.h"

#include <algorithm>

namespace model {

class RoundRobin;

class Simulation::Engine::Server final : public Facts, public Threads {
public:
    enum class State : uint8_t { off,
                                 booting,
                                 up,
                                 draining };

    Server(Engine& engine, uint16_t index);
    void start();  // makes a new strategy and a new scheduler

    // Facts
    Time now() const override { return engine_.now_; }
    ThreadFacts thread(ThreadId thread) const override { return engine_.facts_of(thread); }
    void looked(uint64_t at) const override { engine_.looks_ += at; }
    bool may_run(ThreadId thread, CoreId core) const override;
    uint64_t random() override;
    void tell(Told what, ThreadId thread, int64_t value, int64_t of, int64_t third) override;

    // Threads
    ThreadId start(const Made& made) override { return engine_.start_thread(index_, made); }
    void give(ThreadId thread, TaskId task) override { engine_.give(thread, task); }
    void queue(TaskId task, trace::Reason reason) override;
    void reject(TaskId task) override { engine_.finish(task, trace::Outcome::rejected); }
    void end(ThreadId thread) override { engine_.end_thread(thread); }
    ThreadId thread_of(TaskId task) const override { return engine_.tasks_[task.index].thread; }

    template <bool plain = false>
    void wake();  // something has changed: its cores choose when the instant is over
    Core& core(uint32_t i) { return engine_.cores_[first_core_ + i]; }

    // Can a thread that has just become ready be picked at this instant?
    bool may_pick() const { return !choosing.empty() || preemptive || engine_.sharing_; }

    // Can one more pass of choose() change anything?
    template <bool plain = false>
    bool may_choose() const {
        if (plain) return ready > 0 && !choosing.empty();
        return shares_differ || !held.empty() || !at_once.empty() || (ready > 0 && may_pick());
    }

    // The functions of the scheduler; these also count the ready threads.
    template <bool plain = false>
    void add(ThreadId thread, Joins how);
    template <bool plain = false>
    ThreadId pick(const Core& core);
    template <bool plain>
    void line_up(ThreadId thread, Joins how);
    void remove(ThreadId thread) {
        --ready;
        scheduler->remove(thread);
    }

    std::unique_ptr<Scheduler> scheduler;
    RoundRobin* round_robin = nullptr;  // the same as `scheduler` if that is a RoundRobin, else null
    std::unique_ptr<Strategy> strategy;
    Sharing sharing;
    State state = State::off;
    uint32_t life = 0;              // its index in log.servers
    uint32_t ready = 0;             // threads that the scheduler contains
    CoreSet choosing;               // cores that choose when this instant is over
    std::vector<ThreadId> at_once;  // threads that have woken and take a core from another thread (on_wake: preempt)
    std::vector<ThreadId> held;     // threads that have woken on the core that they kept
    Time busy;                      // the busy time of all cores since the last check of the fleet
    int64_t connections = 0;        // unfinished tasks on this server
    uint32_t threads_made = 0;      // threads made so far, without workers
    uint32_t workers_made = 0;
    MaybeTime share_until;        // processor sharing: when the next task is done
    std::vector<uint32_t> loops;  // loops with a runtime: their numbers in code_loops_
    uint32_t next_loop = 0;
    Time share_since;            // processor sharing: `busy` is counted up to here
    bool shares_differ = false;  // the shares differ from those in the log
    uint64_t draws = 0;
    MaybeTime ticks;  // when the clock of its policy ticks next; other clock events are stale
    bool preemptive = false;
    // Answers of the strategy that never change.
    bool wait_holds_thread = false;
    bool answers_first = false;
    bool callbacks = false;
    bool makes_threads = false;
    // Answers of the scheduler that never change.
    bool has_slices = true;
    bool follows_runs = true;
    bool awake = false;

private:
    Engine& engine_;
    uint16_t index_;
    uint32_t first_core_;
};

}  // namespace model
