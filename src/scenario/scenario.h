#pragma once

// What to run: work x machine x strategy, as plain data. A Scenario is complete
// (defaults filled in, names resolved to indices) and valid: read() makes no other.
//
//     programs   what one task does, step by step
//     work       which tasks arrive, when
//     machine    cores, scheduler, costs; devices are what programs wait for
//     strategy   how the software spreads tasks over threads
//
// The file format is section "Scenario files" of src/README.md; every key that
// can be changed is a row of parameters.h.

#include "base/ids.h"
#include "base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scenario {

// A length of time, drawn anew for each use. `a` and `b` by kind:
//   constant a | exponential mean a | uniform from a to b (both included)
enum class LawKind : uint8_t { constant, exponential, uniform };
struct Law {
    LawKind kind = LawKind::constant;
    Time a;
    Time b;
    bool operator==(const Law&) const = default;
};
Time mean(const Law& law);

enum class StepKind : uint8_t { compute, io, sleep };
struct Step {
    StepKind kind = StepKind::compute;
    std::optional<Law> time;  // compute, sleep: always; io: instead of the device's own
    DeviceId device;          // io
    bool blocking = false;    // io: holds its thread even under a strategy that need not
    bool operator==(const Step&) const = default;
};

struct Program {
    std::string name;
    std::vector<Step> steps;
    bool operator==(const Program&) const = default;
};

// A row of work: `count` tasks that run one program.
//   first arrival at `at`; then `every` (drawn for each gap) apart, or, with `rate`
//   (tasks a second), at the points of a Poisson process that starts at `at`, or at
//   `at` + each of `times`. With none of these all arrive at `at`.
struct Work {
    uint32_t program = 0;
    std::string name;  // the program's unless given
    int64_t count = 1;
    Time at;
    std::optional<Law> every;
    double rate = 0;  // 0 = not given
    std::vector<Time> times;
    std::optional<Time> deadline;  // after arrival; a task that is later is counted as missed
    bool operator==(const Work&) const = default;
};

enum class Discipline : uint8_t { fifo };
struct Device {
    std::string name;
    Law time;              // of one use
    int64_t capacity = 0;  // uses at the same time; 0 = unlimited
    Discipline discipline = Discipline::fifo;
    bool operator==(const Device&) const = default;
};

enum class Policy : uint8_t { fcfs, round_robin };
enum class Ties : uint8_t { arrivals_first, preempted_first };
struct Scheduler {
    Policy policy = Policy::fcfs;
    Time quantum = msec(10);           // round robin: longest turn on a core
    Ties ties = Ties::arrivals_first;  // who joins the queue first at one instant
    bool operator==(const Scheduler&) const = default;
};

struct Costs {
    Time thread_switch;  // paid by a core whose last thread was another one
    bool operator==(const Costs&) const = default;
};

struct Memory {  // bytes
    int64_t thread = 1 << 20;
    int64_t process = 20 << 20;
    int64_t task = 4 << 10;
    bool operator==(const Memory&) const = default;
};

struct Machine {
    int64_t cores = 1;
    double speed = 1;  // compute takes 1/speed as long
    Scheduler scheduler;
    Costs costs;
    Memory memory;
    double price_per_hour = 0.10;
    bool operator==(const Machine&) const = default;
};

enum class StrategyKind : uint8_t { one_at_a_time, thread_per_task, thread_pool, event_loop, async_pool };
struct Strategy {
    StrategyKind kind = StrategyKind::thread_per_task;
    int64_t threads = 4;  // thread-pool and async-pool
    int64_t loops = 1;    // event-loop
    bool operator==(const Strategy&) const = default;
};

struct Scenario {
    std::string title;
    std::string description;
    uint64_t seed = 1;
    Machine machine;
    std::vector<Device> devices;
    std::vector<Program> programs;
    std::vector<Work> work;
    Strategy strategy;
    bool operator==(const Scenario&) const = default;
};

// As in the file: "thread-pool".
std::string_view strategy_name(StrategyKind kind);

// "4 ms", "250 µs": the exact text with a space, for people.
std::string time_words(Time t);

// "Thread pool · 4 threads", "Event loop · 1 thread": what a pane is called when
// the file gives it no title.
std::string strategy_label(const Strategy& strategy);

// The rules in force, for the line beside a scheduler's name:
// "round robin, 4 ms slices; arrivals queue before preempted threads".
std::string rules_text(const Scheduler& scheduler);

}  // namespace scenario
