#include "metrics/why/why_words.h"

#include "base/number.h"
#include "metrics/words.h"

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

// "a third of a core"
std::string part_of_core(uint32_t cores, uint32_t sharers) {
    if (sharers <= cores) return "a whole core";
    if (sharers == 2 * cores) return "half a core";
    if (sharers == 3 * cores) return "a third of a core";
    if (sharers == 4 * cores) return "a quarter of a core";
    if (2 * sharers == 3 * cores) return "two thirds of a core";
    if (3 * sharers == 4 * cores) return "three quarters of a core";
    return rounded_text(100.0 * double(cores) / double(sharers), 0) + " % of a core";
}

}  // namespace

std::string Words::overhead(const Span& span) const {
    const std::string core = core_name(log_, span.core), long_for = time_label(span.duration) + " that are nobody's work.";
    switch (span.reason) {
        case Reason::process_switch: return capital(core) + " *switches* to the thread of " + task(span.task) + ", which is of *another process*: " + long_for;
        case Reason::migration: return start(span.task) + " comes *from another core* to " + core + ", and finds nothing of its own in the cache: " + long_for;
        case Reason::thread_start: return capital(core) + " *starts a thread* for " + task(span.task) + ": " + long_for;
        case Reason::process_start: return capital(core) + " *starts a process* for " + task(span.task) + ": " + long_for;
        case Reason::callback: return "The thread on " + core + " *takes up* " + task(span.task) + ", the cost of a callback: " + long_for;
        default: return capital(core) + " *switches* to the thread of " + task(span.task) + ": " + long_for;
    }
}

std::string Words::shares(const Span& span) const {
    const uint32_t sharers = span.core.index, cores = log_.cores_per_server;
    return start(span.task) + (sharers <= cores ? " *runs* on *" : " *runs* at *") + part_of_core(cores, sharers) + "*: " + count_of(sharers, "thread") + (sharers == 1 ? " shares " : " share ") +
           count_of(cores, "core") + ", for " + time_label(span.duration) + " like this.";
}

std::string Words::run(const Span& span) const {
    if (span.kind == SpanKind::switching) return overhead(span);
    if (span.kind == SpanKind::sharing) return shares(span);
    const trace::Task& who = log_.tasks[span.task.index];
    std::string text = start(span.task) + " *runs* on " + core_name(log_, span.core) + " for " + time_label(span.duration) + " (step " +
                       std::to_string(span.step + 1) + " of " + std::to_string(steps(span.task).size()) + ").";
    if (who.answered && *who.answered <= span.start) text += " It is answered already: this is its job.";
    if (!stands_alone(who)) text += " That is work of " + task(who.parent) + ".";
    const scenario::Cache& cache = scenario_.machine.scheduler.cache;
    if (span.reason == Reason::warm) text += " Its working set is in the core's *cache*: " + rounded_text(cache.warm_speed, 1) + " times as fast.";
    else if (cache.size > 0 && row(span.task).working_set > cache.size) text += " Its working set does not fit into the core's cache.";
    else if (cache.size > 0) text += " The core's *cache* is cold for it: its working set is there after " + time_label(cache.warmup) + " on this core.";
    return text;
}

}  // namespace metrics
