#include "metrics/why/why_words.h"

#include "base/number.h"

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

// "a third of a core"
RichText part_of_core(uint32_t cores, uint32_t sharers) {
    if (sharers <= cores) return say("a whole core");
    if (sharers == 2 * cores) return say("half a core");
    if (sharers == 3 * cores) return say("a third of a core");
    if (sharers == 4 * cores) return say("a quarter of a core");
    if (2 * sharers == 3 * cores) return say("two thirds of a core");
    if (3 * sharers == 4 * cores) return say("three quarters of a core");
    return say("{percent} % of a core", {{"percent", rounded_text(100.0 * double(cores) / double(sharers), 0)}});
}

Phrase overhead_phrase(Reason reason) {
    switch (reason) {
        case Reason::process_switch:
            return Phrase(
                "{^core} *switches* to the thread of {task}, which belongs to *another process*: {time} of pure "
                "overhead.");
        case Reason::migration:
            return Phrase(
                "{^task} comes *from another core* to {core} and finds none of its data in the cache: {time} of pure "
                "overhead.");
        case Reason::thread_start: return Phrase("{^core} *starts a thread* for {task}: {time} of pure overhead.");
        case Reason::process_start: return Phrase("{^core} *starts a process* for {task}: {time} of pure overhead.");
        case Reason::callback:
            return Phrase(
                "The thread on {core} *picks up* {task}, at the cost of a callback: {time} of pure overhead.");
        default: return Phrase("{^core} *switches* to the thread of {task}: {time} of pure overhead.");
    }
}

}  // namespace

RichText Words::overhead(const Span& span) const {
    return say(overhead_phrase(span.reason),
               {{"core", core_name(log_, span.core)}, {"task", task(span.task)}, {"time", time_label(span.duration)}});
}

RichText Words::shares(const Span& span) const {
    const uint32_t sharers = span.core.index, cores = log_.cores_per_server;
    return say(
        "*{^task}* *runs* at the speed of *{part}* for {time}: {n|{n} thread shares|{n} threads share} {m|{m} core|{m} "
        "cores}.",
        {{"task", task(span.task)},
         {"part", part_of_core(cores, sharers)},
         {"time", time_label(span.duration)},
         {"n", sharers},
         {"m", cores}});
}

RichText Words::run(const Span& span) const {
    if (span.kind == SpanKind::switching) return overhead(span);
    if (span.kind == SpanKind::sharing) return shares(span);
    const trace::Task& who = log_.tasks[span.task.index];
    RichText text = say("*{^task}* *runs* on {core} for {time} (step {step} of {steps}).",
                        {{"task", task(span.task)},
                         {"core", core_name(log_, span.core)},
                         {"time", time_label(span.duration)},
                         {"step", span.step + 1},
                         {"steps", steps(span.task).size()}});
    if (who.answered && *who.answered <= span.start) text.then(say("It has already been answered; this is its job."));
    if (!stands_alone(who)) text.then(say("It does a part of the work of {task}.", {{"task", task(who.parent)}}));
    const scenario::Cache& cache = scenario_.machine.scheduler.cache;
    if (span.reason == Reason::warm)
        text.then(say("Its working set is in the core's *cache*: it runs {factor} times as fast.",
                      {{"factor", rounded_text(cache.warm_speed, 1)}}));
    else if (cache.size > 0 && row(span.task).working_set > cache.size)
        text.then(say("Its working set does not fit into the core's cache."));
    else if (cache.size > 0)
        text.then(say("The core's *cache* is cold for it: its working set is loaded after {time} on this core.",
                      {{"time", time_label(cache.warmup)}}));
    return text;
}

}  // namespace metrics
