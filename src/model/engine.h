#pragma once

// The run itself: handles the events of one instant in order, lets the free cores choose,
// and records what happened.
//
//     arrivals -> balancer -> strategy -> (thread) -> scheduler -> core -> step -> device, lock, queue ...
//
//     engine.cpp           budgets; tasks arrive and end
//     engine_turn.h, .cpp  the clock, and the common turn: a thread gets a core, computes and leaves it
//     engine_cores.cpp     the cores: which thread is on each, and for how long
//     engine_steps.cpp     what a thread does between two bursts
//     engine_waits.cpp     devices, parts: waits begin and end
//     steps/               steps that concern neither threads nor tasks
//     engine_fleet.cpp     servers start and stop
//     engine_change.cpp    changes of the scenario during the run
//     engine_loops.cpp     loops with a runtime: their threads, and what they ask for
//
// A task is always in exactly one of these states: queued (no thread), ready (its thread
// needs a core), switching or running (on a core), blocked (waits and holds its thread),
// waiting (waits without a thread), or over.
//
// States of tasks and threads do not move in memory (base/release_list.h). A plain run releases the state of a task
// that is over and has done nothing but compute, and of a thread that has ended; a released state must not be used
// any more.

#include "base/release_list.h"
#include "model/arrivals.h"
#include "model/caches.h"
#include "model/core_set.h"
#include "model/devices.h"
#include "model/loop/meter.h"
#include "model/recorder.h"
#include "model/schedulers/scheduler.h"
#include "model/sharing.h"
#include "model/simulation.h"
#include "model/steps/registry.h"
#include "model/strategies/strategy.h"
#include "scenario/programs.h"
#include "sim/draw.h"
#include "sim/event_queue.h"
#include "sim/wait_list.h"

#include <deque>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace model {

namespace loop {
struct PoolJob;
}

class Simulation::Engine final {
public:
    Engine(const scenario::Scenario& scenario, Budget budget);
    ~Engine();

    bool advance(uint64_t events);
    trace::Log log;

private:
    class Server;    // engine_server.h
    class CodeLoop;  // engine_loops.h

    class Steps final : public StepContext {
    public:
        explicit Steps(Engine& engine) : engine_(engine) {}
        Time now() const override { return engine_.now_; }
        uint32_t server_of(TaskId task) const override;
        void wait(TaskId task, trace::Reason reason) override;
        void resume(TaskId task) override;
        void resume_at(TaskId task, Time at) override;
        void call_at(Time at, const StepHandler& handler, uint32_t subject) override;
        Time length(const scenario::Law& law, sim::Purpose purpose, TaskId task) const override;
        int64_t priority_of(TaskId task) const override;
        void lend_priority(TaskId task, int64_t priority) override;
        void note(trace::NoteKind kind, TaskId task, int64_t value, const std::string& text) override;
        void charge_work(uint64_t amount) override { engine_.looks_ += amount; }

    private:
        Engine& engine_;
    };

    struct TaskState {
        // Initialises member by member: an aggregate would first be cleared, by a call or a slow instruction.
        explicit TaskState(uint64_t name) : key(name) {}

