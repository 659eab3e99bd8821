#include "metrics/why/why_words.h"

#include "metrics/why/in_line.h"
#include "metrics/why/why_callbacks.h"
#include "scenario/policies.h"
#include "scenario/strategies.h"

#include <algorithm>

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

// What a task needs in the queue of a pool. There is a sentence for each of the three, because nouns have
// genders in other languages.
enum class Wanted : uint8_t { thread, process, worker };

Phrase for_each_kind(Wanted wanted, Phrase thread, Phrase process, Phrase worker) {
    return wanted == Wanted::thread ? thread : wanted == Wanted::process ? process : worker;
}

}  // namespace

RichText Words::patience(const Span& span, Time t) const {
    const trace::Task& task = log_.tasks[span.task.index];
    const auto& limit = row(span.task).patience;
    if (!limit || task.kind != trace::TaskKind::arrived || (task.first_run && *task.first_run <= t)) return {};
    const Time end = task.arrival + *limit;
    if (end <= t) return {};
    for (std::optional<Span> at = before(span); at; at = before(*at))
        if (at->reason == Reason::device) return {};  // the device has served it
    return say("It *gives up* in {time} if nothing has served it by then.", {{"time", time_label(end - t)}});
}

// "All 4 threads are taken and *blocked on the database*."
RichText Words::taken(const InProgress& scene, uint32_t server, bool worker) const {
    const bool process = !worker && scenario::row_of(scenario_.strategy.kind).processes;
    const Wanted wanted = worker ? Wanted::worker : process ? Wanted::process : Wanted::thread;
    const size_t n = live_threads(scene.at, server, worker);
    const Blocked blocked = blocked_threads(scene, worker);
    if (scenario::grows(scenario_.strategy) && !worker && int64_t(n) < *scenario_.strategy.max) {
        const auto& places = scenario_.strategy.queue;
        RichText text = n == 0 ? say("There is no thread for it.")
                               : say("{n|The only thread is|All {n} threads are} taken.", {{"n", n}});
        return places
                   ? text.then(say("The pool starts another thread when {n|a task waits|{n} tasks wait} in its queue.",
                                   {{"n", *places}}))
                   : text.then(say("The pool starts no further thread, because its queue is never full."));
    }
    if (n == 0) {
        return say(for_each_kind(wanted, Phrase("There is no thread for it."), Phrase("There is no process for it."),
                                 Phrase("There is no worker for it.")));
    }
    if (blocked.count == n) {
        return say(
            for_each_kind(wanted, Phrase("{n|The only thread is|All {n} threads are} taken and *blocked on {what}*."),
                          Phrase("{n|The only process is|All {n} processes are} taken and *blocked on {what}*."),
                          Phrase("{n|The only worker is|All {n} workers are} taken and *blocked on {what}*.")),
            {{"n", n}, {"what", blocked.on}});
    }
    const RichText all =
        n == 2 ? say(for_each_kind(wanted, Phrase("Both threads are taken."), Phrase("Both processes are taken."),
                                   Phrase("Both workers are taken.")))
               : say(for_each_kind(wanted, Phrase("{n|The only thread is|All {n} threads are} taken."),
                                   Phrase("{n|The only process is|All {n} processes are} taken."),
                                   Phrase("{n|The only worker is|All {n} workers are} taken.")),
                     {{"n", n}});
    if (blocked.count == 0) return all;
    return RichText(all).then(
        say("{n|One of them is|{n} of them are} *blocked on {what}*.", {{"n", blocked.count}, {"what", blocked.on}}));
}

