#include "metrics/why/why_callbacks.h"
#include "metrics/why/why_words.h"

#include "metrics/words.h"
#include "scenario/policies.h"
#include "scenario/strategies.h"

#include <algorithm>

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

std::string threads_taken(size_t count, const std::string& one) {
    if (count == 0) return " There is no " + one + " for it";
    if (count == 1) return " The only " + one + " is taken";
    if (count == 2) return " Both " + one + "s are taken";
    return " All " + std::to_string(count) + " " + one + "s are taken";
}

}  // namespace

std::string Words::patience(const Span& span, Time t) const {
    const trace::Task& task = log_.tasks[span.task.index];
    const auto& limit = row(span.task).patience;
    if (!limit || task.kind != trace::TaskKind::arrived || (task.first_run && *task.first_run <= t)) return "";
    const Time end = task.arrival + *limit;
    if (end <= t) return "";
    for (std::optional<Span> at = before(span); at; at = before(*at))
        if (at->reason == Reason::device) return "";  // has been served
    return " It *gives up* in " + time_label(end - t) + " if nothing serves it by then.";
}

std::string Words::queued(const Span& span, Time t) const {
    if (span.reason == Reason::after || span.reason == Reason::serial) return held_back(span, t);
    const uint32_t server = server_of(span);
    const Scene now = scene(t, server);
    if (span.reason == Reason::loop_busy || (span.reason == Reason::yielded && scenario::row_of(scenario_.strategy.kind).uses_loops))
        return for_loop(span, now) + patience(span, t);

    const trace::Task& who = log_.tasks[span.task.index];
    const bool answered = who.answered && *who.answered <= span.start;
    const bool worker = span.reason == Reason::no_worker && live_threads(t, server, true) > 0;
    const std::string thread = worker ? "worker" : scenario::row_of(scenario_.strategy.kind).processes ? "process" : "thread";
    const size_t at = place(now.queued, span, [&](const Span& other) { return (other.reason == Reason::no_worker) == (span.reason == Reason::no_worker); });
    std::string text = start(span.task);
    if (answered) text += " is *answered*; its job is " + in_line(at) + " for a " + thread + ".";
    else if (span.reason == Reason::yielded) text += " has *let others go first*, and is " + in_line(at) + " for a " + thread + ".";
    else if (begun(span)) text += " can go on and is " + in_line(at) + " for a " + thread + ".";
    else text += " is *queued* for a " + thread + ", " + in_line(at) + ".";
    std::string taken = threads_taken(live_threads(t, server, worker), thread);
    if (const size_t bad = taken.find("processs"); bad != std::string::npos) taken.replace(bad, 8, "processes");
    text += taken;
    const std::string blocked = what_blocks(now, worker);
    text += blocked.empty() ? "." : ", and " + blocked + ".";
    return text + idle_cores(now, server, t) + booting(t) + patience(span, t);
}

// A task that may not begin yet.
std::string Words::held_back(const Span& span, Time t) const {
    const trace::Task& who = log_.tasks[span.task.index];
    std::string text = start(span.task) + " cannot begin: ";
    if (span.reason == Reason::serial) {
        for (uint32_t i = span.task.index; i-- > 0;) {
            const trace::Task& other = log_.tasks[i];
            if (other.kind != trace::TaskKind::arrived || other.row != who.row || over({i}, t)) continue;
            return text + "*" + task({i}) + "*, which comes before it, must be over first." + patience(span, t);
        }
        return text + "the one before it must be over first." + patience(span, t);
    }
    std::vector<TaskId> first;
    for (const uint32_t row : row(span.task).after)
        for (uint32_t i = 0; i < log_.tasks.size(); ++i) {
            const trace::Task& other = log_.tasks[i];
            if (other.kind == trace::TaskKind::arrived && other.row == row && other.arrival <= t && !over({i}, t)) first.push_back({i});
        }
    if (!first.empty()) return text + "*" + tasks(first) + "* must be over first." + patience(span, t);
    std::vector<std::string> rows;
    for (const uint32_t row : row(span.task).after) rows.push_back(scenario_.work[row].name);
    return text + "all of *" + list(rows, 3) + "* must be over first, and some has not arrived yet." + patience(span, t);
}

