#include "metrics/why/why_callbacks.h"
#include "metrics/why/why_words.h"

#include "metrics/words.h"

#include <algorithm>

namespace metrics {

using scenario::StepKind;
using trace::Reason;
using trace::Span;
using trace::SpanKind;

std::string Words::wait(const Span& span, Time t) const {
    std::string text = start(span.task);
    switch (span.reason) {
        case Reason::event: {
            const std::string what = awaited_event(scenario_, log_, span.task, t);
            text += " waits until " + time_label(span.end()) + " for " + (what.empty() ? "what its *callbacks* are registered for" : "*" + what + "*") + ".";
            break;
        }
        case Reason::sleep: text += " sleeps until " + time_label(span.end()) + "."; break;
        case Reason::device: text += " waits for the *" + scenario_.devices[step(span).device.index].name + "* until " + time_label(span.end()) + "."; break;
        case Reason::device_queue: text += at_device(span, t); break;
        case Reason::lock: text += for_lock(span, t); break;
        case Reason::queue_full:
        case Reason::queue_empty: text += for_message(span, t); break;
        case Reason::children:
        case Reason::parts:
        case Reason::offload: text += for_tasks(span, t); break;
        case Reason::padding:
            return text + " has no use for the rest of its *slice*, and keeps the core until " + time_label(span.end()) + ": slices are taken whole.";
        default: text += " waits until " + time_label(span.end()) + "."; break;
    }
    if (span.kind == SpanKind::blocked && !span.thread) text += " Its thread works on them.";
    else if (span.kind == SpanKind::blocked) text += " Its thread is *blocked*: held all that time, and it does nothing.";
    else text += " It holds *no thread*: that is asynchrony.";
    if (span.kind == SpanKind::blocked && scenario_.machine.scheduler.on_block == scenario::OnBlock::hold) text += " Its core waits with it.";
    return text + patience(span, t);
}

std::string Words::at_device(const Span& span, Time t) const {
    const scenario::Device& device = scenario_.devices[step(span).device.index];
    const auto rank = [&](const Span& it) { return step(it).priority.value_or(row(it.task).priority); };
    const bool ranked = device.discipline == scenario::Discipline::priority || device.discipline == scenario::Discipline::preemptive;
    std::vector<Span> line = line_for(span, t);
    if (ranked) std::erase_if(line, [&](const Span& other) { return rank(other) > rank(span); });
    size_t at = place(line, span, [&](const Span& other) { return !ranked || rank(other) == rank(span); });
    if (ranked) at += size_t(std::count_if(line.begin(), line.end(), [&](const Span& other) { return rank(other) < rank(span); }));
    const std::optional<Span> earlier = before(span);
    const bool interrupted = earlier && earlier->reason == Reason::device && earlier->step == span.step;
    std::string text = interrupted ? " was *interrupted* at the " + device.name + " by a more urgent one, and waits"
                                   : " waits *for its turn* at the " + device.name;
    text += " until " + time_label(span.end()) + ": it " + (t == span.start ? "came " : "is ") + in_line(at) + ", and the " + device.name + " serves " + std::to_string(device.capacity) + " at a time";
    return text + (ranked ? ", the most urgent first." : ".");
}

// The holder is the task that has passed a lock step and not the unlock step.
std::string Words::for_lock(const Span& span, Time t) const {
    const LockId lock = step(span).lock;
    const std::string name = "lock *" + scenario_.locks[lock.index].name + "*";
    const bool each_its_own = scenario_.locks[lock.index].per == scenario::Per::server;
    std::string text = " waits for " + name + ", " + in_line(place(line_for(span, t), span, [](const Span&) { return true; })) + ".";
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
        text += " *" + capital(task(other.task)) + "* has " + (since > Time{} ? "held it for " + time_label(since) : "just taken it");
        const bool works = other.kind == SpanKind::running || other.kind == SpanKind::sharing;
        return text + (works ? ", and works." : other.kind == SpanKind::ready ? ", and wants a core itself." : ", and waits itself.");
    }
    return text;
}

// Who can end it: a task in progress whose steps to come put a message in or take one out.
std::string Words::for_message(const Span& span, Time t) const {
    const bool full = span.reason == Reason::queue_full;
    const QueueId queue = step(span).queue;
    const scenario::Queue& what = scenario_.queues[queue.index];
    const StepKind wanted = full ? StepKind::receive : StepKind::send;
    std::vector<TaskId> others;
    for (size_t i : index_.at(log_, t)) {
        const Span other = log_.spans[i];
        if (other.task == span.task || (what.per == scenario::Per::server && server_of(other) != server_of(span))) continue;
        const std::vector<scenario::Step>& list = steps(other.task);
        if (std::any_of(list.begin() + std::min<ptrdiff_t>(other.step, ptrdiff_t(list.size())), list.end(), [&](const scenario::Step& s) { return s.kind == wanted && s.queue == queue; }))
            others.push_back(other.task);
    }
    const size_t at = place(line_for(span, t), span, [](const Span&) { return true; });
    std::string text;
    if (full) text = " wants to send to queue *" + what.name + "*, which is *full*: it holds " + std::to_string(what.capacity) + (at > 1 ? ". It is " + in_line(at) : "") + ".";
    else text = " waits for a message in queue *" + what.name + "*, which is *empty*" + (at > 1 ? ". It is " + in_line(at) : "") + ".";
    if (others.empty()) return text + (full ? " No task in progress will take one out." : " No task in progress will send one.");
    return text + (full ? " Who takes them out: " : " Who sends them: ") + tasks(others) + "." +
           (!full && what.delay > Time{} ? " A message takes " + time_label(what.delay) + " to arrive." : "");
}

// Parts, children, an offload: how many of them are still to do, and what they do.
std::string Words::for_tasks(const Span& span, Time t) const {
    const scenario::Step& wait = step(span);
    std::vector<TaskId> left;
    size_t all = 0;
    for (uint32_t i = span.task.index + 1; i < log_.tasks.size(); ++i) {  // they are made after it
        const trace::Task& other = log_.tasks[i];
        if (other.parent != span.task || other.arrival > t) continue;
        const bool mine = span.reason == Reason::children ? other.kind == trace::TaskKind::spawned && (!wait.program || other.program == *wait.program)
                                                          : other.kind == (span.reason == Reason::parts ? trace::TaskKind::part : trace::TaskKind::offload) && other.arrival >= span.start;
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
    if (span.reason == Reason::offload) {
        std::string text = " has given its work to a *worker*, and waits until " + time_label(span.end());
        return text + (wait_for_worker > 0 ? ": no worker is free yet." : want_core > 0 ? ": the worker wants a core." : ".");
    }
    std::string text = span.reason == Reason::parts ? " waits for its *parts*: " : " waits for what it has *spawned*: ";
    text += std::to_string(left.size()) + " of " + std::to_string(all) + " still to do";
    std::vector<std::string> what;
    if (run > 0) what.push_back(std::to_string(run) + (run == 1 ? " runs" : " run"));
    if (want_core > 0) what.push_back(std::to_string(want_core) + (want_core == 1 ? " wants a core" : " want a core"));
    if (wait_for_worker > 0) what.push_back(std::to_string(wait_for_worker) + (wait_for_worker == 1 ? " is queued" : " are queued"));
    if (!what.empty()) text += " (" + list(what, 3) + ")";
    return text + ".";
}

}  // namespace metrics
