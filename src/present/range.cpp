#include "present/range.h"

#include "base/number.h"
#include "base/say.h"
#include "metrics/names.h"
#include "metrics/recorded/nested_slices.h"
#include "present/numbers.h"
#include "present/states.h"
#include "scenario/titles.h"
#include "session/session.h"

#include <utility>

namespace present {

namespace {

using metrics::Between;

std::vector<RangeState> states_of(const Between& in) {
    using enum trace::SpanKind;
    const std::pair<trace::SpanKind, Time> all[] = {{running, in.running}, {switching, in.switching},
                                                    {ready, in.ready},     {blocked, in.blocked},
                                                    {waiting, in.waiting}, {queued, in.queued}};
    double total = 0;
    for (const auto& [kind, time] : all) total += double(time.ns);
    std::vector<RangeState> states;
    for (const auto& [kind, time] : all)
        if (time > Time{})
            states.push_back(
                {{trace::kind_name(kind), state_name(kind), time_label(time), {}, {}}, double(time.ns) / total});
    return states;
}

std::vector<Row> rows_of(const Between& in, bool has_cores) {
    std::vector<Row> rows;
    const auto add = [&](const char* id, std::string label, std::string value, Emphasis emphasis = Emphasis::plain) {
        rows.push_back({id, std::move(label), std::move(value), {}, emphasis});
    };
    const auto level = [](const metrics::LevelSummary& of) {
        return fixed_text(of.mean, 2) + " (" + grouped_text(of.max) + ")";
    };
    if (has_cores) add("utilisation", say_plain("cores busy"), share_text(in.utilisation), Emphasis::strong);
    add("concurrency", say_plain("in progress, mean (max)"), level(in.concurrency));
    add("parallelism", say_plain("executing, mean (max)"), level(in.parallelism));
    add("asynchrony", say_plain("without a thread, mean (max)"), level(in.asynchrony));
    add("arrived", say_plain("arrived"), grouped_text(int64_t(in.arrived)));
    add("completed", say_plain("completed"), grouped_text(int64_t(in.completed)), Emphasis::strong);
    if (in.completed > 0) {
        add("latency.mean", say_plain("mean latency"), time_label(Time{int64_t(in.latency.mean)}));
        add("latency.p95", say_plain("p95 latency"), time_label(in.latency.p95));
        add("latency.max", say_plain("longest latency"), time_label(in.latency.max));
    }
    return rows;
}

bool has_slices(const trace::Log& log) {
    const trace::Recording* recording = log.recording.get();
    return recording && (recording->kind == trace::Recording::Kind::slices || !recording->nested.empty() ||
                         recording->any_operations());
}

// The first row also says what the others are.
std::vector<Row> busiest_of(const session::Run& run, const Between& in) {
    std::vector<Row> rows;
    const auto add = [&](const std::string& name, const std::string& value, std::string first) {
        rows.push_back(
            {"busiest-" + std::to_string(rows.size()), rows.empty() ? std::move(first) : name, value, {}, {}});
    };
    const trace::Log& log = run.log();
    if (has_slices(log)) {
        for (const metrics::Tally& tally :
             metrics::tallies_between(log, *run.why, in.begin, in.end, Between::max_busiest)) {
            std::string name(log.recording->names[tally.name]);
            if (tally.operation) name = say_plain("{name} (asynchronous)", {{"name", name}});
            add(name,
                say_plain("{own} of {total} in {n}", {{"own", time_label(tally.self)},
                                                      {"total", time_label(tally.total)},
                                                      {"n", tally.count, grouped_text(int64_t(tally.count))}}),
                say_plain("longest self time: {name}", {{"name", name}}));
        }
        return rows;
    }
    for (const Between::Busy& busy : in.busiest) {
        const std::string name = metrics::task_name(run.variant.scenario, log, busy.task);
        add(name, time_label(busy.time), say_plain("longest on a core: {name}", {{"name", name}}));
    }
    return rows;
}

}  // namespace

Range range_of(const session::Session& session) {
    Range range;
    if (!session.state.range) return range;
    const auto [begin, end] = *session.state.range;
    const chart::Viewport viewport = session.viewport();
    range.title = say_plain("Selected range");
    const auto text = [&](Time t) { return moment_text(t, session.end(), viewport.end - viewport.begin); };
    range.length = say_plain("{begin} – {end} · {length}",
                             {{"begin", text(begin)}, {"end", text(end)}, {"length", text(end - begin)}});
    range.clear = say_plain("Clear");
    const bool several = session.runs().size() > 1;
    for (uint32_t i = 0; i < session.runs().size(); ++i) {
        const auto in = session.between(i);
        if (!in) continue;
        const session::Run& run = *session.runs()[i];
        RangePane pane;
        pane.pane = i;
        pane.title =
            several ? scenario::short_title(run.variant.title, run.variant.scenario) : say_plain("All tasks together");
        pane.open = !several || i == session.focus();
        pane.states = states_of(*in);
        pane.rows = rows_of(*in, run.log().cores > 0);
        if (run.log().cores > 0) pane.summary = share_text(in->utilisation);
        pane.busiest = busiest_of(run, *in);
        range.panes.push_back(std::move(pane));
    }
    return range;
}

}  // namespace present
