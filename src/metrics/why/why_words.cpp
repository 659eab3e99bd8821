#include "metrics/why/why_words.h"

#include "metrics/words.h"

#include <algorithm>

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

constexpr size_t most_spans_back = 20'000;

}  // namespace

std::string Words::capital_of(std::string text) { return capital(std::move(text)); }

Scene Words::scene(Time t) const { return scene(t, ~0u); }

Scene Words::scene(Time t, uint32_t server) const {
    Scene scene;
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

std::string Words::any(const Span& span, Time t) const {
    switch (span.kind) {
        case SpanKind::running:
        case SpanKind::switching:
        case SpanKind::sharing: return run(span);
        case SpanKind::ready: return ready(span, t);
        case SpanKind::queued: return queued(span, t);
        case SpanKind::blocked:
        case SpanKind::waiting: return wait(span, t);
    }
    return "";
}

std::string Words::tasks(const std::vector<TaskId>& ids, size_t most) const {
    std::vector<std::string> names;
    for (size_t i = 0; i < std::min(ids.size(), most); ++i) names.push_back(task(ids[i]));
    for (size_t i = names.size(); i < ids.size(); ++i) names.emplace_back();  // only counted
    return list(names, most);
}

bool Words::begun(const Span& span) const {
    const trace::Task& task = log_.tasks[span.task.index];
    return task.started && *task.started <= span.start;
}

size_t Words::live_threads(Time t, uint32_t server, bool workers) const {
    return size_t(std::count_if(log_.threads.begin(), log_.threads.end(), [&](const trace::Thread& thread) {
        return thread.server == server && thread.worker == workers && thread.started <= t && (!thread.ended || *thread.ended > t);
    }));
}

std::optional<Span> Words::before(const Span& span) const {
    for (size_t i = log_.spans.first_after(span.start - nsec(1)); i < log_.spans.size() && log_.spans.end(i) == span.start; ++i)
        if (const Span other = log_.spans[i]; other.task == span.task) return other;
    return {};
}

Time Words::beyond_since(const Span& now, uint32_t step) const {
    Time since = now.start;
    const size_t from = log_.spans.first_after(now.start);
    for (size_t i = from; i-- > 0 && from - i < most_spans_back;) {
        const Span span = log_.spans[i];
        if (span.task != now.task) continue;
        if (span.step <= step) break;
        since = span.start;
    }
    return since;
}

// When the core last stopped working before t; 0 when it never worked.
Time Words::idle_since(CoreId core, Time t) const {
    const size_t from = log_.spans.first_after(t);
    for (size_t i = from; i-- > 0 && from - i < most_spans_back;)
        if (log_.spans[i].core == core && log_.spans.kind(i) != SpanKind::sharing) return log_.spans.end(i);
    return {};
}

std::string Words::who_has_the_cores(const Scene& scene) const {
    std::vector<std::string> parts;
    for (const Span& span : scene.running) parts.push_back(core_name(log_, span.core) + " by " + task(span.task));
    return list(parts, 4);
}

std::string Words::idle_cores(const Scene& scene, uint32_t server, Time t) const {
    const uint32_t cores = log_.cores_per_server;
    std::vector<bool> busy(cores, false);
    for (const Span& span : scene.running) busy[span.core.index % cores] = true;
    for (size_t i = 0; i < std::min<size_t>(scene.sharing.size(), cores); ++i) busy[i] = true;
    const size_t idle = size_t(std::count(busy.begin(), busy.end(), false));
    if (idle == 0) return "";
    Time shortest = longest_time;
    for (uint32_t c = 0; c < cores; ++c)
        if (!busy[c]) shortest = std::min(shortest, t - idle_since({server * cores + c}, t));
    const bool for_long = shortest > Time{} && scene.sharing.empty();
    const std::string one = for_long ? " has been *idle* for " + time_label(shortest) : " is *idle*";
    const std::string many = for_long ? " have been *idle* for " + time_label(shortest) : " are *idle*";
    if (idle == 1) return (cores == 1 ? " The core" : " One core") + one + ".";
    const std::string who = idle == cores ? (idle == 2 ? "Both" : "All " + std::to_string(idle)) : std::to_string(idle) + " of " + std::to_string(cores);
    return " " + who + " cores" + many + ".";
}

std::string Words::what_it_waits_for(const Span& span) const {
    switch (span.reason) {
        case Reason::device:
        case Reason::device_queue: return "the " + scenario_.devices[step(span).device.index].name;
        case Reason::sleep: return "a timer";
        case Reason::lock: return "lock " + scenario_.locks[step(span).lock.index].name;
        case Reason::queue_full:
        case Reason::queue_empty: return "queue " + scenario_.queues[step(span).queue.index].name;
        case Reason::children: return "tasks that they have spawned";
        case Reason::parts: return "their parts";
        case Reason::offload: return "a worker";
        case Reason::padding: return "the end of their slices";
        default: return "something";
    }
}

std::string Words::what_blocks(const Scene& scene, bool workers) const {
    std::string on;
    bool same = true;
    size_t n = 0;
    Time at;
    for (const Span& span : scene.blocked) {
        if (!span.thread || log_.threads[span.thread.index].worker != workers) continue;  // without one it works on its parts
        const std::string what = what_it_waits_for(span);
        same = same && (on.empty() || on == what);
        on = what;
        at = std::max(at, span.start);
        ++n;
    }
    if (n == 0) return "";
    const size_t all = live_threads(at, server_of(scene.blocked[0]), workers);
    const std::string many = n == all ? "all " + std::to_string(n) + " are" : std::to_string(n) + (n == 1 ? " is" : " are");
    return (n == 1 && all == 1 ? "it is" : many) + " *blocked on " + (same ? on : std::string("several things")) + "*";
}

std::string Words::booting(Time t) const {
    std::vector<std::string> names;
    Time soonest = longest_time;
    for (const trace::Server& server : log_.servers) {
        if (server.ordered > t || server.up <= t) continue;
        names.push_back(std::to_string(server.number + 1));
        soonest = std::min(soonest, server.up);
    }
    if (names.empty()) return "";
    return (names.size() == 1 ? " Server " : " Servers ") + list(names, 4) + (names.size() == 1 ? " is" : " are") + " *booting*: up at " + time_label(soonest) + ".";
}

std::optional<Span> Words::holder_of(const Scene& scene, CoreId core) const {
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
            case Reason::queue_full:
            case Reason::queue_empty: return scenario_.queues[step(span).queue.index].per == scenario::Per::server;
            default: return false;
        }
    }();
    const Scene now = each_its_own ? scene(t, server_of(span)) : scene(t);
    for (const auto* side : {&now.blocked, &now.waiting}) {
        for (const Span& other : *side) {
            const scenario::Step &mine = step(span), &its = step(other);
            if (other.reason == span.reason && its.device == mine.device && its.lock == mine.lock && its.queue == mine.queue) line.push_back(other);
        }
    }
    return line;
}

}  // namespace metrics
