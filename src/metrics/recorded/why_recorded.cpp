#include "metrics/recorded/why_recorded.h"

#include "base/number.h"
#include "base/say.h"
#include "metrics/recorded/nested_slices.h"
#include "metrics/names.h"

#include <algorithm>
#include <optional>

namespace metrics {

using trace::Reason;
using trace::Recording;
using trace::Span;
using trace::SpanKind;

namespace {

constexpr size_t most_looked_at = 20'000;

class Words {
public:
    explicit Words(const trace::Log& log)
        : log_(log), recording_(*log.recording), schedule_(recording_.kind == Recording::Kind::schedule) {}

    std::string task(TaskId id) const { return recording_.task_name(id); }
    std::string thread(ThreadId id) const { return recording_.thread_name(id); }
    std::string core(CoreId id) const { return core_name(log_, id); }
    // In a schedule, the name of the thread is more informative than that of its task.
    std::string who(const Span& span) const { return schedule_ && span.thread ? thread(span.thread) : task(span.task); }

    // "It was *woken by X* at 3 ms."; empty if that is not known
    RichText set_off(TaskId task) const {
        const auto& links = recording_.links;
        const auto link = std::lower_bound(links.begin(), links.end(), task,
                                           [](const trace::Link& l, TaskId id) { return l.to < id; });
        if (link == links.end() || link->to != task) return {};
        return say(
            schedule_ ? Phrase("It was *woken by {by}* at {time}.") : Phrase("It was *triggered by {by}* at {time}."),
            {{"by", by(*link)}, {"time", time_label(link->left)}});
    }
    std::string by(const trace::Link& link) const {
        if (schedule_)
            if (const auto span = span_of(link.from, link.left)) return who(*span);
        return task(link.from);
    }

    std::optional<Span> span_of(TaskId task, Time t) const {
        return find(t, [&](const Span& span) { return span.task == task && span.start <= t; });
    }
    std::optional<Span> on_core(CoreId core, Time t) const {
        return find(t, [&](const Span& span) {
            return span.core == core && span.kind != SpanKind::sharing && span.start <= t;
        });
    }
    std::optional<Span> before(const Span& span) const {  // the span of the same task before this one
        for (size_t i = log_.spans.first_after(span.start - nsec(1)), n = 0;
             i < log_.spans.size() && log_.spans.end(i) == span.start && n < most_looked_at; ++i, ++n)
            if (const Span other = log_.spans[i]; other.task == span.task) return other;
        return {};
    }

    // Explains a slice or operation: its self time, what encloses it, what triggered it, and how many have its name.
    RichText slice(size_t number) const {
        const Span span = log_.span(number);
        const bool operation = is_operation(log_, number);
        RichText text = operation ? operation_length(number, span) : slice_length(number, span);
        if (operation) text.then(asynchronous(span.thread));
        if (operation && !log_.is_nested(number) && !log_.tasks[span.task.index].finished)
            text.then(say("It does *not end* in the recording."));
        if (const auto around = slice_around(log_, number))
            text.then(say("It is inside *{slice}*.", {{"slice", slice_name(log_, *around)}}));
        if (const auto arrows = arrows_to(log_, number); !arrows.empty())
            text.then(say("It was *triggered by {by}* at {time}.",
                          {{"by", slice_name(log_, arrows.front().from)}, {"time", time_label(arrows.front().left)}}));
        const Tally tally = tally_of(log_, number);
        if (tally.count > 1)
            text.then(say("*{n}* have this name and together take {time}.",
                          {{"n", tally.count, grouped_text(int64_t(tally.count))}, {"time", time_label(tally.total)}}));
        return text;
    }
    RichText slice_length(size_t number, const Span& span) const {
        const std::string name(slice_name(log_, number)), on = thread(span.thread), time = time_label(span.duration);
        const Time self = self_time(log_, number);
        if (self == span.duration)
            return say("*{slice}* is *open* on *{thread}* for {time}.",
                       {{"slice", name}, {"thread", on}, {"time", time}});
        return say("*{slice}* is *open* on *{thread}* for {time}; its self time is *{self}*.",
                   {{"slice", name}, {"thread", on}, {"time", time}, {"self", time_label(self)}});
    }
    RichText operation_length(size_t number, const Span& span) const {
        const std::string name(slice_name(log_, number)), time = time_label(span.duration);
        const Time self = self_time(log_, number);
        if (self == span.duration)
            return say("*{slice}* is *in progress* for {time}.", {{"slice", name}, {"time", time}});
        return say("*{slice}* is *in progress* for {time}; its self time is *{self}*.",
                   {{"slice", name}, {"time", time}, {"self", time_label(self)}});
    }
    RichText asynchronous(ThreadId lane) const {
        if (!recording_.has_operations(lane) || recording_.processes.empty())
            return say("It is an asynchronous operation: it holds no thread.");
        return say("It is an asynchronous operation of *{process}*: it holds no thread.",
                   {{"process", recording_.processes[recording_.threads[lane.index].process]}});
    }

