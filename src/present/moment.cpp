#include "present/moment.h"

#include "base/number.h"
#include "present/numbers.h"
#include "present/states.h"
#include "scenario/titles.h"
#include "session/gap.h"
#include "session/prepared.h"
#include "session/session.h"

namespace present {

namespace {

std::string rate_text(double ns_per_second) {
    return say_plain("{time} per second", {{"time", time_label(Time{int64_t(ns_per_second)})}});
}

// "Core 2 at 21.40 ms": the sentence says that it is idle.
std::string gap_title(const session::Session& session, const session::ChosenGap& gap) {
    if (gap.lane.pane >= session.runs().size()) return say_plain("The selected gap");
    const std::string lane = session::gap_lane_label(session::pane_of(*session.runs()[gap.lane.pane]), gap);
    if (lane.empty()) return say_plain("The selected gap");
    return say_plain("The gap on {lane} at {time}", {{"lane", lane}, {"time", session.viewport().label(gap.at)}});
}

}  // namespace

Clock clock_of(const session::Session& session) {
    const chart::Viewport viewport = session.viewport();
    const Time last = session.end();
    Clock clock;
    clock.time = moment_text(session.state.playhead, last, viewport.end - viewport.begin);
    clock.whole =
        say_plain("{time} of {all}", {{"time", clock.time}, {"all", with_unit(double(last.ns), unit_for(last))}});
    clock.rate = rate_text(session.rate());
    return clock;
}

std::vector<Row> rates_of(const session::Session& session) {
    std::vector<Row> rows;
    double last = 0;
    for (int steps = -4; steps <= 4; ++steps) {
        const double rate = session.rate_at(steps);
        if (rate <= last) continue;  // it cannot play slower or faster
        last = rate;
        rows.push_back(
            {std::to_string(steps), rate_text(rate), {}, {}, steps == 0 ? Emphasis::strong : Emphasis::plain});
    }
    return rows;
}

Now now_of(const session::Session& session) {
    Now now;
    if (session.runs().empty()) {
        now.title = say_plain("Right now");
    } else {
        const scenario::Variant& variant = session.runs()[session.focus()]->variant;
        now.title = say_plain("Right now · {run}", {{"run", scenario::short_title(variant.title, variant.scenario)}});
    }
    const metrics::LevelStep level = session.level_now();
    const int32_t values[] = {level.concurrency, level.parallelism, level.asynchrony};
    const auto words = level_words();
    for (size_t i = 0; i < words.size(); ++i)
        now.rows.push_back({words[i].id, words[i].meaning, grouped_text(values[i]), words[i].word, words[i].emphasis});
    if (const auto overhead = session.overhead_now())
        now.rows.push_back({"overhead", say_plain("switching, starting"), grouped_text(*overhead),
                            say_plain("overhead"), Emphasis::dim});
    return now;
}

Reason reason_of(const session::Session& session) {
    Reason reason;
    const bool selected = !session::is_nothing(session.state.selection);
    reason.title = session.state.bar()        ? say_plain("The selected bar")
                   : session.state.callback() ? say_plain("The selected callback")
                   : session.state.gap()      ? gap_title(session, *session.state.gap())
                                              : say_plain("Why is it waiting?");
    reason.sentence = session.reason().text;
    if (reason.sentence.empty() && !selected) reason.sentence = say("Nothing is waiting.");
    const std::string& question = session.reason().question;
    if (!question.empty()) reason.follow = say_plain("Follow: {question} →", {{"question", question}});
    if (selected && !reason.sentence.empty()) reason.copy = say_plain("Copy");
    if (session.state.bar() && !session.state.trail.empty()) reason.back = say_plain("← Back");
    return reason;
}

}  // namespace present
