// Which ready thread comes first. The rules are at the top of the headers in
// src/model/schedulers.

#include "tests/reference/machine.h"

#include "scenario/policies.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace reference {

using scenario::Policy;
using trace::NoteKind;

namespace {

bool ranked(Policy policy) {
    return policy == Policy::sjf || policy == Policy::srtf || policy == Policy::ljf || policy == Policy::lrtf ||
           policy == Policy::feedback || policy == Policy::priority || policy == Policy::edf || policy == Policy::rm;
}

// Linux, kernel/sched/core.c: sched_prio_to_weight.
constexpr std::array<int64_t, 40> weights{88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
                                          9548,  7620,  6100,  4904,  3906,  3121,  2501,  1991,  1586,  1277,
                                          1024,  820,   655,   526,   423,   335,   272,   215,   172,   137,
                                          110,   87,    70,    56,    45,    36,    29,    23,    18,    15};
constexpr int64_t a_turn = (int64_t(1) << 20) * 9 * 625 * 7 * 11 * 13;  // stride: a turn with one ticket

}  // namespace

Memory& Machine::memory_of(int thread, int queue) {
    Server& server = servers_[threads_[size_t(thread)].record.server];
    for (Memory& memory : server.memories)
        if (memory.thread == thread && memory.queue == queue) return memory;
    Memory memory;
    memory.thread = thread;
    memory.queue = queue;
    if (scheduler_.policy == Policy::mlfq) fill(memory);
    server.memories.push_back(memory);
    return server.memories.back();
}

// Asking for a level does not register a thread: one that was balanced away in the instant in which it
// was chosen again runs on a core whose queue has not met it, as if it were new there.
int64_t Machine::level_of(const Server& server, int thread, int queue) const {
    for (const Memory& memory : server.memories)
        if (memory.thread == thread && memory.queue == queue) return int64_t(memory.level);
    return 0;
}

// Returns how far the thread has advanced, including its current run.
Memory::Far Machine::far_now(const Memory& memory) const {
    const int core = core_of(memory.thread);
    if (scheduler_.policy != Policy::fair || core == none || cores_[size_t(core)].mode != Core::running ||
        cores_[size_t(core)].turn_over)
        return memory.far;
    const int64_t nice = scenario_.work[tasks_[size_t(threads_[size_t(memory.thread)].task)].record.row].nice;
    return memory.far +
           Memory::Far((now_ - cores_[size_t(core)].since).ns) * (1024 * 1024) / weights[size_t(nice + 20)];
}

// Does a preempted thread go to the head of its equals? Otherwise it goes behind them. Unless the file decides, it
// goes to the head under classes, and under priority without a quantum.
bool Machine::preempted_at_head(Policy policy) const {
    if (!has_classes() && !ranked(policy)) return false;
    if (scheduler_.preempted != scenario::Preempted::by_policy)
        return scheduler_.preempted == scenario::Preempted::head;
    return has_classes() || (policy == Policy::priority && !scheduler_.quantum);
}

// ---- classes ---------------------------------------------------------------------

// Returns the class of the task that the thread works on.
size_t Machine::class_of(int thread) const {
    const int64_t number = scenario_.work[tasks_[size_t(threads_[size_t(thread)].task)].record.row].class_number;
    return has_classes() ? std::min(size_t(number), scheduler_.classes.size() - 1) : 0;
}

// The rest of a slice is lost when the class changes.
void Machine::note_class(Memory& memory) const {
    const size_t number = class_of(memory.thread);
    if (memory.class_number != number) memory.kept.reset();
    memory.class_number = number;
}

// ---- joining ---------------------------------------------------------------------

void Machine::add_ready(int thread, Joins how) {
    const Thread& state = threads_[size_t(thread)];
    Server& server = servers_[state.record.server];
    server.changed = true;
    if (!per_core()) {
        join(server, thread, 0, how);
    } else if (state.home != none && may_run(thread, state.home)) {
        join(server, thread, state.home, how);
    } else {
        threads_[size_t(thread)].home = none;
        std::erase_if(server.memories, [&](const Memory& memory) { return memory.thread == thread; });
        Ready ready;
        ready.thread = thread;
        ready.queue = undealt;
        server.ready.push_back(ready);
    }
}

// Is the thread ready in this queue, or on its core?
bool Machine::stands(const Server& server, const Memory& memory, int queue) const {
    const bool waits = std::any_of(server.ready.begin(), server.ready.end(), [&](const Ready& ready) {
        return ready.thread == memory.thread && ready.queue == queue;
    });
    return memory.queue == queue && (waits || threads_[size_t(memory.thread)].chosen || core_of(memory.thread) != none);
}

