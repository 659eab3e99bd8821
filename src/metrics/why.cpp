#include "metrics/why.h"

#include "metrics/words.h"

#include <algorithm>

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

constexpr size_t block_spans = 256;

// What goes on at one time, sorted out by kind.
struct Scene {
    std::vector<Span> running, ready, blocked, waiting, queued;
};

Scene scene_at(const trace::Log& log, const WhyIndex& index, Time t) {
    Scene scene;
    for (size_t i : index.at(log, t)) {
        const Span span = log.spans[i];
        switch (span.kind) {
            case SpanKind::running:
            case SpanKind::sharing:
            case SpanKind::switching: scene.running.push_back(span); break;
            case SpanKind::ready: scene.ready.push_back(span); break;
            case SpanKind::blocked: scene.blocked.push_back(span); break;
            case SpanKind::waiting: scene.waiting.push_back(span); break;
            case SpanKind::queued: scene.queued.push_back(span); break;
        }
    }
    return scene;
}

// When the core last stopped working before t; 0 when it never worked.
Time idle_since(const trace::Log& log, CoreId core, Time t) {
    size_t low = 0, high = log.spans.size();
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (log.spans.end(middle) <= t) low = middle + 1;
        else high = middle;
    }
    for (size_t i = low; i-- > 0 && low - i < 20'000;)
        if (log.spans[i].core == core) return log.spans.end(i);
    return {};
}

class Words {
public:
    Words(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index) : scenario_(scenario), log_(log), index_(index) {}

    std::string task(TaskId id) const { return task_name(scenario_, log_, id); }
    std::string start(TaskId id) const { return "*" + capital(task(id)) + "*"; }

    const scenario::Step& step(const Span& span) const {
        return scenario_.programs[scenario_.work[log_.tasks[span.task.index].row].program].steps[span.step];
    }
    std::string device(const Span& span) const { return scenario_.devices[step(span).device.index].name; }

    // "core 1 by request 1 and core 2 by request 2"
    std::string who_has_the_cores(const Scene& scene) const {
        std::vector<std::string> parts;
        for (const Span& span : scene.running) parts.push_back("core " + std::to_string(span.core.index + 1) + " by " + task(span.task));
        return list(parts, 4);
    }

    // " Both cores have been idle for 17.4 ms." or nothing
    std::string idle_cores(const Scene& scene, Time t) const {
        std::vector<bool> busy(log_.cores, false);
        for (const Span& span : scene.running) busy[span.core.index] = true;
        const size_t idle = size_t(std::count(busy.begin(), busy.end(), false));
        if (idle == 0) return "";
        Time shortest = longest_time;
        for (uint32_t c = 0; c < log_.cores; ++c)
            if (!busy[c]) shortest = std::min(shortest, t - idle_since(log_, {c}, t));
        const std::string since = shortest > Time{} ? " have been *idle* for " + time_label(shortest) : " are *idle*";
        if (idle == log_.cores && idle == 1) return shortest > Time{} ? " The core has been *idle* for " + time_label(shortest) + "." : " The core is *idle*.";
        if (idle == 1) return shortest > Time{} ? " One core has been *idle* for " + time_label(shortest) + "." : " One core is *idle*.";
        const std::string who = idle == log_.cores ? (idle == 2 ? "Both" : "All " + std::to_string(idle)) : std::to_string(idle) + " of " + std::to_string(log_.cores);
        return " " + who + " cores" + since + ".";
    }

    // "all 4 are blocked on the database"
    std::string what_blocks(const Scene& scene) const {
        if (scene.blocked.empty()) return "";
        std::string on;
        bool same = true;
        for (const Span& span : scene.blocked) {
            const std::string what = span.reason == Reason::sleep ? "a timer" : "the " + device(span);
            same = same && (on.empty() || on == what);
            on = what;
        }
        const size_t n = scene.blocked.size(), all = live_threads(scene.blocked[0].start);
        const std::string many = n == all ? "all " + std::to_string(n) + " are" : std::to_string(n) + (n == 1 ? " is" : " are");
        return (n == 1 && all == 1 ? "it is" : many) + " *blocked on " + (same ? on : std::string("devices")) + "*";
    }

    size_t live_threads(Time t) const {
        size_t n = 0;
        for (const trace::Thread& thread : log_.threads) n += thread.started <= t && (!thread.ended || *thread.ended > t);
        return n;
    }

