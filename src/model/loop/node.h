#pragma once

// Node.js 20 on libuv 1.46: where its macrotasks come from.
//
//     the program; then
//     timers once, and again and again:
//     poll     what the pool has done and what has arrived, all that is there now
//     check    the immediates that are there now
//     timers   those that are due
//
// After the program and after every single callback: all next-ticks, then all microtasks,
// until both are empty (lib/internal/process/task_queues.js). A module is loaded by the
// running loop: its program is a microtask in poll, and check comes next.
//
// Timers of one delay are one list, in the order in which they were set; lists are ordered by
// when their first timer is due, and a list is run as long as its head is due (lib/internal/
// timers.js, processTimers and listOnTimeout). Time is whole milliseconds, read when a timer is
// set and once for a pass through the timers; a delay of 0 counts as 1 ms. libuv's own
// timer is set again after each pass, for 1 ms at least.
//
// A timer of 1 ms that is not due yet while immediates wait could be due in real life: how long
// the loop takes to come round decides. A coin, thrown by the seed, says whether the loop
// takes as long as that; the pair is recorded (trace::Either).

#include "model/loop/js.h"

#include <map>

namespace model::loop {

class Node final : public Js {
public:
    Node(const scenario::Scenario& scenario, Host& host, bool costly) : Js(scenario, host, costly), module_(scenario.strategy.module) {}

    void arrived(TaskId task, uint32_t function, Time now) override;
    void pool_done(uint32_t job, Time now) override;
    TaskId next_owner() const override;

private:
    struct Timer : Object {
        Start start;         // repeats: of its next run
        int64_t delay = 1;   // ms
        int64_t set = 0;     // ms
        bool repeats = false;
        bool destroyed = false;
    };
    struct Immediate : Object {
        Start start;
        bool destroyed = false;
    };
    struct List {
        int64_t delay = 0;
        int64_t expiry = 0;
        uint64_t id = 0;
        std::deque<std::shared_ptr<Timer>> timers;
    };
    using ListRef = std::shared_ptr<List>;
    struct PoolJob {
        Start start;
        const Operation* operation = nullptr;
        int trips_left = 0;
    };

    struct Polled {
        Start start;
        uint32_t job = 0;     // that makes its next round trip instead
        bool another_trip = false;
    };

    bool choose(Next& next) override;
    void returned() override;
    Did perform_host(Coroutine& coroutine, const Operation& operation) override;
    void sleep(PromiseRef promise, const Operation& operation, Coroutine& coroutine) override;
    void uncaught(uint32_t record, const Value& error) override;

    bool macrotask(Start what, Next& next);
    bool alive() const;
    bool race(Next& next);
    bool poll(Next& next, bool& over);
    // timers (node_timers.cpp)
    void set_timer(const std::shared_ptr<Timer>& timer, Time delay);
    void insert(const std::shared_ptr<Timer>& timer, int64_t start);
    void clear(Timer& timer);
    void begin_pass();
    void plan_in_list();
    void plan_list();
    bool choose_timer(Next& next, bool& over);
    ListRef first_list() const;
    int64_t read_clock() { return loop_time_ = now_.ns / 1'000'000; }

    void clear(const ObjectRef& object);
    void to_pool(Coroutine& coroutine, const Operation& operation);

    enum class Stage : uint8_t { idle, first_timers, poll, check, timers };
    Stage stage_ = Stage::idle;
    bool entered_ = false;   // the stage has begun
    bool module_;
    bool began_ = false;     // the program has run
    bool draining_ = false;
    bool in_ticks_ = false;
    bool evaluating_ = false;  // a module: microtasks of its evaluation
    std::deque<Start> ticks_;
    std::deque<Polled> poll_;
    size_t poll_left_ = 0;   // of those, in this round
    std::deque<std::shared_ptr<Immediate>> immediates_;
    std::deque<std::shared_ptr<Immediate>> round_;  // of the check phase under way
    std::map<std::string, int64_t> counts_;  // count_then_clear
    std::map<uint32_t, PoolJob> jobs_;
    uint32_t next_job_ = 0;

    std::map<int64_t, ListRef> lists_;
    ListRef list_;                     // that is being run
    std::shared_ptr<Timer> planned_;   // comes next in it
    std::shared_ptr<Timer> running_;   // whose callback runs
    int64_t running_since_ = 0;        // an interval
    bool passing_ = false;
    int64_t pass_now_ = 0;
    int64_t next_expiry_ = no_expiry;
    uint64_t list_ids_ = 0;
    int64_t loop_time_ = 0;  // ms
    int64_t uv_timer_ = -1;  // when it is due, ms; -1 = not set
    uint64_t races_ = 0;
    Time hold_until_;        // the loop takes as long as that to come round
    static constexpr int64_t no_expiry = int64_t(1) << 62;
};

}  // namespace model::loop