        uint64_t key = 0;       // identifies the task in draws: row and number, or its parent and number
        Time left;              // what is left of the current compute step or use of a device; 0 = not begun
        Time due;               // the end of its use of a device
        Time attained;          // time on cores
        MaybeTime served;       // when a core or device first served it; from then on its patience is ignored
        Recorder::Open open;    // its current span
        uint64_t event = 0;     // the completion it waits for; 0 = none
        ThreadId thread;        // the thread that it holds
        uint32_t children = 0;  // the number of children that it has made: they are numbered
        uint32_t awaits = 0;    // unfinished children or parts that it waits for
        uint16_t step = 0;
        uint16_t server = 0;
        uint16_t list = 0;         // the number of its list of steps in lists_
        bool waits = false;        // it is in a step that waits
        bool interrupted = false;  // a use of a device was interrupted: `left` of it remains
        bool begun = false;        // its burst has begun, of which `left` remains
        bool impatient = false;    // the event for the end of its patience is pending
        bool known = false;        // other components may have its id: it has done more than compute
    };
    static_assert(sizeof(TaskState) <= 96);
    struct ThreadState {
        TaskId task;     // the task that it works on; none = idle
        TaskId helps;    // the task that the thread holds while it works on one of that task's parts
        CoreId leaving;  // the core that it is on, if its turn has just ended and no core has chosen yet
        CoreId holds;    // the core that it keeps while it waits (on_block: hold)
        CoreId last;     // the core that it last ran on
        uint32_t process = 0;
        uint16_t server = 0;
        bool is_loop = false;  // of a loop with a runtime: loop_of_thread_ says which
        trace::Reason left_because = trace::Reason::slice_over;
        bool known = false;  // the scheduler has met it
        bool callback_due = false;
        trace::Reason start_due = trace::Reason::none;  // the start that is still to be paid: of a thread, a process
    };
    static_assert(sizeof(ThreadState) == 32);
    enum class CoreMode : uint8_t { idle,
                                    overhead,
                                    running,
                                    padding,
                                    held,
                                    off };  // the server does not have this core at present
    struct Core {
        CoreId id;
        CoreId place;  // its number on its server, from 0, which is what schedulers use
        CoreMode mode = CoreMode::idle;
        bool has_slice = false;
        bool slice_begun = false;
        bool chooses = true;  // it chooses a thread when this instant is over
        bool warm = false;
        uint8_t dues = 0;  // overheads to come: bits by Due
        ThreadId thread;   // the thread on it
        ThreadId last;     // the thread that was on it before
        Time since;        // when it began what it runs
        MaybeTime until;   // its one pending event
        Time slice_end;
        Time overhead_since;
        Server* server = nullptr;  // the server that it belongs to
    };
    enum Due : uint8_t { due_thread_switch = 1,
                         due_process_switch = 2,
                         due_migration = 4,
                         due_start = 8,
                         due_callback = 16 };
    struct Row {  // the state of a row of work
        explicit Row(const sim::Draws& draws) : bursts(draws) {}
        sim::WaitList<TaskId> held_back;  // arrived but not yet admitted: they must wait for other tasks
        int64_t unfinished = 0;
        uint64_t looks = 0;               // the work of drawing each arrival
        std::optional<uint32_t> process;  // of threads that are made for its tasks, if there is only one server
        uint32_t comes_after = 0;         // how many of the rows that it comes after are not over
        std::vector<uint32_t> before;     // the rows that wait for this one
        bool arrivals_over = false;
        bool over = false;
        bool lets_in = false;
        int64_t active = 0;                    // tasks that have entered and are not over
        int64_t thinking = 0;                  // closed: users with an arrival pending
        std::vector<uint32_t> rounds;          // closed: the number of tasks that each user has sent
        sim::Draws bursts;                     // for its tasks
        const scenario::Law* first = nullptr;  // the law of the first burst, if it is drawn on arrival
        Ahead first_bursts;
    };

    // the clock
    template <bool plain>
    bool has(bool feature) const { return !plain && feature; }
    bool plain_run() const;
    template <bool plain>
    void advance_by(uint64_t events);
    bool instant_is_over();
    template <bool plain>
    bool next_instant();
    template <bool plain>
    void handle(const sim::Event& event);
    void handle_other(const sim::Event& event);
    void over_budget();
    uint64_t bytes() const;
    bool spent() { return log.events >= look_at_budget_ && spent_now(); }
    bool spent_now();
    void look_soon() { look_at_budget_ = 0; }  // many things have come at once
    bool too_many() const;
    void end_run(Time at);
    void halt();
    void stop(std::string why);
    bool something_pends() const {
        const uint64_t others = clocks_ + void_events_;
        return others == 0 ? !events_.empty() : events_.size() > others;
    }

    // what a task is doing from now on
    void begins(TaskId task, const Now& now) { recorder_.begin(tasks_[task.index].open, task, now, now_); }
    void does(TaskId task, const Now& now) { recorder_.change(tasks_[task.index].open, task, now, now_); }

