#include "model/engine.h"

#include "base/number.h"
#include "model/lengths.h"

#include <algorithm>
#include <cassert>

namespace model {

using trace::Reason;
using trace::SpanKind;

Simulation::Engine::Engine(const scenario::Scenario& scenario, Budget budget)
    : scenario_(scenario),
      budget_(budget),
      arrivals_(scenario_),
      devices_(scenario_.devices),
      recorder_(log.spans),
      scheduler_(make_scheduler(scenario_.machine.scheduler)),
      cores_(size_t(scenario_.machine.cores)),
      picks_(cores_.size()),
      choosing_(uint32_t(cores_.size())) {
    // Rank 0 is kept for policies' own clocks.
    const bool preempted_first = scenario_.machine.scheduler.ties == scenario::Ties::preempted_first;
    core_rank_ = preempted_first ? 1 : 3;
    arrival_rank_ = preempted_first ? 2 : 1;
    completion_rank_ = preempted_first ? 3 : 2;
    log.cores = uint32_t(cores_.size());
    log.devices = uint32_t(scenario_.devices.size());
    // Room for all at once: growing would copy, and touch memory that is new to the process, twice.
    // No more than a small part of the budget could use.
    const size_t expected = size_t(std::min(uint64_t(arrivals_.total()), budget_.events / 32));
    tasks_.reserve(expected);
    log.tasks.reserve(expected);
    recorder_.reserve(expected);
    if (scenario_.strategy.kind == scenario::StrategyKind::thread_per_task) {
        threads_.reserve(expected);
        log.threads.reserve(expected);
    }
    strategy_ = make_strategy(scenario_.strategy, *this);
    strategy_->begin();
    for (uint32_t row = 0; row < arrivals_.rows(); ++row)
        if (const auto at = arrivals_.next(row)) events_.push({*at, arrival_rank_, row, row});
}

// ---- the clock ------------------------------------------------------------

bool Simulation::Engine::advance(uint64_t events) {
    const uint64_t enough = log.events + events;
    while (!over_ && log.events < enough) {
        if (instant_is_over() && !next_instant()) break;
        handle(events_.pop());
        over_budget();
    }
    // While it goes on, the run reaches to now; when over, to the last finish.
    if (!over_) log.end = now_;
    return !over_;
}

bool Simulation::Engine::instant_is_over() { return events_.empty() || events_.next_time() != now_; }

// Lets free cores choose, and moves the clock to the next event. False when the run is over.
bool Simulation::Engine::next_instant() {
    while (!exhausted_ && choose()) {}
    if (exhausted_) {
        over_budget();
    } else if (events_.empty()) {
        over_ = true;
    } else if (const Time next = events_.next_time(); next > budget_.simulated) {
        now_ = budget_.simulated;
        stop(time_text(budget_.simulated) + " of simulated time");
    } else {
        now_ = next;
    }
    return !over_;
}

void Simulation::Engine::over_budget() {
    if (exhausted_ || (log.events >= budget_.events && !events_.empty())) stop(grouped_text(int64_t(budget_.events)) + " events");
    else if (log.spans.size() >= budget_.spans && !events_.empty()) stop(grouped_text(int64_t(budget_.spans)) + " spans");
    else if (tasks_.size() >= trace::most_tasks) stop(grouped_text(int64_t(trace::most_tasks)) + " tasks");
}

void Simulation::Engine::stop(std::string why) {
    recorder_.close_all(now_);
    log.complete = false;
    log.stopped_by = std::move(why);
    log.end = now_;
    over_ = true;
}

void Simulation::Engine::handle(const sim::Event& event) {
    ++log.events;
    if (event.rank == arrival_rank_) arrive(event.subject);
    else if (event.rank == completion_rank_) complete({event.subject});
    else core_event({event.subject});
}

// ---- tasks ----------------------------------------------------------------

const scenario::Program& Simulation::Engine::program_of(const TaskState& task) const {
    return scenario_.programs[scenario_.work[task.row].program];
}

Time Simulation::Engine::length(const scenario::Law& law, sim::Purpose purpose, const TaskState& task) const {
    if (law.kind == scenario::LawKind::constant) return law.a;
    return draw(law, {scenario_.seed, purpose, task.row, task.index, task.step, 0});
}

void Simulation::Engine::arrive(uint32_t row) {
    const uint32_t index = arrivals_.take(row);
    if (const auto at = arrivals_.next(row)) events_.push({*at, arrival_rank_, row, row});
    const TaskId task{uint32_t(tasks_.size())};
    tasks_.push_back({row, index, 0, {}, {}});
    log.tasks.push_back({row, index, trace::Outcome::unfinished, now_, {}, {}, {}});
    recorder_.begin(task, {}, now_);
    strategy_->arrived(task);
}

void Simulation::Engine::finish(TaskId task) {
    recorder_.finish(task, now_);
    log.tasks[task.index].outcome = trace::Outcome::completed;
    log.tasks[task.index].finished = now_;
    log.end = now_;
}

// ---- what strategies may do -----------------------------------------------

ThreadId Simulation::Engine::start(std::optional<TaskId> made_for) {
    const ThreadId thread{uint32_t(threads_.size())};
    threads_.push_back({});
    log.threads.push_back({made_for ? made_for->index : thread.index, made_for, now_, {}});
    return thread;
}

void Simulation::Engine::give(ThreadId thread, TaskId task) {
    assert(!threads_[thread.index].task);
    threads_[thread.index].task = task;
    tasks_[task.index].thread = thread;
    recorder_.change(task, {SpanKind::ready, Reason::core_busy, thread, {}, tasks_[task.index].step}, now_);
    scheduler_->add(thread, Joins::woken);
}

void Simulation::Engine::queue(TaskId task, Reason reason) {
    recorder_.change(task, {SpanKind::queued, reason, {}, {}, tasks_[task.index].step}, now_);
}

// ---- waits ----------------------------------------------------------------

bool Simulation::Engine::holds_thread(const scenario::Step& step) const {
    return step.blocking || strategy_->wait_holds_thread();
}

// The device has begun to serve the task, or its timer has been set.
void Simulation::Engine::serve(TaskId task, bool holds) {
    const TaskState& state = tasks_[task.index];
    const scenario::Step& step = program_of(state).steps[state.step];
    const bool sleeps = step.kind == scenario::StepKind::sleep;
    const scenario::Law& law = step.time ? *step.time : scenario_.devices[step.device.index].time;
    const Time time = length(law, sleeps ? sim::Purpose::sleep : sim::Purpose::device, state);
    recorder_.change(task, {holds ? SpanKind::blocked : SpanKind::waiting, sleeps ? Reason::sleep : Reason::device, state.thread, {}, state.step}, now_);
    events_.push({now_ + time, completion_rank_, completions_++, task.index});
}

void Simulation::Engine::complete(TaskId task) {
    TaskState& state = tasks_[task.index];
    const scenario::Step& step = program_of(state).steps[state.step];
    if (step.kind == scenario::StepKind::io)
        if (const auto next = devices_.release(step.device))
            serve(*next, bool(tasks_[next->index].thread));
    ++state.step;
    if (state.thread) {
        recorder_.change(task, {SpanKind::ready, Reason::core_busy, state.thread, {}, state.step}, now_);
        scheduler_->add(state.thread, Joins::woken);
    } else {
        strategy_->resumed(task);
    }
}

// ---- the interface outside -------------------------------------------------

Simulation::Simulation(const scenario::Scenario& scenario, Budget budget) : engine_(std::make_unique<Engine>(scenario, budget)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;
bool Simulation::advance(uint64_t events) { return engine_->advance(events); }
const trace::Log& Simulation::log() const { return engine_->log; }
trace::Log Simulation::take_log() && { return std::move(engine_->log); }

trace::Log run(const scenario::Scenario& scenario, Budget budget) {
    Simulation simulation(scenario, budget);
    while (simulation.advance(1'000'000)) {}
    return std::move(simulation).take_log();
}

}  // namespace model
