// Which thread gets a task, and what a thread does when it has finished one.

#include "tests/reference/machine.h"

#include <algorithm>

namespace reference {

using scenario::StrategyKind;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

bool Machine::wait_holds_thread() const {
    return scenario_.strategy.kind != StrategyKind::event_loop && scenario_.strategy.kind != StrategyKind::async_pool;
}
bool Machine::pays_callbacks() const { return !wait_holds_thread(); }
bool Machine::has_workers_for_offloads() const {
    return scenario_.strategy.kind == StrategyKind::event_loop && scenario_.strategy.workers > 0;
}

void Machine::make_first_threads(Server& server, int index) {
    const scenario::Strategy& strategy = scenario_.strategy;
    const auto make = [&](std::vector<int>& threads, int64_t count, bool own_process, bool worker) {
        for (int64_t i = 0; i < count; ++i) threads.push_back(start_thread(index, none, none, own_process, worker));
    };
    switch (strategy.kind) {
        case StrategyKind::thread_per_task:
        case StrategyKind::process_per_task: break;
        case StrategyKind::one_at_a_time: make(server.pool, 1, false, false); break;
        case StrategyKind::thread_pool:
            if (!strategy.max) make(server.pool, strategy.threads, false, false);
            break;
        case StrategyKind::async_pool: make(server.pool, strategy.threads, false, false); break;
        case StrategyKind::process_pool: make(server.pool, strategy.threads, true, false); break;
        case StrategyKind::event_loop:
            make(server.loops, strategy.loops, false, false);
            server.loop_queues.resize(size_t(strategy.loops));
            break;
        case StrategyKind::queue_workers:
        case StrategyKind::data_parallel:
            make(server.pool, 1, false, false);
            make(server.workers, strategy.workers, false, true);
            break;
    }
}

// The thread is in a process of its own, in that of `beside`, or in the one that the task's row names.
int Machine::start_thread(int server, int task, int beside, bool own_process, bool worker) {
    Thread thread;
    const std::string name = task == none ? std::string() : scenario_.work[tasks_[size_t(task)].record.row].process;
    if (own_process) thread.record.process = process_count_++;
    else if (beside != none) thread.record.process = threads_[size_t(beside)].record.process;
    else if (const auto known = processes_.find({server, name}); known != processes_.end())
        thread.record.process = known->second;
    else thread.record.process = processes_[{server, name}] = process_count_++;
    if (begun_) {
        thread.start = own_process ? scenario_.machine.costs.process_start : scenario_.machine.costs.thread_start;
        thread.start_reason = own_process ? Reason::process_start : Reason::thread_start;
    }
    Server& home = servers_[size_t(server)];
    thread.record.number = task != none ? uint32_t(task) : worker ? home.workers_made++ : home.threads_made++;
    thread.record.server = uint16_t(server);
    thread.record.worker = worker;
    thread.record.started = now_;
    if (task != none) thread.record.task = {uint32_t(task)};
    threads_.push_back(thread);
    return int(threads_.size()) - 1;
}

// The task continues with this thread, which was idle.
void Machine::give(int thread, int task) {
    threads_[size_t(thread)].task = task;
    threads_[size_t(thread)].callback = pays_callbacks();
    tasks_[size_t(task)].thread = thread;
    want_core(thread, Joins::woken, Reason::core_busy);
}

// A piece of work needs a thread.
void Machine::ready(int task, Piece piece) {
    const int index = tasks_[size_t(task)].server;
    Server& server = servers_[size_t(index)];
    const StrategyKind kind = scenario_.strategy.kind;
    const int parent = tasks_[size_t(task)].parent;
    switch (kind) {
        case StrategyKind::thread_per_task:
        case StrategyKind::process_per_task: {
            const int beside = piece == Piece::part ? tasks_[size_t(parent)].thread : none;
            give(start_thread(index, task, beside, beside == none && kind == StrategyKind::process_per_task, false),
                 task);
            return;
        }
        case StrategyKind::event_loop: {
            if (piece == Piece::offload) {
                if (server.workers.empty())  // they are made at the first offload
                    for (int64_t i = 0; i < scenario_.strategy.workers; ++i)
                        server.workers.push_back(start_thread(index, none, none, false, true));
                offer(server, server.workers, server.worker_queue, task, piece, Reason::no_worker);
                return;
            }
            Task& state = tasks_[size_t(task)];
            if (state.loop == none)
                state.loop =
                    parent != none ? tasks_[size_t(parent)].loop : int(server.next_loop++ % server.loops.size());
            const int thread = server.loops[size_t(state.loop)];
            if (idle(thread)) {
                give(thread, task);
                return;
            }
            live(task, SpanKind::queued, piece == Piece::yielded ? Reason::yielded : Reason::loop_busy);
            server.loop_queues[size_t(state.loop)].push_back(task);
            return;
        }
        case StrategyKind::queue_workers: {
            const bool turned_away =
                piece == Piece::arrived && full(server.worker_queue.size()) &&
                std::none_of(server.workers.begin(), server.workers.end(), [&](int t) { return idle(t); });
            if (turned_away) finish(task, trace::Outcome::rejected);
            else if (piece == Piece::arrived)
                offer(server, server.pool, server.pool_queue, task, Piece::resumed, Reason::no_thread);
            else offer(server, server.workers, server.worker_queue, task, piece, Reason::no_worker);
            return;
        }
        case StrategyKind::data_parallel:
            if (piece == Piece::part)
                offer(server, server.workers, server.worker_queue, task, piece, Reason::no_worker);
            else offer(server, server.pool, server.pool_queue, task, Piece::resumed, Reason::no_thread);
            return;
        default: {
            // A growing pool: up to `core`, a thread for each task; up to `max`, when the queue is full.
            if (const scenario::Strategy& pool = scenario_.strategy; kind == StrategyKind::thread_pool && pool.max) {
                const int64_t size = int64_t(server.pool.size());
                const bool all_busy =
                    std::none_of(server.pool.begin(), server.pool.end(), [&](int thread) { return idle(thread); });
                const bool no_place = pool.queue && int64_t(server.pool_queue.size()) >= *pool.queue;
                if (size == 0 || size < *pool.core || (size < *pool.max && all_busy && no_place)) {
                    server.pool.push_back(start_thread(index, none, none, false, false));
                    give(server.pool.back(), task);
                    return;
                }
            }
            const Reason waits_for = piece == Piece::yielded                           ? Reason::yielded
                                     : piece != Piece::arrived && !wait_holds_thread() ? Reason::no_worker
                                                                                       : Reason::no_thread;
            offer(server, server.pool, server.pool_queue, task, piece, waits_for);
            return;
        }
    }
}

bool Machine::full(size_t waiting) const {
    const scenario::Strategy& strategy = scenario_.strategy;
    return strategy.when_full == scenario::WhenFull::drop && strategy.queue && int64_t(waiting) >= *strategy.queue;
}

// Gives the task to the idle thread with the lowest number; otherwise puts it into the queue, if there is a
// place for a new task.
void Machine::offer(Server&, std::vector<int>& threads, std::vector<std::pair<int, int>>& queue, int task, Piece piece,
                    Reason reason) {
    for (const int thread : threads)
        if (idle(thread)) {
            give(thread, task);
            return;
        }
    if ((piece == Piece::arrived || piece == Piece::whole_job) && full(queue.size())) {
        finish(task, trace::Outcome::rejected);
        return;
    }
    live(task, SpanKind::queued, reason);
    queue.push_back({task, piece == Piece::part ? tasks_[size_t(task)].parent : none});
}

// Returns what the thread, which has nothing to do, takes from its queue.
int Machine::next_task(int thread) {
    Server& server = servers_[threads_[size_t(thread)].record.server];
    for (size_t i = 0; i < server.loops.size(); ++i)
        if (server.loops[i] == thread && !server.loop_queues[i].empty()) {
            const int task = server.loop_queues[i].front();
            server.loop_queues[i].erase(server.loop_queues[i].begin());
            return task;
        }
    const auto first_of = [&](const std::vector<int>& threads, std::vector<std::pair<int, int>>& queue) {
        if (std::find(threads.begin(), threads.end(), thread) == threads.end() || queue.empty()) return none;
        const int task = queue.front().first;
        queue.erase(queue.begin());
        return task;
    };
    const int task = first_of(server.pool, server.pool_queue);
    return task != none ? task : first_of(server.workers, server.worker_queue);
}

// Returns a part that waits in the queue, for the thread of its parent.
int Machine::help(int parent) {
    const StrategyKind kind = scenario_.strategy.kind;
    if (kind == StrategyKind::data_parallel) return none;
    Server& server = servers_[size_t(tasks_[size_t(parent)].server)];
    auto& queue = kind == StrategyKind::queue_workers ? server.worker_queue : server.pool_queue;
    const auto at = std::find_if(queue.begin(), queue.end(), [&](const auto& work) { return work.second == parent; });
    if (at == queue.end()) return none;
    const int part = at->first;
    queue.erase(at);
    return part;
}

// The task gives up while it waits for a thread.
void Machine::forget(int task) {
    Server& server = servers_[size_t(tasks_[size_t(task)].server)];
    for (auto* queue : {&server.pool_queue, &server.worker_queue})
        std::erase_if(*queue, [&](const auto& work) { return work.first == task; });
    for (auto& queue : server.loop_queues) std::erase(queue, task);
}

// The task of a thread that is on no core has gone.
void Machine::release(int thread) {
    Thread& state = threads_[size_t(thread)];
    state.task = none;
    const int held = state.holds;
    state.holds = none;
    if (held != none) free_core(held);
    const int next = next_task(thread);
    if (next != none) {
        give(thread, next);
    } else if (state.record.task) {
        waits_or_ends(thread, true);
        state.record.ended = now_;
    }
}

}  // namespace reference
