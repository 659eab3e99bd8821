#include "metrics/numbers/ending.h"

#include "metrics/numbers/wait_graph.h"
#include "scenario/programs.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace metrics {

namespace {

using scenario::Per;
using scenario::Step;
using scenario::StepKind;
using trace::Reason;
using trace::Span;
using trace::SpanKind;

// What tasks wait for: a thing, with the server that it belongs to if each server has its own.
enum class Thing : uint8_t {
    task,
    lock,
    permit,
    room,
    message,
    children,
    parts,
    thread,
    worker,
    core,
    row,
    row_before
};
struct Key {
    Thing thing = Thing::task;
    uint32_t index = 0;
    uint32_t server = 0;
    bool operator<(const Key& other) const {
        return std::tie(thing, index, server) < std::tie(other.thing, other.index, other.server);
    }
};

constexpr size_t max_waiting = 200'000;  // a larger graph is not searched

class Steps {
public:
    Steps(const scenario::Scenario& scenario, const trace::Log& log)
        : scenario_(scenario), log_(log), lists_(scenario), certain_only_(!log.halted) {
        for (size_t i = log.spans.size(); i-- > 0 && log.spans.end(i) >= log.end && last_.size() <= max_waiting;) {
            const Span span = log.spans[i];
            if (log.tasks[span.task.index].outcome == trace::Outcome::unfinished) last_.push_back(span);
        }
        if (last_.size() > max_waiting) last_.clear();
        std::sort(last_.begin(), last_.end(), [](const Span& a, const Span& b) { return a.task < b.task; });
    }

    const std::vector<Span>& last() const { return last_; }

    // Each element waits for the next.
    std::vector<Waits> circle() {
        for (uint32_t i = 0; i < last_.size(); ++i) place_of_[last_[i].task.index] = graph_.add_node();
        for (const Span& span : last_)
            for (const Key& key : awaited(span)) thing(key);
        for (uint32_t i = 0; i < last_.size(); ++i) hold(i);
        for (uint32_t i = 0; i < last_.size(); ++i)
            for (const Key& key : awaited(last_[i])) graph_.add_arrow(i, thing(key));
        for (uint32_t i = 0; i < last_.size() && !certain_only_; ++i)
            if (last_[i].reason == Reason::semaphore) wait_for_permit(i);
        std::vector<uint32_t> tasks = graph_.circle();
        std::erase_if(tasks, [&](uint32_t node) { return node >= last_.size(); });
        std::vector<Waits> circle;
        for (size_t i = 0; i < tasks.size(); ++i)
            circle.push_back(waits(last_[tasks[i]], last_[tasks[(i + 1) % tasks.size()]].task));
        return circle;
    }

    static Waits waits(const Span& span, TaskId on) { return {{span.task}, span.reason, span.step, {on}}; }

    Time since(TaskId task) const { return last_[place_of_.at(task.index)].start; }

private:
    const trace::Task& task(TaskId id) const { return log_.tasks[id.index]; }
    const std::vector<Step>& steps(const Span& span) const { return lists_[task(span.task).program]; }
    uint32_t server_of(const Span& span, Per per) const { return per == Per::server ? task(span.task).server : 0; }
    Key lock_key(const Span& span, uint32_t lock) const {
        return {Thing::lock, lock, server_of(span, scenario_.locks[lock].per)};
    }
    Key permit_key(const Span& span, uint32_t semaphore) const {
        return {Thing::permit, semaphore, server_of(span, scenario_.semaphores[semaphore].per)};
    }
    Key queue_key(const Span& span, Thing thing, uint32_t queue) const {
        return {thing, queue, server_of(span, scenario_.queues[queue].per)};
    }

    // The rules: what a task waits for, according to the reason of its last span.
    std::vector<Key> awaited(const Span& span) const {
        const uint32_t server = task(span.task).server;
        const auto unless_certain = [&](Key key) { return certain_only_ ? std::vector<Key>{} : std::vector<Key>{key}; };
        switch (span.reason) {
            case Reason::lock: return {lock_key(span, steps(span)[span.step].lock.index)};
            case Reason::children: return {{Thing::children, span.task.index, 0}};
            case Reason::parts:
            case Reason::offload: return {{Thing::parts, span.task.index, 0}};
            case Reason::serial: return {{Thing::row_before, task(span.task).row, 0}};
            case Reason::after: {
                std::vector<Key> rows;
                for (const uint32_t row : scenario_.work[task(span.task).row].after)
                    rows.push_back({Thing::row, row, 0});
                return rows;
            }
            case Reason::queue_full:
                return unless_certain(queue_key(span, Thing::room, steps(span)[span.step].queue.index));
            case Reason::queue_empty:
                return unless_certain(queue_key(span, Thing::message, steps(span)[span.step].queue.index));
            case Reason::no_worker: return unless_certain({Thing::worker, 0, server});
            case Reason::no_thread:
            case Reason::loop_busy: return unless_certain({Thing::thread, 0, server});
            case Reason::core_busy:
            case Reason::slice_over:
            case Reason::preempted: return unless_certain({Thing::core, 0, server});
            default: return {};
        }
    }

