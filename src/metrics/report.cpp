#include "metrics/report.h"

#include "base/number.h"

#include <array>

namespace metrics {

namespace {

void write_sample(JsonWriter& json, std::string_view name, const Sample& sample) {
    json.key(name).begin_object(JsonWriter::Style::compact);
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

void write_tasks(JsonWriter& json, const Run& run) {
    json.key("tasks").begin_array();
    for (size_t i = 0; i < run.log.tasks.size(); ++i) {
        const trace::Task& task = run.log.tasks[i];
        const Partition& life = run.results.tasks[i];
        json.begin_object(JsonWriter::Style::compact);
        json.member("name", run.scenario.work[task.row].name).member("index", task.index);
        json.member("outcome", outcome_name(task.outcome));
        json.member("arrival_ns", task.arrival).member("start_ns", task.started);
        json.member("answered_ns", task.finished).member("finish_ns", task.finished);
        json.member("queued_ns", life.queued).member("ready_ns", life.ready).member("cpu_ns", life.cpu);
        json.member("overhead_ns", life.overhead).member("blocked_ns", life.blocked).member("async_ns", life.async);
        json.end_object();
    }
    json.end_array();
}

// The lane that shows the span: its core's, else its thread's, else its task's.
std::string lane_name(const trace::Span& span) {
    if (span.core) return "core " + std::to_string(span.core.index);
    if (span.thread) return "thread " + std::to_string(span.thread.index);
    return "task " + std::to_string(span.task.index);
}

template <class Tag>
void write_id(JsonWriter& json, std::string_view name, Id<Tag> id) {
    json.key(name);
    if (id) json.value(id.index);
    else json.null();
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
        json.member("step", span.step).member("reason", trace::reason_name(span.reason)).end_object();
    }
    json.end_array();
    json.key("log").begin_array().end_array();
}

// "first", "second" ... "last"
std::string ordinal(size_t i, size_t count) {
    constexpr std::array<const char*, 10> names{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};
    if (i + 1 == count && count > 2) return "last";
    return i < names.size() ? names[i] : std::to_string(i + 1) + "th";
}

std::string cardinal(size_t n) {
    constexpr std::array<const char*, 11> names{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    return n < names.size() ? names[n] : std::to_string(n);
}

std::string listing(const std::vector<size_t>& which, size_t count) {
    std::string text = "the ";
    if (which.size() > 1 && which.back() - which.front() + 1 == which.size()) {  // neighbours
        if (which.back() + 1 == count) return text + "last " + cardinal(which.size());
        if (which.front() == 0) return text + "first " + cardinal(which.size());
    }
    for (size_t k = 0; k < which.size(); ++k) {
        if (k > 0) text += k + 1 == which.size() ? " and " : ", ";
        text += ordinal(which[k], count);
    }
    return text;
}

std::string sentence(const std::vector<bool>& is, const std::string& what) {
    std::vector<size_t> yes, no;
    for (size_t i = 0; i < is.size(); ++i) (is[i] ? yes : no).push_back(i);
    const size_t n = is.size();
    if (no.empty()) return (n == 2 ? "Both" : "All " + cardinal(n)) + " are " + what + ".";
    if (yes.empty()) return (n == 2 ? "Neither" : "None") + std::string(" is ") + what + ".";
    if (no.size() == 1 && n > 3) return "All but " + listing(no, n) + " are " + what + ".";
    return "Only " + listing(yes, n) + (yes.size() == 1 ? " is " : " are ") + what + ".";
}

}  // namespace

void write_variant(JsonWriter& json, const Run& run, ReportOptions options) {
    const Results& r = run.results;
    constexpr auto compact = JsonWriter::Style::compact;
    json.begin_object();
    json.member("title", run.title).member("strategy", scenario::strategy_name(run.scenario.strategy.kind));
    json.member("seed", run.scenario.seed).member("complete", run.log.complete);
    if (!run.log.complete) json.member("stopped_by", run.log.stopped_by).member("stopped_at_ns", run.log.end);
    json.member("events", run.log.events).member("spans", run.log.spans.size());
    json.member("hash", ::hash_text(run.log.hash()));
    json.member("makespan_ns", r.makespan).member("throughput_per_s", r.throughput_per_s);
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
    json.key("threads").begin_object(compact).member("peak", r.threads_peak).member("blocked_ns", r.threads_blocked).end_object();
    json.member("memory_peak_bytes", r.memory_peak_bytes).member("cost", r.cost);
    json.key("devices").begin_object();
    for (size_t d = 0; d < r.devices.size(); ++d) {
        json.key(run.scenario.devices[d].name).begin_object(compact).member("utilisation", r.devices[d].utilisation);
        json.member("queue_mean", r.devices[d].queue_mean).member("queue_max", r.devices[d].queue_max).end_object();
    }
    json.end_object();
    if (options.tasks) write_tasks(json, run);
    if (options.spans) write_spans(json, run);
    json.end_object();
}

std::string verdict_sentence(const std::vector<Verdict>& verdicts) {
    if (verdicts.empty()) return "";
    if (verdicts.size() == 1) {
        const Verdict& v = verdicts[0];
        std::vector<std::string> is, is_not;
        (v.concurrent ? is : is_not).push_back("concurrent");
        (v.parallel ? is : is_not).push_back("parallel");
        (v.asynchronous ? is : is_not).push_back("asynchronous");
        const auto join = [](const std::vector<std::string>& words, const char* last) {
            std::string text;
            for (size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : i + 1 == words.size() ? last : ", ") + words[i];
            return text;
        };
        if (is.empty()) return "Neither concurrent nor parallel nor asynchronous: one thing after another.";
        if (is_not.empty()) return "All three at once: concurrent, parallel and asynchronous.";
        std::string text = join(is, " and ") + ", but not " + join(is_not, " or ") + ".";
        text[0] = char(text[0] - 'a' + 'A');
        return text;
    }
    std::vector<bool> concurrent, parallel, asynchronous;
    for (const Verdict& v : verdicts) {
        concurrent.push_back(v.concurrent);
        parallel.push_back(v.parallel);
        asynchronous.push_back(v.asynchronous);
    }
    return sentence(concurrent, "*concurrent*") + " " + sentence(parallel, "*parallel*") + " " + sentence(asynchronous, "*asynchronous*");
}

}  // namespace metrics