    // tasks
    void begin_rows();
    template <bool plain>
    void arrive(uint32_t row, uint64_t user);
    TaskId new_task(trace::TaskKind kind, uint32_t row, uint32_t index, uint32_t list, TaskId parent, uint64_t key,
                    uint16_t server);
    void row_may_be_over(uint32_t row);
    void send_next(uint32_t row, uint64_t user);
    void let_in(uint32_t row);
    void enter(TaskId task);
    void enter_with_thread(Server& server, TaskId task, Row& row);
    void answer(TaskId task);
    template <bool plain = false>
    void finish(TaskId task, trace::Outcome outcome);
    void user_goes_on(TaskId task);
    void lose_patience(TaskId task);
    void give_up(TaskId task);
    void now_served(TaskId task) {
        if (some_lose_patience_) served_now(task);
    }
    void served_now(TaskId task);
    void now_runs(TaskId task);
    void not_served(TaskId task);
    void not_served_yet(TaskId task);
    void push_patience(TaskId task, Time at);

    // threads
    template <bool plain = false>
    void want_core(ThreadId thread, Joins how, trace::Reason reason);
    template <bool plain = false>
    void give(ThreadId thread, TaskId task);
    ThreadId start_thread(uint32_t server, const Made& made);
    uint32_t process_of(uint32_t server, TaskId task);
    void release(ThreadId thread);
    template <bool plain = false>
    void end_thread(ThreadId thread);
    void forget_cached(ThreadId thread);
    ThreadFacts facts_of(ThreadId thread) const;

    // cores
    template <bool plain>
    void core_event(Core& core);
    void seldom_core_event(Core& core);
    template <bool plain = false>
    void push_core_event(Core& core, Time at);
    void drop_core_event(Core& core);
    template <bool plain>
    void choose();
    template <bool plain>
    bool choose(Server& server);
    template <bool plain>
    bool choose_one(Server& server);
    bool choose_several(Server& server);
    bool take_cores_at_once(Server& server);
    bool preempt(Server& server);
    void put_off(Core& core, Joins how);
    template <bool plain = false>
    void place(Core& core, ThreadId thread);
    void note_dues(Core& core, ThreadId thread);
    bool begin_overhead(Core& core) { return core.dues != 0 && overhead_begins(core); }
    bool overhead_begins(Core& core);
    void begin_slice(Core& core);
    void warmed(Core& core);
    template <bool plain = false>
    void run_burst(Core& core, TaskId task, TaskState& state);
    void run_cached_burst(Core& core);
    void warm_up(Core& core, Time elapsed);
    template <bool plain>
    void charge(Core& core, TaskState& task);
    void charge(Core& core);
    void end_turn(Core& core, Joins how, trace::Reason reason);
    template <bool plain = false>
    void leave_core(Core& core, Leaves how);
    bool keep_core(Core& core, Leaves how);
    template <bool plain = false>
    void free_core(Core& core);
    template <bool plain = false>
    void core_chooses(Core& core);
    Time progress(const Core& core, Time elapsed) const;
    Time wall_for(const Core& core, Time left) const;
    Time worked(const Core& core) const;
    // processor sharing
    bool share_cores(Server& server, bool any);
    void share(Server& server, ThreadId thread);
    void shares_changed(Server& server);
    void share_event(Server& server);

    // a thread between two steps
    // (each returns true if the thread continues, perhaps with another task; false if it has left its core or
    // uses time)
    template <bool plain>
    [[gnu::always_inline]] void go_on(ThreadId thread, ThreadState& state);
    void run_on(ThreadId thread);
    Core* core_of(ThreadId thread);
    const Core* core_of(ThreadId thread) const;
    template <bool plain>
    bool take_next(ThreadId thread, ThreadState& state);
    bool take_next(ThreadId thread);
    bool help_on(ThreadId thread);
    TaskId helped_by(ThreadId thread, TaskId part) const;
    template <bool plain>
    bool compute(ThreadId thread, CoreId last, TaskId task, TaskState& state);
    bool compute(ThreadId thread, TaskId task);
    bool compute_shared(ThreadId thread, TaskId task);
    bool do_step(ThreadId thread, TaskId task, const scenario::Step& step);
    bool yield(ThreadId thread, TaskId task);
    bool split(ThreadId thread, TaskId task, const scenario::Step& step);
    bool offload(ThreadId thread, TaskId task);
    bool job(ThreadId thread, TaskId task);
    bool join(ThreadId thread, TaskId task, const scenario::Step& step);
    void spawn(TaskId task, const scenario::Step& step);
    TaskId make_child(TaskId parent, trace::TaskKind kind, uint32_t list);

