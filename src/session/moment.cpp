// What is happening: the run in focus, the reasons, and how the runs compare.

#include "base/say.h"
#include "metrics/numbers/first_place.h"
#include "metrics/numbers/report.h"
#include "metrics/why/why_callbacks.h"
#include "session/gap.h"
#include "session/prepared.h"
#include "session/session.h"

#include <algorithm>

namespace session {

size_t Session::focus() const {
    return state.focus < runs().size() ? state.focus : 0;
}

metrics::LevelStep Session::level_now() const {
    if (runs().empty()) return {};
    const Run& run = *runs()[focus()];
    // What waits forever still waits after the end of the run.
    const Time end = run.log().end;
    const bool after = run.results.ended.forever() && end > Time{} && state.playhead >= end;
    return metrics::level_at(run.levels, after ? end - Time{1} : state.playhead);
}

std::optional<int32_t> Session::overhead_now() const {
    if (runs().empty()) return {};
    const Run& run = *runs()[focus()];
    const auto switches = [](const metrics::CoreUse& core) { return core.switching > Time{}; };
    if (!run.why || std::none_of(run.results.cores.begin(), run.results.cores.end(), switches)) return {};
    const std::vector<size_t> now = run.why->at(run.log(), state.playhead);
    return int32_t(std::count_if(now.begin(), now.end(),
                                 [&](size_t i) { return run.log().spans.kind(i) == trace::SpanKind::switching; }));
}

std::string Session::why() const { return reason().text.starred(); }

const Session::Reason& Session::reason() const {
    const bool known = why_.revision == revision() && why_.at == state.playhead && why_.focus == focus() &&
                       why_.selection == state.selection;
    if (!known) {
        why_ = {revision(), state.playhead, focus(), state.selection, {}};
        if (!runs().empty()) explain(why_.reason);
    }
    return why_.reason;
}

void Session::explain(Reason& reason) const {
    if (const ChosenCallback* chosen = state.callback(); chosen && chosen->pane < runs().size())
        return explain_callback(*chosen, reason);
    if (const ChosenGap* chosen = state.gap(); chosen && chosen->lane.pane < runs().size())
        return explain_gap(*chosen, reason);

    const ChosenBar* bar = state.bar();
    if (bar && bar->pane >= runs().size()) bar = nullptr;
    const uint32_t pane = bar ? bar->pane : uint32_t(focus());
    const Run& run = *runs()[pane];
    if (!run.why) return;
    const scenario::Scenario& scenario = run.variant.scenario;
    const trace::Log& log = run.log();
    if (bar && bar->span < log.numbers()) {
        reason.about = *bar;
        reason.text = metrics::explain_span(scenario, log, *run.why, bar->span);
    } else {
        reason.text = metrics::explain_now(scenario, log, *run.why, state.playhead);
        if (!metrics::explain_loop_now(scenario, log, *run.why, state.playhead).empty()) return;
        if (const auto span = metrics::telling_span(log, *run.why, state.playhead))
            reason.about = ChosenBar{pane, uint32_t(*span)};
    }
    if (!reason.about) return;
    const auto cause = metrics::cause_of(scenario, log, *run.why, reason.about->span);
    if (!cause) return;
    reason.cause = ChosenBar{pane, uint32_t(cause->span)};
    reason.question = metrics::cause_question(scenario, log, reason.about->span, *cause);
}

void Session::explain_callback(const ChosenCallback& chosen, Reason& reason) const {
    const Run& run = *runs()[chosen.pane];
    const trace::Callbacks& record = run.log().callbacks;
    if (chosen.callback >= record.all.size()) return;
    reason.text = metrics::explain_callback(run.variant.scenario, run.log(), chosen.callback);
    if (record.all[chosen.callback].by != trace::no_callback) reason.question = say_plain("what scheduled it?");
}

void Session::explain_gap(const ChosenGap& chosen, Reason& reason) const {
    const Run& run = *runs()[chosen.lane.pane];
    const chart::Pane pane = pane_of(run);
    if (!run.why || !stretch_of(pane, chosen)) return;
    reason.text = session::explain_gap(pane, *run.why, chosen);
    const auto cause = cause_of_gap(pane, *run.why, chosen);
    if (!cause) return;
    reason.cause = ChosenBar{chosen.lane.pane, cause->span};
    reason.question = cause->question;
}

std::optional<metrics::Between> Session::between(size_t run) const {
    if (!state.range || run >= runs().size() || !runs()[run]->why) return {};
    const Run& it = *runs()[run];
    return metrics::between(it.log(), *it.why, it.levels, state.range->begin, state.range->end);
}

// The score is computed again when the prediction or the runs change, not whenever a surface asks.
const std::optional<metrics::Score>& Session::score() const {
    const auto& prediction = state.prediction;
    if (scored_.revision == results_revision_ && scored_.prediction == prediction) return scored_.score;
    scored_ = {results_revision_, prediction, {}};
    if (prediction && prediction->revealed && prediction->pane < runs().size())
        scored_.score = metrics::score_of(runs()[prediction->pane]->log(), prediction->from, prediction->until,
                                          prediction->guesses, prediction->grid);
    return scored_.score;
}

RichText Session::verdict() const {
    return verdict_of(runs());
}

std::optional<size_t> Session::best() const {
    std::vector<metrics::Finish> finishes;
    for (const auto& run : runs()) {
        if (run->running()) return std::nullopt;
        finishes.push_back(metrics::finish_of(run->variant.scenario, run->results, run->log().complete));
    }
    const metrics::FirstPlace first = metrics::first_place(finishes);
    return first.runs.size() == 1 ? std::optional(first.runs.front()) : std::nullopt;
}

}  // namespace session