std::string Words::for_loop(const Span& span, const Scene& now) const {
    const ThreadId loop = index_.first_thread(span.task);
    const bool one = scenario_.strategy.loops == 1;
    const size_t at = place(now.queued, span, [&](const Span& other) {
        return (other.reason == Reason::loop_busy || other.reason == Reason::yielded) && (one || index_.first_thread(other.task) == loop);
    });
    std::string text = start(span.task);
    if (span.reason == Reason::yielded) text += " has *let others go first*, and is " + in_line(at) + " for its loop.";
    else if (begun(span)) text += " can go on and is " + in_line(at) + " for its loop.";
    else text += " is *queued* for the loop, " + in_line(at) + ".";
    if (const std::string blocked = blocked_loop(scenario_, log_, span.task, now.at); !blocked.empty()) return text + blocked;
    const auto is_loop = [&](const Span& other) { return other.thread && !log_.threads[other.thread.index].worker && (one || other.thread == loop); };
    for (const Span& other : now.running)
        if (is_loop(other)) return text + " The loop runs *" + task(other.task) + "* until " + time_label(other.end()) + "; nothing else on it can run before that.";
    for (const Span& other : now.sharing)
        if (is_loop(other)) return text + " The loop runs *" + task(other.task) + "*, on a part of a core.";
    for (const Span& other : now.blocked)
        if (is_loop(other)) return text + " The loop is *blocked* by " + task(other.task) + " until " + time_label(other.end()) + ".";
    for (const Span& other : now.ready)
        if (is_loop(other)) return text + " The loop itself wants a core, to run " + task(other.task) + ".";
    return text;
}

// Who has taken the core of a thread that was running.
std::string Words::preempted(const Span& span) const {
    const std::optional<Span> ran = before(span);
    if (ran && ran->core && ran->kind != SpanKind::sharing)
        for (const Span& other : scene(span.start, server_of(span)).running)
            if (other.core == ran->core) return " " + say(scenario::took_core(scenario_.machine.scheduler), {{"other", task(other.task)}, {"core", core_name(log_, ran->core)}}).starred();
    return " A more urgent thread *took its core*.";
}

std::string Words::ready(const Span& span, Time t) const {
    const uint32_t server = server_of(span);
    const Scene now = scene(t, server);
    std::string text = start(span.task) + " is *ready*: its thread wants a core";
    const bool in_order = scenario::row_of(scenario_.machine.scheduler.policy).in_order;
    const bool one_line = scenario_.machine.scheduler.queues == scenario::ReadyQueues::global && scenario_.machine.scheduler.order == scenario::Order::fifo;
    if (in_order && one_line) text += ", " + in_line(place(now.ready, span, [](const Span&) { return true; }));
    else if (now.ready.size() > 1) text += now.ready.size() == 2 ? ", and so does one more" : ", and so do " + std::to_string(now.ready.size() - 1) + " more";
    text += ".";
    if (span.reason == Reason::slice_over) {
        const auto quantum = scenario::quantum_of(scenario_.machine.scheduler);
        const bool same = quantum.has_value();
        text += " Its time slice" + (same ? " of " + time_label(*quantum) : std::string()) + " was used up.";
    }
    if (span.reason == Reason::yielded) text += " It *let others go first*.";
    if (span.reason == Reason::preempted) text += preempted(span);
    const std::vector<int64_t>& only = row(span.task).affinity;
    if (!only.empty()) {
        std::vector<std::string> names;
        for (const int64_t core : only) names.push_back(std::to_string(core + 1));
        text += (only.size() == 1 ? " It may only run on core " : " It may only run on cores ") + list(names, 6) + ".";
    }
    const std::string who = who_has_the_cores(now);
    if (!who.empty()) text += " Taken: " + who + ".";
    for (uint32_t c = 0; c < log_.cores_per_server; ++c) {
        const CoreId core{server * log_.cores_per_server + c};
        if (const auto holder = holder_of(now, core)) text += " " + capital(core_name(log_, core)) + " is *held* by " + task(holder->task) + ", which waits.";
    }
    return text + booting(t) + patience(span, t);
}

}  // namespace metrics
