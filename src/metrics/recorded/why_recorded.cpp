#include "metrics/recorded/why_recorded.h"

#include "base/number.h"
#include "metrics/recorded/nested_slices.h"
#include "metrics/words.h"

#include <algorithm>
#include <optional>

namespace metrics {

using trace::Reason;
using trace::Recording;
using trace::Span;
using trace::SpanKind;

namespace {

constexpr size_t most_looked_at = 20'000;

std::string starless(std::string text) {
    std::erase(text, '*');
    return text;
}

class Words {
public:
    explicit Words(const trace::Log& log) : log_(log), recording_(*log.recording) {}

    std::string task(TaskId id) const { return "*" + starless(recording_.task_name(id)) + "*"; }
    std::string thread(ThreadId id) const { return "*" + starless(recording_.thread_name(id)) + "*"; }
    std::string core(CoreId id) const { return "core " + std::to_string(id.index + 1); }
    // In a schedule the thread says more than its task.
    std::string who(const Span& span) const { return recording_.kind == Recording::Kind::schedule && span.thread ? thread(span.thread) : task(span.task); }

    // " It was woken by X." or nothing
    std::string set_off(TaskId task) const {
        const auto& links = recording_.links;
        const auto link = std::lower_bound(links.begin(), links.end(), task, [](const trace::Link& l, TaskId id) { return l.to < id; });
        if (link == links.end() || link->to != task) return "";
        const std::string verb = recording_.kind == Recording::Kind::schedule ? " It was *woken by* " : " It was *set off by* ";
        return verb + by(*link) + " at " + time_label(link->left) + ".";
    }
    std::string by(const trace::Link& link) const {
        if (recording_.kind == Recording::Kind::schedule)
            if (const auto span = span_of(link.from, link.left)) return who(*span);
        return task(link.from);
    }

    std::optional<Span> span_of(TaskId task, Time t) const {
        return find(t, [&](const Span& span) { return span.task == task && span.start <= t; });
    }
    std::optional<Span> on_core(CoreId core, Time t) const {
        return find(t, [&](const Span& span) { return span.core == core && span.kind != SpanKind::sharing && span.start <= t; });
    }
    std::optional<Span> before(const Span& span) const {  // of the same task
        for (size_t i = log_.spans.first_after(span.start - nsec(1)), n = 0; i < log_.spans.size() && log_.spans.end(i) == span.start && n < most_looked_at; ++i, ++n)
            if (const Span other = log_.spans[i]; other.task == span.task) return other;
        return {};
    }

    // A slice or operation: how long it takes by itself, what it is in, what has set it off, how often there is one of its name.
    std::string slice(size_t number) const {
        const Span span = log_.span(number);
        const Time self = self_time(log_, number);
        const bool operation = is_operation(log_, number);
        std::string text = named(number) + (operation ? " is *under way*" : " is *open* on " + thread(span.thread)) + " for " + time_label(span.duration);
        if (self < span.duration) text += ", *" + time_label(self) + "* of it by itself";
        text += ".";
        if (operation) text += " It is an asynchronous operation" + in(span.thread) + ": it holds no thread.";
        if (operation && !log_.is_nested(number) && !log_.tasks[span.task.index].finished) text += " It does *not end* in the recording.";
        if (const auto around = slice_around(log_, number)) text += " It is inside of " + named(*around) + ".";
        if (const auto arrows = arrows_to(log_, number); !arrows.empty()) text += " It was *set off by* " + named(arrows.front().from) + " at " + time_label(arrows.front().left) + ".";
        const Tally tally = tally_of(log_, number);
        if (tally.count > 1) text += " There are *" + grouped_text(int64_t(tally.count)) + "* of its name: " + time_label(tally.total) + " together.";
        return text;
    }

    // What is open at a time, and inside of it the innermost.
    std::string open(const Span& span, size_t number, Time t) const {
        const std::vector<size_t> open = slices_at(log_, span.task, t);
        if (!is_slice(log_, number) || open.size() < 2) return run(span);
        return named(number) + " is *open* on " + thread(span.thread) + "; inside of it, " + named(open.back()) + " for " + time_label(log_.span(open.back()).duration) + ".";
    }
    // " of *Renderer*", or nothing
    std::string in(ThreadId lane) const {
        if (!recording_.has_operations(lane) || recording_.processes.empty()) return "";
        return " of *" + starless(recording_.processes[recording_.threads[lane.index].process]) + "*";
    }
    std::string named(size_t number) const { return "*" + starless(std::string(slice_name(log_, number))) + "*"; }

    std::string run(const Span& span) const {
        const std::string length = time_label(span.duration);
        if (recording_.kind == Recording::Kind::slices) return task(span.task) + " is *open* on " + thread(span.thread) + " for " + length + "." + set_off(span.task);
        std::string text = who(span) + (span.kind == SpanKind::switching ? " is *switched to*" : " *runs*");
        if (span.core && span.kind != SpanKind::sharing) text += " on " + core(span.core);
        return text + " for " + length + "." + set_off(span.task);
    }

