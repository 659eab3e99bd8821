#pragma once

// A second simulator, slow and obvious, written from docs/rules.md and from the headers named there.
// It shares no code with the engine except the scenario and the keyed draws. It finds the next event
// by walking over everything that exists; queues are vectors; nothing is stored that can be computed.
//
//     machine.cpp     the clock: what comes next, and the end of an instant
//     tasks.cpp       tasks arrive and end
//     steps.cpp       what a thread does between two bursts
//     waits.cpp       devices, locks, queues, children
//     strategies.cpp  which thread gets a task
//     cores.cpp       turns on cores; overheads, bursts, caches
//     choosing.cpp    which thread gets a core at the end of an instant
//     policies.cpp    which thread comes first
//     levels.cpp      the same, of multi-level feedback
//     per_core.cpp    a ready queue for each core
//     fleet.cpp       servers come and go; the policies' clocks

#include "sim/draw.h"
#include "tests/reference/result.h"
#include "tests/reference/sharing.h"
#include "tests/reference/state.h"

#include <deque>
#include <map>
#include <string>

namespace reference {

constexpr Time at_no_time{2 * longest_time.ns};

enum class Joins { fresh, woken, slice_over, preempted, yielded };  // the ready queue
enum class Piece { arrived, resumed, yielded, part, offload, job, whole_job };

class Machine {
public:
    explicit Machine(const scenario::Scenario& scenario);
    Result run();

private:
    // ---- the clock (machine.cpp)
    struct Pending {
        Time at = at_no_time;
        int phase = 0;
        uint64_t first = 0, second = 0;  // the order within the phase
        enum What {
            nothing,
            policy_clock,
            check,
            boot,
            arrival,
            completion,
            message,
            shared_device,
            core,
            sharing,
            patience
        } what = nothing;
        int subject = none;
        int user = 0;
    };
    Pending next_pending(bool with_clocks) const;
    void consider(Pending& best, const Pending& candidate) const;
    void handle(const Pending& what);
    bool settle();

    // ---- tasks (tasks.cpp)
    void begin_rows();
    void plan_next_arrival(int row);
    void think(int row, int user);
    void arrive(int row, int user);
    int new_task(trace::TaskKind kind, int row, uint32_t index, const std::vector<scenario::Step>* steps,
                 uint32_t program, int parent, int server);
    void let_in(int row);
    bool rows_before_are_over(int row) const;
    void enter(int task);
    void answer(int task);
    void finish(int task, trace::Outcome outcome);
    void close_rows();
    void now_served(int task);
    void lose_patience(int task);
    void live(int task, trace::SpanKind kind, trace::Reason reason, int thread = none, int core = none);
    void close(int task);
    Time draw(const scenario::Law& law, sim::Purpose purpose, int task, size_t step) const;
    Time burst_of(int task, size_t step) const;

    // ---- steps (steps.cpp)
    void go_on(int thread);
    bool do_step(int thread, int task);
    bool compute(int thread, int task);
    bool take_next(int thread);
    int helped_with(int thread, int part) const;
    int make_child(int parent, trace::TaskKind kind, const std::vector<scenario::Step>* steps, uint32_t program);
    void split(int thread, int task);

    // ---- waits (waits.cpp)
    void begin_wait(int task, trace::Reason reason);
    bool leave_to_wait(int thread, int task);
    void change_wait(int task, trace::Reason reason);
    void resume(int task);
    void complete(int task);
    Device& device_of(int task);
    void use_device(int task);
    void serve_next(Device& device);
    void serve(Device& device, Use& use);
    void shared_device_ends(int device);
    Lock& lock_of(int task);
    void pass_lock_on(Lock& lock);
    void note_urgencies();
    Semaphore& semaphore_of(int task);
    void give_permit(Semaphore& semaphore);
    Queue& queue_of(int task);
    bool send(int task);
    bool receive(int task);
    void pass_on(Queue& queue);
    bool awaits_more(int task) const;
    void child_over(int child);
    void leave_line(int task);

    // ---- strategies (strategies.cpp)
    void make_first_threads(Server& server, int index);
    int start_thread(int server, int task, int beside, bool own_process, bool worker);
    void ready(int task, Piece piece);
    void offer(Server& server, std::vector<int>& threads, std::vector<std::pair<int, int>>& queue, int task,
               Piece piece, trace::Reason reason);
    bool full(size_t waiting) const;
    int next_task(int thread);
    int help(int parent);
    void give(int thread, int task);
    void forget(int task);
    void release(int thread);
    bool idle(int thread) const { return threads_[size_t(thread)].task == none; }
    bool wait_holds_thread() const;
    bool pays_callbacks() const;
    bool has_workers_for_offloads() const;