    // Every loop has a queue of its own; other strategies have one.
    uint32_t queues() const { return scenario_.strategy.kind == scenario::StrategyKind::event_loop ? uint32_t(scenario_.strategy.loops) : 1; }

    // Its place among those that wait for the same, from 1. FIFO: earlier first, then by task.
    size_t place(const std::vector<Span>& line, const Span& span, uint32_t loops = 1) const {
        size_t before = 0;
        for (const Span& other : line) {
            if (other.task == span.task || other.task.index % loops != span.task.index % loops) continue;
            before += other.start < span.start || (other.start == span.start && other.task < span.task);
        }
        return before + 1;
    }

    std::string queued(const Span& span, Time t) const {
        const Scene scene = scene_at(log_, index_, t);
        const size_t at = place(scene.queued, span, queues());
        const bool begun = log_.tasks[span.task.index].started && *log_.tasks[span.task.index].started <= span.start;
        std::string text = start(span.task) + (begun ? " can go on" : " is *queued*");
        if (span.reason == Reason::loop_busy) {
            text += begun ? " and is " + in_line(at) + " for its loop." : " for the loop, " + in_line(at) + ".";
            const uint32_t loop = uint32_t(span.task.index % uint32_t(scenario_.strategy.loops));
            for (const Span& other : scene.running)
                if (other.thread.index == loop) text += " The loop runs *" + task(other.task) + "* until " + time_label(other.end()) + "; nothing else on it can run before that.";
            for (const Span& other : scene.blocked)
                if (other.thread.index == loop) text += " The loop is *blocked* by " + task(other.task) + " until " + time_label(other.end()) + ".";
            return text;
        }
        const size_t threads = log_.threads.size();
        text += begun ? " and is " + in_line(at) + " for a thread." : " for a thread, " + in_line(at) + ".";
        text += threads == 1 ? " The only thread is taken" : threads == 2 ? " Both threads are taken" : " All " + std::to_string(threads) + " threads are taken";
        const std::string blocked = what_blocks(scene);
        text += blocked.empty() ? "." : ", and " + blocked + ".";
        return text + idle_cores(scene, t);
    }

    std::string ready(const Span& span, Time t) const {
        const Scene scene = scene_at(log_, index_, t);
        std::string text = start(span.task) + " is *ready*: its thread wants a core, " + in_line(place(scene.ready, span)) + ".";
        if (span.reason == Reason::slice_over) text += " Its time slice of " + time_label(scenario::quantum_of(scenario_.machine.scheduler).value_or(Time{})) + " was used up.";
        const std::string who = who_has_the_cores(scene);
        return who.empty() ? text : text + " Taken: " + who + ".";
    }

    std::string wait(const Span& span) const {
        const bool holds = span.kind == SpanKind::blocked;
        std::string text = start(span.task);
        if (span.reason == Reason::sleep) {
            text += " sleeps until " + time_label(span.end()) + ".";
        } else if (span.reason == Reason::device_queue) {
            const Scene scene = scene_at(log_, index_, span.start);
            std::vector<Span> line;
            for (const auto* side : {&scene.blocked, &scene.waiting})
                for (const Span& other : *side)
                    if (other.reason == Reason::device_queue && step(other).device == step(span).device) line.push_back(other);
            const int64_t capacity = scenario_.devices[step(span).device.index].capacity;
            text += " waits *for its turn* at the " + device(span) + " until " + time_label(span.end()) + ": it came " + in_line(place(line, span)) + ", and the " + device(span) + " serves " + std::to_string(capacity) + " at a time.";
        } else {
            text += " waits for the *" + device(span) + "* until " + time_label(span.end()) + ".";
        }
        if (holds) return text + " Its thread is *blocked*: held all that time, and it does nothing.";
        return text + " It holds *no thread*: that is asynchrony.";
    }

    std::string run(const Span& span) const {
        const std::string core = "core " + std::to_string(span.core.index + 1);
        if (span.kind == SpanKind::switching)
            return capital(core) + " *switches* to the thread of " + task(span.task) + ": " + time_label(span.duration) + " that are nobody's work.";
        const size_t steps = scenario_.programs[scenario_.work[log_.tasks[span.task.index].row].program].steps.size();
        return start(span.task) + " *runs* on " + core + " for " + time_label(span.duration) + " (step " + std::to_string(span.step + 1) + " of " + std::to_string(steps) + ").";
    }

private:
    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const WhyIndex& index_;
};

}  // namespace

