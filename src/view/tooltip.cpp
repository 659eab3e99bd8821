// What is under the pointer: its outline, and in words what it is, or why nothing is there.

#include "view/paint.h"
#include "view/rich_text.h"
#include "view/timeline.h"

#include "base/number.h"
#include "base/say.h"
#include "chart/hit.h"
#include "chart/rows/groups.h"
#include "metrics/code_names.h"
#include "metrics/names.h"
#include "metrics/recorded/nested_slices.h"
#include "metrics/why/why_callbacks.h"
#include "present/states.h"
#include "session/gap.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace view {

namespace {

constexpr float tooltip_px = 300;

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

bool same(const chart::Hit& a, const chart::Hit& b) {
    const bool sliding = a.what == chart::Hit::What::lane_gap || a.what == chart::Hit::What::levels ||
                         a.what == chart::Hit::What::level_row;
    if (a.what == chart::Hit::What::loop_gap) return false;
    return a.what == b.what && a.pane == b.pane && a.lane == b.lane && a.span == b.span && a.count == b.count &&
           (!sliding || a.t == b.t);
}

}  // namespace

void Timeline::draw_hover(const Picture& picture, const session::State& state, const Pointing& pointing) {
    const chart::Hit hit = chart::hit(frame_, panes_, pointing.x_px, pointing.y_px);
    using enum chart::Hit::What;
    if (hit.what == nothing || hit.what == title || hit.what == group_head || hit.what == pin ||
        hit.pane >= picture.panes.size())
        return;

    const TimelinePane& shown = picture.panes[hit.pane];
    const chart::Pane& pane = shown.pane;
    if (hit.what == bar) draw_outline(shown.number, hit.span, ink(chart::palette_of(look_.theme).strong, 0xB0), 1.5f);
    if (hit.what == callback) draw_callback(hit.pane, hit.span, ink(chart::palette_of(look_.theme).strong, 0xB0));
    if (hovered_.revision != picture.revision || hovered_.ns_per_px != frame_.viewport.ns_per_px() ||
        !same(hovered_.hit, hit)) {
        hovered_ = {picture.revision, frame_.viewport.ns_per_px(), hit, {}, {}, {}, {}};
        if (hit.what == bar) {
            const trace::Span span = pane.log->span(hit.span);
            const bool slice = metrics::is_slice(*pane.log, hit.span);
            if (slice) hovered_.causes = causes_of(shown, hit.span);
            if (slice) hovered_.title = metrics::slice_name(*pane.log, hit.span);
            else
                hovered_.title = metrics::task_name(*pane.scenario, *pane.log, span.task) + "  ·  " +
                                 (span.kind == trace::SpanKind::switching ? present::overhead_name(span.reason)
                                                                          : present::state_meaning(span.kind));
            hovered_.when = pane.log->is_forever(span.end()) && span.kind != trace::SpanKind::running
                                ? say_plain("from {time} on, forever", {{"time", frame_.viewport.label(span.start)}})
                                : from_to(frame_.viewport, span.start, span.end());
            if (shown.why) hovered_.why = metrics::explain_span(*pane.scenario, *pane.log, *shown.why, hit.span);
        } else if (hit.what == mark) {
            hovered_.title = frame_.viewport.label(hit.t);
            hovered_.why = metrics::explain_note(*pane.scenario, *pane.log, pane.log->notes[hit.span]);
        } else if (hit.what == instant) {
            const trace::Recording& recording = *pane.log->recording;
            hovered_.title = recording.names[recording.instants[hit.span].name];
            hovered_.when =
                frame_.viewport.label(hit.t) + "  ·  " + recording.thread_name(recording.instants[hit.span].thread);
        } else if (hit.what == callback) {
            const trace::Callback& one = pane.log->callbacks.all[hit.span];
            const std::string name = metrics::CodeNames(*pane.scenario).callback(*pane.log, hit.span);
            const std::string phase = trace::phase_name(one.phase);
            hovered_.title = hit.count > 1
                                 ? say_plain("{callback}  ·  {phase}  ·  one of {n}",
                                             {{"callback", name}, {"phase", phase}, {"n", grouped_text(hit.count)}})
                                 : say_plain("{callback}  ·  {phase}", {{"callback", name}, {"phase", phase}});
            if (one.began) hovered_.when = from_to(frame_.viewport, *one.began, one.ended.value_or(pane.log->end));
            hovered_.why = metrics::explain_callback(*pane.scenario, *pane.log, hit.span);
        } else if (hit.what == line) {
            hovered_.title = pane.log->callbacks.lines[hit.span].text;
            if (hit.count > 1)
                hovered_.title = say_plain("{line}  ·  and {n} more",
                                           {{"line", hovered_.title}, {"n", grouped_text(hit.count - 1)}});
            hovered_.when = frame_.viewport.label(pane.log->callbacks.lines[hit.span].at);
            hovered_.why = metrics::explain_line(*pane.scenario, *pane.log, hit.span);
        } else if (hit.what == pair) {
            hovered_.title = say_plain("Either order is possible here");
            hovered_.why = metrics::explain_pair(*pane.scenario, *pane.log, hit.span);
        } else if (hit.what == loop_gap) {
            hovered_.title = frame_.viewport.label(hit.t);
            if (shown.why) hovered_.why = metrics::explain_loop_now(*pane.scenario, *pane.log, *shown.why, hit.t);
            if (hovered_.why.empty()) hovered_.title.clear();
        } else if (hit.what == folded) {
            hovered_.title = say_plain("{n} bars merged", {{"n", grouped_text(hit.count)}});
            hovered_.when = frame_.viewport.label(hit.t);
            hovered_.why = shares_text(hit.shares);
        } else if (hit.what == level_row) {
            const chart::LevelRow& row = pane.folded->rows[hit.lane];
            hovered_.title = row.label + "  ·  " + frame_.viewport.label(hit.t);
            hovered_.why = chart::level_text(row, chart::grid_of(frame_.viewport), hit.t);
        } else if (hit.what == levels) {
            const metrics::LevelStep level = metrics::level_at(*pane.levels, hit.t);
            hovered_.title = say_plain("Levels at {time}", {{"time", frame_.viewport.label(hit.t)}});
            hovered_.why =
                say("*{c}* in progress (concurrency), *{p}* executing (parallelism), *{a}* waiting without a thread "
                    "(asynchrony).",
                    {{"c", level.concurrency}, {"p", level.parallelism}, {"a", level.asynchrony}});
        } else if (hit.what == lane_gap && shown.why && hit.lane < pane.lanes->size()) {
            const session::ChosenGap gap{session::name_of(*pane.lanes, shown.number, hit.lane), hit.t};
            if (session::stretch_of(pane, gap)) hovered_.why = session::explain_gap(pane, *shown.why, gap);
            if (!hovered_.why.empty())
                hovered_.title = session::gap_lane_label(pane, gap) + "  ·  " + frame_.viewport.label(hit.t);
        }
    }
    if (state.selection != session::Selection(session::ChosenBar{shown.number, hit.span}))
        draw_arrows(hovered_.causes, hit.pane, state);
    if (!hovered_.title.empty() && gesture_.kind != Gesture::Kind::scrub)
        show_tooltip(hovered_.title, hovered_.when, hovered_.why);
}