    uint32_t thing(const Key& key) {
        const auto [at, is_new] = things_.try_emplace(key, 0);
        if (is_new) at->second = graph_.add_node();
        return at->second;
    }
    void has(const Key& key, uint32_t place) {
        if (const auto at = things_.find(key); at != things_.end()) graph_.add_arrow(at->second, place);
    }

    // Adds what a task holds and others wait for, and what it could still bring them.
    void hold(uint32_t place) {
        const Span& span = last_[place];
        const trace::Task& it = task(span.task);
        if (it.kind == trace::TaskKind::arrived) has({Thing::row, it.row, 0}, place);
        if (it.kind == trace::TaskKind::arrived && span.reason != Reason::serial && span.reason != Reason::after)
            has({Thing::row_before, it.row, 0}, place);
        if (it.kind == trace::TaskKind::spawned) has_child(it, place);
        else if (it.parent) has({Thing::parts, it.parent.index, 0}, place);
        if (span.kind == SpanKind::blocked && span.thread) {
            has({log_.threads[span.thread.index].worker ? Thing::worker : Thing::thread, 0, it.server}, place);
            if (scenario_.machine.scheduler.on_block == scenario::OnBlock::hold)
                has({Thing::core, 0, it.server}, place);
        }
        const std::vector<Step>& list = steps(span);
        const size_t at = std::min<size_t>(span.step, list.size());
        for (const uint32_t lock : held_at(list, at)) has(lock_key(span, lock), place);
        const bool waits = span.kind == SpanKind::blocked || span.kind == SpanKind::waiting;
        for (const uint32_t semaphore : permits_at(list, at)) givers_[permit_key(span, semaphore)].push_back(place);
        const Future& later = future(list, at + (waits ? 1 : 0));
        for (const uint32_t semaphore : later.releases) givers_[permit_key(span, semaphore)].push_back(place);
        for (const uint32_t queue : later.sends) has(queue_key(span, Thing::message, queue), place);
        for (const uint32_t queue : later.receives) has(queue_key(span, Thing::room, queue), place);
    }

    // A task waits for the others that could release a permit, and for itself only if no other could. When nothing
    // can happen any more, it does not matter that there are several; a few of them are enough for a circle.
    void wait_for_permit(uint32_t place) {
        constexpr size_t few = 8;
        const Span& span = last_[place];
        const std::vector<uint32_t>& givers = givers_[permit_key(span, steps(span)[span.step].semaphore.index)];
        size_t found = 0;
        for (size_t i = 0; i < givers.size() && found < few; ++i) {
            if (givers[i] == place) continue;
            graph_.add_arrow(place, givers[i]);
            ++found;
        }
        if (found == 0 && !givers.empty()) graph_.add_arrow(place, place);
    }

    // A join of one program waits only for children of that program.
    void has_child(const trace::Task& child, uint32_t place) {
        const auto parent = place_of_.find(child.parent.index);
        if (parent == place_of_.end()) return;
        const Span& span = last_[parent->second];
        if (span.reason != Reason::children) return;
        const Step& join = steps(span)[span.step];
        if (!join.program || *join.program == child.program) has({Thing::children, child.parent.index, 0}, place);
    }

    // Cached: the tasks of one program are at only a few different steps.
    const std::vector<uint32_t>& held_at(const std::vector<Step>& list, size_t at) {
        const auto [known, is_new] = held_.try_emplace({list.data(), at});
        std::vector<uint32_t>& locks = known->second;
        for (size_t s = 0; is_new && s < at; ++s) {
            if (list[s].kind == StepKind::lock) locks.push_back(list[s].lock.index);
            if (list[s].kind == StepKind::unlock) std::erase(locks, list[s].lock.index);
        }
        return locks;
    }

    // Returns the semaphores from which the steps before `at` have acquired more permits than they have released.
    static std::vector<uint32_t> permits_at(const std::vector<Step>& list, size_t at) {
        std::map<uint32_t, int64_t> held;
        for (size_t s = 0; s < at; ++s) {
            if (list[s].kind == StepKind::acquire) ++held[list[s].semaphore.index];
            if (list[s].kind == StepKind::release) --held[list[s].semaphore.index];
        }
        std::vector<uint32_t> semaphores;
        for (const auto& [semaphore, permits] : held)
            if (permits > 0) semaphores.push_back(semaphore);
        return semaphores;
    }

