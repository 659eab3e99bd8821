#include "metrics/why/why_words.h"

#include <algorithm>

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

constexpr size_t max_spans_back = 20'000;

}  // namespace

InProgress Words::scene(Time t) const { return scene(t, ~0u); }

InProgress Words::scene(Time t, uint32_t server) const {
    InProgress scene;
    scene.at = t;
    for (size_t i : index_.at(log_, t)) {
        const Span span = log_.spans[i];
        if (server != ~0u && server_of(span) != server) continue;
        switch (span.kind) {
            case SpanKind::running:
            case SpanKind::switching: scene.running.push_back(span); break;
            case SpanKind::sharing: scene.sharing.push_back(span); break;
            case SpanKind::ready: scene.ready.push_back(span); break;
            case SpanKind::blocked: scene.blocked.push_back(span); break;
            case SpanKind::waiting: scene.waiting.push_back(span); break;
            case SpanKind::queued: scene.queued.push_back(span); break;
        }
    }
    return scene;
}

RichText Words::any(const Span& span, Time t) const {
    switch (span.kind) {
        case SpanKind::running:
        case SpanKind::switching:
        case SpanKind::sharing: return run(span);
        case SpanKind::ready: return ready(span, t);
        case SpanKind::queued: return queued(span, t);
        case SpanKind::blocked:
        case SpanKind::waiting: return wait(span, t);
    }
    return {};
}

RichText Words::tasks(const std::vector<TaskId>& ids, size_t max) const {
    std::vector<RichText> names;
    for (size_t i = 0; i < ids.size(); ++i)
        names.emplace_back(i < max ? task(ids[i]) : std::string());  // the names of the others are not needed
    return list_of(names, max);
}

bool Words::begun(const Span& span) const {
    const trace::Task& task = log_.tasks[span.task.index];
    return task.started && *task.started <= span.start;
}

size_t Words::live_threads(Time t, uint32_t server, bool workers) const {
    return size_t(std::count_if(log_.threads.begin(), log_.threads.end(), [&](const trace::Thread& thread) {
        return thread.server == server && thread.worker == workers && thread.started <= t &&
               (!thread.ended || *thread.ended > t);
    }));
}

std::optional<Span> Words::before(const Span& span) const {
    for (size_t i = log_.spans.first_after(span.start - nsec(1));
         i < log_.spans.size() && log_.spans.end(i) == span.start; ++i)
        if (const Span other = log_.spans[i]; other.task == span.task) return other;
    return {};
}

Time Words::beyond_since(const Span& now, uint32_t step) const {
    Time since = now.start;
    const size_t from = log_.spans.first_after(now.start);
    for (size_t i = from; i-- > 0 && from - i < max_spans_back;) {
        const Span span = log_.spans[i];
        if (span.task != now.task) continue;
        if (span.step <= step) break;
        since = span.start;
    }
    return since;
}

// The time when the core last stopped working before t; 0 if it never worked.
Time Words::idle_since(CoreId core, Time t) const {
    const size_t from = log_.spans.first_after(t);
    for (size_t i = from; i-- > 0 && from - i < max_spans_back;)
        if (log_.spans[i].core == core && log_.spans.kind(i) != SpanKind::sharing) return log_.spans.end(i);
    return {};
}

RichText Words::on_cores(const InProgress& scene, SpanKind kind) const {
    std::vector<RichText> parts;
    for (const Span& span : scene.running)
        if (span.kind == kind)
            parts.push_back(say("{task} on {core}", {{"task", task(span.task)}, {"core", core_name(log_, span.core)}}));
    return list_of(parts, 4);
}

RichText Words::overhead_now(const InProgress& scene) const {
    const RichText list = on_cores(scene, SpanKind::switching);
    return list.empty() ? RichText() : say("Busy with overhead, and not executing yet: {list}.", {{"list", list}});
}

RichText Words::idle_cores(const InProgress& scene, uint32_t server, Time t) const {
    const uint32_t cores = log_.cores_per_server;
    std::vector<bool> busy(cores, false);
    for (const Span& span : scene.running) busy[span.core.index % cores] = true;
    for (size_t i = 0; i < std::min<size_t>(scene.sharing.size(), cores); ++i) busy[i] = true;
    const size_t idle = size_t(std::count(busy.begin(), busy.end(), false));
    if (idle == 0) return {};
    Time shortest = longest_time;
    for (uint32_t c = 0; c < cores; ++c)
        if (!busy[c]) shortest = std::min(shortest, t - idle_since({server * cores + c}, t));
    const std::string time = time_label(shortest);
    if (shortest > Time{} && scene.sharing.empty()) {
        if (cores == 1) return say("The core has been *idle* for {time}.", {{"time", time}});
        if (idle < cores)
            return say("{n|One core has|{n} of {all} cores have} been *idle* for {time}.",
                       {{"n", idle}, {"all", cores}, {"time", time}});
        if (cores == 2) return say("Both cores have been *idle* for {time}.", {{"time", time}});
        return say("All {n} cores have been *idle* for {time}.", {{"n", idle}, {"time", time}});
    }
    if (cores == 1) return say("The core is *idle*.");
    if (idle < cores) return say("{n|One core is|{n} of {all} cores are} *idle*.", {{"n", idle}, {"all", cores}});
    if (cores == 2) return say("Both cores are *idle*.");
    return say("All {n} cores are *idle*.", {{"n", idle}});
}