void Timeline::show_tooltip(const std::string& title, const std::string& when, const RichText& why) const {
    const chart::Palette& palette = chart::palette_of(look_.theme);
    const TextStyle style{12.5f, 18, ink(palette.text), ink(palette.strong)};
    const ImVec2 pad{11, 9};
    const float screen_px = ImGui::GetIO().DisplaySize.x;
    const float max = std::min(tooltip_px, screen_px - 2 * pad.x - 8);
    const float title_px = std::min(max, width_of(fonts_, Face::strong, 12.5f, title));

    ImVec2 size = rich_text(nullptr, fonts_, style, {}, max, why);
    if (why.empty()) size = {0, 0};
    size.x = std::max({size.x, title_px, width_of(fonts_, Face::text, 11.5f, when)});
    const float head_px = 18 + (when.empty() ? 0.f : 17.f) + (why.empty() ? 0.f : 3.f);
    const ImVec2 outer{size.x + 2 * pad.x, size.y + head_px + 2 * pad.y};

    // Below and to the right of the pointer, or wherever there is space.
    const ImVec2 mouse = ImGui::GetIO().MousePos, screen = ImGui::GetIO().DisplaySize;
    ImVec2 at{mouse.x + 14, mouse.y + 16};
    if (at.x + outer.x > screen.x - 4) at.x = std::max(4.f, mouse.x - outer.x - 10);
    if (at.y + outer.y > screen.y - 4) at.y = std::max(4.f, mouse.y - outer.y - 10);

    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled(at + ImVec2{0, 3}, at + outer + ImVec2{0, 4}, IM_COL32(0, 0, 0, 60), 8);
    list.AddRectFilled(at, at + outer, ink(palette.control), 7);
    list.AddRect(at, at + outer, ink(palette.border), 7);
    const ImVec2 inner = at + pad;
    draw_text(list, fonts_, Face::strong, 12.5f, inner + ImVec2{0, 9}, ink(palette.strong), title, Align::left, max);
    if (!when.empty()) draw_text(list, fonts_, Face::text, 11.5f, inner + ImVec2{0, 26}, ink(palette.dim), when);
    if (!why.empty()) rich_text(&list, fonts_, style, inner + ImVec2{0, head_px}, max, why);
}

}  // namespace view
