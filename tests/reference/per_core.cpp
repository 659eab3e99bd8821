// A ready queue for each core: the rules at the top of src/model/schedulers/per_core.h.

#include "tests/reference/machine.h"

#include <algorithm>

namespace reference {

using scenario::Balance;
using scenario::Partition;

// Returns the thread that runs next on the core.
int Machine::pick(Server& server, int core) {
    if (!per_core()) return take(server, 0, core);
    deal(server);
    const int own = take(server, core, core);
    if (own != none || scheduler_.balance != Balance::steal || scheduler_.peek) return own;
    std::vector<int> others;  // the longest queue first
    for (int i = 0; i < int(cores_per_server_); ++i)
        if (i != core && waiting(server, i) > 0) others.push_back(i);
    std::stable_sort(others.begin(), others.end(),
                     [&](int a, int b) { return waiting(server, a) > waiting(server, b); });
    for (const int from : others)
        if (move(server, from, core, false)) return take(server, core, core);
    return none;
}

size_t Machine::waiting(const Server& server, int queue) const {
    return size_t(std::count_if(server.ready.begin(), server.ready.end(),
                                [&](const Ready& ready) { return ready.queue == queue; }));
}

// A row with a period has a fixed core, under two of the partitions.
int Machine::fixed_core(int wanted) const {
    if (scheduler_.partition == Partition::round || !scenario_.work[size_t(wanted)].period) return none;
    std::vector<std::pair<double, int>> rows;
    for (size_t row = 0; row < scenario_.work.size(); ++row) {
        const scenario::Work& work = scenario_.work[row];
        if (!work.period) continue;
        double sum = 0;
        for (const scenario::Step& step : scenario_.programs[work.program].steps)
            if (step.kind == scenario::StepKind::compute) sum += double(mean(*step.time).ns);
        rows.push_back({sum / scenario_.machine.speed / double(work.period->ns), int(row)});
    }
    const bool first_fit = scheduler_.partition == Partition::first_fit_decreasing;
    if (first_fit)
        std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<double> used(cores_per_server_, 0);
    for (const auto& [share, row] : rows) {
        const auto& affinity = scenario_.work[size_t(row)].affinity;
        size_t best = cores_per_server_, fits = cores_per_server_;
        for (size_t core = 0; core < used.size(); ++core) {
            if (!affinity.empty() && std::find(affinity.begin(), affinity.end(), int64_t(core)) == affinity.end())
                continue;
            if (best == used.size() || used[core] < used[best]) best = core;
            if (fits == used.size() && used[core] + share <= 1 + 1e-12) fits = core;
        }
        if (first_fit && fits < used.size()) best = fits;
        used[best] += share;
        if (row == wanted) return int(best);
    }
    return none;
}

// Threads that have no core yet are given one.
void Machine::deal(Server& server) {
    std::vector<int> threads;
    for (const Ready& ready : server.ready)
        if (ready.queue == undealt) threads.push_back(ready.thread);
    std::erase_if(server.ready, [](const Ready& ready) { return ready.queue == undealt; });
    const auto settle = [&](int thread, int core) {
        threads_[size_t(thread)].home = core;
        join(server, thread, core, Joins::fresh);
    };
    const auto living = [&](int core) {
        return std::count_if(threads_.begin(), threads_.end(), [&](const Thread& thread) {
            return &servers_[thread.record.server] == &server && !thread.record.ended && thread.home == core;
        });
    };
    std::vector<int> rest;
    for (const int thread : threads) {
        const int fixed = fixed_core(int(tasks_[size_t(threads_[size_t(thread)].task)].record.row));
        int best = fixed;
        for (int core = 0; core < int(cores_per_server_) && fixed == none; ++core)
            if (may_run(thread, core) && (best == none || living(core) < living(best))) best = core;
        if (fixed != none || scheduler_.partition == Partition::least_loaded) settle(thread, best);
        else rest.push_back(thread);
    }
    while (!rest.empty()) {
        const int core = server.next_dealt;
        server.next_dealt = (core + 1) % int(cores_per_server_);
        const auto first = std::find_if(rest.begin(), rest.end(), [&](int thread) { return may_run(thread, core); });
        if (first == rest.end()) continue;
        settle(*first, core);
        rest.erase(first);
    }
}

// Moves the first or last thread of one queue that may run on the other core. It is new to that queue.
bool Machine::move(Server& server, int from, int to, bool last) {
    const int thread = take(server, from, to, last);
    if (thread == none) return false;
    std::erase_if(server.memories, [&](const Memory& memory) { return memory.thread == thread; });
    threads_[size_t(thread)].home = to;
    join(server, thread, to, Joins::fresh);
    const int first = first_core(int(&server - servers_.data()));
    result_.notes.push_back({now_,
                             trace::NoteKind::balance,
                             {uint32_t(threads_[size_t(thread)].task)},
                             {uint32_t(thread)},
                             {uint32_t(first + to)},
                             first + from});
    return true;
}

void Machine::balance_queues(Server& server) {
    deal(server);
    const int cores = int(cores_per_server_);
    if (scheduler_.balance == Balance::steal) {
        for (int core = 0; core < cores; ++core) {
            if (waiting(server, core) > 0) continue;
            std::vector<int> others;
            for (int i = 0; i < cores; ++i)
                if (waiting(server, i) > 0) others.push_back(i);
            if (!others.empty()) move(server, others[size_t(random(server) % others.size())], core, false);
        }
        return;
    }
    for (;;) {  // from the longest queue, the highest core among equals, to the shortest, the lowest core among equals
        int longest = 0, shortest = 0;
        for (int i = 0; i < cores; ++i) {
            if (waiting(server, i) >= waiting(server, longest)) longest = i;
            if (waiting(server, i) < waiting(server, shortest)) shortest = i;
        }
        if (waiting(server, longest) < waiting(server, shortest) + 2 || !move(server, longest, shortest, true)) return;
    }
}

}  // namespace reference
