#include "app/follow.h"

#include "app/lane_commands.h"

#include <algorithm>

namespace app {

namespace {

constexpr double margin = 0.1;  // of the width, beside what is brought into view

const trace::Callbacks* callbacks_of(const Lab& lab) {
    const auto& chosen = lab.state.callback;
    if (!chosen || chosen->pane >= lab.runs().size()) return nullptr;
    const trace::Callbacks& record = lab.runs()[chosen->pane]->log().callbacks;
    return chosen->callback < record.all.size() ? &record : nullptr;
}

void go_to_callback(Lab& lab, uint32_t number) {
    const uint32_t pane = lab.state.callback->pane;
    const trace::Callback& one = lab.runs()[pane]->log().callbacks.all[number];
    const Time begin = one.began.value_or(one.registered);
    lab.seek(begin);
    lab.state.focus = pane;
    lab.state.callback = view::ChosenCallback{pane, number};
    bring_into_view(lab, begin, one.ended.value_or(begin));
}

std::optional<uint32_t> first_asked_for(const trace::Callbacks& record, uint32_t by) {
    for (uint32_t i = 0; i < record.all.size(); ++i)
        if (record.all[i].by == by) return i;
    return {};
}

}  // namespace

void bring_into_view(Lab& lab, Time begin, Time end) {
    const chart::Viewport viewport = lab.viewport();
    const double shown = double((viewport.end - viewport.begin).ns);
    const auto outside = [&](Time t) { return t < viewport.begin || t > viewport.end; };
    const double length = double((end - begin).ns);
    if (length > shown) {
        chart::Viewport wide = viewport;
        wide.begin = std::max(Time{}, begin - Time{int64_t(length * margin)});
        wide.end = std::min(lab.limit(), end + Time{int64_t(length * margin)});
        if (outside(begin) && outside(end)) lab.show(wide);
        return;
    }
    if (outside(begin)) lab.show(viewport.panned(double(viewport.x_of(begin)) - margin * viewport.width_px, lab.limit()));
    else if (outside(end)) lab.show(viewport.panned(double(viewport.x_of(end)) - (1 - margin) * viewport.width_px, lab.limit()));
}

void go_to_span(Lab& lab, view::Selection selection) {
    const trace::Log& log = lab.runs()[selection.pane]->log();
    const trace::Span span = log.span(selection.span);
    lab.seek(span.start);
    lab.state.focus = selection.pane;
    lab.state.selection = selection;
    lab.state.callback.reset();
    lab.state.reveal = true;
    unfold(lab, selection);
    bring_into_view(lab, span.start, span.end());
}

bool can_follow_cause(const Lab& lab) { return !lab.reason().question.empty(); }

bool can_follow_effect(const Lab& lab) {
    if (const trace::Callbacks* record = callbacks_of(lab)) return first_asked_for(*record, lab.state.callback->callback).has_value();
    return lab.reason().about && lab.state.selection;
}

void follow_cause(Lab& lab) {
    if (const trace::Callbacks* record = callbacks_of(lab)) {
        const uint32_t by = record->all[lab.state.callback->callback].by;
        if (by != trace::no_callback) go_to_callback(lab, by);
        return;
    }
    const Lab::Reason reason = lab.reason();
    if (!reason.about || !reason.cause) return;
    if (lab.state.trail.empty() || lab.state.trail.back() != *reason.about) lab.state.trail.push_back(*reason.about);
    go_to_span(lab, {reason.about->pane, uint32_t(reason.cause->span)});
}

void follow_effect(Lab& lab) {
    if (const trace::Callbacks* record = callbacks_of(lab)) {
        if (const auto next = first_asked_for(*record, lab.state.callback->callback)) go_to_callback(lab, *next);
        return;
    }
    if (!lab.state.selection || !lab.reason().about) return;
    const view::Selection here = *lab.state.selection;
    const PaneRun& run = *lab.runs()[here.pane];
    const scenario::Scenario& scenario = run.variant.scenario;
    std::vector<view::Selection>& trail = lab.state.trail;
    while (!trail.empty()) {  // the way back, if the reader is still on it
        const view::Selection back = trail.back();
        trail.pop_back();
        if (back.pane != here.pane || back.span >= run.log().numbers()) continue;
        const auto cause = metrics::cause_of(scenario, run.log(), *run.why, back.span);
        if (cause && cause->span == here.span) return go_to_span(lab, back);
    }
    const auto effects = metrics::effects_of(scenario, run.log(), *run.why, here.span, 1);
    if (!effects.empty()) go_to_span(lab, {here.pane, uint32_t(effects.front())});
}

}  // namespace app
