#include "cli/commands.h"
#include "base/say.h"
#include "cli/expect.h"
#include "cli/javascript.h"
#include "cli/source.h"
#include "cli/table.h"

#include "base/csv.h"
#include "base/number.h"
#include "metrics/names.h"
#include "metrics/numbers/report.h"
#include "scenario/strategies.h"
#include "session/prepared.h"

#include <algorithm>
#include <cmath>
#include <iostream>

namespace cli {

namespace {

void print_json(const scenario::Document& document, const session::RunSet& runs, const RunOptions& options) {
    JsonWriter json;
    json.begin_object().member("engine", model::engine_version);
    json.member("scenario", document.variants[0].scenario.title);
    json.key("variants").begin_array();
    for (const auto& run : runs.all())
        metrics::write_variant(json, {run->variant.title, run->variant.scenario, run->log(), run->results},
                               {options.tasks, options.spans});
    json.end_array().end_object();
    std::cout << json.text() << '\n';
}

void print_csv(const session::RunSet& runs) {
    std::cout << "variant,strategy,complete";
    for (const metrics::Metric& metric : metrics::metric_table())
        std::cout << ',' << metric.name << (metric.unit == metrics::Metric::Unit::time ? "_ns" : "");
    std::cout << '\n';
    for (const auto& run : runs.all()) {
        std::cout << csv_field(run->variant.title) << ',' << scenario::row_of(run->variant.scenario.strategy.kind).name
                  << ',' << (run->log().complete ? "true" : "false");
        for (const metrics::Metric& metric : metrics::metric_table()) {
            const double value = metric.of(run->results);
            std::cout << ',' << (std::isnan(value) ? std::string() : number_text(value));
        }
        std::cout << '\n';
    }
}

void print_tasks(const session::Run& run) {
    std::cout << "\n" << run.variant.title << "\n";
    std::vector<std::vector<std::string>> rows{
        {"task", "arrives", "starts", "ends", "queued", "ready", "cpu", "overhead", "blocked", "async"}};
    const auto maybe = [](const MaybeTime& t) { return t ? time_label(*t) : std::string("-"); };
    for (size_t i = 0; i < run.log().tasks.size(); ++i) {
        const trace::Task& task = run.log().tasks[i];
        if (!trace::stands_alone(task)) continue;  // the time of parts and offloads is part of their parent's
        const metrics::TaskTimes& life = run.results.tasks[i];
        rows.push_back({metrics::task_name(run.variant.scenario, run.log(), {uint32_t(i)}), time_label(task.arrival),
                        maybe(task.started), maybe(task.finished), time_label(life.queued), time_label(life.ready),
                        time_label(life.cpu), time_label(life.overhead), time_label(life.blocked),
                        time_label(life.async)});
    }
    print_table(rows);
}

void print_spans(const session::Run& run) {
    std::cout << "\n" << run.variant.title << "\n";
    std::vector<std::vector<std::string>> rows{{"from", "to", "kind", "task", "thread", "core", "reason"}};
    const auto id = [](auto i) { return i ? std::to_string(i.index + 1) : std::string("-"); };
    for (size_t i = 0; i < run.log().spans.size(); ++i) {
        const trace::Span span = run.log().spans[i];
        const bool shares = span.kind == trace::SpanKind::sharing;  // such a span has no core of its own
        rows.push_back({time_label(span.start), time_label(span.end()), trace::kind_name(span.kind),
                        metrics::task_name(run.variant.scenario, run.log(), span.task), id(span.thread),
                        shares ? say_plain("1 of {n}", {{"n", span.core.index}}) : id(span.core),
                        trace::reason_name(span.reason)});
    }
    print_table(rows);
}

std::string finish_text(const session::Run& run) {
    const std::string time = time_label(run.results.makespan);
    if (!run.log().complete) return say_plain("{time} cut short", {{"time", time}});
    switch (run.results.ended.how) {
        case metrics::Ending::deadlock:
            return say_plain("deadlock at {time}", {{"time", time_label(run.results.ended.at)}});
        case metrics::Ending::stuck: return say_plain("stuck at {time}", {{"time", time_label(run.results.ended.at)}});
        case metrics::Ending::crashed: return say_plain("{time} crashed", {{"time", time}});
        default: return time;
    }
}

void print_summary(const scenario::Document& document, const session::RunSet& runs) {
    std::cout << document.variants[0].scenario.title << "\n\n";
    bool deadlines = false;
    for (const auto& run : runs.all())
        for (const scenario::Work& work : run->variant.scenario.work) deadlines |= work.deadline.has_value();
    std::vector<std::vector<std::string>> rows{{"", "finish", "mean", "p95", "tasks/s", "cores", "threads"}};
    // A column that is empty in all rows is omitted.
    const auto any = [&](auto count) {
        return std::any_of(runs.all().begin(), runs.all().end(),
                           [&](const auto& run) { return count(run->results) > 0; });
    };
    const bool rejected = any([](const metrics::Results&r) { return r.rejected; }),
               gave_up = any([](const metrics::Results&r) { return r.gave_up; });
    const bool fleet = any([](const metrics::Results& r) { return int64_t(r.servers.size()) - 1; });
    if (deadlines) rows[0].push_back("missed");
    if (rejected) rows[0].push_back("rejected");
    if (gave_up) rows[0].push_back("gave up");
    if (fleet) rows[0].insert(rows[0].end(), {"servers", "cost"});
    const auto mark = [](bool is) { return std::string(is ? "✓" : "–"); };
    rows[0].insert(rows[0].end(), {"concurrent", "parallel", "async"});
    for (const auto& run : runs.all()) {
        const metrics::Results& r = run->results;
        const auto of_some = [&](const std::string& text) { return r.latency.count > 0 ? text : std::string("–"); };
        rows.push_back({run->variant.title, finish_text(*run), of_some(time_label({int64_t(r.latency.mean + 0.5)})),
                        of_some(time_label(r.latency.p95)), rounded_text(r.throughput_per_s, 1),
                        rounded_text(r.utilisation * 100, 0) + " %", std::to_string(r.threads_peak)});
        if (deadlines) rows.back().push_back(std::to_string(r.missed));
        if (rejected) rows.back().push_back(std::to_string(r.rejected));
        if (gave_up) rows.back().push_back(std::to_string(r.gave_up));
        if (fleet) rows.back().insert(rows.back().end(), {std::to_string(r.servers.size()), rounded_text(r.cost, 6)});
        rows.back().insert(rows.back().end(),
                           {mark(r.verdict.concurrent), mark(r.verdict.parallel), mark(r.verdict.asynchronous)});
    }
    print_table(rows);
    std::cout << '\n' << session::verdict_of(runs.all()).plain() << '\n';
    if (const RichText endings = session::endings_of(runs.all()); !endings.empty())
        std::cout << '\n' << endings.plain() << '\n';
}

int compare_all(const std::vector<Expectation>& expectations, const session::RunSet& runs) {
    int code = ok;
    for (const auto& run : runs.all()) {
        for (const Expectation& expectation : expectations) {
            const double actual = expectation.metric->of(run->results);
            if (expectation.holds(actual)) continue;
            std::cerr << run->variant.title << ": expected " << expectation.text << ", but it is "
                      << metrics::metric_text(*expectation.metric, actual) << '\n';
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
    const auto opened = open(options.source, exit);
    if (!opened) return exit;
    const scenario::Document& document = opened->document;
    const auto runs = run_variants(*opened, options.variant, options.budget, exit);
    if (!runs) return exit;

    if (options.format == "json") {
        print_json(document, *runs, options);
    } else if (options.format == "csv") {
        print_csv(*runs);
    } else if (is_javascript(options.source.scenario)) {
        for (const auto& run : runs->all()) print_program(*run);
    } else {
        print_summary(document, *runs);
        for (const auto& run : runs->all()) {
            if (options.tasks) print_tasks(*run);
            if (options.spans) print_spans(*run);
        }
    }
    if (!all_complete(runs->all())) return over_budget;
    const int compared = compare_all(expectations, *runs);
    if (!options.expect_output.empty()) {
        const auto expected = read_file(options.expect_output);
        if (!expected) {
            std::cerr << options.expect_output << ": cannot be read\n";
            return usage;
        }
        for (const auto& run : runs->all())
            if (!same_output(*run, *expected, options.expect_output)) return expectation_failed;
        return compared;
    }
    const RichText endings = session::endings_of(runs->all());
    if (endings.empty())
        return compared != ok || !is_javascript(options.source.scenario) ? compared : exit_code(*runs->all().front());
    if (options.format != "table") std::cerr << endings.plain() << '\n';
    return waits_forever;
}

}  // namespace cli
