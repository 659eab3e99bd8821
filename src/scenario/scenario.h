#pragma once

// What to run: work x machine x strategy, as plain data. A Scenario from read() is complete
// (defaults are filled in, names are resolved to indices) and valid.
//
//     programs   what one task does, step by step
//     work       which tasks arrive, when
//     machine    servers, cores, scheduler, costs
//     devices, locks, semaphores, queues   what programs wait for
//     strategy   how the software spreads tasks over threads
//     functions  event-loop programs, callback by callback (code.h)
//     javascript an event-loop program as text
//
// docs/format.md describes the file format; every key that can be changed is a row of parameters.h.

#include "base/ids.h"
#include "base/time.h"
#include "scenario/code.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scenario {

// A length of time that is drawn for each use. The meaning of `a`, `b` and `shape`, by kind:
//   constant a | exponential mean a | uniform from a to b (both included)
//   normal mean a, sd b, never below 0 | lognormal mean a, sd b
//   erlang: sum of `shape` exponentials with mean a in total | pareto: shape, min a
//   choice: one of `choices` by weight | list: `times` in turn, over and over
enum class LawKind : uint8_t { constant, exponential, uniform, normal, lognormal, erlang, pareto, choice, list };
struct WeightedLaw;
struct Law {
    LawKind kind = LawKind::constant;
    Time a;
    Time b;
    double shape = 0;
    std::vector<Time> times = {};
    std::vector<WeightedLaw> choices;  // (no "= {}": it would make clang 14 require the complete type)
    bool operator==(const Law& other) const;
};
struct WeightedLaw {
    double weight = 1;  // > 0; the sum need not be 1
    Law law;
    bool operator==(const WeightedLaw&) const = default;
};
// The mean of the law. A pareto law with shape <= 1 has no mean: its minimum is returned.
Time mean(const Law& law);

enum class StepKind : uint8_t {
    compute,  // on a core, for `time`
    io,       // uses `device` once, for `time` or the device's own time
    sleep,    // until a timer of `time` fires
    lock,     // waits until `lock` is free and takes it; unlock hands it to the first task that waits
    unlock,
    acquire,  // waits until `semaphore` has a permit and takes it
    release,  // hands a permit to the first waiting task, or returns it to the semaphore
    send,     // puts a message into `queue`; if that is full, waits or drops the message
    receive,  // takes the first message out of `queue`; waits until there is one
    spawn,    // starts a new task that runs `program`
    join,     // waits for the tasks that this one has spawned (those of `program`, or all)
    split,    // runs `parts` copies of `steps`, which are the task's own work, and waits for all of them
    offload,  // computes for `time` on the loop's workers; inline if there are none
    yield,    // lets other ready tasks go first
    mark,     // writes `text` into the log, as a mark on the timeline
    log,      // writes `text` into the log
    job,      // under queue-workers: the task is answered here, and a worker does the rest
    code,     // what a loop with a runtime does for the task: runs `function`, and everything that it causes
};
struct Step {
    StepKind kind = StepKind::compute;
    std::optional<Law> time;  // compute, sleep, offload: always; io: replaces the device's own time
    DeviceId device;          // io
    LockId lock;              // lock, unlock
    SemaphoreId semaphore;    // acquire, release
    QueueId queue;            // send, receive
    std::optional<uint32_t> program;  // spawn: always; join: none means all
    int64_t parts = 0;        // split
    std::vector<Step> steps;  // split: the steps of each part
    std::optional<int64_t> priority;  // io: replaces that of the work row; smaller is more urgent
    bool blocking = false;    // io: it holds its thread even under a strategy whose waits do not
    std::string text;         // mark, log
    uint32_t function = 0;    // code
    // Repeats are unrolled. This step is copy number `turn` of `turns` of the same step.
    uint32_t turn = 0;
    uint32_t turns = 1;
    bool operator==(const Step&) const = default;
};

struct Program {  // a function that a row of work runs is a program too, with one step: code
    std::string name;
    std::vector<Step> steps;
    bool operator==(const Program&) const = default;
};

