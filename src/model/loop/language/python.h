#pragma once

// Runs the functions of a scenario in the style of Python's asyncio, after its own source
// (tasks.py, futures.py, locks.py, queues.py, taskgroups.py, runners.py of 3.11).
//
//     a task          its coroutine runs until it awaits a future that is not done; when
//                     that is done, a wake-up joins the loop's queue
//     main returns    all other tasks are cancelled and run their clean-up, then the threads of
//                     the pool are waited for
//
// Tasks that are cancelled together end in the order in which they were made. (Real sets have no
// order.)
//
//     python.cpp             callbacks, tasks and asyncio.run
//     python_futures.cpp     what is called when a future is done
//     python_operations.cpp  what each operation does
//     python_waits.cpp       sleep, gather, wait_for, task groups, as_completed
//     python_locks.cpp       locks, semaphores, events and queues

#include "model/loop/language/machine.h"
#include "model/loop/queues.h"

#include <deque>
#include <set>

namespace model::loop {

class Python final : public Machine {
public:
    Python(const scenario::Scenario& scenario, Journal& journal, AsyncioQueues& loop);
    ~Python() override;

    Handle entry(const Arrival& arrival, Entry how) override;
    uint32_t begin(Handle handle) override;
    bool loop_stopped() override;
    void note_blocked() override;

private:
    // The things that names refer to: see python_objects.h.
    struct Future;
    struct Task;
    struct Gather;
    struct Group;
    struct Completed;
    struct Lock;
    struct Event;
    struct Queue;
    using FutureRef = Link<Future>;
    using TaskRef = Link<Task>;
    using GroupRef = Link<Group>;

    // What is called when a future is done.
    struct Done {
        enum class Kind : uint8_t { wake, gather, release, group, completed, stop };
        Kind kind = Kind::wake;
        ObjectRef target = {};
        FutureRef of = {};
    };
    struct Call;  // what a handle runs
    enum class CallKind : uint8_t;
    // The data of operations while they wait.
    struct Sleeping;
    struct EventWait;
    struct LockWait;
    struct QueueWait;
    struct WaitFor;
    struct InGroup;
    struct AsCompleted;

    // ---- callbacks, tasks, asyncio.run (python.cpp)
    void launch() override;
    void ended(const CoroutineRef& coroutine, Ending ending) override;
    uint32_t begin_step(const TaskRef& task, Ending with);
    Handle step_of(const TaskRef& task);
    Handle release_of(const FutureRef& future, TaskId owner);
    TaskRef make_task(CoroutineRef coroutine, uint32_t record);
    TaskRef create_task(CoroutineRef coroutine, uint32_t record);
    TaskRef create_task(Coroutine& caller, uint32_t function, const std::vector<std::string>& args,
                        const Operation& operation);
    void stop_when_done(const FutureRef& future);
    enum class Others : uint8_t { none, cancelled, too_deep };
    Others cancel_others();
    void abandon_tasks();

    // ---- futures (python_futures.cpp)
    FutureRef new_future();
    void set_result(const FutureRef& future, Value value, Time since);
    void set_result(const FutureRef& future, Value value);
    void set_error(const FutureRef& future, Value error);
    void release(const FutureRef& future);  // releases the waiter without a result, unless it is already done
    // Does what Future.cancel and Task.cancel do: returns whether it cancelled the future, or too_deep for a
    // RecursionError.
    enum class Cancelled : uint8_t { no, yes, too_deep };
    Cancelled cancel(const FutureRef& future);
    bool cancel_future(const FutureRef& future);
    void add_done(const FutureRef& future, Done done);
    void remove_done(const FutureRef& future, const ObjectRef& target);
    void schedule_callbacks(const FutureRef& future, Time since);
    void call_done(const Done& done);
    void child_done(Gather& gather, const FutureRef& child);
    void group_child_done(const GroupRef& group, const TaskRef& child);
    void abort(Group& group);

