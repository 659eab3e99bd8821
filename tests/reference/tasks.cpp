// Tasks arrive and end.

#include "tests/reference/machine.h"

#include "sim/math.h"

#include <algorithm>

namespace reference {

using scenario::Law;
using scenario::LawKind;
using scenario::Work;
using sim::Purpose;
using trace::Outcome;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

namespace {

Time drawn(const Law& law, sim::Stream& stream, uint64_t nth) {
    switch (law.kind) {
        case LawKind::constant: return law.a;
        case LawKind::exponential: return sim::exponential(law.a, stream.uniform());
        case LawKind::uniform: return sim::uniform_between(law.a, law.b, stream.uniform());
        case LawKind::normal: return sim::normal(law.a, law.b, stream);
        case LawKind::lognormal: return sim::lognormal(law.a, law.b, stream);
        case LawKind::erlang: return sim::erlang(law.a, int64_t(law.shape), stream);
        case LawKind::pareto: return sim::pareto(law.a, law.shape, stream.uniform());
        case LawKind::list: return law.times[size_t(nth % law.times.size())];
        case LawKind::choice: break;
    }
    double weights = 0;
    for (const scenario::WeightedLaw& choice : law.choices) weights += choice.weight;
    double left = stream.uniform() * weights;
    for (const scenario::WeightedLaw& choice : law.choices)
        if ((left -= choice.weight) < 0) return drawn(choice.law, stream, nth);
    return drawn(law.choices.back().law, stream, nth);
}

Time drawn(const Law& law, const sim::DrawKey& key, uint64_t nth) {
    if (law.kind == LawKind::exponential) return sim::exponential(law.a, sim::uniform(key));
    if (law.kind == LawKind::uniform) return sim::uniform_between(law.a, law.b, sim::uniform(key));
    sim::Stream stream(key);
    return drawn(law, stream, nth);
}

Time nearest_ns(double ns) { return ns >= double(longest_time.ns) ? longest_time : Time{int64_t(ns + 0.5)}; }

}  // namespace

// A list takes its next value with each task and, within a task, with each turn of a repeat.
Time Machine::draw(const Law& law, Purpose purpose, int task, size_t step) const {
    const Task& what = tasks_[size_t(task)];
    const scenario::Step& made = (*what.steps)[step];
    const uint64_t place = what.parent == none ? what.key & 0xFFFF'FFFF : what.record.index;
    return drawn(law, {scenario_.seed, purpose, uint32_t(what.key >> 32), uint32_t(what.key), uint32_t(step), 0},
                 place * made.turns + made.turn);
}

Time Machine::burst_of(int task, size_t step) const {
    const Time work = draw(*(*tasks_[size_t(task)].steps)[step].time, Purpose::compute, task, step);
    if (work == Time{} || scenario_.machine.speed == 1) return work;
    return std::max(nsec(1), nearest_ns(double(work.ns) / scenario_.machine.speed));
}

// ---- arrivals ----------------------------------------------------------------------

void Machine::begin_rows() {
    for (size_t row = 0; row < rows_.size(); ++row) {
        const Work& work = scenario_.work[row];
        rows_[row].users.resize(size_t(work.users));
        rows_[row].rounds.resize(size_t(work.users));
        if (work.users == 0) plan_next_arrival(int(row));
        for (int user = 0; user < work.users; ++user) think(int(row), user);
    }
    close_rows();
}

void Machine::plan_next_arrival(int row) {
    const Work& work = scenario_.work[size_t(row)];
    Row& state = rows_[size_t(row)];
    const int64_t count = work.times.empty() ? work.count : int64_t(work.times.size());
    const Time last = state.next.value_or(work.at);
    const bool first = state.sent == 0;
    state.next.reset();
    if (state.sent >= count) return;
    const sim::DrawKey key{scenario_.seed, Purpose::gap, uint32_t(row), uint32_t(state.sent), 0, 0};
    Time at = last;
    if (!work.times.empty()) {
        std::vector<Time> times = work.times;
        std::sort(times.begin(), times.end());
        at = work.at + times[size_t(state.sent)];
    } else if (work.rate > 0) {
        at += nearest_ns(-sim::log(sim::uniform(key)) * 1e9 / work.rate);
    } else if (!first) {
        if (work.every) at += drawn(*work.every, key, uint64_t(state.sent - 1));
        else if (work.period) at += *work.period;
    }
    if (!(work.until && at >= *work.until) && at < longest_time) state.next = at;
}

void Machine::think(int row, int user) {
    const Work& work = scenario_.work[size_t(row)];
    Row& state = rows_[size_t(row)];
    if (state.sent >= work.count) return;
    const uint32_t round = state.rounds[size_t(user)];
    Time at = std::max(now_, work.at);
    if (work.think)
        at += drawn(*work.think, {scenario_.seed, Purpose::think, uint32_t(row), uint32_t(user), round, 0},
                    uint64_t(user) + uint64_t(round) * uint64_t(work.users));
    if (!(work.until && at >= *work.until) && at < longest_time) state.users[size_t(user)] = at;
}

void Machine::arrive(int row, int user) {
    const Work& work = scenario_.work[size_t(row)];
    Row& state = rows_[size_t(row)];
    uint32_t number = uint32_t(state.sent);
    if (work.users > 0) {
        state.users[size_t(user)].reset();
        if (state.sent >= work.count) {  // users that are still thinking send nothing more
            close_rows();
            return;
        }
        number = uint32_t(user) + uint32_t(work.users) * state.rounds[size_t(user)]++;
    }
    const uint32_t index = uint32_t(state.sent++);
    if (work.users == 0) plan_next_arrival(row);
    const int task =
        new_task(TaskKind::arrived, row, index, &scenario_.programs[work.program].steps, work.program, none, 0);
    tasks_[size_t(task)].key = uint64_t(row) << 32 | number;
    live(task, SpanKind::queued, Reason::none);
    state.held_back.push_back(task);
    let_in(row);
}

int Machine::new_task(TaskKind kind, int row, uint32_t index, const std::vector<scenario::Step>* steps,
                      uint32_t program, int parent, int server) {
    Task task;
    task.record.kind = kind;
    task.record.row = uint32_t(row);
    task.record.index = index;
    task.record.program = uint16_t(program);
    task.record.server = uint16_t(server);
    if (parent != none) task.record.parent = {uint32_t(parent)};
    task.record.arrival = now_;
    task.steps = steps;
    task.parent = parent;
    task.server = server;
    tasks_.push_back(task);
    return int(tasks_.size()) - 1;
}

bool Machine::rows_before_are_over(int row) const {
    const auto& before = scenario_.work[size_t(row)].after;
    return std::all_of(before.begin(), before.end(), [&](uint32_t first) { return rows_[first].over; });
}

// Begins the tasks that no longer have to wait for others.
void Machine::let_in(int row) {
    const bool serial = scenario_.work[size_t(row)].serial;
    const bool after = !rows_before_are_over(row);
    const auto another_is_active = [&] {
        return std::any_of(tasks_.begin(), tasks_.end(), [&](const Task& task) {
            return task.record.kind == TaskKind::arrived && int(task.record.row) == row && task.entered &&
                   task.record.outcome == Outcome::unfinished;
        });
    };
    std::vector<int>& held_back = rows_[size_t(row)].held_back;
    while (!held_back.empty() && !after && !(serial && another_is_active())) {
        const int task = held_back.front();
        held_back.erase(held_back.begin());
        enter(task);
    }
    for (const int task : held_back) live(task, SpanKind::queued, after ? Reason::after : Reason::serial);
}

void Machine::enter(int task) {
    tasks_[size_t(task)].entered = true;
    const int server = balance(task);
    tasks_[size_t(task)].server = server;
    tasks_[size_t(task)].record.server = uint16_t(server);
    ++servers_[size_t(server)].tasks;
    const auto& steps = *tasks_[size_t(task)].steps;
    const bool has_job = std::any_of(steps.begin(), steps.end(),
                                     [](const scenario::Step& step) { return step.kind == scenario::StepKind::job; });
    if (scenario_.strategy.kind != scenario::StrategyKind::queue_workers || has_job) {
        ready(task, Piece::arrived);
        return;
    }
    ready(task, Piece::whole_job);  // answered on arrival, unless it is rejected
    if (tasks_[size_t(task)].record.outcome == Outcome::unfinished) answer(task);
}

// ---- ends ------------------------------------------------------------------------

void Machine::answer(int task) {
    trace::Task& record = tasks_[size_t(task)].record;
    record.answered = now_;
    if (const int64_t users = scenario_.work[record.row].users)
        think(int(record.row), int(int64_t(tasks_[size_t(task)].key & 0xFFFF'FFFF) % users));
}

void Machine::finish(int task, Outcome outcome) {
    close(task);
    trace::Task& record = tasks_[size_t(task)].record;
    record.outcome = outcome;
    record.finished = last_end_ = now_;
    const bool was_answered = bool(record.answered);
    if (record.kind == TaskKind::arrived || record.kind == TaskKind::spawned) {
        if (record.kind == TaskKind::spawned || tasks_[size_t(task)].entered)
            --servers_[size_t(tasks_[size_t(task)].server)].tasks;
        may_stop(tasks_[size_t(task)].server);
    }
    if (record.kind != TaskKind::arrived) {
        child_over(task);
        return;
    }
    if (!was_answered) {
        answer(task);
        tasks_[size_t(task)].record.answered = MaybeTime{};
    }
    let_in(int(tasks_[size_t(task)].record.row));
    close_rows();
}

// A row is over when no more of its tasks will arrive and all have ended.
void Machine::close_rows() {
    for (bool any = true; any;) {
        any = false;
        for (size_t row = 0; row < rows_.size(); ++row) {
            Row& state = rows_[row];
            const Work& work = scenario_.work[row];
            bool goes_on = bool(state.next);
            if (work.users > 0 && state.sent < work.count)
                for (const MaybeMoment& user : state.users) goes_on |= bool(user);
            for (const Task& task : tasks_)
                goes_on |= task.record.kind == TaskKind::arrived && task.record.row == row &&
                           task.record.outcome == Outcome::unfinished;
            if (state.over || goes_on) continue;
            state.over = any = true;
            for (size_t later = 0; later < rows_.size(); ++later) {
                const auto& before = scenario_.work[later].after;
                if (std::find(before.begin(), before.end(), uint32_t(row)) != before.end()) let_in(int(later));
            }
        }
    }
}

// A core or a device serves the task; serving a part serves its parent.
void Machine::now_served(int task) {
    for (; !tasks_[size_t(task)].served; task = tasks_[size_t(task)].parent) {
        tasks_[size_t(task)].served = now_;
        const TaskKind kind = tasks_[size_t(task)].record.kind;
        if (kind != TaskKind::part && kind != TaskKind::offload) return;
    }
}

void Machine::lose_patience(int task) {
    Task& state = tasks_[size_t(task)];
    state.asked = true;
    const int thread = state.thread;
    const int core = thread == none ? none : core_of(thread);
    if (thread != none) {
        if (threads_[size_t(thread)].task != task) return;  // its thread works on one of its parts
        if (core != none && !cores_[size_t(core)].turn_over) return;
    }
    std::vector<int>& held_back = rows_[state.record.row].held_back;
    if (!state.entered) std::erase(held_back, task);
    else if (state.waits) leave_line(task);
    else if (thread != none) remove_ready(thread);
    else forget(task);
    if (core != none) free_core(core);
    for (Lock& lock : locks_)
        if (lock.holder == task) pass_lock_on(lock);
    for (Semaphore& semaphore : semaphores_)
        while (std::find(semaphore.holders.begin(), semaphore.holders.end(), task) != semaphore.holders.end()) {
            semaphore.holders.erase(std::find(semaphore.holders.begin(), semaphore.holders.end(), task));
            give_permit(semaphore);
        }
    finish(task, Outcome::gave_up);
    if (thread != none) release(thread);
}

// ---- the log ---------------------------------------------------------------------

// From now on the task is in this state; a change to the current state is ignored.
void Machine::live(int task, SpanKind kind, Reason reason, int thread, int core) {
    Task& state = tasks_[size_t(task)];
    trace::Span next;
    next.task = {uint32_t(task)};
    next.kind = kind;
    next.reason = reason;
    if (thread != none) next.thread = {uint32_t(thread)};
    if (core != none) next.core = {uint32_t(core)};
    next.step = uint16_t(state.step);
    next.start = state.now.start;
    next.duration = state.now.duration;
    if (state.now.task && next == state.now) return;
    close(task);
    next.start = now_;
    state.now = next;
}

void Machine::close(int task) {
    trace::Span& span = tasks_[size_t(task)].now;
    if (!span.task) return;
    span.duration = now_ - span.start;
    if (span.duration > Time{}) result_.spans.push_back(span);
    span = trace::Span{};
}

}  // namespace reference
