#include "model/schedulers/multilevel_queue.h"

#include "scenario/policies.h"

#include <algorithm>

namespace model {

MultilevelQueue::MultilevelQueue(const scenario::Scheduler& options, Facts& facts, bool restricted, const Make& make)
    : facts_(facts), restricted_(restricted) {
    const bool at_head = scenario::preempted(options) == scenario::Preempted::head;
    for (size_t i = 0; i < options.classes.size(); ++i) {
        const scenario::Scheduler of_class = scenario::scheduler_of_class(options, i);
        Class& made = classes_.emplace_back();
        made.scheduler = make(of_class);
        made.preemptive = scenario::preemptive(of_class);
        made.keeps_front = at_head && !scenario::row_of(of_class.policy).ranks;
    }
}

uint32_t MultilevelQueue::class_of(ThreadId thread) const {
    return uint32_t(std::min(size_t(facts_.thread(thread).class_number), classes_.size() - 1));
}

// The thread may work on a task of another class than before. Its old class then forgets it.
void MultilevelQueue::settle(ThreadId thread) {
    Home& home = home_[thread];
    const uint32_t number = class_of(thread);
    if (home.number == number) return;
    if (home.number != Home::nowhere) classes_[home.number].scheduler->leaves(thread, Leaves::ended);
    home.number = number;
}

void MultilevelQueue::add(ThreadId thread, Joins how) {
    settle(thread);
    Class& home = home_of(thread);
    ++home.waiting;
    if (restricted_) home.ready.push_back(thread);
    if (how == Joins::preempted && home.keeps_front) home.front.push_back(thread);
    else home.scheduler->add(thread, how);
}

ThreadId MultilevelQueue::taken(Class& from, ThreadId thread) {
    if (!thread) return thread;
    --from.waiting;
    facts_.looked(from.ready.size() / 4);
    std::erase(from.ready, thread);
    return thread;
}

ThreadId MultilevelQueue::take_front(Class& from, CoreId core) {
    for (size_t i = from.front.size(); i-- > 0;) {
        const ThreadId thread = from.front[i];
        if (restricted_ && !facts_.may_run(thread, core)) continue;
        from.front.erase(from.front.begin() + std::ptrdiff_t(i));
        return thread;
    }
    return {};
}

ThreadId MultilevelQueue::pick(CoreId core) {
    for (Class& each : classes_) {
        if (each.waiting == 0) continue;
        ThreadId thread = take_front(each, core);
        if (!thread) thread = each.scheduler->pick(core);
        if (thread) return taken(each, thread);
    }
    return {};
}

ThreadId MultilevelQueue::pick_last(CoreId core) {
    for (size_t i = classes_.size(); i-- > 0;) {
        Class& each = classes_[i];
        if (each.waiting == 0) continue;
        if (const ThreadId thread = each.scheduler->pick_last(core)) return taken(each, thread);
        for (size_t n = 0; n < each.front.size(); ++n) {
            const ThreadId thread = each.front[n];
            if (restricted_ && !facts_.may_run(thread, core)) continue;
            each.front.erase(each.front.begin() + std::ptrdiff_t(n));
            return taken(each, thread);
        }
    }
    return {};
}

void MultilevelQueue::remove(ThreadId thread) {
    Class& home = home_of(thread);
    facts_.looked(home.front.size() / 4);
    if (std::erase(home.front, thread) == 0) home.scheduler->remove(thread);
    taken(home, thread);
}

void MultilevelQueue::changed(ThreadId thread) {
    if (home_[thread].number != Home::nowhere) scheduler_of(thread).changed(thread);
}

void MultilevelQueue::leaves(ThreadId thread, Leaves how) {
    Home& home = home_[thread];
    if (home.number == Home::nowhere) return;  // it left its queue before it had a core
    classes_[home.number].scheduler->leaves(thread, how);
    if (how == Leaves::ended) home.number = Home::nowhere;
}

void MultilevelQueue::returns(ThreadId thread, CoreId core) {
    settle(thread);
    scheduler_of(thread).returns(thread, core);
}

bool MultilevelQueue::fits(const Class& ready, uint32_t core) const {
    if (!restricted_) return true;
    facts_.looked(ready.ready.size());
    return std::any_of(ready.ready.begin(), ready.ready.end(),
                       [&](ThreadId thread) { return facts_.may_run(thread, {core}); });
}

CoreId MultilevelQueue::preempted(std::span<const ThreadId> running) {
    std::vector<uint32_t> on_core(running.size(), Home::nowhere);  // the classes of the running threads
    for (uint32_t i = 0; i < running.size(); ++i)
        if (running[i]) on_core[i] = class_of(running[i]);
    for (uint32_t number = 0; number < classes_.size(); ++number) {
        Class& ready = classes_[number];
        if (ready.waiting == 0) continue;
        CoreId worst;
        uint32_t min_urgent = number;
        for (uint32_t i = 0; i < running.size(); ++i) {
            if (!running[i] || on_core[i] <= number || on_core[i] < min_urgent || !fits(ready, i)) continue;
            worst = {i};
            min_urgent = on_core[i];
        }
        if (worst) return worst;
        if (!ready.preemptive) continue;
        std::vector<ThreadId> of_class(running.size());
        for (uint32_t i = 0; i < running.size(); ++i)
            if (on_core[i] == number) of_class[i] = running[i];
        if (const CoreId core = ready.scheduler->preempted(of_class)) return core;
    }
    return {};
}

}  // namespace model
