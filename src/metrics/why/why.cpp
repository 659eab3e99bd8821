#include "metrics/why/why.h"

#include "base/number.h"
#include "metrics/numbers/ending.h"
#include "metrics/recorded/why_recorded.h"
#include "metrics/why/why_callbacks.h"
#include "metrics/why/why_words.h"

#include <algorithm>

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

RichText explain_span(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, size_t i) {
    if (log.recording) return explain_recorded_span(log, index, i);
    const Span span = log.spans[i];
    return Words(scenario, log, index).any(span, span.start);
}

RichText explain_span_at(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, size_t i,
                         Time t) {
    if (log.recording) return explain_recorded_span(log, index, i);
    return Words(scenario, log, index).any(log.spans[i], t);
}

namespace {

// Says why a core's server accepts no tasks at t; empty if it does.
RichText not_up(const trace::Log& log, CoreId core, uint32_t number, Time t) {
    const trace::Server* last = nullptr;  // the last of its lives that have begun
    for (const trace::Server& server : log.servers)
        if (server.number == number && server.ordered <= t) last = &server;
    if (log.servers.empty()) return {};
    const std::string name = core_name(log, core);
    if (!last) return say("*{^core}* is *idle*: its server has *not been started*.", {{"core", name}});
    if (t < last->up)
        return say("*{^core}* is *idle*: its server is *booting* and is up at {time}. It is already billed.",
                   {{"core", name}, {"time", time_label(last->up)}});
    if (last->stopped && *last->stopped <= t)
        return say("*{^core}* is *idle*: its server has been *stopped*.", {{"core", name}});
    return {};
}

// Explains a core that does not exist at `t`, because the number of cores changes during the run. Empty if it does
// exist.
RichText switched_off(const trace::Log& log, CoreId core, Time t) {
    const uint32_t place = core.index % std::max(1u, log.cores_per_server);
    const trace::CoreCount* now = nullptr;
    for (const trace::CoreCount& count : log.core_counts)
        if (count.from <= t) now = &count;
    if (!now || place < now->cores) return {};
    const std::string name = core_name(log, core);
    for (const trace::CoreCount& count : log.core_counts)
        if (count.from > t && place < count.cores)
            return say("*{^core}* is *not available* yet: it is added at {time}.",
                       {{"core", name}, {"time", time_label(count.from)}});
    return say("*{^core}* has *failed*: it is no longer available from {time} on.",
               {{"core", name}, {"time", time_label(now->from)}});
}

bool drains(const trace::Log& log, uint32_t number, Time t) {
    return std::any_of(log.servers.begin(), log.servers.end(), [&](const trace::Server& server) {
        return server.number == number && server.draining && *server.draining <= t &&
               (!server.stopped || *server.stopped > t);
    });
}

}  // namespace

RichText explain_core_gap(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index,
                          CoreId core, Time t) {
    if (log.recording) return explain_recorded_core_gap(log, index, core, t);
    const uint32_t server = core.index / std::max(1u, log.cores_per_server);
    const Words words(scenario, log, index);
    const std::string name = core_name(log, core);
    if (t >= log.end) return say("*{^core}* is *idle*: the run is over.", {{"core", name}});
    if (RichText why = not_up(log, core, server, t); !why.empty()) return why;
    if (RichText why = switched_off(log, core, t); !why.empty()) return why;
    const InProgress scene = words.scene(t, server);
    if (const auto holder = words.holder_of(scene, core))
        return say("*{^core}* is *held* by a waiting thread and does nothing.", {{"core", name}})
            .then(words.any(*holder, t));
    RichText text;
    const bool draining = drains(log, server, t);
    if (draining) text = say("*{^core}* is *idle*: its server is *draining* and takes no new tasks.", {{"core", name}});
    const bool nothing = scene.blocked.empty() && scene.waiting.empty() && scene.running.empty() &&
                         scene.sharing.empty() && scene.queued.empty();
    if (nothing && scene.ready.empty()) {
        if (draining) return text;
        if (server_count(log) > 1)
            return say("*{^core}* is *idle*: there is no task to run on this server.", {{"core", name}});
        const bool none_yet = log.tasks.empty() || log.tasks[0].arrival > t;
        return say(none_yet ? Phrase("*{^core}* is *idle*: there is no task to run yet.")
                            : Phrase("*{^core}* is *idle*: there is no task to run."),
                   {{"core", name}});
    }
    if (!draining)
        text = scene.ready.empty() ? say("*{^core}* is *idle*: no thread is ready.", {{"core", name}})
                                   : say("*{^core}* is *idle*: {n|{n} thread is *ready* but cannot run here now|{n} "
                                         "threads are *ready*, but none of them can run here now}.",
                                         {{"core", name}, {"n", scene.ready.size()}});
    return text.then(words.what_others_do(scene));
}

