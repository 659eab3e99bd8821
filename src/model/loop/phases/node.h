#pragma once

// Node.js 20 on libuv 1.46: where its macrotasks come from.
//
//     the program; then
//     timers once, and then repeatedly:
//     poll     what the pool has done and what has arrived by now
//     check    the immediates that are there now
//     timers   those that are due
//
// After the program and after every single callback: all next-ticks, then all microtasks,
// until both are empty (lib/internal/process/task_queues.js). A module is loaded by the
// running loop: its program is a microtask in poll, and check comes next.
//
// A timer of 1 ms that is not due yet while immediates wait could be due in a real run: that depends
// on how long a cycle of the loop takes. A coin toss that depends on the seed decides whether it takes
// that long, and the pair is recorded (trace::Either).
//
// The program ends when nothing is left that keeps it alive. Timers and immediates for which unref() was called do not:
// they run only as long as something else does.

#include "model/loop/journal.h"
#include "model/loop/phases.h"
#include "model/loop/phases/node_timers.h"
#include "model/loop/queues.h"

#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <memory>

namespace model::loop {

class Node final : public Phases, public JavaScriptQueues {
public:
    // `module`: the program is an ECMAScript module.
    Node(Journal& journal, Host& host, bool module)
        : journal_(journal), host_(host), module_(module), timers_(journal) {}

    void arrived(TaskId task, uint32_t function, Language& language) override;
    void pool_done(uint32_t job) override;
    Choice choose(Language& language, Allowance& allowance) override;
    void returned() override { timers_.returned(); }
    TaskId next_owner() const override { return timers_.first_owner(); }

    TicketRef set_timer(Handle handle, Time delay, bool repeats) override {
        return timers_.set(std::move(handle), delay, repeats);
    }
    TicketRef set_immediate(Handle handle) override;
    void next_tick(Handle handle) override;
    TicketRef request_frame(Handle handle) override;
    TicketRef post_task(Handle handle, Turn turn) override;
    void clear(const TicketRef& ticket) override;
    void keep_alive(const TicketRef& ticket, bool on) override;
    void to_pool(Handle handle, const PoolJob& job) override;
    bool uncaught() override;
    void stop() override { stopped_ = true; }

private:
    struct Immediate : Ticket {
        Handle handle;
        enum class State : uint8_t { waits, in_round, gone };
        State state = State::waits;
        bool holds = true;                                      // it keeps the program alive
        std::list<std::shared_ptr<Immediate>>::iterator place;  // valid while it waits
        static constexpr uint32_t price = 240;
    };
    struct Job {  // of the pool
        Handle handle;
        PoolJob what;
        int trips_left = 0;
        static constexpr int64_t price = 256;  // including the engine's data about it
    };
    struct Polled {
        Handle handle;
        uint32_t job = 0;  // the job that makes the next round trip in its place
        bool another_trip = false;
    };

    bool drain(Language& language, Choice& choice);
    bool stage(Language& language, Choice& choice);
    bool begin_program(Choice& choice);
    bool timers(Choice& choice);
    bool poll(Choice& choice);
    bool check(Choice& choice);
    bool macrotask(Handle handle, Choice& choice);
    bool alive() const;
    bool race(Choice& choice);

    Journal& journal_;
    Host& host_;
    const bool module_;
    enum class Stage : uint8_t { idle, first_timers, poll, check, timers };
    Stage stage_ = Stage::idle;
    bool entered_ = false;  // the stage has begun
    bool began_ = false;    // the program has run
    bool stopped_ = false;  // the process has ended
    bool draining_ = false;
    bool in_ticks_ = false;
    bool evaluating_ = false;  // a module: the microtasks of its evaluation run
    NodeTimers timers_;
    std::deque<Handle> ticks_;
    std::deque<Polled> poll_;
    size_t poll_left_ = 0;  // the number of callbacks left in this round
    std::list<std::shared_ptr<Immediate>> immediates_;
    size_t holding_ = 0;                           // of the immediates that wait, how many keep the program alive
    std::list<std::shared_ptr<Immediate>> round_;  // the immediates of the current check phase
    std::map<uint32_t, Job> jobs_;
    uint32_t next_job_ = 0;
    uint64_t races_ = 0;
    Time hold_until_;  // the cycle of the loop lasts until here
};

}  // namespace model::loop