RichText Words::queued(const Span& span, Time t) const {
    if (span.reason == Reason::after || span.reason == Reason::serial) return held_back(span, t);
    const uint32_t server = server_of(span);
    const InProgress now = scene(t, server);
    if (span.reason == Reason::loop_busy ||
        (span.reason == Reason::yielded && scenario::row_of(scenario_.strategy.kind).uses_loops))
        return for_loop(span, now).then(patience(span, t));

    const trace::Task& who = log_.tasks[span.task.index];
    const bool answered = who.answered && *who.answered <= span.start;
    const bool worker = span.reason == Reason::no_worker && live_threads(t, server, true) > 0;
    const bool process = !worker && scenario::row_of(scenario_.strategy.kind).processes;
    const Wanted wanted = worker ? Wanted::worker : process ? Wanted::process : Wanted::thread;
    const size_t at = place(now.queued, span, [&](const Span& other) {
        const bool held_back = other.reason == Reason::after || other.reason == Reason::serial;
        return !held_back && (other.reason == Reason::no_worker) == (span.reason == Reason::no_worker);
    });
    const Phrase phrase =
        answered ? for_each_kind(wanted, Phrase("*{^task}* has been *answered*; its job is {line} for a thread."),
                                 Phrase("*{^task}* has been *answered*; its job is {line} for a process."),
                                 Phrase("*{^task}* has been *answered*; its job is {line} for a worker."))
        : span.reason == Reason::yielded
            ? for_each_kind(wanted, Phrase("*{^task}* has *yielded* and is {line} for a thread."),
                            Phrase("*{^task}* has *yielded* and is {line} for a process."),
                            Phrase("*{^task}* has *yielded* and is {line} for a worker."))
        : begun(span) ? for_each_kind(wanted, Phrase("*{^task}* can resume and is {line} for a thread."),
                                      Phrase("*{^task}* can resume and is {line} for a process."),
                                      Phrase("*{^task}* can resume and is {line} for a worker."))
                      : for_each_kind(wanted, Phrase("*{^task}* is *queued* for a thread, {line}."),
                                      Phrase("*{^task}* is *queued* for a process, {line}."),
                                      Phrase("*{^task}* is *queued* for a worker, {line}."));
    return say(phrase, {{"task", task(span.task)}, {"line", in_line(at)}})
        .then(taken(now, server, worker))
        .then(idle_cores(now, server, t))
        .then(booting(t))
        .then(forever(span))
        .then(patience(span, t));
}

// The sentence for a task that may not begin yet.
RichText Words::held_back(const Span& span, Time t) const {
    const trace::Task& who = log_.tasks[span.task.index];
    const std::string name = task(span.task);
    if (span.reason == Reason::serial) {
        for (uint32_t i = span.task.index; i-- > 0;) {
            const trace::Task& other = log_.tasks[i];
            if (other.kind != trace::TaskKind::arrived || other.row != who.row || over({i}, t)) continue;
            return say("*{^task}* cannot begin: *{other}*, which comes before it, must finish first.",
                       {{"task", name}, {"other", task({i})}})
                .then(patience(span, t));
        }
        return say("*{^task}* cannot begin: the task before it must finish first.", {{"task", name}})
            .then(patience(span, t));
    }
    std::vector<TaskId> first;
    for (const uint32_t row : row(span.task).after)
        for (uint32_t i = 0; i < log_.tasks.size(); ++i) {
            const trace::Task& other = log_.tasks[i];
            if (other.kind == trace::TaskKind::arrived && other.row == row && other.arrival <= t && !over({i}, t))
                first.push_back({i});
        }
    if (!first.empty()) {
        return say("*{^task}* cannot begin: *{others}* must finish first.", {{"task", name}, {"others", tasks(first)}})
            .then(patience(span, t));
    }
    std::vector<RichText> rows;
    for (const uint32_t row : row(span.task).after) rows.emplace_back(scenario_.work[row].name);
    return say("*{^task}* cannot begin: all tasks of *{rows}* must finish first, and some have not arrived yet.",
               {{"task", name}, {"rows", list_of(rows, 3)}})
        .then(patience(span, t));
}

RichText Words::for_loop(const Span& span, const InProgress& now) const {
    const ThreadId loop = index_.first_thread(span.task);
    const bool one = scenario_.strategy.loops == 1;
    const size_t at = place(now.queued, span, [&](const Span& other) {
        return (other.reason == Reason::loop_busy || other.reason == Reason::yielded) &&
               (one || index_.first_thread(other.task) == loop);
    });
    const Phrase phrase = span.reason == Reason::yielded ? Phrase("*{^task}* has *yielded* and is {line} for its loop.")
                          : begun(span)                  ? Phrase("*{^task}* can resume and is {line} for its loop.")
                                                         : Phrase("*{^task}* is *queued* for the loop, {line}.");
    return say(phrase, {{"task", task(span.task)}, {"line", in_line(at)}}).then(what_the_loop_does(span, now));
}