// A thread that is new or returns starts no further behind than the furthest behind of the others.
void Machine::start_no_further_behind(Server& server, int thread, int queue) {
    Memory& own = memory_of(thread, queue);
    std::optional<Memory::Far> min;
    for (const Memory& other : server.memories)
        if (other.thread != thread && stands(server, other, queue))
            min = std::min(min.value_or(far_now(other)), far_now(other));
    if (min) own.far = std::max(own.far, *min);
}

void Machine::join(Server& server, int thread, int queue, Joins how) {
    Memory& memory = memory_of(thread, queue);
    note_class(memory);
    const Policy policy = policy_of(memory.class_number);
    if (how == Joins::slice_over) memory.kept.reset();
    if (how == Joins::fresh || how == Joins::woken) start_no_further_behind(server, thread, queue);
    Ready ready;
    ready.thread = thread;
    ready.queue = queue;
    ready.since = now_;
    ready.place = next_place(server);
    ready.class_number = memory.class_number;
    if (ranked(policy)) ready.rank = rank_of(thread);
    if (policy == Policy::hrrn) ready.burst = std::max(nsec(1), burst_left(thread));
    if (how == Joins::preempted && preempted_at_head(policy)) ready.place = -ready.place;
    if (scheduler_.policy == Policy::mlfq) {
        const bool used_up = memory.slice_left == Time{};
        if (used_up) slice_used_up(memory);
        ready.rank = int64_t(memory.level);
        const bool in_front = how == Joins::woken && scheduler_.io_front;
        if (how == Joins::preempted && !used_up) to_the_head(server, ready);
        if (in_front) {
            ready.place = -ready.place;
            for (const Memory& other : server.memories)
                if (other.queue == queue && other.level == memory.level &&
                    (core_of(other.thread) != none || threads_[size_t(other.thread)].chosen))
                    ready.takes_from.push_back(other.thread);
        }
        memory.place = ready.place;
    }
    server.ready.push_back(ready);
}

void Machine::remove_ready(int thread) {
    Server& server = servers_[threads_[size_t(thread)].record.server];
    std::erase_if(server.ready, [&](const Ready& ready) { return ready.thread == thread; });
    std::erase(server.at_once, thread);
    std::erase(server.held, thread);
}

// ---- being taken -----------------------------------------------------------------

// Returns the threads of the queue that may run on the core, in order.
std::vector<Ready> Machine::in_order(const Server& server, int queue, int core) const {
    std::vector<Ready> all;
    for (const Ready& ready : server.ready)
        if (ready.queue == queue && may_run(ready.thread, core)) {
            all.push_back(ready);
            // a lock may have lent another priority
            if (policy_of(ready.class_number) == Policy::priority) all.back().rank = rank_of(ready.thread);
        }
    const auto far = [&](const Ready& ready) {
        for (const Memory& memory : server.memories)
            if (memory.thread == ready.thread && memory.queue == queue) return memory.far;
        return Memory::Far(0);
    };
    const auto row = [&](const Ready& ready) {
        const Policy policy = policy_of(ready.class_number);
        const bool by_row = policy == Policy::edf || policy == Policy::rm;
        return by_row ? tasks_[size_t(threads_[size_t(ready.thread)].task)].record.row : 0;
    };
    // (wait + burst) / burst: the larger ratio first, after threads that have lost their core.
    const auto larger_ratio = [&](const Ready& a, const Ready& b) {
        using Wide = Memory::Far;
        const Wide of_a = Wide((now_ - a.since + a.burst).ns) * b.burst.ns,
                   of_b = Wide((now_ - b.since + b.burst).ns) * a.burst.ns;
        if (a.place < 0 || b.place < 0 || of_a == of_b) return a.place < b.place;
        return of_a > of_b;
    };
    std::sort(all.begin(), all.end(), [&](const Ready& a, const Ready& b) {
        if (a.class_number != b.class_number) return a.class_number < b.class_number;
        switch (policy_of(a.class_number)) {
            case Policy::hrrn: return larger_ratio(a, b);
            case Policy::lottery: return a.thread < b.thread;
            case Policy::stride:
            case Policy::fair: return std::pair(far(a), a.thread) < std::pair(far(b), b.thread);
            default: return std::tuple(a.rank, row(a), a.place) < std::tuple(b.rank, row(b), b.place);
        }
    });
    return all;
}

