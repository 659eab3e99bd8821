#pragma once

// The pieces of which explanations are made. Internal to metrics; other code includes why.h.
//
//     why_words.cpp   what is where at a time, and what is near it in the log
//     why_lines.cpp   queued and ready: the task needs a thread, a loop, a core
//     why_waits.cpp   blocked and waiting: devices, locks, queues, parts
//     why_runs.cpp    running and switching
//
// All searches backward and forward stop after a number of spans: a sentence is then less
// complete, but takes no longer to find.

#include "base/say.h"
#include "metrics/names.h"
#include "metrics/why/why.h"
#include "scenario/programs.h"

#include <optional>
#include <string>
#include <vector>

namespace metrics {

// The spans that are in progress at one time, sorted by kind.
struct InProgress {
    Time at;
    std::vector<trace::Span> running;  // also those that are switching
    std::vector<trace::Span> sharing, ready, blocked, waiting, queued;
};

class Words {
public:
    Words(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index)
        : scenario_(scenario), log_(log), index_(index), lists_(scenario) {}

    InProgress scene(Time t) const;                   // on all servers
    InProgress scene(Time t, uint32_t server) const;  // on one server

    // One sentence or more about a span as it is at `t`. Servers that are booting and the end of patience are
    // mentioned where they matter.
    RichText queued(const trace::Span& span, Time t) const;
    RichText ready(const trace::Span& span, Time t) const;
    RichText wait(const trace::Span& span, Time t) const;
    RichText run(const trace::Span& span) const;
    RichText any(const trace::Span& span, Time t) const;

    // "request 1 on core 1 and request 2 on core 2": what is on the cores in a span of this kind; or empty
    RichText on_cores(const InProgress& scene, trace::SpanKind kind) const;
    // "Busy with overhead, and not executing yet: request 1 on core 1."; or empty
    RichText overhead_now(const InProgress& scene) const;
    // "Both cores have been *idle* for 17.4 ms."; or empty
    RichText idle_cores(const InProgress& scene, uint32_t server, Time t) const;
    // "Server 3 is *booting* and is up at 42.0 s."; or empty
    RichText booting(Time t) const;

    // Says in sentences why none of the other tasks has work for an idle core; or empty.
    RichText what_others_do(const InProgress& scene) const;

    // How many threads of the pool, or workers, are blocked, and on what.
    struct Blocked {
        size_t count = 0, all = 0;
        RichText on;  // "the database", "several things"
    };
    Blocked blocked_threads(const InProgress& scene, bool workers) const;
    // The task that holds `core` while it waits ("on_block": "hold").
    std::optional<trace::Span> holder_of(const InProgress& scene, CoreId core) const;

    uint32_t server_of(const trace::Span& span) const { return log_.tasks[span.task.index].server; }

private:
    std::string task(TaskId id) const { return task_name(scenario_, log_, id); }
    RichText tasks(const std::vector<TaskId>& ids, size_t max = 3) const;
    const scenario::Work& row(TaskId id) const { return scenario_.work[log_.tasks[id.index].row]; }
    const std::vector<scenario::Step>& steps(TaskId id) const { return lists_[log_.tasks[id.index].program]; }
    const scenario::Step& step(const trace::Span& span) const { return steps(span.task)[span.step]; }
    bool over(TaskId id, Time t) const { return log_.tasks[id.index].finished && *log_.tasks[id.index].finished <= t; }
    bool begun(const trace::Span& span) const;

    RichText what_it_waits_for(const trace::Span& span) const;  // "the database", "a timer", "lock m"
    RichText taken(const InProgress& scene, uint32_t server, bool worker) const;
    size_t live_threads(Time t, uint32_t server, bool workers) const;
    // The position among the spans that wait for the same thing, from 1. First in, first out; equals are in the
    // order of their tasks.
    template <class Same>
    static size_t place(const std::vector<trace::Span>& line, const trace::Span& span, Same same);
    std::vector<trace::Span> line_for(const trace::Span& span, Time t) // spans that wait for the same reason and thing
        const;

    // The span of the same task that ended where this one begins.
    std::optional<trace::Span> before(const trace::Span& span) const;
    // The time from which a task, whose present span is `now`, has been beyond step `step`.
    Time beyond_since(const trace::Span& now, uint32_t step) const;
    Time idle_since(CoreId core, Time t) const;

    RichText patience(const trace::Span& span, Time t) const;
    // "It waits *forever*: ..."; or empty
    RichText forever(const trace::Span& span) const;
    RichText held_back(const trace::Span& span, Time t) const;
    RichText for_loop(const trace::Span& span, const InProgress& scene) const;
    RichText what_the_loop_does(const trace::Span& span, const InProgress& scene) const;
    RichText preempted(const trace::Span& span) const;
    RichText at_device(const trace::Span& span, Time t) const;
    RichText for_lock(const trace::Span& span, Time t) const;
    RichText for_permit(const trace::Span& span, Time t) const;
    RichText for_message(const trace::Span& span, Time t) const;
    RichText for_offload(const trace::Span& span, Time t) const;
    RichText for_tasks(const trace::Span& span, Time t) const;
    RichText overhead(const trace::Span& span) const;
    RichText shares(const trace::Span& span) const;

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const SpanIndex& index_;
    scenario::StepLists lists_;
};

template <class Same>
size_t Words::place(const std::vector<trace::Span>& line, const trace::Span& span, Same same) {
    size_t before = 0;
    for (const trace::Span& other : line)
        if (other.task != span.task && same(other))
            before += other.start < span.start || (other.start == span.start && other.task < span.task);
    return before + 1;
}

}  // namespace metrics