RichText explain_thread_gap(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex&,
                            ThreadId thread, Time t) {
    if (log.recording) return explain_recorded_thread_gap(log, thread, t);
    const trace::Thread& it = log.threads[thread.index];
    const std::string name = thread_in_text(scenario, log, thread);
    if (t < it.started) return say("*{^thread}* does not exist yet.", {{"thread", name}});
    if ((it.ended && t >= *it.ended) || t >= log.end) return say("*{^thread}* has ended.", {{"thread", name}});
    return say(it.worker ? Phrase("*{^thread}* is *idle*: there is no work for it.")
                         : Phrase("*{^thread}* is *idle*: there is no task for it."),
               {{"thread", name}});
}

RichText explain_server(const scenario::Scenario& scenario, const trace::Log& log, uint32_t number, Time t) {
    const uint32_t n = number + 1;
    const trace::Server* life = nullptr;  // the last of its lives that have begun
    for (const trace::Server& server : log.servers)
        if (server.number == number && server.ordered <= t) life = &server;
    if (!life) return say("*Server {n}* has not been started.", {{"n", n}});
    if (life->stopped && *life->stopped <= t)
        return say("*Server {n}* has been *off* since {time}. It costs nothing.",
                   {{"n", n}, {"time", time_label(*life->stopped)}});
    if (t < life->up)
        return say("*Server {n}* is *booting*: it is already billed and accepts tasks from {time}.",
                   {{"n", n}, {"time", time_label(life->up)}});
    if (life->draining && *life->draining <= t)
        return say("*Server {n}* is *draining*: it takes no new tasks and stops when its present tasks are finished.",
                   {{"n", n}});
    size_t tasks = 0;
    for (const trace::Task& task : log.tasks)
        tasks += task.server == number && stands_alone(task) && task.started && *task.started <= t &&
                 (!task.finished || *task.finished > t);
    const double cost = double((t - life->ordered).ns) / 3600e9 * scenario.machine.price_per_hour;
    return say("*Server {n}* is *up* with {tasks|{tasks} task|{tasks} tasks} in progress. It has cost {cost} so far.",
               {{"n", n}, {"tasks", tasks}, {"cost", rounded_text(cost, 4)}});
}

namespace {

// A note about a task, or about no task in particular.
RichText said_of(const scenario::Scenario& scenario, const trace::Log& log, const trace::Note& note, Phrase with,
                 Phrase without, const char* name, std::string_view value) {
    if (!note.task) return say(without, {{name, value}});
    return say(with, {{name, value}, {"task", task_name(scenario, log, note.task)}});
}

}  // namespace

RichText explain_note(const scenario::Scenario& scenario, const trace::Log& log, const trace::Note& note) {
    const auto said = [&](Phrase with, Phrase without, const char* name, std::string_view value) {
        return said_of(scenario, log, note, with, without, name, value);
    };
    const std::string number = std::to_string(note.value);
    switch (note.kind) {
        case trace::NoteKind::mark:
        case trace::NoteKind::text:
            return said(Phrase("*{text}*: a mark of {task}."), Phrase("*{text}*: a mark."), "text", note.text);
        case trace::NoteKind::boost: return say("*Boost*: every thread is back at the most urgent level.");
        case trace::NoteKind::level:
            return said(Phrase("The thread of {task} is now at level {level}."),
                        Phrase("A thread is now at level {level}."), "level", std::to_string(note.value + 1));
        case trace::NoteKind::draw: {
            const std::string of = std::to_string(note.of);
            if (!note.task) return say("Ticket {ticket} of {all} has won.", {{"ticket", number}, {"all", of}});
            return say("Ticket {ticket} of {all}, which belongs to {task}, has won.",
                       {{"ticket", number}, {"all", of}, {"task", task_name(scenario, log, note.task)}});
        }
        case trace::NoteKind::warm:
            return said(Phrase("The working set of {task} is now in the cache of {core}."),
                        Phrase("A working set is now in the cache of {core}."), "core", core_name(log, note.core));
        case trace::NoteKind::cold:
            return say("A working set was evicted from the cache of {core}.", {{"core", core_name(log, note.core)}});
        case trace::NoteKind::dropped:
            return said(Phrase("A message of {task} was dropped: queue *{queue}* is full."),
                        Phrase("A message was dropped: queue *{queue}* is full."), "queue",
                        scenario.queues[size_t(note.value)].name);
        case trace::NoteKind::balance:
            return say("A thread was moved to the queue of {core}.", {{"core", core_name(log, note.core)}});
        case trace::NoteKind::servers:
            return say("The autoscaler wants *{n|{n} server|{n} servers}*: their average utilisation is {percent} %.",
                       {{"n", note.value}, {"percent", note.of / 10}});
    }
    return {};
}