    // waits
    void begin_wait(TaskId task, trace::Reason reason);
    bool leave_to_wait(ThreadId thread, TaskId task);
    void change_wait(TaskId task, trace::Reason reason);
    void drop_completion(TaskId task);
    void use_device(TaskId task, const scenario::Step& step);
    void serve(TaskId task);
    void complete(TaskId task);
    void resume(TaskId task);
    void share_device_event(uint32_t device);
    void push_share_device_event(uint32_t device);
    void child_over(TaskId child);
    void leave_lines(TaskId task);

    // loops with a runtime
    void make_loops(Server& server);
    bool is_code(TaskId task) const;
    void code_arrives(TaskId task);
    void wake_loop(uint32_t loop, TaskId task);
    void run_loop(ThreadId thread);
    bool take_next_callback(CodeLoop& loop);
    void loop_works_for(CodeLoop& loop, TaskId task);
    void park_loop(CodeLoop& loop, Time until);
    void loop_event(uint32_t loop, uint64_t number);
    void pool_job_over(TaskId child);
    void job_of_source(CodeLoop& loop, uint32_t job, TaskId task, const loop::PoolJob& what);

    // the fleet
    void begin_servers();
    uint16_t balance(TaskId task);
    void check_fleet();
    int64_t servers_wanted(double load, int64_t up, int64_t booting) const;
    int64_t stabilised(int64_t wanted);
    void server_up(uint32_t server);
    void server_may_stop(uint32_t server);
    void count_sharing(Server& server);
    void boot(uint32_t server);
    void push_clock(uint32_t subject, Time at);

    // changes of the scenario during the run
    void push_change();
    void change();
    void change_devices(const std::vector<scenario::Device>& devices);
    void change_servers(int64_t servers);
    void change_cores(uint32_t cores);
    void lose_core(Core& core);
    void clock(uint32_t subject);

    const std::vector<scenario::Step>& steps_of(const TaskState& task) const { return lists_[task.list]; }
    bool done(const TaskState& task) const { return task.step == list_sizes_[task.list]; }
    const scenario::Step& step_of(const TaskState& task) const { return lists_[task.list][task.step]; }
    Time length(const scenario::Law& law, sim::Purpose purpose, TaskId task) const;  // for the current step of the task
    Time length(const scenario::Law& law, const sim::Draws& draws, TaskId task, uint32_t step) const;
    Time seldom_length(const scenario::Law& law, uint64_t bits, TaskId task, uint32_t step) const;
    Time burst_of(TaskId task, uint32_t step) const;
    enum class Completion : uint8_t { task,
                                      handler,
                                      shared_device,
                                      loop };
    // Bits of an event's subject that a handler may use; the bits above them are the number of the handler.
    static constexpr uint32_t handler_subject_bits = 20;
    uint64_t push_completion(Completion what, uint32_t subject, Time at);

