#include "cli/commands.h"
#include "cli/expect.h"
#include "cli/source.h"
#include "cli/table.h"

#include "base/csv.h"
#include "base/number.h"
#include "metrics/names.h"
#include "metrics/numbers/report.h"
#include "scenario/strategies.h"

#include <algorithm>
#include <iostream>

namespace cli {

namespace {

void print_json(const scenario::Document& document, const std::vector<Outcome>& outcomes, const RunOptions& options) {
    JsonWriter json;
    json.begin_object().member("engine", model::engine_version);
    json.member("scenario", document.variants[0].scenario.title);
    json.key("variants").begin_array();
    for (const Outcome& o : outcomes)
        metrics::write_variant(json, {o.variant.title, o.variant.scenario, o.log, o.results}, {options.tasks, options.spans});
    json.end_array().end_object();
    std::cout << json.text() << '\n';
}

void print_csv(const std::vector<Outcome>& outcomes) {
    std::cout << "variant,strategy,complete";
    for (const metrics::Metric& metric : metrics::metric_table())
        std::cout << ',' << metric.name << (metric.unit == metrics::Metric::Unit::time ? "_ns" : "");
    std::cout << '\n';
    for (const Outcome& o : outcomes) {
        std::cout << csv_field(o.variant.title) << ',' << scenario::row_of(o.variant.scenario.strategy.kind).name << ',' << (o.log.complete ? "true" : "false");
        for (const metrics::Metric& metric : metrics::metric_table()) std::cout << ',' << number_text(metric.of(o.results));
        std::cout << '\n';
    }
}

void print_tasks(const Outcome& o) {
    std::cout << "\n" << o.variant.title << "\n";
    std::vector<std::vector<std::string>> rows{{"task", "arrives", "starts", "ends", "queued", "ready", "cpu", "overhead", "blocked", "async"}};
    const auto maybe = [](const MaybeTime& t) { return t ? time_label(*t) : std::string("-"); };
    for (size_t i = 0; i < o.log.tasks.size(); ++i) {
        const trace::Task& task = o.log.tasks[i];
        if (!trace::stands_alone(task)) continue;  // their time is their parent's
        const metrics::TaskTimes& life = o.results.tasks[i];
        rows.push_back({metrics::task_name(o.variant.scenario, o.log, {uint32_t(i)}), time_label(task.arrival), maybe(task.started), maybe(task.finished),
                        time_label(life.queued), time_label(life.ready), time_label(life.cpu), time_label(life.overhead), time_label(life.blocked), time_label(life.async)});
    }
    print_table(rows);
}

void print_spans(const Outcome& o) {
    std::cout << "\n" << o.variant.title << "\n";
    std::vector<std::vector<std::string>> rows{{"from", "to", "kind", "task", "thread", "core", "reason"}};
    const auto id = [](auto i) { return i ? std::to_string(i.index + 1) : std::string("-"); };
    for (size_t i = 0; i < o.log.spans.size(); ++i) {
        const trace::Span span = o.log.spans[i];
        const bool shares = span.kind == trace::SpanKind::sharing;  // no core of its own
        rows.push_back({time_label(span.start), time_label(span.end()), trace::kind_name(span.kind), metrics::task_name(o.variant.scenario, o.log, span.task),
                        id(span.thread), shares ? "1 of " + std::to_string(span.core.index) : id(span.core), trace::reason_name(span.reason)});
    }
    print_table(rows);
}

void print_summary(const scenario::Document& document, const std::vector<Outcome>& outcomes) {
    std::cout << document.variants[0].scenario.title << "\n\n";
    bool deadlines = false;
    for (const Outcome& o : outcomes)
        for (const scenario::Work& work : o.variant.scenario.work) deadlines |= work.deadline.has_value();
    std::vector<std::vector<std::string>> rows{{"", "finish", "mean", "p95", "tasks/s", "cores", "threads"}};
    // What is nowhere takes no column.
    const auto any = [&](auto count) { return std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& o) { return count(o.results) > 0; }); };
    const bool rejected = any([](const metrics::Results& r) { return r.rejected; }), gave_up = any([](const metrics::Results& r) { return r.gave_up; });
    const bool fleet = any([](const metrics::Results& r) { return int64_t(r.servers.size()) - 1; });
    if (deadlines) rows[0].push_back("missed");
    if (rejected) rows[0].push_back("rejected");
    if (gave_up) rows[0].push_back("gave up");
    if (fleet) rows[0].insert(rows[0].end(), {"servers", "cost"});
    std::vector<metrics::Verdict> verdicts;
    for (const Outcome& o : outcomes) {
        const metrics::Results& r = o.results;
        rows.push_back({o.variant.title, time_label(r.makespan) + (o.log.complete ? "" : " cut short"), time_label({int64_t(r.latency.mean + 0.5)}), time_label(r.latency.p95),
                        rounded_text(r.throughput_per_s, 1), rounded_text(r.utilisation * 100, 0) + " %", std::to_string(r.threads_peak)});
        if (deadlines) rows.back().push_back(std::to_string(r.missed));
        if (rejected) rows.back().push_back(std::to_string(r.rejected));
        if (gave_up) rows.back().push_back(std::to_string(r.gave_up));
        if (fleet) rows.back().insert(rows.back().end(), {std::to_string(r.servers.size()), rounded_text(r.cost, 6)});
        verdicts.push_back(r.verdict);
    }
    print_table(rows);
    std::cout << '\n' << metrics::verdict_sentence(verdicts).plain() << '\n';
}

int compare_all(const std::vector<Expectation>& expectations, const std::vector<Outcome>& outcomes) {
    int code = ok;
    for (const Outcome& o : outcomes) {
        for (const Expectation& expectation : expectations) {
            const double actual = expectation.metric->of(o.results);
            if (expectation.holds(actual)) continue;
            std::cerr << o.variant.title << ": expected " << expectation.text << ", but it is " << metrics::metric_text(*expectation.metric, actual) << '\n';
            code = expectation_failed;
        }
    }
    return code;
}

}  // namespace

int run(const RunOptions& options) {
    std::vector<Expectation> expectations;
    for (const std::string& text : options.expect) {
        std::string problem;
        const auto expectation = parse_expectation(text, problem);
        if (!expectation) {
            std::cerr << "--expect " << text << ": " << problem << '\n';
            return usage;
        }
        expectations.push_back(*expectation);
    }
    int exit = ok;
    const auto document = open(options.source, exit);
    if (!document) return exit;
    const auto outcomes = run_variants(*document, options.variant, options.budget);
    if (!outcomes) return usage;

    if (options.format == "json") {
        print_json(*document, *outcomes, options);
    } else if (options.format == "csv") {
        print_csv(*outcomes);
    } else {
        print_summary(*document, *outcomes);
        for (const Outcome& o : *outcomes) {
            if (options.tasks) print_tasks(o);
            if (options.spans) print_spans(o);
        }
    }
    if (!all_complete(*outcomes)) return over_budget;
    return compare_all(expectations, *outcomes);
}

}  // namespace cli