// A row of work: `count` tasks that run one program.
//   first arrival at `at`; then `every` (drawn for each gap) apart, or `period`, or, with
//   `rate` (tasks per second), at the points of a Poisson process that starts at `at`, or
//   at `at` + each of `times`. With none of these all arrive at `at`.
// With `users`, each user thinks, sends a task, waits until it is done, and starts again.
constexpr int64_t no_count = int64_t(1) << 40;  // the count of a row that ends only with `until` or `stop`
struct Work {
    uint32_t program = 0;
    std::string name;  // the name of the program unless given
    std::string id;    // for `after`
    int64_t count = 1;  // the total number; or no_count
    Time at;
    std::optional<Law> every;
    double rate = 0;  // 0 if not given
    std::vector<Time> times;
    std::optional<Time> until;  // nothing arrives at or after this time
    int64_t users = 0;          // 0 if not given
    std::optional<Law> think;
    std::vector<uint32_t> after;  // rows whose tasks must all be over before one of these can begin
    bool serial = false;        // task n+1 cannot begin before task n is over
    std::optional<Time> deadline;  // from arrival; a task that takes longer has missed it
    std::optional<Time> period;    // between arrivals; used by rate monotonic and by partitions
    std::optional<Time> patience;  // from arrival; a task that no core or device has served by then gives up
    int64_t priority = 0;       // smaller is more urgent
    int64_t class_number = 0;   // multilevel-queue: its place among the classes, from 0
    int64_t nice = 0;           // -20 to 19: fair share
    int64_t tickets = 1;        // lottery, stride
    std::string process;        // the threads of rows with the same process share it; "" is a process too
    std::vector<int64_t> affinity;  // the cores of a server, from 0, that may run it; if empty, all may
    int64_t working_set = 0;    // in the unit of the cache's size
    bool operator==(const Work&) const = default;
};

enum class Discipline : uint8_t { fifo, priority, preemptive, sharing };
enum class Per : uint8_t { all, server };  // one for all servers, or one for each
struct Device {
    std::string name;
    Law time;              // the time of one use
    int64_t capacity = 0;  // the number of uses at the same time; 0 = unlimited
    Discipline discipline = Discipline::fifo;
    Per per = Per::all;
    bool operator==(const Device&) const = default;
};
// Whether the holder of a lock may be more urgent than its row says, under policies that go by priority.
enum class Inherit : uint8_t {
    none,
    inheritance,  // as urgent as the most urgent task that waits for it, directly or through others
    ceiling,      // as urgent as the most urgent task that ever takes the lock, from the moment it is taken
};
struct Lock {
    std::string name;
    Per per = Per::all;
    Inherit inherit = Inherit::none;
    std::optional<int64_t> ceiling = {};  // none: that of the most urgent row whose tasks take the lock
    bool operator==(const Lock&) const = default;
};
struct Semaphore {
    std::string name;
    int64_t count = 1;     // permits at the beginning
    Per per = Per::all;
    bool operator==(const Semaphore&) const = default;
};
enum class WhenFull : uint8_t { wait, drop };
struct Queue {
    std::string name;
    int64_t capacity = 0;  // in messages; 0 = unlimited
    WhenFull full = WhenFull::wait;
    Time delay;            // before a message can be received
    Per per = Per::all;
    bool operator==(const Queue&) const = default;
};

