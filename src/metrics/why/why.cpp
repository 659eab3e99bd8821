#include "metrics/why/why.h"

#include "base/number.h"
#include "metrics/recorded/why_recorded.h"
#include "metrics/why/why_callbacks.h"
#include "metrics/why/why_words.h"
#include "metrics/words.h"

#include <algorithm>

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

std::string explain_span(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, size_t i) {
    if (log.recording) return explain_recorded_span(log, index, i);
    const Span span = log.spans[i];
    return Words(scenario, log, index).any(span, span.start);
}

namespace {

// What people have written must not be taken for emphasis.
std::string starless(std::string text) {
    std::erase(text, '*');
    return text;
}

// Why a server takes no tasks at t; nothing when it does.
std::string not_up(const trace::Log& log, uint32_t number, Time t) {
    const trace::Server* last = nullptr;  // of its lives that have begun
    for (const trace::Server& server : log.servers)
        if (server.number == number && server.ordered <= t) last = &server;
    if (log.servers.empty()) return "";
    if (!last) return "its server has *not been started*.";
    if (t < last->up) return "its server is *booting*, and is up at " + time_label(last->up) + ". It costs already.";
    if (last->stopped && *last->stopped <= t) return "its server has been *stopped*.";
    return "";
}

bool drains(const trace::Log& log, uint32_t number, Time t) {
    return std::any_of(log.servers.begin(), log.servers.end(), [&](const trace::Server& server) {
        return server.number == number && server.draining && *server.draining <= t && (!server.stopped || *server.stopped > t);
    });
}

}  // namespace

std::string explain_core_gap(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, CoreId core, Time t) {
    if (log.recording) return explain_recorded_core_gap(log, index, core, t);
    const uint32_t server = core.index / std::max(1u, log.cores_per_server);
    const Words words(scenario, log, index);
    std::string text = "*" + capital(core_name(log, core)) + "* is *idle*: ";
    if (t >= log.end) return text + "the run is over.";
    if (const std::string why = not_up(log, server, t); !why.empty()) return text + why;
    const Scene scene = words.scene(t, server);
    if (const auto holder = words.holder_of(scene, core))
        return "*" + capital(core_name(log, core)) + "* is *held* and does nothing: " + words.any(*holder, t);
    if (drains(log, server, t)) text += "its server is *draining* and takes no new tasks; ";
    if (scene.blocked.empty() && scene.waiting.empty() && scene.running.empty() && scene.sharing.empty() && scene.queued.empty() && scene.ready.empty()) {
        return text + "there is no task to run" + (server_count(log) > 1 ? " on this server." : log.tasks.empty() || log.tasks[0].arrival > t ? " yet." : ".");
    }
    if (!scene.ready.empty()) text += count_of(scene.ready.size(), "thread") + (scene.ready.size() == 1 ? " is" : " are") + " *ready*, and none of them may run here now.";
    else text += "no thread is ready.";
    if (const std::string blocked = words.what_blocks(scene); !blocked.empty()) text += " Of the threads " + blocked + ".";
    if (const std::string blocked = words.what_blocks(scene, true); !blocked.empty()) text += " Of the workers " + blocked + ".";
    if (!scene.waiting.empty()) text += " " + count_of(scene.waiting.size(), "task") + (scene.waiting.size() == 1 ? " waits" : " wait") + " without a thread.";
    if (!scene.running.empty() && scene.blocked.empty()) text += " What there is to do runs elsewhere: " + words.who_has_the_cores(scene) + ".";
    if (!scene.sharing.empty()) text += " " + count_of(scene.sharing.size(), "thread") + (scene.sharing.size() == 1 ? " needs" : " need") + " no more cores than that.";
    const auto waits_for_thread = [](const Span& span) { return span.reason != Reason::after && span.reason != Reason::serial; };
    const size_t queued = size_t(std::count_if(scene.queued.begin(), scene.queued.end(), waits_for_thread));
    if (queued > 0 && !scene.blocked.empty()) text += " " + count_of(queued, "task") + " queued for a thread could use this core.";
    return text;
}

std::string explain_thread_gap(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex&, ThreadId thread, Time t) {
    if (log.recording) return explain_recorded_thread_gap(log, thread, t);
    const trace::Thread& it = log.threads[thread.index];
    const std::string name = "*" + capital(thread_name(scenario, log, thread)) + "*";
    if (t < it.started) return name + " does not exist yet.";
    if ((it.ended && t >= *it.ended) || t >= log.end) return name + " has ended.";
    return name + " is *idle*: there is no " + (it.worker ? "work" : "task") + " for it.";
}

