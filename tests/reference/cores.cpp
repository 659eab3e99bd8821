// Turns on cores: overheads, slices, bursts, and how they end.

#include "tests/reference/machine.h"

#include <algorithm>

namespace reference {

using trace::NoteKind;
using trace::Reason;
using trace::SpanKind;

// The core that the thread is on. None while it waits, even if it holds a core.
int Machine::core_of(int thread) const {
    for (size_t i = 0; i < cores_.size(); ++i)
        if (cores_[i].thread == thread && cores_[i].mode != Core::held) return int(i);
    return none;
}

void Machine::want_core(int thread, Joins how, Reason reason) {
    Thread& state = threads_[size_t(thread)];
    Server& server = servers_[state.record.server];
    live(state.task, SpanKind::ready, reason, thread);
    server.changed = true;
    const bool known = state.known;
    state.known = true;
    if (state.holds != none) server.held.push_back(thread);
    else if (known && how == Joins::woken && !shares_ && scheduler_.on_wake == scenario::OnWake::preempt)
        server.at_once.push_back(thread);
    else add_ready(thread, known ? how : Joins::fresh);
}

// ---- a turn begins ---------------------------------------------------------------

void Machine::place(int index, int thread) {
    Core& core = cores_[size_t(index)];
    Thread& state = threads_[size_t(thread)];
    const bool goes_on = core.thread == thread;
    core.turn_over = false;
    core.thread = thread;
    core.mode = Core::running;
    core.slice_begun = false;
    core.overheads.clear();
    const scenario::Costs& costs = scenario_.machine.costs;
    if (!goes_on) {
        if (core.last != none && core.last != thread) {
            if (threads_[size_t(core.last)].record.process == state.record.process)
                core.overheads.push_back({Reason::none, costs.thread_switch});
            else
                core.overheads.push_back({Reason::process_switch, std::max(costs.process_switch, costs.thread_switch)});
        }
        if (state.last != none && state.last != index) core.overheads.push_back({Reason::migration, costs.migration});
        core.overheads.push_back({state.start_reason, state.start});
        state.start = {};
    }
    if (state.callback) core.overheads.push_back({Reason::callback, costs.callback});
    state.callback = false;
    state.last = index;
    state.chosen = false;
    if (next_overhead(index)) return;
    begin_slice(index);
    go_on(thread);
}

// Begins the next overhead that takes time. Returns false if none is left.
bool Machine::next_overhead(int index) {
    Core& core = cores_[size_t(index)];
    while (!core.overheads.empty()) {
        const auto [reason, cost] = core.overheads.front();
        core.overheads.erase(core.overheads.begin());
        if (cost == Time{}) continue;
        if (core.mode != Core::overhead) core.overhead_began = now_;
        core.mode = Core::overhead;
        core.until = now_ + cost;
        live(threads_[size_t(core.thread)].task, SpanKind::switching, reason, core.thread, index);
        return true;
    }
    return false;
}

void Machine::begin_slice(int index) {
    Core& core = cores_[size_t(index)];
    core.mode = Core::running;
    core.since = now_;
    core.slice_begun = true;
    core.slice_end.reset();
    if (const MaybeMoment slice = slice_of(core.thread)) core.slice_end = now_ + *slice;
}

// Computes until the burst or the slice is over, or the working set is warm.
void Machine::run_burst(int index) {
    Core& core = cores_[size_t(index)];
    core.since = now_;
    if (core.slice_end && *core.slice_end <= now_) {  // the previous burst has used all of it
        end_turn(index, Joins::slice_over, Reason::slice_over);
        return;
    }
    const int id = threads_[size_t(core.thread)].task;
    Task& task = tasks_[size_t(id)];
    now_served(id);
    if (!task.record.started) task.record.started = now_;
    if (!task.record.first_run) task.record.first_run = now_;
    core.warm = is_warm(core, core.thread);
    const bool caches = scheduler_.cache.size > 0;
    if (caches && !core.warm && warmup_of(core, core.thread) == Time{}) {
        warmed(index);
        core.warm = is_warm(core, core.thread);
    }
    live(id, SpanKind::running, core.warm ? Reason::warm : Reason::none, core.thread, index);
    Time end = now_ + time_for(core, *task.left);
    if (core.slice_end) end = std::min(end, *core.slice_end);
    if (caches && !core.warm && warmup_of(core, core.thread) > Time{})
        end = std::min(end, now_ + warmup_of(core, core.thread));
    core.until = end;
}

// The first function returns how much of a burst is done in that time, the second how long the rest takes.
Time Machine::done_in(const Core& core, Time elapsed) const {
    return core.warm ? Time{int64_t(double(elapsed.ns) * scheduler_.cache.warm_speed + 0.5)} : elapsed;
}
Time Machine::time_for(const Core& core, Time left) const {
    Time wall = left;
    if (core.warm) {
        wall = {int64_t(double(left.ns) / scheduler_.cache.warm_speed)};
        while (done_in(core, wall) < left) wall += nsec(1);
    }
    if (scheduler_.tick && wall.ns % scheduler_.tick->ns != 0)
        wall.ns += scheduler_.tick->ns - wall.ns % scheduler_.tick->ns;
    return std::max(wall, nsec(1));
}

// ---- and ends --------------------------------------------------------------------

void Machine::core_ends(int index) {
    Core& core = cores_[size_t(index)];
    core.until.reset();
    server_of_core(index).changed = true;
    if (core.mode == Core::padding) {
        free_core(index);
        return;
    }
    if (core.mode == Core::overhead) {
        if (next_overhead(index)) return;
        if (core.slice_begun) {  // an overhead in the middle of a turn uses up no slice
            if (core.slice_end) *core.slice_end += now_ - core.overhead_began;
            core.mode = Core::running;
            core.since = now_;
        } else {
            begin_slice(index);
        }
        go_on(core.thread);
        return;
    }
    charge(index);
    Task& task = tasks_[size_t(threads_[size_t(core.thread)].task)];
    if (*task.left == Time{}) {
        task.left.reset();
        ++task.step;
        go_on(core.thread);
    } else if (core.slice_end && *core.slice_end == now_) {
        end_turn(index, Joins::slice_over, Reason::slice_over);
    } else {
        run_burst(index);  // its working set is warm now
    }
}

// Counts what the thread has run so far.
void Machine::charge(int index) {
    Core& core = cores_[size_t(index)];
    const Time elapsed = now_ - core.since;
    if (elapsed == Time{} || core.mode != Core::running) return;
    Task& task = tasks_[size_t(threads_[size_t(core.thread)].task)];
    task.left = std::max(Time{}, *task.left - done_in(core, elapsed));
    task.attained += elapsed;
    server_of_core(index).busy += now_ - std::max(core.since, last_check_);
    if (scheduler_.cache.size > 0 && !core.warm) {
        Time& warmup = warmup_of(core, core.thread);
        warmup = std::max(Time{}, warmup - elapsed);
        if (warmup == Time{}) warmed(index);
    }
    ran(core.thread, elapsed);
    core.since = now_;
}

// The thread joins the ready queue; when the instant is over the core chooses, perhaps the same thread again.
void Machine::end_turn(int index, Joins how, Reason because) {
    Core& core = cores_[size_t(index)];
    core.until.reset();
    core.turn_over = true;
    core.over_because = because;
    server_of_core(index).changed = true;
    add_ready(core.thread, how);
}

// From now on the thread waits, has nothing to do, or has ended.
void Machine::leave_core(int index, bool ended) {
    Core& core = cores_[size_t(index)];
    Thread& thread = threads_[size_t(core.thread)];
    waits_or_ends(core.thread, ended);
    core.until.reset();
    if (!ended && thread.task != none && scheduler_.on_block == scenario::OnBlock::hold) {
        core.mode = Core::held;
        thread.holds = index;
    } else if (scheduler_.slice == scenario::Slice::whole && core.slice_end && *core.slice_end > now_) {
        core.mode = Core::padding;
        core.last = core.thread;
        core.thread = none;
        core.until = core.slice_end;
    } else {
        free_core(index);
    }
}

void Machine::free_core(int index) {
    Core& core = cores_[size_t(index)];
    core.mode = Core::idle;
    core.until.reset();
    core.turn_over = false;
    if (core.thread != none) core.last = core.thread;
    core.thread = none;
    server_of_core(index).changed = true;
}

// ---- caches ----------------------------------------------------------------------

bool Machine::is_warm(const Core& core, int thread) const {
    return std::any_of(core.sets.begin(), core.sets.end(), [&](const auto& set) { return set.first == thread; });
}

Time& Machine::warmup_of(Core& core, int thread) {
    for (auto& [whose, left] : core.warmups)
        if (whose == thread) return left;
    core.warmups.push_back({thread, scheduler_.cache.warmup});
    return core.warmups.back().second;
}

// The thread's working set is warm: it enters the cache at the front, and sets at the back are evicted until all fit.
void Machine::warmed(int index) {
    Core& core = cores_[size_t(index)];
    const int task = threads_[size_t(core.thread)].task;
    result_.notes.push_back({now_, NoteKind::warm, {uint32_t(task)}, {uint32_t(core.thread)}, {uint32_t(index)}});
    core.sets.insert(core.sets.begin(), {core.thread, scenario_.work[tasks_[size_t(task)].record.row].working_set});
    for (;;) {
        int64_t sum = 0;
        for (const auto& set : core.sets) sum += set.second;
        if (sum <= scheduler_.cache.size) return;
        const int out = core.sets.back().first;
        core.sets.pop_back();
        // The evicted set needs a full warm-up again, of at least a tick.
        warmup_of(core, out) = std::max(scheduler_.cache.warmup, scheduler_.tick.value_or(Time{}));
        result_.notes.push_back({now_, NoteKind::cold, {}, {uint32_t(out)}, {uint32_t(index)}});
    }
}

// ---- processor sharing --------------------------------------------------------------

void Machine::sharing_changed(int server) {
    const Sharing& sharing = sharing_[size_t(server)];
    for (const Sharing::User& user : sharing.users)
        live(threads_[size_t(user.id)].task, SpanKind::sharing, Reason::none, user.id, int(sharing.users.size()));
}

void Machine::sharing_ends(int server) {
    Sharing& sharing = sharing_[size_t(server)];
    servers_[size_t(server)].changed = true;
    const std::vector<int> done = sharing.take_done(now_);
    for (const int thread : done) {
        Task& task = tasks_[size_t(threads_[size_t(thread)].task)];
        task.left.reset();
        ++task.step;
        go_on(thread);
    }
}

}  // namespace reference
