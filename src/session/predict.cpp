#include "session/predict.h"

#include "base/number.h"
#include "scenario/policies.h"
#include "session/folds.h"

#include <algorithm>

namespace session {

namespace {

constexpr size_t max_tasks = 99;
constexpr size_t max_guesses = 500;
constexpr int64_t grid_steps = 60;  // the minimum number of steps in the covered part

// Returns the largest of 1, 2 and 5 times a power of ten that does not exceed t.
Time round_below(Time t) {
    int64_t unit = 1;
    while (unit <= t.ns / 10) unit *= 10;
    return Time{unit * (t.ns >= 5 * unit ? 5 : t.ns >= 2 * unit ? 2 : 1)};
}

metrics::Guess* chosen(Session& session) {
    if (!has_guess(session)) return nullptr;
    return &session.state.prediction->guesses[*session.state.prediction->chosen];
}

const trace::Log* log_of(const Session& session) {
    const auto& prediction = session.state.prediction;
    return prediction && prediction->pane < session.runs().size() ? &session.runs()[prediction->pane]->log() : nullptr;
}

}  // namespace

bool can_predict(const Session& session) {
    if (session.runs().empty()) return false;
    const Run& run = *session.runs()[session.focus()];
    return run.log().cores > 0 && !scenario::row_of(run.variant.scenario.machine.scheduler.policy).shares_cores;
}

bool predicts(const Session& session) { return log_of(session) && !session.state.prediction->revealed; }

bool has_guess(const Session& session) {
    return predicts(session) && session.state.prediction->chosen &&
           *session.state.prediction->chosen < session.state.prediction->guesses.size();
}

void cover(Session& session, Time from, Time until) {
    const uint32_t pane = uint32_t(session.focus());
    const trace::Log& log = session.runs()[pane]->log();
    from = std::clamp(from, Time{}, log.end);
    until = std::clamp(until, Time{}, log.end);
    if (from >= until) return;
    Prediction prediction;
    prediction.pane = pane;
    prediction.from = from;
    prediction.until = until;
    prediction.grid = round_below(std::max(Time{1}, Time{(until - from).ns / grid_steps}));
    for (uint32_t i = 0; i < log.tasks.size() && prediction.tasks.size() < max_tasks; ++i) {
        const trace::Task& task = log.tasks[i];
        if (task.arrival < until && (!task.finished || *task.finished > from)) prediction.tasks.push_back({i});
    }
    session.state.prediction = std::move(prediction);
    session.told_or_untold();
    session.state.selection = {};
    if (!session.state.lanes.cores) {
        chart::LaneChoice lanes = session.state.lanes;
        lanes.cores = true;
        session.set_lanes(lanes);
    }
    for (const chart::LaneGroup& group : session.runs()[pane]->lanes.groups())  // guesses are drawn on lanes of cores
        if (group.kind == chart::LaneKind::core) fold(session.state.folds, pane, group.key(), false);
    session.seek(from);
}

void toggle_prediction(Session& session) {
    if (session.state.prediction) {
        session.state.prediction.reset();
        return session.told_or_untold();
    }
    const Time end = session.runs()[session.focus()]->log().end;
    if (session.state.range) {
        const Range range = *session.state.range;
        session.state.range.reset();
        return cover(session, range.begin, range.end);
    }
    cover(session, session.state.playhead < end ? session.state.playhead : Time{}, end);
}

void check_prediction(Session& session) {
    if (!session.state.prediction) return;
    session.state.prediction->revealed = !session.state.prediction->revealed;
    session.told_or_untold();
}

void add_guess(Session& session, const metrics::Guess& guess) {
    const trace::Log* log = log_of(session);
    if (!predicts(session) || guess.begin >= guess.end || guess.core.index >= log->cores ||
        guess.task.index >= log->tasks.size())
        return;
    Prediction& prediction = *session.state.prediction;
    if (prediction.guesses.size() >= max_guesses) return;
    prediction.guesses.push_back(guess);
    prediction.chosen = uint32_t(prediction.guesses.size() - 1);
}

void add_guess(Session& session) {
    if (!predicts(session) || session.state.prediction->tasks.empty()) return;
    const Prediction& prediction = *session.state.prediction;
    const metrics::Guess* last = chosen(session);
    const CoreId core = last ? last->core : CoreId{0};
    const Time begin = last ? last->end : prediction.from;
    const Time length = last ? last->end - last->begin : prediction.grid;
    const Time end = std::min(prediction.until, begin + length);
    if (begin < end) add_guess(session, {core, next_task(prediction), begin, end});
}

void change_guess_task(Session& session) {
    if (has_guess(session)) change_task(*session.state.prediction);
}

void change_guess_core(Session& session) {
    if (metrics::Guess* guess = chosen(session)) guess->core = {(guess->core.index + 1) % log_of(session)->cores};
}

void stretch_guess(Session& session, int steps) {
    metrics::Guess* guess = chosen(session);
    if (!guess) return;
    const Prediction& prediction = *session.state.prediction;
    const Time end = guess->end + Time{prediction.grid.ns * steps};
    if (end > guess->begin) guess->end = std::min(end, prediction.until);
}

void move_guess(Session& session, int steps) {
    metrics::Guess* guess = chosen(session);
    if (!guess) return;
    const Prediction& prediction = *session.state.prediction;
    const Time length = guess->end - guess->begin;
    guess->begin = std::clamp(guess->begin + Time{prediction.grid.ns * steps}, prediction.from,
                              std::max(prediction.from, prediction.until - length));
    guess->end = guess->begin + length;
}

void remove_guess(Session& session) {
    if (!has_guess(session)) return;
    Prediction& prediction = *session.state.prediction;
    prediction.guesses.erase(prediction.guesses.begin() + *prediction.chosen);
    prediction.chosen.reset();
    if (!prediction.guesses.empty()) prediction.chosen = uint32_t(prediction.guesses.size() - 1);
}

}  // namespace session
