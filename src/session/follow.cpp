#include "session/follow.h"

#include "session/gap.h"
#include "session/lane_commands.h"
#include "session/prepared.h"

#include <algorithm>

namespace session {

namespace {

constexpr double margin = 0.1;  // as a share of the width, on both sides of what is brought into view

const trace::Callbacks* callbacks_of(const Session& session) {
    const ChosenCallback* chosen = session.state.callback();
    if (!chosen || chosen->pane >= session.runs().size()) return nullptr;
    const trace::Callbacks& record = session.runs()[chosen->pane]->log().callbacks;
    return chosen->callback < record.all.size() ? &record : nullptr;
}

void go_to_callback(Session& session, uint32_t pane, uint32_t number) {
    const trace::Callback& one = session.runs()[pane]->log().callbacks.all[number];
    const Time begin = one.began.value_or(one.registered);
    session.seek(begin);
    session.state.focus = pane;
    session.state.selection = ChosenCallback{pane, number};
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
    if (outside(begin))
        session.show(viewport.panned(double(viewport.x_of(begin)) - margin * viewport.width_px, session.limit()));
    else if (outside(end))
        session.show(viewport.panned(double(viewport.x_of(end)) - (1 - margin) * viewport.width_px, session.limit()));
}

void go_to_span(Session& session, ChosenBar bar) {
    const trace::Log& log = session.runs()[bar.pane]->log();
    const trace::Span span = log.span(bar.span);
    if (const auto covered = session.covered(); covered && span.start > *covered) return;
    session.seek(span.start);
    session.state.focus = bar.pane;
    session.state.selection = bar;
    ++session.reveals;
    unfold(session, bar);
    bring_into_view(session, span.start, span.end());
}

bool go_to_gap(Session& session, const ChosenGap& gap) {
    if (gap.lane.pane >= session.runs().size()) return false;
    const auto stretch = stretch_of(pane_of(*session.runs()[gap.lane.pane]), gap);
    if (!stretch) return false;
    session.seek(gap.at);
    session.state.focus = gap.lane.pane;
    session.state.selection = gap;
    session.state.along = gap.lane;
    ++session.reveals;
    unfold(session, gap.lane);
    bring_into_view(session, stretch->begin, stretch->end);
    return true;
}

bool go_to(Session& session, const Selection& selection) {
    if (const ChosenGap* gap = std::get_if<ChosenGap>(&selection)) return go_to_gap(session, *gap);
    if (const ChosenCallback* chosen = std::get_if<ChosenCallback>(&selection)) {
        if (chosen->pane >= session.runs().size() ||
            chosen->callback >= session.runs()[chosen->pane]->log().callbacks.all.size())
            return false;
        go_to_callback(session, chosen->pane, chosen->callback);
        return true;
    }
    const ChosenBar* bar = std::get_if<ChosenBar>(&selection);
    if (!bar || bar->pane >= session.runs().size() || bar->span >= session.runs()[bar->pane]->log().numbers())
        return false;
    go_to_span(session, *bar);
    return true;
}

std::optional<Range> selected_stretch(const Session& session) {
    if (const ChosenBar* bar = session.state.bar(); bar && bar->pane < session.runs().size()) {
        const trace::Log& log = session.runs()[bar->pane]->log();
        if (bar->span >= log.numbers()) return {};
        const trace::Span span = log.span(bar->span);
        return Range{span.start, span.end()};
    }
    const ChosenGap* gap = session.state.gap();
    if (!gap || gap->lane.pane >= session.runs().size()) return {};
    return stretch_of(pane_of(*session.runs()[gap->lane.pane]), *gap);
}

bool can_follow_cause(const Session& session) { return !session.reason().question.empty(); }

namespace {

std::optional<uint32_t> bar_after(const Session& session, const ChosenGap& gap) {
    if (gap.lane.pane >= session.runs().size()) return {};
    return bar_after(pane_of(*session.runs()[gap.lane.pane]), gap);
}

// Does the step that was followed from there lead to the bar?
bool leads_to(const Session& session, const Selection& from, ChosenBar bar) {
    const Run& run = *session.runs()[bar.pane];
    if (const ChosenGap* gap = std::get_if<ChosenGap>(&from)) {
        if (gap->lane.pane != bar.pane || !stretch_of(pane_of(run), *gap)) return false;
        const auto cause = cause_of_gap(pane_of(run), *run.why, *gap);
        return cause && cause->span == bar.span;
    }
    const ChosenBar* back = std::get_if<ChosenBar>(&from);
    if (!back || back->pane != bar.pane || back->span >= run.log().numbers()) return false;
    const auto cause = metrics::cause_of(run.variant.scenario, run.log(), *run.why, back->span);
    return cause && cause->span == bar.span;
}

}  // namespace

bool can_follow_effect(const Session& session) {
    if (const trace::Callbacks* record = callbacks_of(session))
        return first_asked_for(*record, session.state.callback()->callback).has_value();
    if (const ChosenGap* gap = session.state.gap()) return bar_after(session, *gap).has_value();
    return session.state.bar() && session.reason().about == *session.state.bar();
}

void follow_cause(Session& session) {
    if (const trace::Callbacks* record = callbacks_of(session)) {
        const uint32_t by = record->all[session.state.callback()->callback].by;
        if (by != trace::no_callback) go_to_callback(session, session.state.callback()->pane, by);
        return;
    }
    const Session::Reason reason = session.reason();
    if (!reason.cause) return;
    Selection from = session.state.selection;
    if (reason.about) from = *reason.about;
    std::vector<Selection>& trail = session.state.trail;
    if (trail.empty() || trail.back() != from) trail.push_back(from);
    go_to_span(session, *reason.cause);
}

void follow_effect(Session& session) {
    if (const trace::Callbacks* record = callbacks_of(session)) {
        if (const auto next = first_asked_for(*record, session.state.callback()->callback))
            go_to_callback(session, session.state.callback()->pane, *next);
        return;
    }
    if (const ChosenGap* gap = session.state.gap()) {
        if (const auto next = bar_after(session, *gap)) go_to_span(session, {gap->lane.pane, *next});
        return;
    }
    const ChosenBar* bar = session.state.bar();
    if (!bar || session.reason().about != *bar) return;  // there is no such bar
    const ChosenBar here = *bar;
    std::vector<Selection>& trail = session.state.trail;
    while (!trail.empty()) {  // the path back, if the selection is still on it
        const Selection back = trail.back();
        trail.pop_back();
        if (leads_to(session, back, here)) {
            go_to(session, back);
            return;
        }
    }
    const Run& run = *session.runs()[here.pane];
    const auto effects = metrics::effects_of(run.variant.scenario, run.log(), *run.why, here.span, 1);
    if (!effects.empty()) go_to_span(session, {here.pane, uint32_t(effects.front())});
}

}  // namespace session