// Removes and returns the first thread for the core, or the last; none if there is none.
int Machine::take(Server& server, int queue, int core, bool last) {
    const std::vector<Ready> all = in_order(server, queue, core);
    if (all.empty()) return none;
    int thread = last ? all.back().thread : all.front().thread;
    if (scheduler_.policy == Policy::lottery) thread = draw_ticket(server, queue, all);
    if (scheduler_.policy == Policy::stride || scheduler_.policy == Policy::fair) thread = all.front().thread;
    const bool in_line = scheduler_.policy == Policy::fcfs || scheduler_.policy == Policy::round_robin || shares_;
    if (in_line && scheduler_.order == scenario::Order::cyclic && !last) thread = cyclic(server, queue, all);
    if (scheduler_.policy == Policy::stride)
        memory_of(thread, queue).far +=
            a_turn / scenario_.work[tasks_[size_t(threads_[size_t(thread)].task)].record.row].tickets;
    std::erase_if(server.ready, [&](const Ready& ready) { return ready.thread == thread; });
    threads_[size_t(thread)].chosen = true;
    for (Ready& ready : server.ready) std::erase(ready.takes_from, thread);
    return thread;
}

// The first number after the one that was taken last comes first; threads that became ready just now come after
// the others.
int Machine::cyclic(Server& server, int queue, const std::vector<Ready>& all) {
    server.last_taken.resize(cores_per_server_, none);
    int& taken = server.last_taken[size_t(queue)];
    const auto key = [&](const Ready& ready) {
        return std::tuple(ready.since == now_, ready.thread <= taken, ready.thread);
    };
    const Ready* best = &all[0];
    for (const Ready& ready : all)
        if (key(ready) < key(*best)) best = &ready;
    return taken = best->thread;
}

uint64_t Machine::random(Server& server) {
    const uint64_t nth = server.draws++;
    return sim::bits({scenario_.seed, sim::Purpose::policy, uint32_t(&server - servers_.data()), uint32_t(nth >> 32),
                      uint32_t(nth), 0});
}

int Machine::draw_ticket(Server& server, int queue, std::vector<Ready> all) {
    const auto tickets = [&](const Ready& ready) {
        return scenario_.work[tasks_[size_t(threads_[size_t(ready.thread)].task)].record.row].tickets;
    };
    int64_t sum = 0;
    for (const Ready& ready : all) sum += tickets(ready);
    server.drawn.resize(cores_per_server_, 0);
    const auto& file = scheduler_.random;
    const uint64_t number =
        file.empty() ? random(server) >> 1 : uint64_t(file[server.drawn[size_t(queue)]++ % file.size()]);
    const int64_t winning = int64_t(number % uint64_t(sum));
    int64_t passed = 0;
    for (const Ready& ready : all)
        if ((passed += tickets(ready)) > winning) {
            result_.notes.push_back({now_,
                                     NoteKind::draw,
                                     {uint32_t(threads_[size_t(ready.thread)].task)},
                                     {uint32_t(ready.thread)},
                                     {},
                                     winning,
                                     sum});
            return ready.thread;
        }
    return none;
}

// ---- turns -----------------------------------------------------------------------

MaybeMoment Machine::slice_of(int thread) {
    Memory& memory = memory_of(thread, queue_of_thread(thread));
    if (scheduler_.policy == Policy::mlfq) return memory.slice_left;
    note_class(memory);
    scenario::Scheduler own = scheduler_;  // the scheduler of its class
    own.policy = policy_of(memory.class_number);
    if (has_classes()) own.quantum = scheduler_.classes[memory.class_number].quantum;
    const auto quantum = scenario::quantum_of(own);
    if (!quantum || (scheduler_.slice == scenario::Slice::clock && !has_classes())) return {};
    if (scheduler_.slice != scenario::Slice::keep) return quantum;
    if (!memory.kept || *memory.kept == Time{}) memory.kept = *quantum;
    return memory.kept;
}

void Machine::ran(int thread, Time time) {
    Memory& memory = memory_of(thread, queue_of_thread(thread));
    if (memory.kept) memory.kept = std::max(Time{}, *memory.kept - time);
    if (scheduler_.policy == Policy::mlfq) memory.slice_left = std::max(Time{}, memory.slice_left - time);
    const int64_t nice = scenario_.work[tasks_[size_t(threads_[size_t(thread)].task)].record.row].nice;
    if (scheduler_.policy == Policy::fair)
        memory.far += Memory::Far(time.ns) * (1024 * 1024) / weights[size_t(nice + 20)];
}