    std::string wait(const Span& span) const {
        const std::string length = time_label(span.duration);
        std::string text = who(span);
        if (recording_.kind == Recording::Kind::ours)
            return text + " is *" + trace::kind_name(span.kind) + "* for " + length + (span.reason == Reason::none ? std::string(".") : ": " + std::string(trace::reason_name(span.reason)) + ".");
        if (span.kind == SpanKind::waiting) return text + " is *under way* for " + length + ". It is an asynchronous operation" + in(span.thread) + ": it holds no thread.";
        if (span.kind == SpanKind::blocked) return text + " is *blocked* for " + length + ", in a sleep that nothing can interrupt: mostly it waits for a disk.";
        if (span.reason != Reason::preempted) return text + " was woken and is *ready* for " + length + ", until it gets a core." + taken(span.start) + set_off(span.task);
        text += " was *preempted*";
        const auto earlier = before(span);
        const auto taker = earlier && earlier->core ? on_core(earlier->core, span.start) : std::nullopt;
        if (taker && taker->task != span.task) text += " by " + who(*taker) + ", which took " + core(earlier->core) + ",";
        return text + " and is ready for " + length + ".";
    }

    // Who has the cores.
    std::string taken(Time t) const {
        std::vector<std::string> parts;
        for (uint32_t c = 0; c < log_.cores && parts.size() < 5; ++c)
            if (const auto span = on_core({c}, t)) parts.push_back(core({c}) + " by " + who(*span));
        return parts.empty() ? std::string() : " Taken then: " + list(parts, 4) + ".";
    }

private:
    template <class Is>
    std::optional<Span> find(Time t, Is is) const {
        for (size_t i = log_.spans.first_after(t), n = 0; i < log_.spans.size() && n < most_looked_at; ++i, ++n)
            if (const Span span = log_.spans[i]; is(span)) return span;
        return {};
    }

    const trace::Log& log_;
    const Recording& recording_;
};

bool runs(const Span& span) { return span.kind == SpanKind::running || span.kind == SpanKind::switching || span.kind == SpanKind::sharing; }

}  // namespace

std::string explain_recorded_span(const trace::Log& log, const SpanIndex&, size_t number) {
    const Span span = log.span(number);
    const Words words(log);
    if (is_slice(log, number)) return words.slice(number);
    return runs(span) ? words.run(span) : words.wait(span);
}

std::string explain_recorded_core_gap(const trace::Log& log, const SpanIndex& index, CoreId core, Time t) {
    const std::string name = "*Core " + std::to_string(core.index + 1) + "* ";
    if (t >= log.end) return name + "is not recorded any more.";
    size_t ready = 0;
    for (const size_t i : index.at(log, t)) ready += log.spans.kind(i) == SpanKind::ready;
    if (ready == 0) return name + "is *idle*: no thread is ready.";
    return name + "is *idle*, or what it does is not recorded: " + count_of(ready, "thread") + (ready == 1 ? " is" : " are") + " ready.";
}

std::string explain_recorded_thread_gap(const trace::Log& log, ThreadId thread, Time t) {
    const Recording& recording = *log.recording;
    const Words words(log);
    const std::string name = words.thread(thread);
    if (recording.has_operations(thread)) return "No operation is under way on this lane.";
    if (recording.kind == Recording::Kind::slices) return "No slice is open on " + name + ". Whether it does something all the same is not recorded.";
    if (recording.kind == Recording::Kind::ours) return name + " is *idle*.";
    std::string text = name + " *sleeps*";
    for (size_t i = log.spans.first_after(t), n = 0; i < log.spans.size() && n < most_looked_at; ++i, ++n) {
        const Span span = log.spans[i];
        if (span.thread != thread) continue;
        return text + " until " + time_label(span.start) + "." + words.set_off(span.task);
    }
    return text + ", or is not recorded here.";
}

std::string explain_recorded_now(const trace::Log& log, const SpanIndex& index, Time t) {
    if (t >= log.end) return "The recording is over.";
    const Words words(log);
    std::optional<size_t> running, ready, blocked, waiting;
    size_t run = 0, wants = 0;
    for (const size_t i : index.at(log, t)) {
        switch (log.spans.kind(i)) {
            case SpanKind::ready: ready = ready.value_or(i); ++wants; break;
            case SpanKind::blocked: blocked = blocked.value_or(i); break;
            case SpanKind::waiting:
            case SpanKind::queued: waiting = waiting.value_or(i); break;
            default: running = running.value_or(i); ++run;
        }
    }
    if (ready) return words.wait(log.spans[*ready]) + (wants > 1 ? " " + count_of(wants - 1, "other") + (wants == 2 ? " wants" : " want") + " a core too." : "");
    if (blocked) return words.wait(log.spans[*blocked]);
    if (running) return words.open(log.spans[*running], *running, t) + (run > 1 ? " " + count_of(run - 1, "other") + (run == 2 ? " runs" : " run") + " at the same time." : "");
    if (waiting) return words.wait(log.spans[*waiting]);
    return "Nothing is recorded at this time.";
}

}  // namespace metrics
