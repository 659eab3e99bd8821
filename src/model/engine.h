#pragma once

// The run itself: takes the events of one instant in order, then lets the free
// cores choose, and writes down what happened.
//
//     arrivals -> strategy -> (thread) -> scheduler -> core -> step -> device -> ...
//
// A task is always in exactly one of these: queued (no thread), ready (its thread
// wants a core), switching or running (on a core), blocked (waits, keeps its
// thread), waiting (waits without one), or finished.

#include "model/arrivals.h"
#include "model/devices.h"
#include "model/recorder.h"
#include "model/scheduler.h"
#include "model/simulation.h"
#include "model/strategy.h"
#include "sim/draw.h"
#include "sim/event_queue.h"

#include <memory>
#include <vector>

namespace model {

class Simulation::Engine final : public Threads {
public:
    Engine(const scenario::Scenario& scenario, Budget budget);

    bool advance(uint64_t events);
    trace::Log log;

private:
    struct TaskState {
        uint32_t row = 0;
        uint32_t index = 0;
        uint16_t step = 0;
        Time burst;        // left of the compute step that is under way; 0 = its next step has not begun
        ThreadId thread;   // that it holds
    };
    struct ThreadState {
        TaskId task;       // that it works on; none = idle
        CoreId leaving;    // the core that it is on, when its slice has just ended and no core has chosen yet
    };
    enum class CoreMode : uint8_t { idle, switching, running };
    struct Core {
        CoreMode mode = CoreMode::idle;
        ThreadId thread;   // on it
        ThreadId last;     // that was on it before
        Time since;        // start of what it runs, or of the switch
        Time until;        // its one pending event
        Time slice_end;
        bool has_slice = false;
        bool chooses = true;  // when this instant is over
    };

    // Threads, for the strategy
    ThreadId start(std::optional<TaskId> made_for) override;
    void give(ThreadId thread, TaskId task) override;
    void queue(TaskId task, trace::Reason reason) override;

    // the clock
    bool instant_is_over();
    bool next_instant();
    void handle(const sim::Event& event);
    void arrive(uint32_t row);
    void complete(TaskId task);
    void core_event(CoreId core);
    // end of an instant
    bool choose();
    void put_off(CoreId core);
    void place(CoreId core, ThreadId thread);
    void begin_slice(CoreId core);
    // a thread on a core, at the boundary of a step
    void run_on(CoreId core);
    bool begin_wait(CoreId core, const scenario::Step& step);
    bool take_next(CoreId core);
    void run_burst(CoreId core);
    void end_slice(CoreId core);
    void free_core(CoreId core);
    void finish(TaskId task);
    // waits
    void serve(TaskId task, bool holds_thread);

    const scenario::Program& program_of(const TaskState& task) const;
    Time length(const scenario::Law& law, sim::Purpose purpose, const TaskState& task) const;
    bool holds_thread(const scenario::Step& step) const;
    void push_core_event(CoreId core, Time at);
    void over_budget();
    void stop(std::string why);

    scenario::Scenario scenario_;
    Budget budget_;
    Time now_;
    sim::EventQueue events_;
    uint32_t arrival_rank_, completion_rank_, core_rank_;
    uint64_t completions_ = 0;  // started so far: their order at one instant
    Arrivals arrivals_;
    Devices devices_;
    Recorder recorder_;
    std::unique_ptr<Scheduler> scheduler_;
    std::unique_ptr<Strategy> strategy_;
    std::vector<TaskState> tasks_;
    std::vector<ThreadState> threads_;
    std::vector<Core> cores_;
    std::vector<ThreadId> picks_;  // by core, while they choose
    uint32_t choosing_;            // cores that choose when this instant is over
    bool exhausted_ = false;       // the budget of events ended between two steps
    bool over_ = false;
};

}  // namespace model
