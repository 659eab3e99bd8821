#include "app/predict.h"

#include "base/number.h"
#include "scenario/policies.h"
#include "view/folds.h"
#include "view/guessing.h"

#include <algorithm>

namespace app {

namespace {

constexpr size_t most_tasks = 99;
constexpr size_t most_guesses = 500;
constexpr int64_t grid_steps = 60;  // at least, in what is covered

// The largest of 1, 2 and 5 times a power of ten that is not above t.
Time round_below(Time t) {
    int64_t unit = 1;
    while (unit <= t.ns / 10) unit *= 10;
    return Time{unit * (t.ns >= 5 * unit ? 5 : t.ns >= 2 * unit ? 2 : 1)};
}

metrics::Guess* chosen(Lab& lab) {
    if (!has_guess(lab)) return nullptr;
    return &lab.state.prediction->guesses[*lab.state.prediction->chosen];
}

const trace::Log* log_of(const Lab& lab) {
    const auto& prediction = lab.state.prediction;
    return prediction && prediction->pane < lab.runs().size() ? &lab.runs()[prediction->pane]->log() : nullptr;
}

}  // namespace

bool can_predict(const Lab& lab) {
    if (lab.runs().empty()) return false;
    const PaneRun& run = *lab.runs()[lab.focus()];
    return run.log().cores > 0 && !scenario::row_of(run.variant.scenario.machine.scheduler.policy).shares_cores;
}

bool predicts(const Lab& lab) { return log_of(lab) && !lab.state.prediction->revealed; }

bool has_guess(const Lab& lab) {
    return predicts(lab) && lab.state.prediction->chosen && *lab.state.prediction->chosen < lab.state.prediction->guesses.size();
}

void cover(Lab& lab, Time from, Time until) {
    const uint32_t pane = uint32_t(lab.focus());
    const trace::Log& log = lab.runs()[pane]->log();
    from = std::clamp(from, Time{}, log.end);
    until = std::clamp(until, Time{}, log.end);
    if (from >= until) return;
    view::Prediction prediction;
    prediction.pane = pane;
    prediction.from = from;
    prediction.until = until;
    prediction.grid = round_below(std::max(Time{1}, Time{(until - from).ns / grid_steps}));
    for (uint32_t i = 0; i < log.tasks.size() && prediction.tasks.size() < most_tasks; ++i) {
        const trace::Task& task = log.tasks[i];
        if (task.arrival < until && (!task.finished || *task.finished > from)) prediction.tasks.push_back({i});
    }
    lab.state.prediction = std::move(prediction);
    lab.state.selection.reset();
    lab.state.callback.reset();
    if (!lab.state.lanes.cores) {
        chart::LaneChoice lanes = lab.state.lanes;
        lanes.cores = true;
        lab.set_lanes(lanes);
    }
    for (const chart::LaneGroup& group : lab.runs()[pane]->lanes.groups())  // it is drawn on the lanes of cores
        if (group.kind == chart::LaneKind::core) view::fold(lab.state, pane, group.key(), false);
    lab.seek(from);
}

void toggle_prediction(Lab& lab) {
    if (lab.state.prediction) return lab.state.prediction.reset();
    const Time end = lab.runs()[lab.focus()]->log().end;
    if (lab.state.range) {
        const view::Range range = *lab.state.range;
        lab.state.range.reset();
        return cover(lab, range.begin, range.end);
    }
    cover(lab, lab.state.playhead < end ? lab.state.playhead : Time{}, end);
}

void check_prediction(Lab& lab) {
    if (lab.state.prediction) lab.state.prediction->revealed = !lab.state.prediction->revealed;
}

void add_guess(Lab& lab, const metrics::Guess& guess) {
    const trace::Log* log = log_of(lab);
    if (!predicts(lab) || guess.begin >= guess.end || guess.core.index >= log->cores || guess.task.index >= log->tasks.size()) return;
    view::Prediction& prediction = *lab.state.prediction;
    if (prediction.guesses.size() >= most_guesses) return;
    prediction.guesses.push_back(guess);
    prediction.chosen = uint32_t(prediction.guesses.size() - 1);
}

void add_guess(Lab& lab) {
    if (!predicts(lab) || lab.state.prediction->tasks.empty()) return;
    const view::Prediction& prediction = *lab.state.prediction;
    const metrics::Guess* last = chosen(lab);
    const CoreId core = last ? last->core : CoreId{0};
    const Time begin = last ? last->end : prediction.from;
    const Time length = last ? last->end - last->begin : prediction.grid;
    const Time end = std::min(prediction.until, begin + length);
    if (begin < end) add_guess(lab, {core, view::next_task(prediction), begin, end});
}

void change_guess_task(Lab& lab) {
    if (has_guess(lab)) view::change_task(*lab.state.prediction);
}

void change_guess_core(Lab& lab) {
    if (metrics::Guess* guess = chosen(lab)) guess->core = {(guess->core.index + 1) % log_of(lab)->cores};
}

void stretch_guess(Lab& lab, int steps) {
    metrics::Guess* guess = chosen(lab);
    if (!guess) return;
    const view::Prediction& prediction = *lab.state.prediction;
    const Time end = guess->end + Time{prediction.grid.ns * steps};
    if (end > guess->begin) guess->end = std::min(end, prediction.until);
}

void move_guess(Lab& lab, int steps) {
    metrics::Guess* guess = chosen(lab);
    if (!guess) return;
    const view::Prediction& prediction = *lab.state.prediction;
    const Time length = guess->end - guess->begin;
    guess->begin = std::clamp(guess->begin + Time{prediction.grid.ns * steps}, prediction.from, std::max(prediction.from, prediction.until - length));
    guess->end = guess->begin + length;
}

void remove_guess(Lab& lab) {
    if (!has_guess(lab)) return;
    view::Prediction& prediction = *lab.state.prediction;
    prediction.guesses.erase(prediction.guesses.begin() + *prediction.chosen);
    prediction.chosen.reset();
    if (!prediction.guesses.empty()) prediction.chosen = uint32_t(prediction.guesses.size() - 1);
}

std::optional<metrics::Score> score_now(const Lab& lab) {
    const trace::Log* log = log_of(lab);
    if (!log || !lab.state.prediction->revealed) return {};
    const view::Prediction& prediction = *lab.state.prediction;
    return metrics::score_of(*log, prediction.from, prediction.until, prediction.guesses, prediction.grid);
}

std::string prediction_words(const Lab& lab) {
    if (!log_of(lab)) return {};
    const view::Prediction& prediction = *lab.state.prediction;
    const std::string part = time_label(prediction.from) + " – " + time_label(prediction.until);
    const auto score = score_now(lab);
    if (!score) {
        const size_t count = prediction.guesses.size();
        if (count == 0) return "*What will run* in " + part + "? Drag on a core's lane to draw a bar; click it for the next task. Then check.";
        return "*" + std::to_string(count) + (count == 1 ? " bar*" : " bars*") + " drawn for " + part + ", in steps of " + time_label(prediction.grid) + ". Check when you are done.";
    }
    const auto of_all = [&](size_t right) { return std::to_string(right) + " of " + std::to_string(prediction.guesses.size()); };
    std::string text = "*" + rounded_text(100 * score->points, 0) + " %* of " + part + " as it was. ";
    if (prediction.guesses.empty()) return text + "Nothing was drawn; " + std::to_string(score->ran.size()) + " bars were to be foreseen.";
    text += "Right core: *" + of_all(score->core) + "*; order: *" + of_all(score->order) + "*; start: *" + of_all(score->start) + "*; end: *" + of_all(score->end) + "* (within " + time_label(prediction.grid) + ").";
    if (score->ran.size() != prediction.guesses.size()) text += " There were " + std::to_string(score->ran.size()) + " bars to foresee.";
    return text;
}

}  // namespace app