// Each policy has a row in policies.h.
enum class Policy : uint8_t {
    fcfs,
    round_robin,
    sjf,
    srtf,
    ljf,
    lrtf,
    hrrn,
    feedback,
    priority,
    mlfq,
    multilevel_queue,
    lottery,
    stride,
    fair,
    edf,
    rm,
    processor_sharing,
};
enum class Ties : uint8_t { arrivals_first, preempted_first };
enum class Slice : uint8_t {
    fresh,  // each turn on a core starts with a full slice
    keep,   // a thread that leaves early keeps the rest of its slice for its next turn
    clock,  // slices end on all cores at the multiples of the quantum
    whole,  // a thread that leaves early occupies the core until the slice ends
};
enum class ReadyQueues : uint8_t { global, per_core };
enum class Balance : uint8_t { none, steal, periodic };
enum class Partition : uint8_t { round, least_loaded, first_fit_decreasing };
enum class Preempted : uint8_t { by_policy, head, tail };  // where a preempted thread goes among its equals
enum class OnBlock : uint8_t { go_on, hold };      // go_on ("switch" in files): the core takes another thread
enum class OnWake : uint8_t { queue, preempt };
enum class Order : uint8_t { fifo, cyclic };
struct Level {                 // of mlfq; the first level is the most urgent
    Time quantum = msec(10);
    int64_t allotment = 1;     // the number of slices used there before a thread sinks
    bool operator==(const Level&) const = default;
};
struct SchedulingClass {        // of multilevel-queue; the first class is the most urgent
    Policy policy = Policy::fcfs;  // one that has `in_classes` in its row of policies.h
    std::optional<Time> quantum;
    bool operator==(const SchedulingClass&) const = default;
};
struct Cache {
    int64_t size = 0;          // of each core's cache, in the unit of working sets; 0 = no cache is modelled
    Time warmup;               // the time on the core until a thread's working set is in its cache
    double warm_speed = 1;     // of a thread whose working set is in the cache
    bool operator==(const Cache&) const = default;
};
struct Scheduler {
    Policy policy = Policy::fcfs;
    std::optional<Time> quantum;   // the longest turn on a core; none: the policy decides (policies.h)
    Slice slice = Slice::fresh;
    std::optional<bool> preemptive;  // none: the policy decides
    Preempted preempted = Preempted::by_policy;
    ReadyQueues queues = ReadyQueues::global;
    Balance balance = Balance::none;
    std::optional<Time> peek;      // steal: how often an empty queue looks for work (none: at once);
                                   // periodic: how often queues are rebalanced (none: 10 ms)
    Partition partition = Partition::round;
    Ties ties = Ties::arrivals_first;  // which goes first at the same instant
    OnBlock on_block = OnBlock::go_on;
    OnWake on_wake = OnWake::queue;
    Order order = Order::fifo;
    std::vector<Level> levels = {{msec(10), 1}, {msec(20), 1}, {msec(40), 1}};
    std::vector<SchedulingClass> classes = {{Policy::round_robin, {}}, {Policy::fcfs, {}}};  // multilevel-queue
    std::optional<Time> boost;     // mlfq
    bool stay_on_io = false;       // mlfq: an io renews slice and allotment
    bool io_front = false;         // mlfq: after an io a thread joins the head of its level
    std::vector<int64_t> random;   // lottery: these numbers are used, in turn, instead of drawn ones
    std::optional<Time> tick;      // bursts last a whole number of ticks
    Cache cache;
    bool operator==(const Scheduler&) const = default;
};
struct Costs {
    Time thread_switch;   // paid by a core when its thread differs from the last one
    Time process_switch;  // paid instead if that thread was in another process
    Time migration;       // paid when a thread comes from another core
    Time thread_start;    // paid by a new thread, on the first core that it runs on
    Time process_start;   // paid instead by the first thread of a new process
    Time callback;        // paid each time that an event loop or async thread picks up a task
    bool operator==(const Costs&) const = default;
};

struct Memory {  // in bytes
    int64_t thread = 1 << 20;
    int64_t process = 20 << 20;
    int64_t task = 4 << 10;
    bool operator==(const Memory&) const = default;
};

enum class Balancer : uint8_t { round_robin, random, least_connections, choices };
// At each check: wanted = ceil(servers x utilisation since the last check / target), unless the utilisation is
// within the tolerance of the target. A server costs money from the start of its boot until it has drained.
struct Autoscale {
    int64_t min = 1;
    int64_t max = 10;
    double target = 0.6;   // the wanted utilisation of the cores, 0 to 1
    Time check = sec(10);
    Time boot = sec(30);
    Time cooldown;         // the minimum time from one change to the next
    double tolerance = 0.1;  // nothing changes while utilisation / target differs from 1 by at most this much
    Time stabilisation;    // a server stops only if no check within this time has wanted it
    bool operator==(const Autoscale&) const = default;
};

