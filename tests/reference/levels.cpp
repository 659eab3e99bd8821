// Multi-level feedback: the rules at the top of src/model/schedulers/mlfq.h.

#include "tests/reference/machine.h"

#include <algorithm>
#include <tuple>

namespace reference {

void Machine::fill(Memory& memory) {
    memory.slice_left = scheduler_.levels[memory.level].quantum;
    memory.allotment = scheduler_.levels[memory.level].allotment;
}

void Machine::slice_used_up(Memory& memory) {
    if (--memory.allotment > 0) {
        memory.slice_left = scheduler_.levels[memory.level].quantum;
        return;
    }
    memory.level = std::min(memory.level + 1, scheduler_.levels.size() - 1);
    fill(memory);
}

// All threads move to the top level: lower levels join its tail, from the lowest up, and running threads
// go to its head. Ready threads that are then in front of a running thread take its core.
void Machine::boost(Server& server, int queue) {
    struct Place {
        int level;
        bool ready;
        int64_t place;
        int thread;
    };
    std::vector<Place> order;
    for (Memory& memory : server.memories) {
        if (memory.queue != queue) continue;
        const bool ready = std::any_of(server.ready.begin(), server.ready.end(),
                                       [&](const Ready& r) { return r.thread == memory.thread; });
        if (stands(server, memory, queue)) order.push_back({-int(memory.level), ready, memory.place, memory.thread});
        // The thread of the top level stays in front.
        if (memory.level == 0 && !order.empty() && order.back().thread == memory.thread)
            order.back().level = -1'000'000;
        memory.level = 0;
        fill(memory);
    }
    std::sort(order.begin(), order.end(), [](const Place& a, const Place& b) {
        return std::tuple(a.level, a.ready, a.place) < std::tuple(b.level, b.ready, b.place);
    });
    for (size_t i = 0; i < order.size(); ++i) {
        const int64_t place = order[i].level == -1'000'000 ? order[i].place : next_place(server);
        memory_of(order[i].thread, queue).place = place;
        for (Ready& ready : server.ready) {
            if (ready.thread != order[i].thread || ready.queue != queue) continue;
            ready.place = place;
            ready.rank = 0;
            for (size_t behind = i + 1; behind < order.size(); ++behind)
                if (!order[behind].ready) ready.takes_from.push_back(order[behind].thread);
        }
    }
}

// Puts the thread at the head of its level, but behind those that came there while it ran.
void Machine::to_the_head(Server& server, Ready& ready) const {
    std::vector<Ready*> level;
    for (Ready& other : server.ready)
        if (other.queue == ready.queue && other.rank == ready.rank) level.push_back(&other);
    std::sort(level.begin(), level.end(), [](const Ready* a, const Ready* b) { return a->place < b->place; });
    const auto stands_before = [&](const Ready* other) {
        return std::find(other->takes_from.begin(), other->takes_from.end(), ready.thread) != other->takes_from.end();
    };
    const auto first = std::find_if_not(level.begin(), level.end(), stands_before);
    if (first == level.end()) return;
    ready.place = (*first)->place - 1;
    for (auto before = level.begin(); before != first; ++before) --(*before)->place;
}

}  // namespace reference