    // ---- cores (cores.cpp)
    int core_of(int thread) const;
    Server& server_of_core(int core) { return servers_[size_t(core) / cores_per_server_]; }
    void want_core(int thread, Joins how, trace::Reason reason);
    void place(int core, int thread);
    bool next_overhead(int core);
    void begin_slice(int core);
    void run_burst(int core);
    void core_ends(int core);
    void charge(int core);
    Time done_in(const Core& core, Time elapsed) const;
    Time time_for(const Core& core, Time left) const;
    void end_turn(int core, Joins how, trace::Reason because);
    void leave_core(int core, bool ended);
    void free_core(int core);
    bool is_warm(const Core& core, int thread) const;
    Time& warmup_of(Core& core, int thread);
    void warmed(int core);
    void sharing_ends(int server);
    void sharing_changed(int server);

    // ---- choosing (choosing.cpp)
    bool choose(int server);
    void go_on_where_held(Server& server);
    void take_cores_at_once(Server& server, int index);
    bool free_cores_choose(Server& server, int index);
    bool preempt(Server& server, int index);
    void put_off(int core, Joins how);
    bool may_run(int thread, int core) const;

    // ---- policies (policies.cpp)
    int first_core(int server) const { return server * int(cores_per_server_); }
    bool per_core() const { return scheduler_.queues == scenario::ReadyQueues::per_core && !shares_; }
    void add_ready(int thread, Joins how);
    void start_no_further_behind(Server& server, int thread, int queue);
    void join(Server& server, int thread, int queue, Joins how);
    int64_t next_place(Server& server) const { return ++server.added << 20; }  // (with gaps between the places)
    void to_the_head(Server& server, Ready& ready) const;
    void remove_ready(int thread);
    std::vector<Ready> in_order(const Server& server, int queue, int core) const;
    int take(Server& server, int queue, int core, bool last = false);
    int cyclic(Server& server, int queue, const std::vector<Ready>& all);
    int draw_ticket(Server& server, int queue, std::vector<Ready> all);
    uint64_t random(Server& server);
    MaybeMoment slice_of(int thread);
    void ran(int thread, Time time);
    void waits_or_ends(int thread, bool ended);
    int victim(Server& server, int index);
    Time burst_left(int thread) const;
    int64_t rank_of(int thread) const;
    int64_t urgency_of(int task) const;
    int64_t ceiling_of(uint32_t lock) const;
    bool preempted_at_head(scenario::Policy policy) const;
    bool has_classes() const { return scheduler_.policy == scenario::Policy::multilevel_queue; }
    size_t class_of(int thread) const;
    scenario::Policy policy_of(size_t class_number) const {
        return has_classes() ? scheduler_.classes[class_number].policy : scheduler_.policy;
    }
    void note_class(Memory& memory) const;
    int victim_of_class(const Server& server, int index, int queue, size_t class_number) const;
    int victim_of_classes(const Server& server, int index);
    int queue_of_thread(int thread) const { return per_core() ? threads_[size_t(thread)].home : 0; }
    Memory& memory_of(int thread, int queue);
    int64_t level_of(const Server& server, int thread, int queue) const;
    bool stands(const Server& server, const Memory& memory, int queue) const;
    Memory::Far far_now(const Memory& memory) const;
    void fill(Memory& memory);
    void slice_used_up(Memory& memory);
    void boost(Server& server, int queue);

    // ---- a queue for each core (per_core.cpp)
    int pick(Server& server, int core);
    void deal(Server& server);
    size_t waiting(const Server& server, int queue) const;
    bool move(Server& server, int from, int to, bool last);
    void balance_queues(Server& server);
    int fixed_core(int row) const;

    // ---- the fleet (fleet.cpp)
    void start_server(int server);
    int balance(int task);
    void policy_clock(int server);
    void check_fleet();
    void boot(int server);
    void may_stop(int server);

    const scenario::Scenario& scenario_;
    const scenario::Scheduler& scheduler_;
    size_t cores_per_server_;
    bool shares_;       // the policy is processor sharing
    Time now_;
    bool begun_ = false;  // threads that are made from now on pay for their start
    uint64_t started_ = 0;  // the number of completions so far
    std::deque<Task> tasks_;      // (deques, because references stay valid while they grow)
    std::deque<Thread> threads_;
    std::vector<Core> cores_;
    std::vector<Server> servers_;
    std::vector<Sharing> sharing_;  // for each server, under processor sharing
    std::vector<Device> devices_;   // the instances: one for each server in turn, or only one
    std::vector<Sharing> shared_devices_;
    std::vector<Lock> locks_;
    std::vector<Semaphore> semaphores_;
    std::vector<Queue> queues_;
    std::vector<Row> rows_;
    std::map<std::pair<int, std::string>, uint32_t> processes_;
    uint32_t process_count_ = 0;
    std::vector<scenario::Step> one_compute_;  // the steps of an offload
    size_t next_server_ = 0;
    MaybeMoment check_;
    Time last_check_;
    MaybeMoment last_change_;
    std::vector<std::pair<Time, int64_t>> wanted_;  // the number of servers that each check has wanted so far
    Time last_end_;
    Result result_;
};

}  // namespace reference
