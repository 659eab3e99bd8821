// The clock, and what happens at each of its instants: once for all runs, and once more for
// plain ones (engine_turn.h).

#include "model/engine_turn.h"

#include "base/say.h"

namespace model {

using scenario::Step;
using scenario::StepKind;
using trace::Outcome;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

bool Simulation::Engine::plain_run() const {
    const bool one_queue = single_ && servers_[0]->round_robin && !servers_[0]->preemptive;
    const bool clocks = scenario_.machine.scheduler.slice == scenario::Slice::clock || scenario_.machine.autoscale;
    return one_queue && !clocks && plain_bursts_ && code_loops_.empty() && !sharing_ && !restricted_ &&
           !some_lose_patience_ && !overheads_ && !keeps_cores_ && !wakes_preempt_ && scenario_.changes.empty();
}

bool Simulation::Engine::advance(uint64_t events) {
    if (plain_) advance_by<true>(events);
    else advance_by<false>(events);
    // In progress, the run extends to the present; when it is over, to the last finish.
    if (!over_) log.end = now_;
    return !over_;
}

template <bool plain>
void Simulation::Engine::advance_by(uint64_t events) {
    const uint64_t enough = log.events + events, enough_spans = log.spans.size() + 32 * events,
                   enough_looks = looks_ + 1'000 * events;
    while (!over_ && log.events < enough && log.spans.size() < enough_spans && looks_ < enough_looks) {
        for (int few = 0; few < 16 && !over_; ++few) {
            if (instant_is_over() && !next_instant<plain>()) return;
            handle<plain>(events_.pop());
            if (exhausted_ || spent()) over_budget();
        }
    }
}

inline bool Simulation::Engine::instant_is_over() { return events_.empty() || events_.next_time() != now_; }

// Lets free cores choose, and moves the clock to the next event. Returns false when the run is over.
template <bool plain>
[[gnu::always_inline]] inline bool Simulation::Engine::next_instant() {
    if (now_ == stop_) {  // what ends at `stop` has ended; nothing begins
        end_run(now_);
        return false;
    }
    if (plain ? servers_[0]->awake : !awake_.empty()) choose<plain>();
    if (exhausted_) {
        over_budget();
        return false;
    }
    if (has<plain>(!clocks_due_.empty())) {
        const bool goes_on = something_pends();
        for (const auto& [subject, at] : clocks_due_)
            if (goes_on) push_clock(subject, at);
        clocks_due_.clear();
    }
    if (!something_pends()) {
        halt();
        return false;
    }
    const Time next = events_.next_time();
    if (next <= stop_ && next <= budget_.simulated) {
        now_ = next;
        return true;
    }
    if (next > stop_ && scenario_.stop) {
        end_run(stop_);
    } else {
        now_ = budget_.simulated;
        stop(budget_.simulated == longest_time
                 ? say_plain("1,000 days of simulated time")
                 : say_plain("{time} of simulated time", {{"time", time_text(budget_.simulated)}}));
    }
    return false;
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::handle(const sim::Event& event) {
    ++log.events;
    if (event.rank == core_rank_) {
        core_event<plain>(cores_[event.subject]);
    } else if (event.rank == arrival_rank_) {
        if (now_ != stop_) arrive<plain>(event.subject, event.order & ((1u << user_bits) - 1));
    } else {
        handle_other(event);
    }
}

// ---- an event ------------------------------------------------------------------

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::arrive(uint32_t row, uint64_t user) {
    const scenario::Work& work = scenario_.work[row];
    Row& state = rows_[row];
    uint32_t number = 0;
    looks_ += state.looks;
    if (work.users > 0) {
        --state.thinking;
        if (arrivals_.exhausted(row)) {
            row_may_be_over(row);
            return;
        }
        // The key is made of user and round, so that users get the same work under every strategy.
        number = uint32_t(user) + uint32_t(work.users) * state.rounds[size_t(user)]++;
    }
    const uint32_t index = arrivals_.take(row);
    if (work.users == 0) {
        number = index;
        if (const auto at = arrivals_.next(row)) events_.push(*at, arrival_rank_, uint64_t(row) << user_bits, row);
        else state.arrivals_over = true;
    }
    const TaskId task = new_task(TaskKind::arrived, row, index, work.program, {}, uint64_t(row) << 32 | number, 0);
    if (state.first) {
        TaskState& what = tasks_.back();
        what.left = at_speed(state.first_bursts.of(number, state.bursts, double(state.first->a.ns), 1),
                             scenario_.machine.speed);
        what.begun = true;
    }
    ++state.unfinished;
    if (has<plain>(some_lose_patience_) && work.patience)
        push_patience(task, std::min(now_ + *work.patience, longest_time));
    const bool in_line = work.serial && (state.active > 0 || !state.held_back.empty());
    if (state.comes_after > 0 || in_line) {
        state.held_back.push_back(task);
        begins(task, {SpanKind::queued, state.comes_after > 0 ? Reason::after : Reason::serial, {}, {}, 0});
        return;
    }
    if (plain && servers_[0]->makes_threads) {
        enter_with_thread(*servers_[0], task, state);
        return;
    }
    begins(task, {});
    enter(task);
}

// An overhead, a burst, a slice, a warm-up or a padding has ended.
template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::core_event(Core& core) {
    if (has<plain>(sharing_)) {
        share_event(*core.server);
        return;
    }
    if (!core.until || *core.until != now_) {  // it was interrupted, and has another event
        --void_events_;
        return;
    }
    core.until = {};
    // What the thread does next, after an overhead or a burst, may be less urgent than a ready thread.
    if (has<plain>(core.server->preemptive)) core.server->wake();
    if (!plain && core.mode != CoreMode::running) {
        seldom_core_event(core);
        return;
    }
    ThreadState& thread = threads_[core.thread.index];
    const TaskId task = thread.task;
    TaskState& state = tasks_[task.index];
    charge<plain>(core, state);
    if (state.left == Time{}) {
        state.begun = false;
        ++state.step;
        if (plain) go_on<true>(core.thread, thread);
        else run_on(core.thread);
    } else if (core.has_slice && core.slice_end == now_) {
        end_turn(core, Joins::slice_over, Reason::slice_over);
    } else {
        run_burst<plain>(core, task, state);  // its working set is warm now
    }
}

// ---- a thread continues ----------------------------------------------------------

// The thread has finished its task. Returns true if it takes another one.
template <bool plain>
[[gnu::always_inline]] inline bool Simulation::Engine::take_next(ThreadId thread, ThreadState& state) {
    Core* const core = plain ? &cores_[state.last.index] : core_of(thread);
    Server& server = plain ? *core->server : *servers_[state.server];
    state.task = {};
    if (state.helps) return help_on(thread);
    bool ends = plain && server.makes_threads;
    if (!ends) {
        if (const auto next = server.strategy->next(thread)) {
            state.task = *next;
            state.callback_due = has<plain>(overheads_) && server.callbacks;
            tasks_[next->index].thread = thread;
            return true;
        }
        ends = server.strategy->idle_thread_ends(thread);
    }
    if (core) leave_core<plain>(*core, ends ? Leaves::ended : Leaves::waits);
    if (ends) end_thread<plain>(thread);
    return false;
}

bool Simulation::Engine::take_next(ThreadId thread) { return take_next<false>(thread, threads_[thread.index]); }

template <bool plain>
[[gnu::always_inline]] inline bool Simulation::Engine::compute(ThreadId thread, CoreId last, TaskId task,
                                                               TaskState& state) {
    if (!state.begun) state.left = burst_of(task, state.step);
    state.begun = true;
    if (state.left == Time{}) {
        state.begun = false;
        if (!log.tasks[task.index].started) log.tasks[task.index].started = now_;
        ++state.step;
        ++log.events;
        return true;
    }
    if (has<plain>(sharing_)) return compute_shared(thread, task);
    Core& core = cores_[last.index];
    assert(core.thread == thread);
    // To work on the next task, the thread may have to move to another core.
    if (!has<plain>(restricted_) || core.server->may_run(thread, core.place)) run_burst<plain>(core, task, state);
    else end_turn(core, Joins::yielded, Reason::core_busy);
    return false;
}

bool Simulation::Engine::compute(ThreadId thread, TaskId task) {
    return compute<false>(thread, threads_[thread.index].last, task, tasks_[task.index]);
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::go_on(ThreadId thread, ThreadState& state) {
    if (!plain && state.is_loop) {
        run_loop(thread);
        return;
    }
    // Steps that take no time cause no events. They are counted as events here, because a
    // program of such steps would otherwise never use up the budget.
    while (!spent()) {
        const TaskId task = state.task;
        if (has<plain>(overheads_) && state.callback_due) {
            state.callback_due = false;
            if (Core* const core = core_of(thread)) {
                core->dues |= due_callback;
                if (begin_overhead(*core)) return;
            }
        }
        TaskState& what = tasks_[task.index];
        if (done(what)) {
            if (what.step == 0) ++log.events;
            finish<plain>(task, Outcome::completed);
            if (!take_next<plain>(thread, state)) return;
            continue;
        }
        const Step& step = step_of(what);
        if (plain && step.kind != StepKind::compute) what.known = true;
        if (!(step.kind == StepKind::compute ? compute<plain>(thread, state.last, task, what)
                                             : do_step(thread, task, step)))
            return;
    }
    exhausted_ = true;
}

void Simulation::Engine::run_on(ThreadId thread) { go_on<false>(thread, threads_[thread.index]); }

// ---- the end of an instant -------------------------------------------------------

// Servers where something has changed let their cores choose, in rounds, until there is nothing left to choose.
template <bool plain>
[[gnu::noinline]] void Simulation::Engine::choose() {
    if (plain || single_) {
        Server& server = *servers_[0];
        while (choose<plain>(server) && server.may_choose<plain>() && !exhausted_) {}
        server.awake = false;
        awake_.clear();
        return;
    }
    while (!awake_.empty() && !exhausted_) {
        bool any = false;
        if (awake_.size() > 1) std::sort(awake_.begin(), awake_.end());
        const size_t count = awake_.size();  // servers that wake during this round take part in the next one
        for (size_t i = 0; i < count && !exhausted_; ++i) any |= choose<plain>(*servers_[awake_[i]]);
        if (awake_.size() > count) continue;
        if (any &&
            std::any_of(awake_.begin(), awake_.end(), [&](uint16_t server) { return servers_[server]->may_choose(); }))
            continue;
        for (const uint16_t server : awake_) servers_[server]->awake = false;
        awake_.clear();
    }
}

// Free cores choose, in the order of their numbers.
template <bool plain>
[[gnu::always_inline]] inline bool Simulation::Engine::choose(Server& server) {
    bool any = !plain && (!server.held.empty() || !server.at_once.empty()) && take_cores_at_once(server);
    if (has<plain>(sharing_)) return share_cores(server, any);
    // A thread that yields on the core that it has just got frees that core again. Free cores
    // choose before any thread is preempted.
    if (any) return true;
    if (server.ready == 0) return false;
    switch (server.choosing.count()) {
        case 0: break;
        case 1: any = choose_one<plain>(server); break;
        default: any = choose_several(server); break;
    }
    return any || (!plain && preempt(server));
}

template <bool plain>
[[gnu::always_inline]] inline bool Simulation::Engine::choose_one(Server& server) {
    looks_ += 2;
    if (looks_ >= budget_.looks) {
        exhausted_ = true;
        return false;
    }
    Core& core = server.core(server.choosing.first());
    const ThreadId thread = server.pick<plain>(core);
    if (core.thread && core.thread != thread) put_off(core, Joins::slice_over);
    if (thread) place<plain>(core, thread);
    return bool(thread);
}

}  // namespace model