std::string explain_server(const scenario::Scenario& scenario, const trace::Log& log, uint32_t number, Time t) {
    const std::string name = "*Server " + std::to_string(number + 1) + "*";
    const trace::Server* life = nullptr;  // the last that has begun
    for (const trace::Server& server : log.servers)
        if (server.number == number && server.ordered <= t) life = &server;
    if (!life) return name + " has not been started.";
    if (life->stopped && *life->stopped <= t) return name + " is *off* since " + time_label(*life->stopped) + ". It costs nothing.";
    if (t < life->up) return name + " is *booting*: it costs already, and takes tasks from " + time_label(life->up) + " on.";
    if (life->draining && *life->draining <= t) return name + " is *draining*: it takes no new tasks, and stops when those that it has are over.";
    size_t tasks = 0;
    for (const trace::Task& task : log.tasks)
        tasks += task.server == number && stands_alone(task) && task.started && *task.started <= t && (!task.finished || *task.finished > t);
    const double cost = double((t - life->ordered).ns) / 3600e9 * scenario.machine.price_per_hour;
    return name + " is *up* with " + count_of(tasks, "task") + " in progress. It has cost " + rounded_text(cost, 4) + " so far.";
}

std::string explain_note(const scenario::Scenario& scenario, const trace::Log& log, const trace::Note& note) {
    const std::string who = note.task ? " of " + task_name(scenario, log, note.task) : std::string();
    switch (note.kind) {
        case trace::NoteKind::mark:
        case trace::NoteKind::text: return "*" + starless(note.text) + "*: a mark" + who + ".";
        case trace::NoteKind::boost: return "*Boost*: every thread is back at the most urgent level.";
        case trace::NoteKind::level: return (note.thread ? "*" + capital(thread_name(scenario, log, note.thread)) + "*" : std::string("The thread")) + who + " is at level " + std::to_string(note.value + 1) + " now.";
        case trace::NoteKind::draw: return "Ticket " + std::to_string(note.value) + " of " + std::to_string(note.of) + " has won" + who + ".";
        case trace::NoteKind::warm: return "The working set" + who + " is in the cache of " + core_name(log, note.core) + " now.";
        case trace::NoteKind::cold: return "A working set was thrown out of the cache of " + core_name(log, note.core) + ".";
        case trace::NoteKind::dropped: return "A message" + who + " was dropped: queue *" + scenario.queues[size_t(note.value)].name + "* is full.";
        case trace::NoteKind::balance: return "A thread was moved to the queue of " + core_name(log, note.core) + ".";
        case trace::NoteKind::servers: return "The autoscaler wants *" + count_of(size_t(note.value), "server") + "*: they are used to " + std::to_string(note.of / 10) + " %.";
    }
    return "";
}

namespace {

// Tasks that wait for others come after those that wait for something: these say more.
int telling_rank(const Span& span, bool recorded) {
    switch (span.kind) {
        case SpanKind::queued: return recorded ? 7 : span.reason == Reason::after || span.reason == Reason::serial ? 4 : 0;
        case SpanKind::ready: return 1;
        case SpanKind::blocked: return 2;
        case SpanKind::waiting: return recorded ? 7 : 3;
        case SpanKind::sharing: return 5;
        default: return 6;
    }
}

}  // namespace

std::optional<size_t> telling_span(const trace::Log& log, const SpanIndex& index, Time t) {
    const bool recorded = log.recording != nullptr;
    std::optional<size_t> best;
    std::pair<int, Time> least;
    for (size_t i : index.at(log, t)) {  // in the order of tasks
        const Span span = log.spans[i];
        const bool first_come = !recorded && span.kind != SpanKind::running && span.kind != SpanKind::switching;
        const std::pair<int, Time> key{telling_rank(span, recorded), first_come ? span.start : Time{}};
        if (best && !(key < least)) continue;
        best = i;
        least = key;
    }
    return best;
}

std::string explain_now(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, Time t) {
    if (log.recording) return explain_recorded_now(log, index, t);
    if (t >= log.end) return log.complete ? "The run is over." : "The run was cut short here: " + log.stopped_by + ".";
    if (std::string loop = explain_loop_now(scenario, log, t); !loop.empty()) return loop;
    const Words words(scenario, log, index);
    const auto telling = telling_span(log, index, t);
    if (!telling) return "Nothing is in progress: the next task has not arrived." + words.booting(t);
    const Span span = log.spans[*telling];
    switch (span.kind) {
        case SpanKind::blocked:
        case SpanKind::waiting: return words.wait(span, t) + words.idle_cores(words.scene(t, words.server_of(span)), words.server_of(span), t);
        case SpanKind::running:
        case SpanKind::switching: return "Nothing waits. " + words.run(span);
        default: return words.any(span, t);
    }
}

}  // namespace metrics
