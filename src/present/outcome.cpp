#include "present/outcome.h"

#include "base/number.h"
#include "base/say.h"
#include "present/columns.h"
#include "present/numbers.h"
#include "scenario/titles.h"
#include "session/session.h"

#include <algorithm>

namespace present {

namespace {

using metrics::Results;
using R = const Results&;
using Runs = std::vector<RunResults>;

template <class Is>
bool any_of(const Runs& runs, Is is) {
    return std::any_of(runs.begin(), runs.end(), [&](const RunResults& run) { return is(*run.results); });
}

// What a scenario that says nothing shows: where tasks miss deadlines, are rejected or give up, that is the point.
std::vector<std::string> usual_columns(const Runs& runs) {
    const bool late = any_of(runs, [](const Results& r) { return r.missed > 0; });
    const bool lost = any_of(runs, [](const Results& r) { return lost_of(r) > 0; });
    return {"finish", "p95", late ? "missed" : lost ? "lost" : "cores", "threads"};
}

}  // namespace

Unit unit_of(const Runs& runs) {
    Time longest;
    for (const RunResults& run : runs) longest = std::max(longest, run.results->makespan);
    return unit_for(longest);
}

std::vector<std::string> columns_of(const Runs& runs, const std::vector<std::string>& wanted) {
    return wanted.empty() ? usual_columns(runs) : wanted;
}

Table outcome_table(const Runs& runs, const std::vector<std::string>& wanted) {
    const Unit unit = unit_of(runs);
    const std::vector<std::string> shown = columns_of(runs, wanted);
    Table table;
    table.title = say_plain("Outcome");
    table.corner = unit.name;
    for (const std::string& name : shown) table.columns.push_back(head_of(name));
    table.caption = say_plain("The outcome of each run; times are in {unit}", {{"unit", unit.name}});

    bool stopped = false, running = false;
    std::vector<std::string> endings;
    for (const RunResults& run : runs) {
        (run.running ? running : stopped) |= !run.complete && !run.untold;
        TableRow row{"run-" + std::to_string(run.pane), run.short_title, run.title, {}, Emphasis::plain, run.pane};
        if (run.best && runs.size() > 1 && !run.untold) row.emphasis = Emphasis::good;
        if (!run.ending.empty()) {
            row.emphasis = Emphasis::warn;
            row.hint = run.ending;
            endings.push_back(run.ending);
        }
        for (const std::string& name : shown)
            row.values.push_back(run.untold ? unknown : cell_of(run, name, unit));
        table.rows.push_back(std::move(row));
    }
    if (stopped) table.note = say_plain("≥: the run was stopped there, before everything was done.");
    else if (running) table.note = say_plain("≥: the run is still being computed.");
    for (const std::string& ending : endings) table.note += (table.note.empty() ? "" : " ") + ending;
    return table;
}

namespace {

// `when` says whether a row that would be all zeros is left out.
struct Number {
    const char* id;  // a name in metrics/metric.h, if it is one of these
    const char* label;
    std::string (*text)(const Results&, Unit);
    bool (*when)(const Results&) = nullptr;  // shown if this is true of any run; null: always
};

std::string time_of(double ns, Unit unit) { return with_unit(ns, unit, unit.digits + 1); }
std::string done_text(const metrics::Sample& of, double ns, Unit unit) {
    return of.count > 0 ? time_of(ns, unit) : nothing;
}
std::string level_text(const metrics::LevelSummary& level) {
    return fixed_text(level.mean, 2) + " (" + grouped_text(level.max) + ")";
}

constexpr Number numbers[] = {
    {"latency.mean", "latency, mean", [](R r, Unit unit) { return done_text(r.latency, r.latency.mean, unit); }},
    {"latency.p50", "latency, p50",
     [](R r, Unit unit) { return done_text(r.latency, double(r.latency.p50.ns), unit); }},
    {"latency.p99", "latency, p99",
     [](R r, Unit unit) { return done_text(r.latency, double(r.latency.p99.ns), unit); }},
    {"response.p95", "response, p95",
     [](R r, Unit unit) { return done_text(r.response, double(r.response.p95.ns), unit); }},
    {"wait.mean", "wait, mean", [](R r, Unit unit) { return done_text(r.wait, r.wait.mean, unit); }},
    {"utilisation", "cores busy", [](R r, Unit) { return busy_text(r); }},
    {"throughput", "throughput", [](R r, Unit) { return trimmed_text(r.throughput_per_s, 4) + " /s"; }},
    {"completed", "completed", [](R r, Unit) { return grouped_text(r.completed); }},
    {"unfinished", "not finished", [](R r, Unit) { return grouped_text(r.unfinished); },
     [](R r) { return r.unfinished > 0; }},
    {"missed", "deadlines missed", [](R r, Unit) { return grouped_text(r.missed); }},
    {"rejected", "rejected", [](R r, Unit) { return grouped_text(r.rejected); }, [](R r) { return lost_of(r) > 0; }},
    {"gave_up", "gave up", [](R r, Unit) { return grouped_text(r.gave_up); }, [](R r) { return lost_of(r) > 0; }},
    {"concurrency.mean", "concurrency, mean (max)", [](R r, Unit) { return level_text(r.concurrency); }},
    {"parallelism.mean", "parallelism, mean (max)", [](R r, Unit) { return level_text(r.parallelism); }},
    {"asynchrony.mean", "asynchrony, mean (max)", [](R r, Unit) { return level_text(r.asynchrony); }},
    {"switches", "switches", [](R r, Unit) { return switches_text(r); }},
    {"threads.blocked", "threads blocked for",
     [](R r, Unit unit) { return time_of(double(r.threads_blocked.ns), unit); }},
    {"processes", "processes, peak", [](R r, Unit) { return grouped_text(r.processes_peak); },
     [](R r) { return r.processes_peak > 0; }},
    {"memory", "memory, peak", [](R r, Unit) { return bytes_text(r.memory_peak_bytes); }},
    {"servers", "servers started", [](R r, Unit) { return grouped_text(int64_t(r.servers.size())); },
     [](R r) { return r.servers.size() > 1; }},
    {"cost", "cost", [](R r, Unit) { return price_text(r.cost); }},
    {"cost_per_1000", "cost of 1,000 tasks",
     [](R r, Unit) { return r.completed_in_window > 0 ? price_text(r.cost_per_1000) : nothing; }},
};

}  // namespace

Table more_numbers(const Runs& runs) {
    const Unit unit = unit_of(runs);
    Table table;
    table.title = say_plain("More numbers");
    table.caption = say_plain("All numbers of each run");
    for (const RunResults& run : runs)
        table.columns.push_back({"run-" + std::to_string(run.pane), run.short_title, run.title, run.pane});
    for (const Number& number : numbers) {
        if (number.when && !any_of(runs, number.when)) continue;
        TableRow row{number.id, label_of(number.label), {}, {}, Emphasis::plain, {}};
        row.hint = meaning_of(number.id);
        for (const RunResults& run : runs)
            row.values.push_back(run.untold ? unknown : number.text(*run.results, unit));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table verdict_table(const Runs& runs) {
    Table table;
    table.title = say_plain("Verdict");
    table.caption = say_plain("Which of the runs are concurrent, parallel and asynchronous");
    if (runs.size() < 2) return table;
    table.columns.push_back(
        {"concurrent", say_plain("concurrent"), say_plain("Several tasks are in progress at once"), {}});
    table.columns.push_back({"parallel", say_plain("parallel"), say_plain("Several cores execute at once"), {}});
    table.columns.push_back(
        {"asynchronous", say_plain("asynchronous"), say_plain("A task waits without holding a thread"), {}});
    for (const RunResults& run : runs) {
        const metrics::Verdict& verdict = run.results->verdict;
        TableRow row{"verdict-" + std::to_string(run.pane), run.short_title, run.title, {}, Emphasis::plain, run.pane};
        if (verdict.only_parts && !run.untold)
            row.hint = say_plain("{run}: one task, whose parts run in parallel", {{"run", run.title}});
        for (const bool is : {verdict.concurrent, verdict.parallel, verdict.asynchronous})
            row.values.push_back(run.untold ? unknown : is ? "✓" : nothing);
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<RunResults> runs_of(const session::Session& session) {
    std::vector<const scenario::Variant*> variants;
    for (const auto& run : session.runs()) variants.push_back(&run->variant);
    const std::vector<std::string> short_titles = scenario::short_titles(variants);
    const auto best = session.best();
    Runs runs;
    for (uint32_t i = 0; i < variants.size(); ++i) {
        const session::Run& run = *session.runs()[i];
        runs.push_back({i,
                        run.variant.title,
                        short_titles[i],
                        &run.results,
                        !run.running() && run.log().complete,
                        run.running(),
                        best == i,
                        &run.variant.scenario,
                        &run.log(),
                        session.untold(),
                        {}});
        if (session.untold()) continue;
        if (const RichText ending = metrics::ending_text(run.variant.scenario, run.log(), run.results.ended);
            !ending.empty())
            runs.back().ending = variants.size() == 1
                                     ? ending.plain()
                                     : say_plain("{run}: {what}", {{"run", run.variant.title}, {"what", ending}});
        else if (const std::string_view flaw = translated(run.variant.scenario.shown.flaw);
                 !flaw.empty() && !run.running())
            runs.back().ending = variants.size() == 1
                                     ? std::string(flaw)
                                     : say_plain("{run}: {what}", {{"run", run.variant.title}, {"what", flaw}});
    }
    return runs;
}

Table outcome_of(const session::Session& session) {
    return outcome_table(runs_of(session), session.has_document()
                                               ? session.document().variants.front().scenario.shown.columns
                                               : std::vector<std::string>());
}
Table more_numbers_of(const session::Session& session) { return more_numbers(runs_of(session)); }
Verdict verdict_of(const session::Session& session) {
    return {say_plain("Verdict"),
            session.asks()     ? say("The verdict is shown when you have answered the question.")
            : session.untold() ? say("The verdict is shown when you have checked your prediction.")
                               : session.verdict(),
            verdict_table(runs_of(session))};
}

std::string compare_of(const session::Session& session) {
    const size_t runs = session.runs().size();
    std::vector<scenario::StrategyKind> kinds;
    for (const auto& run : session.runs()) kinds.push_back(run->variant.scenario.strategy.kind);
    std::sort(kinds.begin(), kinds.end());
    const bool all_different = std::adjacent_find(kinds.begin(), kinds.end()) == kinds.end();
    if (runs < 2) return say_plain("Compare");
    return all_different ? say_plain("Compare: {n} strategies", {{"n", runs}})
                         : say_plain("Compare: {n} runs", {{"n", runs}});
}

std::string spoken_of(const session::Session& session) {
    const Runs runs = runs_of(session);
    const Unit unit = unit_of(runs);
    std::string text;
    if (session.untold()) return text;
    for (const RunResults& run : runs) {
        if (!text.empty()) text += "; ";
        if (!run.ending.empty()) text += run.ending;
        else
            text += say_plain("{run}: {time}",
                              {{"run", run.title}, {"time", with_unit(double(run.results->makespan.ns), unit)}});
    }
    return text;
}

}  // namespace present