struct Machine {
    int64_t servers = 1;
    Balancer balancer = Balancer::round_robin;
    int64_t choices = 2;   // balancer choices: the number of servers that it compares
    std::optional<Autoscale> autoscale;  // if given, `servers` is the initial number
    int64_t cores = 1;     // of each server
    double speed = 1;      // computing takes 1/speed of the time
    Scheduler scheduler;   // that of each server
    Costs costs;
    Memory memory;
    double price_per_hour = 0.10;  // for each server
    bool operator==(const Machine&) const = default;
};
// The maximum number of servers.
int64_t max_servers(const Machine& machine);

// Each strategy has a row in strategies.h.
enum class StrategyKind : uint8_t {
    one_at_a_time,
    thread_per_task,
    thread_pool,
    process_per_task,
    process_pool,
    event_loop,
    async_pool,
    queue_workers,
    data_parallel
};
struct Strategy {  // that of each server
    StrategyKind kind = StrategyKind::thread_per_task;
    int64_t threads = 4;  // thread-pool, process-pool, async-pool
    std::optional<int64_t> core, max;  // thread-pool: both or neither; instead of `threads` (strategies/growing_pool.h)
    std::optional<int64_t> queue;  // pools, queue-workers: how many tasks may wait for a thread; none = any number
    WhenFull when_full = WhenFull::wait;  // drop ("reject" in files): it rejects the task; wait: the task waits
    int64_t loops = 1;    // event-loop
    int64_t workers = 4;  // queue-workers, data-parallel; event-loop: for offload, and the pool of a runtime
    Runtime runtime = Runtime::plain;  // event-loop: the runtime whose rules its loops follow
    bool module = false;  // runtime node: the program is an ECMAScript module
    Time step = nsec(20);  // javascript: the CPU time of one step of the interpreter
    int64_t steps = 10'000'000;  // javascript: the number of steps after which it is stopped
    bool operator==(const Strategy&) const = default;
};

struct Warmup {  // what the statistics exclude: tasks that arrive before `time`, or the first `tasks`
    Time time;
    int64_t tasks = 0;
    bool operator==(const Warmup&) const = default;
};

// How a scenario is shown at first. It has no effect on its runs.
struct Shown {
    std::vector<std::string>
        columns;  // of the outcome table: values of column_choices (fields.h), or "latency:" and a row of work
    std::vector<std::string> lanes;       // values of lane_choices; if empty, those that suit the strategy
    std::vector<std::string> parameters;  // ids of the parameters to try first
    std::string flaw;  // what is wrong with the result of this run, which is then never ranked first; or empty
    bool operator==(const Shown&) const = default;
};

// A change during the run, from a row of "compare" with "from": from that time on, another scenario applies (branch.h
// says what may differ). Whatever has begun by then, and all other events of that instant, follow the old scenario.
struct Scenario;
struct Future {
    Time from;
    std::vector<Scenario> to;  // exactly one, which has no changes of its own
    bool operator==(const Future& other) const;
};

struct Scenario {
    std::string title;
    std::string name;         // of the first run; empty: named by what distinguishes it from the others
    std::string description;
    uint64_t seed = 1;
    std::optional<Time> stop;  // the run ends here, and counts as complete
    Warmup warmup;
    Machine machine;
    std::vector<Device> devices;
    std::vector<Lock> locks;
    std::vector<Semaphore> semaphores;
    std::vector<Queue> queues;
    std::vector<Program> programs;
    std::vector<Function> functions;
    std::string javascript;  // the text of a program; then there is one function, without operations, and one task
    std::vector<Work> work;
    Strategy strategy;
    Shown shown;
    std::vector<Future> changes;  // at most one
    bool operator==(const Scenario&) const = default;
};

// The maximum numbers of servers and cores during the run, including its changes.
int64_t max_servers(const Scenario& scenario);
int64_t max_cores(const Scenario& scenario);  // per server

// "4 ms", "250 µs": the exact time with a space, for people.
std::string time_words(Time t);

}  // namespace scenario