// The thread leaves its core, or the queue, by itself.
void Machine::waits_or_ends(int thread, bool ended) {
    if (per_core() && threads_[size_t(thread)].home == none) return;  // it has never had a core
    if (ended) {
        Server& server = servers_[threads_[size_t(thread)].record.server];
        std::erase_if(server.memories, [&](const Memory& memory) { return memory.thread == thread; });
        threads_[size_t(thread)].home = none;
        return;
    }
    if (scheduler_.policy != Policy::mlfq) return;
    Memory& memory = memory_of(thread, queue_of_thread(thread));
    const bool used_up = memory.slice_left == Time{};
    if (scheduler_.stay_on_io) fill(memory);
    if (used_up) slice_used_up(memory);
}

// ---- urgency ---------------------------------------------------------------------

// Returns what is left of the current burst or, if there is none, the length of the next.
Time Machine::burst_left(int thread) const {
    const int id = threads_[size_t(thread)].task;
    const Task& task = tasks_[size_t(id)];
    if (task.left) {
        const int core = core_of(thread);
        if (core == none || cores_[size_t(core)].mode != Core::running || cores_[size_t(core)].turn_over)
            return *task.left;
        return std::max(Time{}, *task.left - done_in(cores_[size_t(core)], now_ - cores_[size_t(core)].since));
    }
    for (size_t step = task.step; step < task.steps->size(); ++step)
        if ((*task.steps)[step].kind == scenario::StepKind::compute) return burst_of(id, step);
    return {};
}

// Returns the priority of a task, including what its locks lend it: their ceilings, and the urgency of the tasks
// that wait for them.
int64_t Machine::urgency_of(int task) const {
    std::vector<int> met{task};
    int64_t urgency = scenario_.work[tasks_[size_t(task)].record.row].priority;
    for (size_t i = 0; i < met.size(); ++i) {
        urgency = std::min(urgency, scenario_.work[tasks_[size_t(met[i])].record.row].priority);
        for (size_t n = 0; n < locks_.size(); ++n) {
            if (locks_[n].holder != met[i]) continue;
            const uint32_t declared = uint32_t(n / servers_.size());
            const scenario::Inherit inherit = scenario_.locks[declared].inherit;
            if (inherit == scenario::Inherit::ceiling) urgency = std::min(urgency, ceiling_of(declared));
            if (inherit != scenario::Inherit::inheritance) continue;
            for (const int waits : locks_[n].line)
                if (std::find(met.begin(), met.end(), waits) == met.end()) met.push_back(waits);
        }
    }
    return urgency;
}

// Unless the file contains one, the ceiling is the smallest priority of a row whose tasks, or tasks that they
// spawn, take the lock.
int64_t Machine::ceiling_of(uint32_t lock) const {
    if (scenario_.locks[lock].ceiling) return *scenario_.locks[lock].ceiling;
    int64_t ceiling = INT64_MAX;
    for (const scenario::Work& work : scenario_.work) {
        std::vector<const std::vector<scenario::Step>*> lists{&scenario_.programs[work.program].steps};
        for (size_t i = 0; i < lists.size(); ++i)
            for (const scenario::Step& step : *lists[i]) {
                if (step.kind == scenario::StepKind::lock && step.lock.index == lock)
                    ceiling = std::min(ceiling, work.priority);
                if (step.kind == scenario::StepKind::spawn) lists.push_back(&scenario_.programs[*step.program].steps);
                if (step.kind == scenario::StepKind::split) lists.push_back(&step.steps);
            }
    }
    return ceiling;
}

// The smallest is the most urgent.
int64_t Machine::rank_of(int thread) const {
    const Task& task = tasks_[size_t(threads_[size_t(thread)].task)];
    const scenario::Work& work = scenario_.work[task.record.row];
    switch (policy_of(class_of(thread))) {
        case Policy::sjf:
        case Policy::srtf: return burst_left(thread).ns;
        case Policy::ljf:
        case Policy::lrtf: return -burst_left(thread).ns;
        case Policy::feedback: {
            const int core = core_of(thread);
            const bool runs =
                core != none && cores_[size_t(core)].mode == Core::running && !cores_[size_t(core)].turn_over;
            return task.attained.ns + (runs ? (now_ - cores_[size_t(core)].since).ns : 0);
        }
        case Policy::priority: return urgency_of(threads_[size_t(thread)].task);
        case Policy::edf: {
            const auto within = work.deadline ? work.deadline : work.period;
            return within ? (task.record.arrival + *within).ns : longest_time.ns;
        }
        case Policy::rm: return work.period.value_or(longest_time).ns;
        default: return 0;
    }
}

