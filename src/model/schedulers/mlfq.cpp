#include "model/schedulers/mlfq.h"

#include <algorithm>

namespace model {

Mlfq::Mlfq(const scenario::Scheduler& options, Facts& facts, bool restricted)
    : options_(options), facts_(facts), restricted_(restricted), queues_(options.levels.size()) {}

void Mlfq::fill(State& state) {
    state.left = options_.levels[state.level].quantum;
    state.allotment = options_.levels[state.level].allotment;
}

void Mlfq::tell(ThreadId thread) {
    const State& state = state_of(thread);
    facts_.tell(Facts::Told::level, thread, int64_t(state.level), state.left.ns, state.allotment);
}

void Mlfq::slice_over(ThreadId thread) {
    State& state = state_of(thread);
    if (--state.allotment > 0) {
        state.left = options_.levels[state.level].quantum;
    } else {
        if (state.level + 1 < queues_.size()) ++state.level;
        fill(state);
    }
    tell(thread);
}

// Did `ready` move ahead of `running` during its current turn?
bool Mlfq::stands_before(ThreadId ready, ThreadId running) {
    const auto& before = states_[ready].before;
    if (before.empty()) return false;
    facts_.looked(before.size() / 2);
    return std::find(before.begin(), before.end(), std::pair(running, states_[running].turn)) != before.end();
}

void Mlfq::meet(ThreadId thread) {
    State& state = state_of(thread);
    if (state.known) return;
    state.known = true;
    state.level = 0;
    fill(state);
    tell(thread);
}

void Mlfq::takes_turn(ThreadId thread) {
    State& state = state_of(thread);
    state.turn = ++turns_;
    state.before.clear();
    running_.push_back(thread);
}

void Mlfq::returns(ThreadId thread, CoreId) {
    meet(thread);  // it may get its first core by waking
    takes_turn(thread);
}

void Mlfq::add(ThreadId thread, Joins how) {
    State& state = state_of(thread);
    std::erase(running_, thread);
    state.before.clear();
    facts_.looked(running_.size() / 4);
    meet(thread);
    const bool used_up = state.left == Time{};
    if (used_up) slice_over(thread);
    std::list<ThreadId>& queue = queues_[state.level];
    if (how == Joins::preempted && !used_up) {
        const auto place =
            std::find_if(queue.begin(), queue.end(), [&](ThreadId other) { return !stands_before(other, thread); });
        queue.insert(place, thread);
    } else if (how == Joins::woken && options_.io_front) {
        queue.push_front(thread);
        for (const ThreadId other : running_)
            if (states_[other].level == state.level) state.before.push_back({other, states_[other].turn});
    } else {
        queue.push_back(thread);
    }
}

template <class Queue>
ThreadId Mlfq::take_from(Queue& queue, CoreId core, bool last) {
    const auto fits = [&](ThreadId thread) { return !restricted_ || facts_.may_run(thread, core); };
    auto at = queue.end();
    if (last) {
        const auto from_end = std::find_if(queue.rbegin(), queue.rend(), fits);
        if (from_end != queue.rend()) at = std::next(from_end).base();
    } else {
        at = std::find_if(queue.begin(), queue.end(), fits);
    }
    if (at == queue.end()) return {};
    const ThreadId thread = *at;
    queue.erase(at);
    takes_turn(thread);
    return thread;
}

ThreadId Mlfq::pick(CoreId core) {
    for (auto& queue : queues_)
        if (const auto thread = take_from(queue, core, false)) return thread;
    return {};
}

ThreadId Mlfq::pick_last(CoreId core) {
    for (auto queue = queues_.rbegin(); queue != queues_.rend(); ++queue)
        if (const auto thread = take_from(*queue, core, true)) return thread;
    return {};
}

void Mlfq::remove(ThreadId thread) {
    for (auto& queue : queues_) {
        facts_.looked(queue.size() / 2);
        std::erase(queue, thread);
    }
    state_of(thread).before.clear();
}

std::optional<Time> Mlfq::slice(ThreadId thread) { return state_of(thread).left; }

void Mlfq::ran(ThreadId thread, Time time) {
    State& state = state_of(thread);
    state.left = std::max(Time{}, state.left - time);
}

void Mlfq::leaves(ThreadId thread, Leaves how) {
    State& state = state_of(thread);
    std::erase(running_, thread);
    if (how == Leaves::ended) {
        state = {};
        return;
    }
    const bool used_up = state.left == Time{};
    if (options_.stay_on_io) {
        fill(state);
        tell(thread);
    }
    if (used_up) slice_over(thread);
}

CoreId Mlfq::preempted(std::span<const ThreadId> running) {
    int64_t lowest = -1;  // the level of the least urgent running thread
    for (const ThreadId thread : running)
        if (thread) lowest = std::max(lowest, int64_t(state_of(thread).level));
    for (uint32_t level = 0; level < queues_.size() && int64_t(level) <= lowest; ++level) {
        // If all running threads are at this level, only threads that have moved ahead can take a core.
        if (int64_t(level) == lowest && !options_.io_front && !options_.boost) break;
        for (const ThreadId ready : queues_[level]) {
            facts_.looked(running.size());
            CoreId worst;
            uint32_t worst_level = level;
            for (uint32_t i = 0; i < running.size(); ++i) {
                if (!running[i] || (restricted_ && !facts_.may_run(ready, {i}))) continue;
                const State& other = state_of(running[i]);
                if (other.level < worst_level || (other.level == level && !stands_before(ready, running[i]))) continue;
                worst = {i};
                worst_level = other.level;
            }
            if (worst) return worst;
        }
    }
    return {};
}

std::optional<Time> Mlfq::next_tick() {
    if (!options_.boost) return {};
    return Time{(facts_.now().ns / options_.boost->ns + 1) * options_.boost->ns};
}

Ticked Mlfq::tick() {
    // The top level comes first, then the others from the lowest up. A running thread is at the head of its level.
    const auto order = [&](uint32_t level) { return level == 0 ? 0 : queues_.size() - level; };
    for (uint32_t level = 0; level < queues_.size(); ++level)
        for (const ThreadId ready : queues_[level]) {
            facts_.looked(2 * running_.size());
            for (const ThreadId other : running_)
                if (order(level) < order(states_[other].level))
                    states_[ready].before.push_back({other, states_[other].turn});
        }
    for (size_t level = queues_.size(); --level > 0;) {
        for (const ThreadId thread : queues_[level]) queues_[0].push_back(thread);
        queues_[level].clear();
    }
    facts_.tell(Facts::Told::boost, {}, 0, 0, 0);
    facts_.looked(states_.size() * 2);
    states_.each([&](ThreadId thread, State& state) {
        if (!state.known) return;
        state.level = 0;
        fill(state);
        tell(thread);
    });
    return Ticked::new_turns;
}

}  // namespace model