    scenario::Scenario scenario_;
    Budget budget_;
    Time now_;
    sim::EventQueue events_;
    uint32_t clock_rank_, arrival_rank_, completion_rank_, core_rank_;
    static constexpr uint32_t patience_rank = 4, change_rank = 5;  // a change is the last event of its instant
    // The order of an event distinguishes the arrivals of users: it is made of row and user.
    static constexpr uint32_t user_bits = 24;
    uint64_t completions_ = 0;                           // how many have been started: orders them within one instant
    uint64_t clocks_ = 0;                                // pending clock events (they do not keep the run alive)
    uint64_t void_events_ = 0;                           // stale events still in the queue (likewise)
    std::vector<std::pair<uint32_t, Time>> clocks_due_;  // clocks that are set again when this instant is over
    scenario::StepLists lists_;
    std::vector<uint32_t> list_sizes_;
    std::vector<bool> has_job_;               // by list
    std::vector<std::vector<bool>> may_run_;  // by row and core; empty: everywhere
    Arrivals arrivals_;
    Devices devices_;
    std::vector<Sharing> shared_;         // by instance of a device
    std::vector<uint64_t> shared_event_;  // the event that is valid
    Steps steps_;
    StepHandlers step_handlers_;
    Caches caches_;
    Recorder recorder_;
    std::vector<Row> rows_;
    uint32_t row_count_ = 0;
    std::vector<std::unique_ptr<Server>> servers_;
    loop::Meter loop_meter_;  // must outlive the loops
    std::vector<std::unique_ptr<CodeLoop>> code_loops_;
    std::unordered_map<uint32_t, uint32_t> loop_of_thread_;
    std::map<uint32_t, std::pair<uint32_t, uint32_t>> pool_jobs_;  // by task: loop, job
    std::map<uint32_t, Time> job_times_;                           // by task: what a source text says it takes
    std::vector<uint16_t> awake_;  // servers where something has changed at this instant
    ReleaseList<TaskState> tasks_;
    std::unordered_map<uint32_t, int64_t> lent_;  // by task: the priority that its locks lend it; never iterated
    std::unordered_map<uint32_t, std::vector<TaskId>> spawned_;  // by the task that has spawned them
    ReleaseList<ThreadState> threads_;
    std::vector<Core> cores_;
    std::vector<uint32_t> choosers_;  // the cores of a server that are choosing
    std::vector<ThreadId> picks_;     // by core of a server, while the cores choose
    std::vector<ThreadId> running_;   // likewise, for preemption
    std::vector<uint16_t> up_;        // servers that accept tasks
    bool up_known_ = false;
    std::vector<size_t> drawn_;                                       // positions in up_ that a balancer has drawn
    std::map<std::pair<uint32_t, std::string>, uint32_t> processes_;  // the processes that have names, by server
    std::vector<uint32_t> process_of_row_;                            // a cache of these: by server, then row
    uint32_t process_count_ = 0;
    uint32_t cores_per_server_;  // the maximum during the run
    uint32_t cores_now_;
    uint32_t next_server_ = 0;  // for round robin
    Time last_check_;
    Time last_change_;
    bool changed_fleet_ = false;
    // servers wanted by the checks within the stabilisation window; each number is larger than the next
    std::deque<std::pair<Time, int64_t>> wanted_before_;
    Time stop_;  // the `stop` of the scenario; later than any other time if there is none
    uint64_t unfinished_ = 0;
    Time last_end_;                // when the last task ended
    uint64_t look_at_budget_ = 0;  // the number of events at which spent() checks next
    uint64_t text_bytes_ = 0;      // the bytes of the texts of notes
    mutable uint64_t looks_ = 0;   // the work beyond the events: see Budget
    bool begun_ = false;           // threads that are made from now on pay for their start
    // The features that the scenario uses; code for the others is skipped.
    bool sharing_ = false;     // the policy is processor sharing
    bool restricted_ = false;  // some task may not run on every core
    bool some_lose_patience_ = false;
    bool overheads_ = false;     // switches, starts, migrations or callbacks take time
    bool plain_bursts_ = false;  // a burst takes as long as its length: there are neither caches nor ticks
    bool single_ = false;        // there is one server
    bool keeps_cores_ = false;   // a blocked thread may keep its core (on_block: hold)
    bool wakes_preempt_ = false;
    bool exhausted_ = false;  // a budget ended between two steps
    bool crowded_ = false;    // more threads share the cores of one server than a span can record
    bool over_ = false;
    bool plain_ = false;  // see engine_turn.h
};

}  // namespace model