    // The queues that the steps from `from` on send to and receive from, and the semaphores that they release.
    // Includes the steps of parts and of spawned tasks.
    struct Future {
        std::set<uint32_t> sends, receives, releases;
    };
    const Future& future(const std::vector<Step>& list, size_t from) {
        const auto [known, is_new] = futures_.try_emplace({list.data(), from});
        std::set<uint32_t> spawned;
        if (is_new) look_ahead(list, from, known->second, spawned);
        return known->second;
    }
    void look_ahead(const std::vector<Step>& list, size_t from, Future& future, std::set<uint32_t>& spawned) const {
        for (size_t s = from; s < list.size(); ++s) {
            const Step& step = list[s];
            if (step.kind == StepKind::send) future.sends.insert(step.queue.index);
            if (step.kind == StepKind::release) future.releases.insert(step.semaphore.index);
            if (step.kind == StepKind::receive) future.receives.insert(step.queue.index);
            look_ahead(step.steps, 0, future, spawned);
            if (step.kind == StepKind::spawn && spawned.insert(*step.program).second)
                look_ahead(scenario_.programs[*step.program].steps, 0, future, spawned);
        }
    }

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const scenario::StepLists lists_;
    const bool certain_only_;  // because something may still happen
    std::vector<Span> last_;   // the last spans of unfinished tasks, by task
    std::unordered_map<uint32_t, uint32_t> place_of_;  // the index in last_, by task; never iterated
    std::map<Key, uint32_t> things_;                   // the nodes of things
    // By semaphore: the tasks in last_ that hold a permit or will release one.
    std::map<Key, std::vector<uint32_t>> givers_;
    std::map<std::pair<const Step*, size_t>, std::vector<uint32_t>> held_;  // never iterated
    std::map<std::pair<const Step*, size_t>, Future> futures_;              // likewise
    WaitGraph graph_;
};

std::vector<Waits> circle_of_coroutines(const trace::Log& log) {
    const auto& blocked = log.callbacks.blocked;
    WaitGraph graph;
    std::map<uint32_t, uint32_t> places;  // by callback
    for (const trace::Blocked& one : blocked) places[one.callback] = graph.add_node();
    for (const trace::Blocked& one : blocked)
        for (const uint32_t on : one.on)
            if (const auto at = places.find(on); at != places.end()) graph.add_arrow(places[one.callback], at->second);
    const std::vector<uint32_t> nodes = graph.circle();
    const auto waiter = [&](uint32_t node) {
        return Waiter{log.callbacks.all[blocked[node].callback].task, blocked[node].callback};
    };
    std::vector<Waits> circle;
    for (size_t i = 0; i < nodes.size(); ++i)
        circle.push_back({waiter(nodes[i]), Reason::event, 0, waiter(nodes[(i + 1) % nodes.size()])});
    return circle;
}

// Returns whether an error that nothing handles ended the program. That ends a process of node; a page and asyncio
// continue.
bool crashed(const scenario::Scenario& scenario, const trace::Log& log) {
    return scenario.strategy.runtime == scenario::Runtime::node &&
           std::any_of(log.callbacks.lines.begin(), log.callbacks.lines.end(),
                       [](const trace::Line& line) { return line.error; });
}

}  // namespace

const char* ending_name(Ending ending) {
    constexpr const char* names[] = {"running", "finished", "stopped", "cut-short", "crashed", "deadlock", "stuck"};
    return names[size_t(ending)];
}

Ended ending_of(const scenario::Scenario& scenario, const trace::Log& log) {
    constexpr size_t few = 3;
    Ended ended;
    if (log.recording) return ended;
    for (const trace::Task& task : log.tasks)
        ended.waiting += stands_alone(task) && task.outcome == trace::Outcome::unfinished;
    const bool at_stop = scenario.stop && log.end == *scenario.stop;
    if (!log.complete) ended.how = Ending::cut_short;
    else if (at_stop) ended.how = Ending::stopped;
    else if (!log.halted && ended.waiting > 0) ended.how = Ending::running;
    if (ended.waiting == 0 || ended.how == Ending::running) return ended;

    Steps steps(scenario, log);
    ended.circle = steps.circle();
    for (const Waits& link : ended.circle) ended.at = std::max(ended.at, steps.since(link.who.task));
    if (ended.circle.empty()) {
        ended.circle = circle_of_coroutines(log);
        for (const Waits& link : ended.circle)
            ended.at = std::max(ended.at, log.callbacks.all[link.who.callback].registered);
    }
    if (!ended.circle.empty()) {
        ended.how = Ending::deadlock;
    } else if (log.halted && !at_stop) {
        ended.how = crashed(scenario, log) ? Ending::crashed : Ending::stuck;
        ended.at = *log.halted;
        for (const trace::Blocked& one : log.callbacks.blocked)
            if (ended.waits.size() < few)
                ended.waits.push_back({{log.callbacks.all[one.callback].task, one.callback}, Reason::event, 0, {}});
        for (const Span& span : steps.last())
            if (ended.waits.size() < few && span.reason != Reason::event) ended.waits.push_back(Steps::waits(span, {}));
    }
    return ended;
}

}  // namespace metrics