RichText Words::what_it_waits_for(const Span& span) const {
    switch (span.reason) {
        case Reason::device:
        case Reason::device_queue:
            return say("the {device}", {{"device", scenario_.devices[step(span).device.index].name}});
        case Reason::sleep: return say("a timer");
        case Reason::lock: return say("lock {lock}", {{"lock", scenario_.locks[step(span).lock.index].name}});
        case Reason::semaphore:
            return say("semaphore {semaphore}", {{"semaphore", scenario_.semaphores[step(span).semaphore.index].name}});
        case Reason::queue_full:
        case Reason::queue_empty:
            return say("queue {queue}", {{"queue", scenario_.queues[step(span).queue.index].name}});
        case Reason::children: return say("the tasks that they spawned");
        case Reason::parts: return say("their parts");
        case Reason::offload: return say("a worker");
        case Reason::padding: return say("the end of their slices");
        default: return say("something");
    }
}

Words::Blocked Words::blocked_threads(const InProgress& scene, bool workers) const {
    Blocked blocked;
    bool same = true;
    Time at;
    for (const Span& span : scene.blocked) {
        // A task without a thread of its own works on its parts.
        if (!span.thread || log_.threads[span.thread.index].worker != workers) continue;
        RichText on = what_it_waits_for(span);
        same = same && (blocked.count == 0 || blocked.on == on);
        blocked.on = std::move(on);
        at = std::max(at, span.start);
        ++blocked.count;
    }
    if (blocked.count == 0) return blocked;
    blocked.all = live_threads(at, server_of(scene.blocked[0]), workers);
    if (!same) blocked.on = say("several things");
    return blocked;
}

RichText Words::what_others_do(const InProgress& scene) const {
    RichText text;
    if (const Blocked blocked = blocked_threads(scene, false); blocked.count > 0) {
        text.then(blocked.count == blocked.all ? say("{n|The only thread is|All {n} threads are} *blocked on {what}*.",
                                                     {{"n", blocked.count}, {"what", blocked.on}})
                                               : say("{n|{n} thread is|{n} threads are} *blocked on {what}*.",
                                                     {{"n", blocked.count}, {"what", blocked.on}}));
    }
    if (const Blocked blocked = blocked_threads(scene, true); blocked.count > 0) {
        text.then(blocked.count == blocked.all ? say("{n|The only worker is|All {n} workers are} *blocked on {what}*.",
                                                     {{"n", blocked.count}, {"what", blocked.on}})
                                               : say("{n|{n} worker is|{n} workers are} *blocked on {what}*.",
                                                     {{"n", blocked.count}, {"what", blocked.on}}));
    }
    if (!scene.waiting.empty())
        text.then(say("{n|{n} task waits|{n} tasks wait} without a thread.", {{"n", scene.waiting.size()}}));
    if (const RichText list = on_cores(scene, SpanKind::running); !list.empty() && scene.blocked.empty())
        text.then(say("The only runnable work is on other cores: {list}.", {{"list", list}}));
    text.then(overhead_now(scene));
    if (!scene.sharing.empty())
        text.then(say("{n|One thread cannot|{n} threads cannot} use more cores.", {{"n", scene.sharing.size()}}));
    const auto waits_for_thread = [](const Span& span) {
        return span.reason != Reason::after && span.reason != Reason::serial;
    };
    const size_t queued = size_t(std::count_if(scene.queued.begin(), scene.queued.end(), waits_for_thread));
    if (queued > 0 && !scene.blocked.empty())
        text.then(
            say("{n|One task that is|{n} tasks that are} queued for a thread could use this core.", {{"n", queued}}));
    return text;
}

RichText Words::booting(Time t) const {
    std::vector<RichText> numbers;
    Time soonest = longest_time;
    for (const trace::Server& server : log_.servers) {
        if (server.ordered > t || server.up <= t) continue;
        numbers.emplace_back(std::to_string(server.number + 1));
        soonest = std::min(soonest, server.up);
    }
    if (numbers.empty()) return {};
    return say(
        "{n|Server {servers} is *booting* and is up|Servers {servers} are *booting*; the first is up} at {time}.",
        {{"n", numbers.size()}, {"servers", list_of(numbers, 4)}, {"time", time_label(soonest)}});
}

std::optional<Span> Words::holder_of(const InProgress& scene, CoreId core) const {
    if (scenario_.machine.scheduler.on_block != scenario::OnBlock::hold) return {};
    for (const Span& span : scene.blocked) {
        std::optional<Span> earlier = before(span);
        while (earlier && earlier->kind == SpanKind::blocked) earlier = before(*earlier);
        if (earlier && earlier->core == core && earlier->kind != SpanKind::sharing) return span;
    }
    return {};
}

std::vector<Span> Words::line_for(const Span& span, Time t) const {
    std::vector<Span> line;
    const auto each_its_own = [&] {
        switch (span.reason) {
            case Reason::device_queue: return scenario_.devices[step(span).device.index].per == scenario::Per::server;
            case Reason::lock: return scenario_.locks[step(span).lock.index].per == scenario::Per::server;
            case Reason::semaphore:
                return scenario_.semaphores[step(span).semaphore.index].per == scenario::Per::server;
            case Reason::queue_full:
            case Reason::queue_empty: return scenario_.queues[step(span).queue.index].per == scenario::Per::server;
            default: return false;
        }
    }();
    const InProgress now = each_its_own ? scene(t, server_of(span)) : scene(t);
    for (const auto* side : {&now.blocked, &now.waiting}) {
        for (const Span& other : *side) {
            const scenario::Step &mine = step(span), &its = step(other);
            if (other.reason == span.reason && its.device == mine.device && its.lock == mine.lock &&
                its.semaphore == mine.semaphore && its.queue == mine.queue)
                line.push_back(other);
        }
    }
    return line;
}

}  // namespace metrics
