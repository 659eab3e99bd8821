#include "view/scene/guessing.h"

#include <algorithm>
#include <cmath>

namespace view {

namespace {

constexpr float grip_px = 5;
constexpr float slop_px = 4;

std::optional<CoreId> core_at(const chart::PaneBox& box, const chart::Pane& pane, float y_px) {
    for (const chart::RowBox& row : box.rows) {
        if (row.level_row != chart::no_level_row || y_px < row.y0 - 1 || y_px >= row.y1 + 1 ||
            row.lane >= pane.lanes->size())
            continue;
        const chart::Lane lane = (*pane.lanes)[row.lane];
        if (lane.kind == chart::LaneKind::core) return CoreId{lane.index};
    }
    return {};
}

}  // namespace

std::optional<Guessing> guessing_at(const chart::Frame& frame, const std::vector<chart::Pane>& panes,
                                    const std::vector<uint32_t>& numbers, const session::Prediction& prediction,
                                    float x_px, float y_px) {
    const auto shown = std::find(numbers.begin(), numbers.end(), prediction.pane);
    if (shown == numbers.end()) return {};
    const uint32_t pane = uint32_t(shown - numbers.begin());
    if (pane >= frame.panes.size()) return {};
    const chart::PaneBox& box = frame.panes[pane];
    const chart::Viewport& viewport = frame.viewport;
    const float left = std::max(viewport.left_px, viewport.x_of(prediction.from)),
                right = std::min(viewport.left_px + viewport.width_px, viewport.x_of(prediction.until));
    if (y_px < box.lanes_y0 || y_px >= std::max(box.levels_y1, box.lanes_y1) || x_px < left || x_px > right) return {};
    Guessing at;
    at.pane = pane;
    at.core = core_at(box, panes[pane], y_px);
    for (uint32_t i = 0; i < prediction.guesses.size(); ++i) {
        const metrics::Guess& guess = prediction.guesses[i];
        if (at.core != guess.core) continue;
        const float x0 = viewport.x_of(guess.begin), x1 = viewport.x_of(guess.end),
                    inner = std::min(grip_px, (x1 - x0) / 3);
        if (x_px < x0 || x_px >= x1) continue;  // the next core begins exactly there
        at.guess = i;  // the guess that was drawn last is on top
        at.part = x_px < x0 + inner   ? Guessing::Part::begin
                  : x_px > x1 - inner ? Guessing::Part::end
                                      : Guessing::Part::middle;
    }
    return at;
}

void press_guess(const Guessing& at, const Pointing& pointing, const Ground& ground, Gesture& gesture,
                 session::State& state, const Look& look) {
    session::Prediction& prediction = *state.prediction;
    gesture = {Gesture::Kind::none, pointing.x_px, pointing.y_px - look.scroll_px};
    const Time t = ground.frame.viewport.time_at(pointing.x_px);
    if (at.guess) {
        const bool again = prediction.chosen == at.guess;
        prediction.chosen = at.guess;
        gesture.kind = at.part == Guessing::Part::begin ? Gesture::Kind::guess_begin
                       : at.part == Guessing::Part::end ? Gesture::Kind::guess_end
                                                        : Gesture::Kind::guess_move;
        gesture.anchor = t - prediction.guesses[*at.guess].begin;
        gesture.moved = !again;  // the first click only selects the guess
        return;
    }
    prediction.chosen.reset();
    if (!at.core || prediction.tasks.empty()) return;
    const Time begin =
        std::min(prediction.from + Time{(t - prediction.from).ns / prediction.grid.ns * prediction.grid.ns},
                 prediction.until - Time{1});
    prediction.guesses.push_back(
        {*at.core, next_task(prediction), begin, std::min(prediction.until, begin + prediction.grid)});
    prediction.chosen = uint32_t(prediction.guesses.size() - 1);
    gesture.kind = Gesture::Kind::guess_end;
    gesture.moved = true;
}

void drag_guess(const Pointing& pointing, const Ground& ground, Gesture& gesture, session::State& state,
                const Look& look) {
    session::Prediction& prediction = *state.prediction;
    if (!prediction.chosen || *prediction.chosen >= prediction.guesses.size()) return;
    const float moved_px =
        std::max(std::fabs(pointing.x_px - gesture.x_px), std::fabs(pointing.y_px - look.scroll_px - gesture.y_px));
    if (moved_px >= slop_px) gesture.dragged = gesture.moved = true;
    if (!gesture.dragged) return;
    metrics::Guess& guess = prediction.guesses[*prediction.chosen];
    const Time t = ground.frame.viewport.time_at(pointing.x_px);
    if (gesture.kind == Gesture::Kind::guess_begin) {
        guess.begin = std::min(on_grid(prediction, t), guess.end - Time{1});
    } else if (gesture.kind == Gesture::Kind::guess_end) {
        guess.end = std::max(on_grid(prediction, t), std::min(prediction.until, guess.begin + prediction.grid));
    } else {
        const Time length = guess.end - guess.begin;
        guess.begin =
            std::min(on_grid(prediction, t - gesture.anchor), std::max(prediction.from, prediction.until - length));
        guess.end = guess.begin + length;
        const auto at = guessing_at(ground.frame, ground.panes, ground.numbers, prediction,
                                    std::clamp(pointing.x_px, ground.frame.viewport.x_of(prediction.from),
                                               ground.frame.viewport.x_of(prediction.until)),
                                    pointing.y_px);
        if (at && at->core) guess.core = *at->core;
    }
}

void click_guess(session::State& state) { change_task(*state.prediction); }

}  // namespace view
