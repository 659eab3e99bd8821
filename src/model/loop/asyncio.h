#pragma once

// Python 3.11's asyncio, after its own source (base_events.py, tasks.py, locks.py, queues.py,
// taskgroups.py, runners.py).
//
//     one iteration   wait for the outside or the first timer; what has come joins the ready
//                     queue, then the timers that are due; then exactly what is in the queue now runs
//     a task          its coroutine goes on until it awaits a future that is not done; when
//                     that is done, a wake-up joins the queue
//     main returns    all other tasks are cancelled and have their clean-up run, then the threads of
//                     the pool are waited for
//
// Timers with one deadline leave in the order in which they were set; tasks that are cancelled
// together in the order of their making. (Real sets have no order.) The wait is for whole
// milliseconds, rounded up, as epoll's is.

#include "model/loop/machine.h"

#include <deque>
#include <set>

namespace model::loop {

class Asyncio final : public Machine {
public:
    Asyncio(const scenario::Scenario& scenario, Host& host, bool costly) : Machine(scenario, host, costly), shared_(scenario::shared_names(scenario.functions)) {}
    ~Asyncio() override;
    void arrived(TaskId task, uint32_t function, Time now) override;
    void pool_done(uint32_t job, Time now) override;
    Next go_on(Time now) override;

private:
    struct Future;
    struct Task;
    struct Gather;
    struct Group;
    struct Completed;
    struct Lock;
    struct Event;
    struct Queue;
    struct Handle;
    using FutureRef = std::shared_ptr<Future>;
    using TaskRef = std::shared_ptr<Task>;
    using HandleRef = std::shared_ptr<Handle>;

    // What is called when a future is done.
    struct Done {
        enum class Kind : uint8_t { wake, gather, release, group, completed, stop };
        Kind kind = Kind::wake;
        ObjectRef target = {};
        FutureRef of = {};
    };

    // ---- the loop (asyncio.cpp)
    bool choose(Next& next);
    bool handle(const HandleRef& handle, Next& next);
    bool begin_step(const TaskRef& task, Outcome with, uint32_t record, Next& next);
    void next_stage_of_run();
    void end_run();
    HandleRef soon(Handle handle);
    HandleRef later(Time at, Handle handle);
    Time first_timer();
    TaskRef create_task(CoroutineRef coroutine, uint32_t record);
    TaskRef create_task(Coroutine& caller, uint32_t function, const std::vector<std::string>& args, const Operation& operation);
    void stop_when_done(const FutureRef& future);

    // ---- futures (asyncio_futures.cpp)
    void set_result(const FutureRef& future, Value value, Time since);
    void set_result(const FutureRef& future, Value value) { set_result(future, std::move(value), now_); }
    void set_error(const FutureRef& future, Value error);
    bool cancel(const FutureRef& future);
    bool cancel_future(const FutureRef& future);
    void add_done(const FutureRef& future, Done done);
    void remove_done(const FutureRef& future, const ObjectRef& target);
    void schedule_callbacks(const FutureRef& future, Time since);
    void call_done(const Done& done);
    void child_done(Gather& gather, const FutureRef& child);
    void group_child_done(const std::shared_ptr<Group>& group, const TaskRef& child);
    void abort(Group& group);
    FutureRef new_future() const;

    // ---- operations (asyncio_operations.cpp)
    Did perform(Coroutine& coroutine, const Operation& operation) override;
    bool catches(Coroutine& coroutine, const Operation& operation) override;
    void ended(const CoroutineRef& coroutine, Outcome outcome) override;
    std::string shown(const Value& value, bool in_list) const override;
    Scope scope_of(const std::string& name) const override { return shared_.contains(name) ? Scope::program : Scope::call; }
    Did unknown(Coroutine& coroutine, const std::string& name) { return raise(coroutine, Value::error(shared_.contains(name) ? "NameError" : "UnboundLocalError")); }
    Did await(Coroutine& coroutine, const FutureRef& future, const Operation& operation, uint32_t next_stage);
    Did take_result(Coroutine& coroutine, const FutureRef& future, uint32_t next_stage);
    Did sleep(Coroutine& coroutine, const Operation& operation);
    Did wait_for(Coroutine& coroutine, const Operation& operation);
    bool wait_for_catches(Coroutine& coroutine);
    Did task_group(Coroutine& coroutine, const Operation& operation);
    Did as_completed(Coroutine& coroutine, const Operation& operation);
    Did gather(Coroutine& coroutine, const Operation& operation);
    Did acquire(Coroutine& coroutine, const Operation& operation, Lock& lock, bool& held);
    void release(Lock& lock);
    void wake_first(Lock& lock);
    Did put(Coroutine& coroutine, const Operation& operation, Queue& queue);
    Did get(Coroutine& coroutine, const Operation& operation, Queue& queue);
    void wake_next(std::deque<FutureRef>& waiters);
    Did new_object(Coroutine& coroutine, const Operation& operation);

    struct Arrival {
        TaskId task;
        uint32_t function = 0;
        uint32_t record = trace::no_callback;
    };
    enum class Run : uint8_t { none, main, cancelling, generators, executor };  // asyncio.run, from begin to end
    const std::set<std::string> shared_;  // names
    Run run_ = Run::none;
    bool stopping_ = false;
    bool starts_ = false;   // a callback has begun and is paid for: it is launched
    bool active_ = false;
    CoroutineRef to_start_;
    std::deque<HandleRef> ready_;
    size_t todo_ = 0;       // of those, in this iteration
    std::vector<HandleRef> timers_;
    uint64_t timers_set_ = 0;
    std::vector<std::weak_ptr<Task>> tasks_;
    TaskRef main_;
    std::deque<Arrival> arrivals_;
    std::map<uint32_t, FutureRef> jobs_;
    uint32_t next_job_ = 0;
    FutureRef pool_empty_;  // that the end of the run waits for
};

}  // namespace model::loop
