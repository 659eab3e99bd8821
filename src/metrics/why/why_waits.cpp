#include "metrics/why/why_words.h"

#include "metrics/numbers/ending.h"
#include "metrics/why/in_line.h"
#include "metrics/why/why_callbacks.h"
#include "scenario/policies.h"

#include <algorithm>

namespace metrics {

using scenario::StepKind;
using trace::Reason;
using trace::Span;
using trace::SpanKind;

RichText Words::wait(const Span& span, Time t) const {
    const std::string name = task(span.task), until = time_label(span.end());
    RichText text;
    switch (span.reason) {
        case Reason::event: {
            const RichText what = awaited_event(scenario_, log_, span.task, t);
            if (log_.is_forever(span.end()))
                text = say("*{^task}* waits for the event that its *callbacks* are registered for.", {{"task", name}});
            else
                text = what.empty()
                           ? say("*{^task}* waits until {time} for the event that its *callbacks* are registered for.",
                                 {{"task", name}, {"time", until}})
                           : say("*{^task}* waits until {time} for *{event}*.",
                                 {{"task", name}, {"time", until}, {"event", what}});
            break;
        }
        case Reason::sleep: text = say("*{^task}* sleeps until {time}.", {{"task", name}, {"time", until}}); break;
        case Reason::device: {
            const std::string& device = scenario_.devices[step(span).device.index].name;
            text = say("*{^task}* waits for the *{device}* until {time}.",
                       {{"task", name}, {"device", device}, {"time", until}});
            break;
        }
        case Reason::device_queue: text = at_device(span, t); break;
        case Reason::lock: text = for_lock(span, t); break;
        case Reason::semaphore: text = for_permit(span, t); break;
        case Reason::queue_full:
        case Reason::queue_empty: text = for_message(span, t); break;
        case Reason::offload: text = for_offload(span, t); break;
        case Reason::children:
        case Reason::parts: text = for_tasks(span, t); break;
        case Reason::padding:
            return say(
                "*{^task}* does not need the rest of its *slice* but keeps the core until {time}: slices always last "
                "their full length.",
                {{"task", name}, {"time", until}});
        default: text = say("*{^task}* waits until {time}.", {{"task", name}, {"time", until}}); break;
    }
    const bool blocked = span.kind == SpanKind::blocked;
    if (blocked && !span.thread) text.then(say("Its thread works on them."));
    else if (blocked) text.then(say("Its thread is *blocked*: it is held all this time and does nothing."));
    else text.then(say("It holds *no thread*: that is asynchrony."));
    if (blocked && scenario_.machine.scheduler.on_block == scenario::OnBlock::hold)
        text.then(say("Its core waits with it."));
    return text.then(forever(span)).then(patience(span, t));
}

RichText Words::forever(const Span& span) const {
    if (!log_.is_forever(span.end())) return {};
    const Ended ended = ending_of(scenario_, log_);
    if (!ended.forever()) return {};
    const bool in_circle = std::any_of(ended.circle.begin(), ended.circle.end(),
                                       [&](const Waits& link) { return link.who.task == span.task; });
    if (!in_circle) return say("It waits *forever*: nothing can happen any more.");
    return say(
        "It waits *forever*: this is a *deadlock* of {n|one task, which waits for itself|{n} tasks, which wait for "
        "each other in a circle}.",
        {{"n", ended.circle.size()}});
}

RichText Words::at_device(const Span& span, Time t) const {
    const scenario::Device& device = scenario_.devices[step(span).device.index];
    const auto rank = [&](const Span& it) { return step(it).priority.value_or(row(it.task).priority); };
    const bool ranked =
        device.discipline == scenario::Discipline::priority || device.discipline == scenario::Discipline::preemptive;
    std::vector<Span> line = line_for(span, t);
    if (ranked) std::erase_if(line, [&](const Span& other) { return rank(other) > rank(span); });
    size_t at = place(line, span, [&](const Span& other) { return !ranked || rank(other) == rank(span); });
    if (ranked)
        at += size_t(
            std::count_if(line.begin(), line.end(), [&](const Span& other) { return rank(other) < rank(span); }));
    const std::optional<Span> earlier = before(span);
    const bool interrupted = earlier && earlier->reason == Reason::device && earlier->step == span.step;
    RichText text =
        say(interrupted
                ? Phrase("*{^task}* was *interrupted* at the {device} by a more urgent task and waits until {time}.")
                : Phrase("*{^task}* waits *for its turn* at the {device} until {time}."),
            {{"task", task(span.task)}, {"device", device.name}, {"time", time_label(span.end())}});
    return text.then(say(
        ranked ? Phrase("It is {line}; the {device} serves {n|one task|{n} tasks} at a time, the most urgent first.")
               : Phrase("It is {line}; the {device} serves {n|one task|{n} tasks} at a time."),
        {{"line", in_line(at)}, {"device", device.name}, {"n", device.capacity}}));
}

namespace {

// Says what the holder of a lock is doing.
Phrase holder_phrase(SpanKind kind, bool just_taken) {
    switch (kind) {
        case SpanKind::running:
        case SpanKind::sharing:
            return just_taken ? Phrase("*{^holder}* has just taken it and is running.")
                              : Phrase("*{^holder}* has held it for {time} and is running.");
        case SpanKind::ready:
            return just_taken ? Phrase("*{^holder}* has just taken it and needs a core itself.")
                              : Phrase("*{^holder}* has held it for {time} and needs a core itself.");
        default:
            return just_taken ? Phrase("*{^holder}* has just taken it and is waiting itself.")
                              : Phrase("*{^holder}* has held it for {time} and is waiting itself.");
    }
}

}  // namespace

// The holder is the task that has passed a lock step but not the unlock step.
RichText Words::for_lock(const Span& span, Time t) const {
    const LockId lock = step(span).lock;
    const bool each_its_own = scenario_.locks[lock.index].per == scenario::Per::server;
    const size_t at = place(line_for(span, t), span, [](const Span&) { return true; });
    RichText text = say("*{^task}* waits for lock *{lock}*, {line}.",
                        {{"task", task(span.task)}, {"lock", scenario_.locks[lock.index].name}, {"line", in_line(at)}});
    for (size_t i : index_.at(log_, t)) {
        const Span other = log_.spans[i];
        if (other.task == span.task || (each_its_own && server_of(other) != server_of(span))) continue;
        const std::vector<scenario::Step>& list = steps(other.task);
        std::optional<uint32_t> taken;
        for (uint32_t s = 0; s < std::min<size_t>(other.step, list.size()); ++s) {
            if (list[s].kind == StepKind::lock && list[s].lock == lock) taken = s;
            if (list[s].kind == StepKind::unlock && list[s].lock == lock) taken.reset();
        }
        if (!taken) continue;
        const Time since = t - beyond_since(other, *taken);
        text.then(say(holder_phrase(other.kind, since == Time{}),
                      {{"holder", task(other.task)}, {"time", time_label(since)}}));
        if (scenario_.locks[lock.index].inherit == scenario::Inherit::inheritance &&
            scenario::inherits_priority(scenario_, row(span.task), row(other.task)))
            text.then(say("Until it releases the lock, it is as urgent as *{task}*.", {{"task", task(span.task)}}));
        return text;
    }
    return text;
}

namespace {

// Returns how many permits a task holds that has reached step `next` of its list.
int64_t permits_held(const std::vector<scenario::Step>& list, size_t next, SemaphoreId semaphore) {
    int64_t held = 0;
    for (size_t s = 0; s < std::min(next, list.size()); ++s) {
        if (list[s].semaphore != semaphore) continue;
        held += list[s].kind == StepKind::acquire ? 1 : held > 0 ? -1 : 0;
    }
    return held;
}

}  // namespace

// Names the tasks that hold permits; if there are none, those that will release one.
RichText Words::for_permit(const Span& span, Time t) const {
    const SemaphoreId semaphore = step(span).semaphore;
    const scenario::Semaphore& what = scenario_.semaphores[semaphore.index];
    std::vector<TaskId> holders, givers;
    for (size_t i : index_.at(log_, t)) {
        const Span other = log_.spans[i];
        if (other.task == span.task || (what.per == scenario::Per::server && server_of(other) != server_of(span)))
            continue;
        const std::vector<scenario::Step>& list = steps(other.task);
        if (permits_held(list, other.step, semaphore) > 0) holders.push_back(other.task);
        const auto gives = [&](const scenario::Step& s) {
            return s.kind == StepKind::release && s.semaphore == semaphore;
        };
        if (std::any_of(list.begin() + ptrdiff_t(std::min<size_t>(other.step, list.size())), list.end(), gives))
            givers.push_back(other.task);
    }
    const size_t at = place(line_for(span, t), span, [](const Span&) { return true; });
    RichText text =
        what.count > 0
            ? say("*{^task}* waits for a permit of semaphore *{semaphore}*, {line}: {n|its only permit is|all {n} "
                  "permits are} taken.",
                  {{"task", task(span.task)}, {"semaphore", what.name}, {"line", in_line(at)}, {"n", what.count}})
            : say("*{^task}* waits for a permit of semaphore *{semaphore}*, {line}: it has none until a task releases "
                  "one.",
                  {{"task", task(span.task)}, {"semaphore", what.name}, {"line", in_line(at)}});
    if (!holders.empty()) return text.then(say("Held by {tasks}.", {{"tasks", tasks(holders)}}));
    if (!givers.empty()) return text.then(say("Tasks that will release one: {tasks}.", {{"tasks", tasks(givers)}}));
    return text.then(say("No task in progress will release one."));
}

// Names the tasks that can end the wait: those in progress whose remaining steps send a message, or receive one.
RichText Words::for_message(const Span& span, Time t) const {
    const bool full = span.reason == Reason::queue_full;
    const QueueId queue = step(span).queue;
    const scenario::Queue& what = scenario_.queues[queue.index];
    const StepKind wanted = full ? StepKind::receive : StepKind::send;
    std::vector<TaskId> others;
    for (size_t i : index_.at(log_, t)) {
        const Span other = log_.spans[i];
        if (other.task == span.task || (what.per == scenario::Per::server && server_of(other) != server_of(span)))
            continue;
        const std::vector<scenario::Step>& list = steps(other.task);
        if (std::any_of(list.begin() + std::min<ptrdiff_t>(other.step, ptrdiff_t(list.size())), list.end(),
                        [&](const scenario::Step& s) { return s.kind == wanted && s.queue == queue; }))
            others.push_back(other.task);
    }
    const size_t at = place(line_for(span, t), span, [](const Span&) { return true; });
    RichText text = full ? say("*{^task}* waits to send to queue *{queue}*, which is *full*: it contains {n|{n} "
                               "message|{n} messages}.",
                               {{"task", task(span.task)}, {"queue", what.name}, {"n", what.capacity}})
                         : say("*{^task}* waits for a message in queue *{queue}*, which is *empty*.",
                               {{"task", task(span.task)}, {"queue", what.name}});
    if (at > 1) text.then(say("It is {line}.", {{"line", in_line(at)}}));
    if (others.empty())
        return text.then(full ? say("No task in progress will receive one.")
                              : say("No task in progress will send one."));
    text.then(full ? say("Receivers: {tasks}.", {{"tasks", tasks(others)}})
                   : say("Senders: {tasks}.", {{"tasks", tasks(others)}}));
    if (!full && what.delay > Time{})
        text.then(say("A message takes {time} to arrive.", {{"time", time_label(what.delay)}}));
    return text;
}

RichText Words::for_offload(const Span& span, Time t) const {
    bool no_worker = false, no_core = false;
    for (size_t i : index_.at(log_, t)) {
        const Span other = log_.spans[i];
        const trace::Task& it = log_.tasks[other.task.index];
        if (it.parent != span.task || it.kind != trace::TaskKind::offload || it.arrival < span.start) continue;
        no_worker = no_worker || other.kind == SpanKind::queued;
        no_core = no_core || other.kind == SpanKind::ready;
    }
    return say(
        no_worker ? Phrase("*{^task}* has handed its work to a *worker* and waits until {time}: no worker is free yet.")
        : no_core
            ? Phrase("*{^task}* has handed its work to a *worker* and waits until {time}: the worker needs a core.")
            : Phrase("*{^task}* has handed its work to a *worker* and waits until {time}."),
        {{"task", task(span.task)}, {"time", time_label(span.end())}});
}

// Says how many of the parts or children are unfinished, and what they do.
RichText Words::for_tasks(const Span& span, Time t) const {
    const scenario::Step& wait = step(span);
    const bool children = span.reason == Reason::children;
    std::vector<TaskId> left;
    size_t all = 0;
    for (uint32_t i = span.task.index + 1; i < log_.tasks.size(); ++i) {  // they are made after their parent
        const trace::Task& other = log_.tasks[i];
        if (other.parent != span.task || other.arrival > t) continue;
        const bool mine =
            children ? other.kind == trace::TaskKind::spawned && (!wait.program || other.program == *wait.program)
                     : other.kind == trace::TaskKind::part && other.arrival >= span.start;
        if (!mine) continue;
        ++all;
        if (!over({i}, t)) left.push_back({i});
    }
    size_t run = 0, wait_for_worker = 0, want_core = 0;
    for (size_t i : index_.at(log_, t)) {
        const Span other = log_.spans[i];
        if (std::find(left.begin(), left.end(), other.task) == left.end()) continue;
        run += other.kind == SpanKind::running || other.kind == SpanKind::sharing;
        wait_for_worker += other.kind == SpanKind::queued;
        want_core += other.kind == SpanKind::ready;
    }
    std::vector<RichText> states;
    if (run > 0) states.push_back(say("{n|{n} is|{n} are} running", {{"n", run}}));
    if (want_core > 0) states.push_back(say("{n|{n} needs|{n} need} a core", {{"n", want_core}}));
    if (wait_for_worker > 0) states.push_back(say("{n|{n} is|{n} are} queued", {{"n", wait_for_worker}}));
    const RichText what = list_of(states);
    const std::string name = task(span.task);
    if (states.empty()) {
        return say(
            children
                ? Phrase("*{^task}* waits for the tasks that it *spawned*: {left} of {all} {left|is|are} unfinished.")
                : Phrase("*{^task}* waits for its *parts*: {left} of {all} {left|is|are} unfinished."),
            {{"task", name}, {"left", left.size()}, {"all", all}});
    }
    return say(children
                   ? Phrase("*{^task}* waits for the tasks that it *spawned*: {left} of {all} {left|is|are} unfinished "
                            "({states}).")
                   : Phrase("*{^task}* waits for its *parts*: {left} of {all} {left|is|are} unfinished ({states})."),
               {{"task", name}, {"left", left.size()}, {"all", all}, {"states", what}});
}

}  // namespace metrics
