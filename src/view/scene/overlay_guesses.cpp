// The layer of a prediction: the cover, the bars that the user has drawn, and how they were judged.

#include "base/say.h"
#include "chart/frame/text_width.h"
#include "metrics/names.h"
#include "view/scene/guessing.h"
#include "view/scene/scene.h"
#include "view/scene/strokes.h"

#include <algorithm>
#include <cmath>

namespace view {

namespace {

constexpr float label_pad_px = 4;

}  // namespace

void Scene::draw_prediction(const session::State& state, chart::Canvas& canvas) {
    if (!state.prediction) return;
    const session::Prediction& prediction = *state.prediction;
    const auto shown = std::find(numbers_.begin(), numbers_.end(), prediction.pane);
    if (shown == numbers_.end()) return;
    const uint32_t number = uint32_t(shown - numbers_.begin());
    const chart::PaneBox& box = frame_.panes[number];
    const chart::Pane& pane = panes_[number];
    const chart::Viewport& viewport = frame_.viewport;
    const chart::Palette& palette = this->palette();
    const float left = viewport.left_px, right = left + viewport.width_px;
    const float x0 = std::clamp(viewport.x_of(prediction.from), left, right),
                x1 = std::clamp(viewport.x_of(prediction.until), left, right);
    const float top = box.lanes_y0, bottom = std::max(box.levels_y1, box.lanes_y1);
    if (x1 <= x0) return;

    if (!prediction.revealed) {
        canvas.colour(palette.card);
        canvas.rectangle(x0, top, x1, bottom);
        canvas.colour(palette.accent);
        for (const float x : {x0, x1}) canvas.line(x, top, x, bottom, 1.5f);
        const float grid_px = viewport.x_of(prediction.from + prediction.grid) - viewport.x_of(prediction.from);
        for (const chart::RowBox& row : box.rows) {
            if (row.level_row != chart::no_level_row || row.lane >= pane.lanes->size() ||
                (*pane.lanes)[row.lane].kind != chart::LaneKind::core)
                continue;
            canvas.colour(palette.lane);
            canvas.rectangle(x0, row.y0, x1, row.y1);
            if (grid_px < 5) continue;
            canvas.colour(palette.grid);
            for (Time t = prediction.from; t < prediction.until; t += prediction.grid) {
                const float x = viewport.x_of(t);
                if (x >= x0 && x <= x1) canvas.line(x, row.y0, x, row.y1, 1);
            }
        }
        if (prediction.guesses.empty()) {
            canvas.colour(palette.text);
            canvas.text(
                (x0 + x1) / 2, (top + bottom) / 2 + 8, 13,
                chart::cut_to(
                    say_plain("What will run here? Draw it: drag on a core's lane. Click a bar to change its task."),
                    x1 - x0 - 12, 13),
                false, chart::Align::centre);
        }
    }

    const metrics::Score& score = scored(pane, prediction);
    for (uint32_t i = 0; i < prediction.guesses.size(); ++i) {
        const metrics::Guess& guess = prediction.guesses[i];
        const auto row = std::find_if(box.rows.begin(), box.rows.end(), [&](const chart::RowBox& one) {
            if (one.level_row != chart::no_level_row || one.lane >= pane.lanes->size()) return false;
            const chart::Lane lane = (*pane.lanes)[one.lane];
            return lane.kind == chart::LaneKind::core && lane.index == guess.core.index;
        });
        if (row == box.rows.end()) continue;
        const float a = std::clamp(viewport.x_of(guess.begin), x0, x1),
                    b = std::clamp(viewport.x_of(guess.end), x0, x1);
        if (b <= a) continue;
        const chart::Colour colour = palette.tasks[pane.lanes->colours().of(guess.task) % chart::task_colours];
        const bool judged = prediction.revealed && i < score.guesses.size();
        const bool right_all = judged && score.guesses[i].quarters() == 4;
        // When the truth is shown, the guess covers the lower half of it.
        const float y0 = judged ? (row->y0 + row->y1) / 2 : row->y0, y1 = row->y1;
        canvas.colour(colour);
        canvas.round(a, y0, b, y1, 2);
        const chart::Colour edge = judged ? (right_all               ? palette.good
                                             : score.guesses[i].real ? palette.parallelism
                                                                     : palette.warn)
                                          : palette.strong;
        const bool chosen = !judged && prediction.chosen == i;
        canvas.colour(judged ? edge : chosen ? palette.accent : palette.pane);
        outline(canvas, a, y0, b, y1, 2, judged || chosen ? 2.f : 1.f);
        if (judged) continue;
        const std::string name = metrics::task_name(*pane.scenario, *pane.log, guess.task);
        const std::string brief = std::to_string(pane.log->tasks[guess.task.index].index + 1);
        const float room = b - a - 2 * label_pad_px;
        for (const std::string& text : {name, brief})
            if (chart::text_width(text, 11.5f) <= room) {
                canvas.colour(palette.on_bar);
                canvas.text((a + b) / 2, (y0 + y1) / 2, 11.5f, text, false, chart::Align::centre);
                break;
            }
    }
}

const metrics::Score& Scene::scored(const chart::Pane& pane, const session::Prediction& prediction) {
    if (!prediction.revealed) return scored_.score;
    if (scored_.revision != key_.revision || scored_.guesses != prediction.guesses || scored_.from != prediction.from ||
        scored_.until != prediction.until)
        scored_ = {
            key_.revision, prediction.guesses, prediction.from, prediction.until,
            metrics::score_of(*pane.log, prediction.from, prediction.until, prediction.guesses, prediction.grid)};
    return scored_.score;
}

}  // namespace view