WhyIndex::WhyIndex(const trace::Log& log) {
    for (size_t i = 0; i < log.spans.size(); ++i) {
        if (i % block_spans == 0) blocks_.push_back({log.spans.start(i), log.spans.end(i)});
        Block& block = blocks_.back();
        block.first_start = std::min(block.first_start, log.spans.start(i));
        block.last_end = std::max(block.last_end, log.spans.end(i));
    }
}

std::vector<size_t> WhyIndex::at(const trace::Log& log, Time t) const {
    std::vector<std::pair<TaskId, size_t>> found;
    for (size_t b = 0; b < blocks_.size(); ++b) {
        if (blocks_[b].first_start > t || blocks_[b].last_end <= t) continue;
        const size_t last = std::min((b + 1) * block_spans, log.spans.size());
        for (size_t i = b * block_spans; i < last; ++i)
            if (log.spans.start(i) <= t && log.spans.end(i) > t) found.emplace_back(log.spans[i].task, i);
    }
    std::sort(found.begin(), found.end());
    std::vector<size_t> spans;
    for (const auto& [task, span] : found) spans.push_back(span);
    return spans;
}

std::string task_name(const scenario::Scenario& scenario, const trace::Log& log, TaskId id) {
    const trace::Task& task = log.tasks[id.index];
    const scenario::Work& work = scenario.work[task.row];
    const bool alone = work.times.empty() ? work.count == 1 : work.times.size() == 1;
    return alone ? work.name : work.name + " " + std::to_string(task.index + 1);
}

std::string explain_span(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, size_t i) {
    const Span span = log.spans[i];
    const Words words(scenario, log, index);
    switch (span.kind) {
        case SpanKind::running:
        case SpanKind::sharing:
        case SpanKind::switching: return words.run(span);
        case SpanKind::ready: return words.ready(span, span.start);
        case SpanKind::queued: return words.queued(span, span.start);
        case SpanKind::blocked:
        case SpanKind::waiting: return words.wait(span);
    }
    return "";
}

std::string explain_core_gap(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, CoreId core, Time t) {
    const Scene scene = scene_at(log, index, t);
    const Words words(scenario, log, index);
    std::string text = "*Core " + std::to_string(core.index + 1) + "* is *idle*: ";
    if (t >= log.end) return text + "the run is over.";
    if (scene.blocked.empty() && scene.waiting.empty() && scene.running.empty()) return text + "there is no task to run yet.";
    text += "no thread is ready.";
    if (const std::string blocked = words.what_blocks(scene); !blocked.empty()) text += " Of the threads " + blocked + ".";
    if (!scene.waiting.empty()) text += " " + count_of(scene.waiting.size(), "task") + (scene.waiting.size() == 1 ? " waits" : " wait") + " without a thread.";
    if (!scene.running.empty() && scene.blocked.empty()) text += " What there is to do runs elsewhere: " + words.who_has_the_cores(scene) + ".";
    if (!scene.queued.empty() && !scene.blocked.empty()) text += " " + count_of(scene.queued.size(), "task") + " queued for a thread could use this core.";
    return text;
}

std::string explain_thread_gap(const scenario::Scenario&, const trace::Log& log, const WhyIndex&, ThreadId thread, Time t) {
    const trace::Thread& it = log.threads[thread.index];
    const std::string name = "*Thread " + std::to_string(it.number + 1) + "*";
    if (t < it.started) return name + " does not exist yet.";
    if ((it.ended && t >= *it.ended) || t >= log.end) return name + " has ended.";
    return name + " is *idle*: there is no task for it.";
}

std::string explain_now(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, Time t) {
    const Words words(scenario, log, index);
    if (t >= log.end) return log.complete ? "The run is over." : "The run was cut short here: " + log.stopped_by + ".";
    const Scene scene = scene_at(log, index, t);
    const auto first = [](const std::vector<Span>& line) {
        return *std::min_element(line.begin(), line.end(), [](const Span& a, const Span& b) { return a.start != b.start ? a.start < b.start : a.task < b.task; });
    };
    if (!scene.queued.empty()) return words.queued(first(scene.queued), t);
    if (!scene.ready.empty()) return words.ready(first(scene.ready), t);
    if (!scene.blocked.empty()) return words.wait(first(scene.blocked)) + words.idle_cores(scene, t);
    if (!scene.waiting.empty()) return words.wait(first(scene.waiting)) + words.idle_cores(scene, t);
    if (!scene.running.empty()) return "Nothing waits. " + words.run(scene.running[0]);
    return "Nothing is in progress: the next task has not arrived.";
}

}  // namespace metrics
