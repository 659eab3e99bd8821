#include "metrics/numbers/report.h"

#include "scenario/strategies.h"

namespace metrics {

namespace {

void write_sample(JsonWriter& json, std::string_view name, const Sample& sample) {
    json.key(name).begin_object(JsonWriter::Style::compact);
    if (sample.count == 0) {
        for (const char* key : {"mean", "p50", "p95", "p99", "max"}) json.key(key).null();
        json.end_object();
        return;
    }
    json.member("mean", sample.mean).member("p50", sample.p50).member("p95", sample.p95);
    json.member("p99", sample.p99).member("max", sample.max).end_object();
}

void write_level(JsonWriter& json, std::string_view name, const LevelSummary& level) {
    json.key(name).begin_object(JsonWriter::Style::compact);
    json.member("mean", level.mean).member("max", level.max).end_object();
}

const char* outcome_name(trace::Outcome outcome) {
    constexpr const char* names[] = {"unfinished", "completed", "rejected", "gave-up"};
    return names[size_t(outcome)];
}

const char* kind_name(trace::TaskKind kind) {
    constexpr const char* names[] = {"arrived", "spawned", "part", "offload"};
    return names[size_t(kind)];
}

const char* kind_name(trace::NoteKind kind) {
    constexpr const char* names[] = {"mark", "log",  "boost",   "level",   "draw",
                                     "warm", "cold", "dropped", "balance", "servers"};
    return names[size_t(kind)];
}

template <class Tag>
void write_id(JsonWriter& json, std::string_view name, Id<Tag> id) {
    json.key(name);
    if (id) json.value(id.index);
    else json.null();
}

void write_moment(JsonWriter& json, std::string_view name, MaybeTime t) {
    json.key(name);
    if (t) json.value(*t);
    else json.null();
}

// A task that another task made has a kind and a parent. Parts and offloads have no
// partition, because their time is part of their parent's.
void write_tasks(JsonWriter& json, const Run& run) {
    json.key("tasks").begin_array();
    for (size_t i = 0; i < run.log.tasks.size(); ++i) {
        const trace::Task& task = run.log.tasks[i];
        const TaskTimes& life = run.results.tasks[i];
        json.begin_object(JsonWriter::Style::compact);
        if (task.kind == trace::TaskKind::spawned) json.member("name", run.scenario.programs[task.program].name);
        else json.member("name", run.scenario.work[task.row].name);
        json.member("index", task.index);
        if (task.kind != trace::TaskKind::arrived) {
            json.member("kind", kind_name(task.kind));
            write_id(json, "parent", task.parent);
        }
        if (run.log.servers.size() > 1) json.member("server", task.server);
        json.member("outcome", outcome_name(task.outcome)).member("arrival_ns", task.arrival);
        write_moment(json, "start_ns", task.started);
        const bool completed = task.outcome == trace::Outcome::completed;
        write_moment(json, "answered_ns", task.answered || !completed ? task.answered : task.finished);
        write_moment(json, "finish_ns", task.finished);
        if (stands_alone(task)) {
            json.member("queued_ns", life.queued).member("ready_ns", life.ready).member("cpu_ns", life.cpu);
            json.member("overhead_ns", life.overhead).member("blocked_ns", life.blocked).member("async_ns", life.async);
        }
        json.end_object();
    }
    json.end_array();
}

// trace/log.h defines the meaning of the values, by kind of note; unused values are left out.
void write_log(JsonWriter& json, const trace::Log& log) {
    using enum trace::NoteKind;
    json.key("log").begin_array();
    for (const trace::Note& note : log.notes) {
        json.begin_object(JsonWriter::Style::compact);
        json.member("at_ns", note.at).member("kind", kind_name(note.kind));
        if (note.task) json.member("task", note.task.index);
        if (note.thread) json.member("thread", note.thread.index);
        if (note.core) json.member("core", note.core.index);
        switch (note.kind) {
            case mark:
            case text: json.member("text", note.text); break;
            case level:
                json.member("level", note.value).member("slice_left_ns", note.of).member("allotment", note.third);
                break;
            case draw: json.member("ticket", note.value).member("of", note.of); break;
            case dropped: json.member("queue", note.value); break;
            case balance: json.member("from_core", note.value); break;
            case servers: json.member("wanted", note.value).member("utilisation", double(note.of) / 1000); break;
            case boost:
            case warm:
            case cold: break;
        }
        json.end_object();
    }
    json.end_array();
}

void write_site(JsonWriter& json, trace::CodeSite site) {
    if (site.is_operation()) json.member("operation", site.operation());
    if (site.is_line()) json.member("line", site.line()).member("column", site.column());
}

// Writes what the program has printed, and how it ended.
void write_console(JsonWriter& json, const trace::Callbacks& callbacks) {
    if (callbacks.exit) {
        json.key("exit").begin_object(JsonWriter::Style::compact);
        json.member("at_ns", callbacks.exit->at).member("code", callbacks.exit->code).end_object();
    }
    json.key("console").begin_array();
    for (const trace::Line& line : callbacks.lines) {
        json.begin_object(JsonWriter::Style::compact).member("at_ns", line.at).member("text", line.text);
        if (line.error) json.member("error", true);
        write_site(json, line.site);
        if (line.callback != trace::no_callback) json.member("callback", line.callback);
        json.end_object();
    }
    json.end_array();
}

void write_callbacks(JsonWriter& json, const trace::Callbacks& callbacks) {
    json.key("callbacks").begin_array();
    for (const trace::Callback& one : callbacks.all) {
        json.begin_object(JsonWriter::Style::compact).member("phase", trace::phase_name(one.phase));
        write_id(json, "task", one.task);
        write_site(json, one.site);
        if (one.by != trace::no_callback) json.member("by", one.by);
        json.member("registered_ns", one.registered);
        write_moment(json, "ready_ns", one.ready);
        write_moment(json, "began_ns", one.began);
        write_moment(json, "ended_ns", one.ended);
        if (one.cancelled) json.member("cancelled", true);
        json.end_object();
    }
    json.end_array();
    json.key("either_order").begin_array();
    for (const trace::Either& pair : callbacks.either)
        json.begin_object(JsonWriter::Style::compact)
            .member("first", pair.first)
            .member("second", pair.second)
            .end_object();
    json.end_array();
}

// Writes which task waits for which, if the run could not continue.
void write_ending(JsonWriter& json, const Run& run) {
    const Ended& ended = run.results.ended;
    json.member("outcome", ending_name(ended.how));
    if (!ended.forever()) return;
    const bool deadlock = ended.how == Ending::deadlock;
    json.key(ending_name(ended.how)).begin_object().member("at_ns", ended.at);
    if (!deadlock) json.member("waiting", ended.waiting);
    json.key(deadlock ? "circle" : "waits").begin_array();
    for (const Waits& waits : deadlock ? ended.circle : ended.waits) {
        json.begin_object(JsonWriter::Style::compact).member("task", waiter_name(run.scenario, run.log, waits.who));
        if (deadlock) json.member("waits_for", waiter_name(run.scenario, run.log, waits.on));
        json.member("text", waits_text(run.scenario, run.log, waits).plain()).end_object();
    }
    json.end_array().end_object();
}

void write_servers(JsonWriter& json, const Run& run) {
    json.key("servers").begin_array();
    for (size_t i = 0; i < run.log.servers.size(); ++i) {
        const trace::Server& server = run.log.servers[i];
        json.begin_object(JsonWriter::Style::compact).member("server", server.number);
        json.member("ordered_ns", server.ordered).member("up_ns", server.up);
        write_moment(json, "draining_ns", server.draining);
        write_moment(json, "stopped_ns", server.stopped);
        json.member("utilisation", run.results.servers[i].utilisation)
            .member("cost", run.results.servers[i].cost)
            .end_object();
    }
    json.end_array();
}

// Names the lane that shows the span: that of its core, else of its thread, else of its task.
std::string lane_name(const trace::Span& span) {
    if (span.core && span.kind != trace::SpanKind::sharing) return "core " + std::to_string(span.core.index);
    if (span.thread) return "thread " + std::to_string(span.thread.index);
    return "task " + std::to_string(span.task.index);
}

void write_spans(JsonWriter& json, const Run& run) {
    json.key("spans_list").begin_array();
    for (size_t i = 0; i < run.log.spans.size(); ++i) {
        const trace::Span span = run.log.spans[i];
        json.begin_object(JsonWriter::Style::compact);
        json.member("lane", lane_name(span)).member("kind", trace::kind_name(span.kind));
        json.member("from_ns", span.start).member("to_ns", span.end());
        write_id(json, "task", span.task);
        write_id(json, "thread", span.thread);
        if (span.kind == trace::SpanKind::sharing) json.member("sharers", span.core.index);
        json.member("step", span.step).member("reason", trace::reason_name(span.reason)).end_object();
    }
    json.end_array();
}

}  // namespace

void write_variant(JsonWriter& json, const Run& run, ReportOptions options) {
    const Results& r = run.results;
    constexpr auto compact = JsonWriter::Style::compact;
    json.begin_object();
    json.member("title", run.title).member("strategy", scenario::row_of(run.scenario.strategy.kind).name);
    json.member("seed", run.scenario.seed).member("complete", run.log.complete);
    if (!run.log.complete) json.member("stopped_by", run.log.stopped_by).member("stopped_at_ns", run.log.end);
    write_ending(json, run);
    json.member("events", run.log.events).member("spans", run.log.spans.size());
    json.member("hash", ::hash_text(run.log.hash()));
    json.member("makespan_ns", r.makespan).member("throughput_per_s", r.throughput_per_s);
    if (r.warmup > Time{}) json.member("warmup_ns", r.warmup);
    json.member("completed", r.completed).member("rejected", r.rejected).member("gave_up", r.gave_up);
    json.member("unfinished", r.unfinished).member("missed", r.missed);
    write_sample(json, "latency_ns", r.latency);
    write_sample(json, "response_ns", r.response);
    write_sample(json, "wait_ns", r.wait);
    json.key("levels").begin_object();
    write_level(json, "concurrency", r.concurrency);
    write_level(json, "parallelism", r.parallelism);
    write_level(json, "asynchrony", r.asynchrony);
    json.end_object();
    json.key("verdict").begin_object(compact).member("concurrent", r.verdict.concurrent);
    json.member("parallel", r.verdict.parallel).member("asynchronous", r.verdict.asynchronous).end_object();
    json.key("cores").begin_array();
    for (const CoreUse& core : r.cores) {
        json.begin_object(compact).member("busy_ns", core.busy).member("switch_ns", core.switching);
        json.member("idle_ns", core.idle).member("switches", core.switches).end_object();
    }
    json.end_array();
    json.key("threads")
        .begin_object(compact)
        .member("peak", r.threads_peak)
        .member("blocked_ns", r.threads_blocked)
        .end_object();
    json.member("processes_peak", r.processes_peak).member("memory_peak_bytes", r.memory_peak_bytes);
    json.member("cost", r.cost).member("cost_per_1000", r.cost_per_1000);
    write_servers(json, run);
    json.key("devices").begin_object();
    for (size_t d = 0; d < r.devices.size(); ++d) {
        json.key(run.scenario.devices[d].name).begin_object(compact).member("utilisation", r.devices[d].utilisation);
        json.member("queue_mean", r.devices[d].queue_mean).member("queue_max", r.devices[d].queue_max).end_object();
    }
    json.end_object();
    if (!run.log.callbacks.empty()) write_console(json, run.log.callbacks);
    if (options.tasks) write_tasks(json, run);
    if (options.spans && !run.log.callbacks.empty()) write_callbacks(json, run.log.callbacks);
    if (options.spans) {
        write_spans(json, run);
        write_log(json, run.log);
    }
    json.end_object();
}

}  // namespace metrics
