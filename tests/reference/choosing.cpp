// The end of an instant: which thread gets which core.

#include "tests/reference/machine.h"

#include "scenario/policies.h"

#include <algorithm>

namespace reference {

using trace::Reason;
using trace::SpanKind;

bool Machine::may_run(int thread, int core_in_server) const {
    const int task = threads_[size_t(thread)].task;
    if (task == none || shares_) return true;  // if the cores are shared, no thread is on one of them
    const auto& cores = scenario_.work[tasks_[size_t(task)].record.row].affinity;
    return cores.empty() || std::find(cores.begin(), cores.end(), core_in_server) != cores.end();
}

// Returns true if a thread was chosen, which may have changed more.
bool Machine::choose(int index) {
    Server& server = servers_[size_t(index)];
    bool any = !server.held.empty() || !server.at_once.empty();
    go_on_where_held(server);
    take_cores_at_once(server, index);
    if (shares_) {
        for (int thread; (thread = pick(server, 0)) != none; any = true) go_on(thread);
        if (!any) sharing_changed(index);  // once per instant, however many have come and gone
        return any;
    }
    return any || free_cores_choose(server, index) || (scenario::preemptive(scheduler_) && preempt(server, index));
}

void Machine::go_on_where_held(Server& server) {
    std::vector<int> held;
    held.swap(server.held);
    for (const int thread : held) {
        const int core = threads_[size_t(thread)].holds;
        threads_[size_t(thread)].holds = none;
        start_no_further_behind(server, thread, queue_of_thread(thread));
        for (Ready& ready : server.ready) std::erase(ready.takes_from, thread);  // it begins a new turn
        begin_slice(core);
        go_on(thread);
    }
}

// on_wake: preempt. The thread takes its last core if that is idle, else any idle one, else its last, else the first.
void Machine::take_cores_at_once(Server& server, int index) {
    std::vector<int> woken;
    woken.swap(server.at_once);
    std::sort(woken.begin(), woken.end());
    for (const int thread : woken) {
        std::vector<int> order;
        if (threads_[size_t(thread)].last != none) order.push_back(threads_[size_t(thread)].last);
        for (int i = 0; i < int(cores_per_server_); ++i) order.push_back(first_core(index) + i);
        int chosen = none;
        for (const Core::Mode mode : {Core::idle, Core::running})
            for (const int core : order)
                if (chosen == none && cores_[size_t(core)].mode == mode && may_run(thread, core - first_core(index)))
                    chosen = core;
        if (chosen == none) {
            add_ready(thread, Joins::woken);
            continue;
        }
        if (cores_[size_t(chosen)].mode == Core::running) put_off(chosen, Joins::preempted);
        if (threads_[size_t(thread)].home == none) threads_[size_t(thread)].home = chosen - first_core(index);
        start_no_further_behind(server, thread, queue_of_thread(thread));
        for (Ready& ready : server.ready) std::erase(ready.takes_from, thread);  // it begins a new turn
        place(chosen, thread);
    }
}

// Free cores choose in the order of their numbers. A thread whose turn has just ended and that
// is chosen again stays on its core, whichever core chose it; with the common clock it has
// left its core.
bool Machine::free_cores_choose(Server& server, int index) {
    const int first = first_core(index), count = int(cores_per_server_);
    std::vector<int> chosen(cores_per_server_, none);
    for (int i = 0; i < count; ++i)
        if (cores_[size_t(first + i)].chooses()) chosen[size_t(i)] = pick(server, i);
    const auto home_of = [&](int thread) {
        for (int i = 0; i < count; ++i)
            if (cores_[size_t(first + i)].turn_over && cores_[size_t(first + i)].thread == thread) return i;
        return none;
    };
    for (int i = 0; i < count && scheduler_.slice != scenario::Slice::clock;) {
        const int home = chosen[size_t(i)] == none ? none : home_of(chosen[size_t(i)]);
        const auto may = [&](int which, int where) {
            return chosen[size_t(which)] == none || may_run(chosen[size_t(which)], where);
        };
        if (home == none || home == i || !may(i, home) || !may(home, i)) ++i;
        else std::swap(chosen[size_t(i)], chosen[size_t(home)]);
    }
    for (int i = 0; i < count; ++i) {
        const Core& core = cores_[size_t(first + i)];
        if (core.turn_over && core.thread != chosen[size_t(i)]) put_off(first + i, Joins::slice_over);
    }
    bool any = false;
    for (int i = 0; i < count; ++i) {
        if (chosen[size_t(i)] == none) continue;
        place(first + i, chosen[size_t(i)]);
        any = true;
    }
    return any;
}

// A more urgent thread takes a core.
bool Machine::preempt(Server& server, int index) {
    const int core = victim(server, index);
    if (core == none) return false;
    put_off(first_core(index) + core, Joins::preempted);
    place(first_core(index) + core, pick(server, core));
    return true;
}

// The thread on the core loses it.
void Machine::put_off(int index, Joins how) {
    Core& core = cores_[size_t(index)];
    const int thread = core.thread;
    const bool stands_in_queue = core.turn_over;
    if (!stands_in_queue) charge(index);
    Task& task = tasks_[size_t(threads_[size_t(thread)].task)];
    if (task.served == MaybeMoment{now_}) task.served.reset();  // it was served for no time, which does not count
    if (task.record.first_run == MaybeTime{now_}) {
        task.record.first_run = {};
        if (task.step == 0) task.record.started = {};
    }
    live(threads_[size_t(thread)].task, SpanKind::ready, stands_in_queue ? core.over_because : Reason::preempted,
         thread);
    free_core(index);
    if (!stands_in_queue) add_ready(thread, how);
}

}  // namespace reference
