#include "present/hover.h"

#include "base/number.h"
#include "chart/rows/groups.h"
#include "metrics/code_names.h"
#include "metrics/names.h"
#include "metrics/recorded/nested_slices.h"
#include "metrics/why/why.h"
#include "metrics/why/why_callbacks.h"
#include "present/states.h"
#include "session/gap.h"

#include <utility>
#include <vector>

namespace present {

namespace {

std::string from_to(const chart::Viewport& viewport, Time from, Time to) {
    return viewport.label(from) + " – " + viewport.label(to) + "  ·  " + viewport.label(to - from);
}

RichText shares_text(const chart::Shares& shares) {
    const std::pair<float, Phrase> rows[] = {
        {shares.running, Phrase("*{share} %* running")}, {shares.switching, Phrase("*{share} %* switching")},
        {shares.ready, Phrase("*{share} %* ready")},     {shares.blocked, Phrase("*{share} %* blocked")},
        {shares.waiting, Phrase("*{share} %* waiting")}, {shares.queued, Phrase("*{share} %* queued")},
    };
    std::vector<RichText> parts;
    for (const auto& [share, phrase] : rows)
        if (share >= 0.005f) parts.push_back(say(phrase, {{"share", rounded_text(100 * double(share), 0)}}));
    if (parts.empty()) return {};
    return say("{shares}. Zoom in to see each bar.", {{"shares", list_of(parts)}});
}

}  // namespace

Hover hover_of(const chart::Hit& hit, const chart::Viewport& viewport, const chart::Pane& pane,
               const metrics::SpanIndex* why, uint32_t number) {
    using enum chart::Hit::What;
    Hover hover;
    if (hit.what == bar) {
        const trace::Span span = pane.log->span(hit.span);
        const bool slice = metrics::is_slice(*pane.log, hit.span);
        if (slice) hover.title = metrics::slice_name(*pane.log, hit.span);
        else
            hover.title = metrics::task_name(*pane.scenario, *pane.log, span.task) + "  ·  " +
                             (span.kind == trace::SpanKind::switching ? present::overhead_name(span.reason)
                                                                      : present::state_meaning(span.kind));
        hover.when = pane.log->is_forever(span.end()) && span.kind != trace::SpanKind::running
                            ? say_plain("from {time} on, forever", {{"time", viewport.label(span.start)}})
                            : from_to(viewport, span.start, span.end());
        if (why) hover.why = metrics::explain_span(*pane.scenario, *pane.log, *why, hit.span);
    } else if (hit.what == mark) {
        hover.title = viewport.label(hit.t);
        hover.why = metrics::explain_note(*pane.scenario, *pane.log, pane.log->notes[hit.span]);
    } else if (hit.what == instant) {
        const trace::Recording& recording = *pane.log->recording;
        hover.title = recording.names[recording.instants[hit.span].name];
        hover.when =
            viewport.label(hit.t) + "  ·  " + recording.thread_name(recording.instants[hit.span].thread);
    } else if (hit.what == callback) {
        const trace::Callback& one = pane.log->callbacks.all[hit.span];
        const std::string name = metrics::CodeNames(*pane.scenario).callback(*pane.log, hit.span);
        const std::string phase = trace::phase_name(one.phase);
        hover.title = hit.count > 1
                             ? say_plain("{callback}  ·  {phase}  ·  one of {n}",
                                         {{"callback", name}, {"phase", phase}, {"n", grouped_text(hit.count)}})
                             : say_plain("{callback}  ·  {phase}", {{"callback", name}, {"phase", phase}});
        if (one.began) hover.when = from_to(viewport, *one.began, one.ended.value_or(pane.log->end));
        hover.why = metrics::explain_callback(*pane.scenario, *pane.log, hit.span);
    } else if (hit.what == line) {
        hover.title = pane.log->callbacks.lines[hit.span].text;
        if (hit.count > 1)
            hover.title = say_plain("{line}  ·  and {n} more",
                                       {{"line", hover.title}, {"n", grouped_text(hit.count - 1)}});
        hover.when = viewport.label(pane.log->callbacks.lines[hit.span].at);
        hover.why = metrics::explain_line(*pane.scenario, *pane.log, hit.span);
    } else if (hit.what == pair) {
        hover.title = say_plain("Either order is possible here");
        hover.why = metrics::explain_pair(*pane.scenario, *pane.log, hit.span);
    } else if (hit.what == loop_gap) {
        hover.title = viewport.label(hit.t);
        if (why) hover.why = metrics::explain_loop_now(*pane.scenario, *pane.log, *why, hit.t);
        if (hover.why.empty()) hover.title.clear();
    } else if (hit.what == folded) {
        hover.title = say_plain("{n} bars merged", {{"n", grouped_text(hit.count)}});
        hover.when = viewport.label(hit.t);
        hover.why = shares_text(hit.shares);
    } else if (hit.what == level_row) {
        const chart::LevelRow& row = pane.folded->rows[hit.lane];
        hover.title = row.label + "  ·  " + viewport.label(hit.t);
        hover.why = chart::level_text(row, chart::grid_of(viewport), hit.t);
    } else if (hit.what == levels) {
        const metrics::LevelStep level = metrics::level_at(*pane.levels, hit.t);
        hover.title = say_plain("Levels at {time}", {{"time", viewport.label(hit.t)}});
        hover.why =
            say("*{c}* in progress (concurrency), *{p}* executing (parallelism), *{a}* waiting without a thread "
                "(asynchrony).",
                {{"c", level.concurrency}, {"p", level.parallelism}, {"a", level.asynchrony}});
    } else if (hit.what == lane_gap && why && hit.lane < pane.lanes->size()) {
        const session::ChosenGap gap{session::name_of(*pane.lanes, number, hit.lane), hit.t};
        if (session::stretch_of(pane, gap)) hover.why = session::explain_gap(pane, *why, gap);
        if (!hover.why.empty())
            hover.title = session::gap_lane_label(pane, gap) + "  ·  " + viewport.label(hit.t);
    }
    return hover;
}

}  // namespace present