RichText Words::what_the_loop_does(const Span& span, const InProgress& now) const {
    if (RichText blocked = blocked_loop(scenario_, log_, span.task, now.at); !blocked.empty()) return blocked;
    const ThreadId loop = index_.first_thread(span.task);
    const bool one = scenario_.strategy.loops == 1;
    const auto is_loop = [&](const Span& other) {
        return other.thread && !log_.threads[other.thread.index].worker && (one || other.thread == loop);
    };
    for (const Span& other : now.running)
        if (is_loop(other))
            return say("The loop runs *{task}* until {time}; nothing else on it can run before then.",
                       {{"task", task(other.task)}, {"time", time_label(other.end())}});
    for (const Span& other : now.sharing)
        if (is_loop(other)) return say("The loop runs *{task}*, on a part of a core.", {{"task", task(other.task)}});
    for (const Span& other : now.blocked)
        if (is_loop(other))
            return say("The loop is *blocked* by {task} until {time}.",
                       {{"task", task(other.task)}, {"time", time_label(other.end())}});
    for (const Span& other : now.ready)
        if (is_loop(other)) return say("The loop itself needs a core, to run {task}.", {{"task", task(other.task)}});
    return {};
}

// Says what has taken the core of a thread that was running.
RichText Words::preempted(const Span& span) const {
    const std::optional<Span> ran = before(span);
    if (!ran || !ran->core || ran->kind == SpanKind::sharing) return say("A more urgent thread *took its core*.");
    for (const Span& other : scene(span.start, server_of(span)).running) {
        if (other.core != ran->core) continue;
        const scenario::Work &lost = row(span.task), &took = row(other.task);
        const Phrase why = scenario::inherits_priority(scenario_, lost, took)
                               ? Phrase("*{^other}*, whose lock makes it more urgent, *took {core}* from it.")
                               : scenario::took_core(scenario_.machine.scheduler, lost, took);
        return say(why, {{"other", task(other.task)}, {"core", core_name(log_, ran->core)}});
    }
    return say("A more urgent thread *took its core*.");
}

RichText Words::ready(const Span& span, Time t) const {
    const uint32_t server = server_of(span);
    const InProgress now = scene(t, server);
    const std::string name = task(span.task);
    const bool in_order = scenario::row_of(scenario_.machine.scheduler.policy).in_order;
    const bool one_line = scenario_.machine.scheduler.queues == scenario::ReadyQueues::global &&
                          scenario_.machine.scheduler.order == scenario::Order::fifo;
    RichText text;
    if (in_order && one_line) {
        const size_t at = place(now.ready, span, [](const Span&) { return true; });
        text = say("*{^task}* is *ready*: it needs a core and is {line}.", {{"task", name}, {"line", in_line(at)}});
    } else if (now.ready.size() > 1) {
        text = say("*{^task}* is *ready*: it needs a core, and so {n|does one other task|do {n} other tasks}.",
                   {{"task", name}, {"n", now.ready.size() - 1}});
    } else {
        text = say("*{^task}* is *ready*: it needs a core.", {{"task", name}});
    }
    if (span.reason == Reason::slice_over) {
        const auto quantum = scenario::quantum_of(scenario::scheduler_of(scenario_.machine.scheduler, row(span.task)));
        text.then(quantum ? say("Its time slice of {time} was used up.", {{"time", time_label(*quantum)}})
                          : say("Its time slice was used up."));
    }
    if (span.reason == Reason::yielded) text.then(say("It *yielded*."));
    if (span.reason == Reason::preempted) text.then(preempted(span));
    const std::vector<int64_t>& only = row(span.task).affinity;
    if (!only.empty()) {
        std::vector<RichText> numbers;
        for (const int64_t core : only) numbers.emplace_back(std::to_string(core + 1));
        text.then(say("It may only run on {n|core {cores}|cores {cores}}.",
                      {{"n", only.size()}, {"cores", list_of(numbers, 6)}}));
    }
    if (const RichText running = on_cores(now, SpanKind::running); !running.empty())
        text.then(say("Running now: {list}.", {{"list", running}}));
    text.then(overhead_now(now));
    for (uint32_t c = 0; c < log_.cores_per_server; ++c) {
        const CoreId core{server * log_.cores_per_server + c};
        if (const auto holder = holder_of(now, core))
            text.then(say("{^core} is *held* by {task}, which is waiting.",
                          {{"core", core_name(log_, core)}, {"task", task(holder->task)}}));
    }
    return text.then(booting(t)).then(forever(span)).then(patience(span, t));
}

}  // namespace metrics
