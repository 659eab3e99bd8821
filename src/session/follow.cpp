#include "session/follow.h"

#include "session/lane_commands.h"

#include <algorithm>

namespace session {

namespace {

constexpr double margin = 0.1;  // of the width, beside what is brought into view

const trace::Callbacks* callbacks_of(const Session& session) {
    const auto& chosen = session.state.callback;
    if (!chosen || chosen->pane >= session.runs().size()) return nullptr;
    const trace::Callbacks& record = session.runs()[chosen->pane]->log().callbacks;
    return chosen->callback < record.all.size() ? &record : nullptr;
}

void go_to_callback(Session& session, uint32_t number) {
    const uint32_t pane = session.state.callback->pane;
    const trace::Callback& one = session.runs()[pane]->log().callbacks.all[number];
    const Time begin = one.began.value_or(one.registered);
    session.seek(begin);
    session.state.focus = pane;
    session.state.callback = ChosenCallback{pane, number};
    bring_into_view(session, begin, one.ended.value_or(begin));
}

std::optional<uint32_t> first_asked_for(const trace::Callbacks& record, uint32_t by) {
    for (uint32_t i = 0; i < record.all.size(); ++i)
        if (record.all[i].by == by) return i;
    return {};
}

}  // namespace

void bring_into_view(Session& session, Time begin, Time end) {
    const chart::Viewport viewport = session.viewport();
    const double shown = double((viewport.end - viewport.begin).ns);
    const auto outside = [&](Time t) { return t < viewport.begin || t > viewport.end; };
    const double length = double((end - begin).ns);
    if (length > shown) {
        chart::Viewport wide = viewport;
        wide.begin = std::max(Time{}, begin - Time{int64_t(length * margin)});
        wide.end = std::min(session.limit(), end + Time{int64_t(length * margin)});
        if (outside(begin) && outside(end)) session.show(wide);
        return;
    }
    if (outside(begin)) session.show(viewport.panned(double(viewport.x_of(begin)) - margin * viewport.width_px, session.limit()));
    else if (outside(end)) session.show(viewport.panned(double(viewport.x_of(end)) - (1 - margin) * viewport.width_px, session.limit()));
}

void go_to_span(Session& session, Selection selection) {
    const trace::Log& log = session.runs()[selection.pane]->log();
    const trace::Span span = log.span(selection.span);
    session.seek(span.start);
    session.state.focus = selection.pane;
    session.state.selection = selection;
    session.state.callback.reset();
    ++session.reveals;
    unfold(session, selection);
    bring_into_view(session, span.start, span.end());
}

bool can_follow_cause(const Session& session) { return !session.reason().question.empty(); }

bool can_follow_effect(const Session& session) {
    if (const trace::Callbacks* record = callbacks_of(session)) return first_asked_for(*record, session.state.callback->callback).has_value();
    return session.reason().about && session.state.selection;
}

void follow_cause(Session& session) {
    if (const trace::Callbacks* record = callbacks_of(session)) {
        const uint32_t by = record->all[session.state.callback->callback].by;
        if (by != trace::no_callback) go_to_callback(session, by);
        return;
    }
    const Session::Reason reason = session.reason();
    if (!reason.about || !reason.cause) return;
    if (session.state.trail.empty() || session.state.trail.back() != *reason.about) session.state.trail.push_back(*reason.about);
    go_to_span(session, {reason.about->pane, uint32_t(reason.cause->span)});
}

void follow_effect(Session& session) {
    if (const trace::Callbacks* record = callbacks_of(session)) {
        if (const auto next = first_asked_for(*record, session.state.callback->callback)) go_to_callback(session, *next);
        return;
    }
    if (!session.state.selection || !session.reason().about) return;
    const Selection here = *session.state.selection;
    const Run& run = *session.runs()[here.pane];
    const scenario::Scenario& scenario = run.variant.scenario;
    std::vector<Selection>& trail = session.state.trail;
    while (!trail.empty()) {  // the way back, if the reader is still on it
        const Selection back = trail.back();
        trail.pop_back();
        if (back.pane != here.pane || back.span >= run.log().numbers()) continue;
        const auto cause = metrics::cause_of(scenario, run.log(), *run.why, back.span);
        if (cause && cause->span == here.span) return go_to_span(session, back);
    }
    const auto effects = metrics::effects_of(scenario, run.log(), *run.why, here.span, 1);
    if (!effects.empty()) go_to_span(session, {here.pane, uint32_t(effects.front())});
}

}  // namespace session