// Returns the core whose thread is preempted by a more urgent one: the least urgent thread, on the highest core
// among equals.
int Machine::victim(Server& server, int index) {
    if (per_core()) deal(server);
    if (has_classes()) return victim_of_classes(server, index);
    const bool levels = scheduler_.policy == Policy::mlfq;
    for (int queue = 0; queue < (per_core() ? int(cores_per_server_) : 1); ++queue) {
        std::vector<Ready> all;
        for (int core = 0; core < int(cores_per_server_); ++core)
            for (const Ready& ready : in_order(server, queue, core))
                if (std::none_of(all.begin(), all.end(), [&](const Ready& r) { return r.thread == ready.thread; }))
                    all.push_back(ready);
        std::stable_sort(all.begin(), all.end(), [](const Ready& a, const Ready& b) {
            return std::tuple(a.rank, a.place) < std::tuple(b.rank, b.place);
        });
        for (const Ready& ready : all) {
            std::optional<std::pair<int64_t, int>> worst;
            for (int core = 0; core < int(cores_per_server_); ++core) {
                const Core& state = cores_[size_t(first_core(index) + core)];
                if ((per_core() && core != queue) || state.mode != Core::running || state.turn_over ||
                    state.thread == none || !may_run(ready.thread, core))
                    continue;
                const int64_t rank = levels ? level_of(server, state.thread, queue) : rank_of(state.thread);
                const bool displaced =
                    std::find(ready.takes_from.begin(), ready.takes_from.end(), state.thread) != ready.takes_from.end();
                if (rank > ready.rank || (rank == ready.rank && displaced))
                    worst = std::max(worst.value_or(std::pair(rank, core)), std::pair(rank, core));
            }
            if (worst) return worst->second;
        }
    }
    return none;
}

// Returns the core of a thread of a less urgent class, if this class has a thread for that core: the least urgent
// class, on the highest core.
int Machine::victim_of_class(const Server& server, int index, int queue, size_t class_number) const {
    std::optional<std::pair<size_t, int>> worst;
    for (int core = 0; core < int(cores_per_server_); ++core) {
        const Core& state = cores_[size_t(first_core(index) + core)];
        if ((per_core() && core != queue) || state.mode != Core::running || state.turn_over || state.thread == none)
            continue;
        const std::vector<Ready> all = in_order(server, queue, core);
        const bool any =
            std::any_of(all.begin(), all.end(), [&](const Ready& ready) { return ready.class_number == class_number; });
        const size_t other = class_of(state.thread);
        if (any && other > class_number)
            worst = std::max(worst.value_or(std::pair(other, core)), std::pair(other, core));
    }
    return worst ? worst->second : none;
}

// Class by class: first from less urgent classes, then, if the policy of the class preempts, within it.
int Machine::victim_of_classes(const Server& server, int index) {
    for (int queue = 0; queue < (per_core() ? int(cores_per_server_) : 1); ++queue)
        for (size_t number = 0; number < scheduler_.classes.size(); ++number) {
            const int other = victim_of_class(server, index, queue, number);
            if (other != none) return other;
            const Policy policy = policy_of(number);
            if (!ranked(policy) || policy == Policy::sjf || policy == Policy::ljf) continue;  // they do not preempt
            std::vector<std::tuple<int64_t, int64_t, int>> ready;  // rank, place, thread
            for (const Ready& one : server.ready)
                if (one.queue == queue && one.class_number == number)
                    ready.push_back(
                        {policy == Policy::priority ? rank_of(one.thread) : one.rank, one.place, one.thread});
            std::sort(ready.begin(), ready.end());
            for (const auto& [rank, place, thread] : ready) {
                std::optional<std::pair<int64_t, int>> worst;
                for (int core = 0; core < int(cores_per_server_); ++core) {
                    const Core& state = cores_[size_t(first_core(index) + core)];
                    if ((per_core() && core != queue) || state.mode != Core::running || state.turn_over ||
                        state.thread == none)
                        continue;
                    if (class_of(state.thread) != number || !may_run(thread, core) || rank_of(state.thread) <= rank)
                        continue;
                    worst = std::max(worst.value_or(std::pair(rank_of(state.thread), core)),
                                     std::pair(rank_of(state.thread), core));
                }
                if (worst) return worst->second;
            }
        }
    return none;
}

}  // namespace reference