    std::shared_ptr<Call> make_call(CallKind kind);

    // ---- operations (python_operations.cpp)
    Did perform(Coroutine& coroutine, const Operation& operation) override;
    bool catches(Coroutine& coroutine, const Operation& operation) override;
    std::string shown(const Value& value, bool in_list) const override;
    ErrorKind too_long() const override { return ErrorKind::memory; }
    Scope scope_of(const std::string& name) const override {
        return shared_.contains(name) ? Scope::program : Scope::call;
    }
    Did unknown(Coroutine& coroutine, const std::string& name);
    Did await(Coroutine& coroutine, const FutureRef& future, const Operation& operation, uint32_t next_stage);
    Did await_itself(Coroutine& coroutine, const TaskRef& task, const Operation& operation, uint32_t next_stage);
    Did take_result(Coroutine& coroutine, const FutureRef& future, uint32_t next_stage);
    Did await_call(Coroutine& coroutine, const Operation& operation);
    Did await_name(Coroutine& coroutine, const Operation& operation);
    Did to_thread(Coroutine& coroutine, const Operation& operation);
    Did call_later(Coroutine& coroutine, const Operation& operation);
    Did new_object(Coroutine& coroutine, const Operation& operation);
    Did set_result(Coroutine& coroutine, const Operation& operation);
    Did cancel(Coroutine& coroutine, const Operation& operation);

    // ---- python_waits.cpp
    Did sleep(Coroutine& coroutine, const Operation& operation);
    Did gather(Coroutine& coroutine, const Operation& operation);
    Did wait_for(Coroutine& coroutine, const Operation& operation);
    bool wait_for_catches(Coroutine& coroutine);
    Did task_group(Coroutine& coroutine, const Operation& operation);
    bool task_group_catches(Coroutine& coroutine);
    Did as_completed(Coroutine& coroutine, const Operation& operation);

    // ---- python_locks.cpp
    Did lock(Coroutine& coroutine, const Operation& operation);
    bool lock_catches(Coroutine& coroutine);
    Did acquired(Coroutine& coroutine, const Operation& operation, const std::shared_ptr<Lock>& lock);
    Did release(Coroutine& coroutine, const Operation& operation);
    void release(Lock& lock, const Coroutine& by);
    void wake_first(Lock& lock);
    Did set_event(Coroutine& coroutine, const Operation& operation);
    Did clear_event(Coroutine& coroutine, const Operation& operation);
    Did put_or_get(Coroutine& coroutine, const Operation& operation);
    Did put(Coroutine& coroutine, const Operation& operation, const std::shared_ptr<Queue>& queue);
    Did get(Coroutine& coroutine, const Operation& operation, const std::shared_ptr<Queue>& queue);
    Did await_queue(Coroutine& coroutine, const Operation& operation, const std::shared_ptr<Queue>& queue,
                    std::deque<FutureRef>& waiters);
    bool queue_catches(Coroutine& coroutine, const Operation& operation);
    void wake_next(std::deque<FutureRef>& waiters);
    void forget(std::deque<FutureRef>& waiters, const FutureRef& waiter);

    // ---- python_blocked.cpp
    void find_waiting(const Future& future, std::vector<Task*>& found) const;
    bool could_end(const Task& task, const Operation& wait, const Object& object) const;
    const Object* awaited_object(const Task& task, std::vector<Task*>& holders) const;

    AsyncioQueues& loop_;
    const std::set<std::string> shared_;  // names
    const std::vector<Operation> nothing_;
    const std::vector<Operation> shutdown_;                               // BaseEventLoop.shutdown_default_executor
    enum class Run : uint8_t { main, cancelling, generators, executor };  // asyncio.run, from beginning to end
    Run run_ = Run::main;
    TaskRef main_;
    CoroutineRef to_launch_;  // begun, but not on the stack yet
    Living<Task> tasks_;
};

}  // namespace model::loop