namespace {

// Tasks that wait for other tasks rank after those that wait for something else, which are more informative.
int telling_rank(const Span& span, bool recorded) {
    switch (span.kind) {
        case SpanKind::queued:
            return recorded ? 7 : span.reason == Reason::after || span.reason == Reason::serial ? 4 : 0;
        case SpanKind::ready: return 1;
        case SpanKind::blocked: return 2;
        case SpanKind::waiting: return recorded ? 7 : 3;
        case SpanKind::sharing: return 5;
        default: return 6;
    }
}

}  // namespace

namespace {

// Returns the most telling of the wanted spans that cover t.
template <class Meant>
std::optional<size_t> telling_span_of(const trace::Log& log, const SpanIndex& index, Time t, Meant meant) {
    const bool recorded = log.recording != nullptr;
    std::optional<size_t> best;
    std::pair<int, Time> min;
    for (size_t i : index.at(log, t)) {  // in the order of tasks
        const Span span = log.spans[i];
        if (!meant(span)) continue;
        const bool first_come = !recorded && span.kind != SpanKind::running && span.kind != SpanKind::switching;
        const std::pair<int, Time> key{telling_rank(span, recorded), first_come ? span.start : Time{}};
        if (best && !(key < min)) continue;
        best = i;
        min = key;
    }
    return best;
}

}  // namespace

std::optional<size_t> telling_span(const trace::Log& log, const SpanIndex& index, Time t) {
    return telling_span_of(log, index, t, [](const Span&) { return true; });
}

std::optional<size_t> span_beside_core(const scenario::Scenario& scenario, const trace::Log& log,
                                       const SpanIndex& index, CoreId core, Time t) {
    if (log.recording) return telling_span(log, index, t);
    const uint32_t server = core.index / std::max(1u, log.cores_per_server);
    const Words words(scenario, log, index);
    const auto holder = words.holder_of(words.scene(t, server), core);
    return telling_span_of(log, index, t, [&](const Span& span) {
        return holder ? span.task == holder->task && span.start == holder->start : words.server_of(span) == server;
    });
}

RichText explain_now(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, Time t) {
    if (log.recording) return explain_recorded_now(log, index, t);
    if (t >= log.end && log.halted)
        if (RichText ending = ending_text(scenario, log, ending_of(scenario, log)); !ending.empty()) return ending;
    if (t >= log.end)
        return log.complete ? say("The run is over.")
                            : say("The run was cut short here: {why}.", {{"why", log.stopped_by}});
    if (RichText loop = explain_loop_now(scenario, log, index, t); !loop.empty()) return loop;
    const Words words(scenario, log, index);
    const auto telling = telling_span(log, index, t);
    if (!telling) return say("Nothing is in progress: the next task has not arrived.").then(words.booting(t));
    const Span span = log.spans[*telling];
    switch (span.kind) {
        case SpanKind::blocked:
        case SpanKind::waiting:
            return words.wait(span, t).then(
                words.idle_cores(words.scene(t, words.server_of(span)), words.server_of(span), t));
        case SpanKind::running:
        case SpanKind::switching: return say("Nothing waits.").then(words.run(span));
        default: return words.any(span, t);
    }
}

}  // namespace metrics