    // Says what is open at a time, and which slice is the innermost.
    RichText open(const Span& span, size_t number, Time t) const {
        const std::vector<size_t> open = slices_at(log_, span.task, t);
        if (!is_slice(log_, number) || open.size() < 2) return run(span);
        return say("*{slice}* is *open* on *{thread}*; within it, *{inner}* for {time}.",
                   {{"slice", slice_name(log_, number)},
                    {"thread", thread(span.thread)},
                    {"inner", slice_name(log_, open.back())},
                    {"time", time_label(log_.span(open.back()).duration)}});
    }

    RichText run(const Span& span) const {
        const std::string time = time_label(span.duration);
        if (recording_.kind == Recording::Kind::slices)
            return say("*{slice}* is *open* on *{thread}* for {time}.",
                       {{"slice", task(span.task)}, {"thread", thread(span.thread)}, {"time", time}})
                .then(set_off(span.task));
        const bool switching = span.kind == SpanKind::switching;
        if (!span.core || span.kind == SpanKind::sharing)
            return say(switching ? Phrase("A core *switches* to *{thread}* for {time}.")
                                 : Phrase("*{thread}* *runs* for {time}."),
                       {{"thread", who(span)}, {"time", time}})
                .then(set_off(span.task));
        return say(switching ? Phrase("{^core} *switches* to *{thread}* for {time}.")
                             : Phrase("*{thread}* *runs* on {core} for {time}."),
                   {{"thread", who(span)}, {"core", core(span.core)}, {"time", time}})
            .then(set_off(span.task));
    }

    RichText wait(const Span& span) const {
        const std::string name = who(span), time = time_label(span.duration);
        if (recording_.kind == Recording::Kind::ours) return wait_of_ours(span);
        if (span.kind == SpanKind::waiting)
            return say("*{slice}* is *in progress* for {time}.", {{"slice", name}, {"time", time}})
                .then(asynchronous(span.thread));
        if (span.kind == SpanKind::blocked)
            return say(
                "*{thread}* is *blocked* for {time}, in an uninterruptible sleep: usually it waits for a disk.",
                {{"thread", name}, {"time", time}});
        if (span.reason != Reason::preempted)
            return say("*{thread}* was woken and is *ready* for {time}, until it gets a core.",
                       {{"thread", name}, {"time", time}})
                .then(taken(span.start))
                .then(set_off(span.task));
        const auto earlier = before(span);
        const auto taker = earlier && earlier->core ? on_core(earlier->core, span.start) : std::nullopt;
        if (!taker || taker->task == span.task)
            return say("*{thread}* was *preempted* and is ready for {time}.", {{"thread", name}, {"time", time}});
        return say("*{thread}* was *preempted* by *{other}*, which took {core}, and is ready for {time}.",
                   {{"thread", name}, {"other", who(*taker)}, {"core", core(earlier->core)}, {"time", time}});
    }
    // In our own exports, a wait has a state and a reason.
    RichText wait_of_ours(const Span& span) const {
        const std::string name = task(span.task), time = time_label(span.duration);
        const std::string state = label_of(trace::kind_name(span.kind)),
                          reason = label_of(trace::reason_name(span.reason));
        if (span.reason == Reason::none)
            return say("*{task}* is *{state}* for {time}.", {{"task", name}, {"state", state}, {"time", time}});
        return say("*{task}* is *{state}* for {time}: {reason}.",
                   {{"task", name}, {"state", state}, {"time", time}, {"reason", reason}});
    }

