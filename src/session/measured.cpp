#include "session/measured.h"

#include "base/number.h"
#include "metrics/names.h"
#include "metrics/recorded/nested_slices.h"
#include "session/session.h"

namespace session {

namespace {

Measured::Pane measured_pane(const Run& run, uint32_t number, const metrics::Between& in) {
    Measured::Pane pane;
    pane.title = run.variant.title;
    pane.number = number;
    const auto row = [&](std::string name, std::string value) { pane.rows.push_back({std::move(name), std::move(value)}); };
    if (run.log().cores > 0) row("cores busy", rounded_text(100 * in.utilisation, 0) + " %");
    row("in progress, mean (max)", rounded_text(in.concurrency.mean, 2) + " (" + grouped_text(in.concurrency.max) + ")");
    row("executing, mean (max)", rounded_text(in.parallelism.mean, 2) + " (" + grouped_text(in.parallelism.max) + ")");
    row("without a thread, mean (max)", rounded_text(in.asynchrony.mean, 2) + " (" + grouped_text(in.asynchrony.max) + ")");
    row("arrived", grouped_text(int64_t(in.arrived)));
    row("completed", grouped_text(int64_t(in.completed)));
    if (in.completed > 0) {
        row("their latency, mean", time_label(Time{int64_t(in.latency.mean)}));
        row("p95", time_label(in.latency.p95));
        row("longest", time_label(in.latency.max));
    }
    using enum trace::SpanKind;
    const std::pair<trace::SpanKind, Time> states[] = {{running, in.running}, {switching, in.switching}, {ready, in.ready},
                                                       {blocked, in.blocked}, {waiting, in.waiting},     {queued, in.queued}};
    for (const auto& [kind, time] : states)
        if (time > Time{}) pane.states.push_back({kind, time});
    if (const trace::Recording* recording = run.log().recording.get(); recording && (recording->kind == trace::Recording::Kind::slices || !recording->nested.empty() || recording->any_operations())) {
        pane.busiest_words = "by itself";
        for (const metrics::Tally& tally : metrics::tallies_between(run.log(), *run.why, in.begin, in.end, metrics::Between::most_busiest))
            pane.busiest.push_back({std::string(recording->names[tally.name]) + (tally.operation ? " (asynchronous)" : ""), time_label(tally.self) + " of " + time_label(tally.total) + " in " + grouped_text(int64_t(tally.count))});
        return pane;
    }
    for (const metrics::Between::Busy& busy : in.busiest)
        pane.busiest.push_back({metrics::task_name(run.variant.scenario, run.log(), busy.task), time_label(busy.time)});
    return pane;
}

}  // namespace

Measured measured_of(const Session& session) {
    Measured measured;
    if (!session.state.range) return measured;
    const Range range = *session.state.range;
    const chart::Viewport viewport = session.viewport();
    measured.title = viewport.label(range.begin) + " – " + viewport.label(range.end) + "  ·  " + viewport.label(range.end - range.begin);
    for (size_t i = 0; i < session.runs().size(); ++i)
        if (const auto in = session.between(i)) measured.panes.push_back(measured_pane(*session.runs()[i], uint32_t(i), *in));
    return measured;
}

}  // namespace session