    // Says what runs on the cores.
    RichText taken(Time t) const {
        std::vector<RichText> parts;
        for (uint32_t c = 0; c < log_.cores && parts.size() < 5; ++c)
            if (const auto span = on_core({c}, t))
                parts.push_back(say("*{task}* on {core}", {{"task", who(*span)}, {"core", core({c})}}));
        if (parts.empty()) return {};
        return say("Running then: {list}.", {{"list", list_of(parts, 4)}});
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
    const bool schedule_;
};

bool runs(const Span& span) {
    return span.kind == SpanKind::running || span.kind == SpanKind::switching || span.kind == SpanKind::sharing;
}

}  // namespace

RichText explain_recorded_span(const trace::Log& log, const SpanIndex&, size_t number) {
    const Span span = log.span(number);
    const Words words(log);
    if (is_slice(log, number)) return words.slice(number);
    return runs(span) ? words.run(span) : words.wait(span);
}

RichText explain_recorded_core_gap(const trace::Log& log, const SpanIndex& index, CoreId core, Time t) {
    const std::string name = core_name(log, core);
    if (t >= log.end) return say("*{^core}* is no longer recorded.", {{"core", name}});
    size_t ready = 0;
    for (const size_t i : index.at(log, t)) ready += log.spans.kind(i) == SpanKind::ready;
    if (ready == 0) return say("*{^core}* is *idle*: no thread is ready.", {{"core", name}});
    return say("*{^core}* is *idle*, or what it does is not recorded: {n|{n} thread is|{n} threads are} ready.",
               {{"core", name}, {"n", ready}});
}

RichText explain_recorded_thread_gap(const trace::Log& log, ThreadId thread, Time t) {
    const Recording& recording = *log.recording;
    const Words words(log);
    const std::string name = words.thread(thread);
    if (recording.has_operations(thread)) return say("No operation is in progress on this lane.");
    if (recording.kind == Recording::Kind::slices)
        return say("No slice is open on *{thread}*. Anything else that it does is not recorded.", {{"thread", name}});
    if (recording.kind == Recording::Kind::ours) return say("*{thread}* is *idle*.", {{"thread", name}});
    for (size_t i = log.spans.first_after(t), n = 0; i < log.spans.size() && n < most_looked_at; ++i, ++n) {
        const Span span = log.spans[i];
        if (span.thread != thread) continue;
        return say("*{thread}* *sleeps* until {time}.", {{"thread", name}, {"time", time_label(span.start)}})
            .then(words.set_off(span.task));
    }
    return say("*{thread}* *sleeps*, or is not recorded here.", {{"thread", name}});
}

RichText explain_recorded_now(const trace::Log& log, const SpanIndex& index, Time t) {
    if (t >= log.end) return say("The recording is over.");
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
    if (ready) {
        RichText text = words.wait(log.spans[*ready]);
        return wants == 1 ? text
                          : text.then(say("{n|{n} other thread needs|{n} other threads need} a core, too.",
                                          {{"n", wants - 1}}));
    }
    if (blocked) return words.wait(log.spans[*blocked]);
    if (running) {
        RichText text = words.open(log.spans[*running], *running, t);
        return run == 1 ? text
                        : text.then(say("{n|{n} other thread runs|{n} other threads run} at the same time.",
                                        {{"n", run - 1}}));
    }
    if (waiting) return words.wait(log.spans[*waiting]);
    return say("Nothing is recorded at this time.");
}

}  // namespace metrics
