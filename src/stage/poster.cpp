#include "stage/poster.h"

#include "chart/frame/text_width.h"
#include "stage/draw.h"

#include <algorithm>

namespace stage {

namespace {

constexpr float edge_px = 12, between_px = 18, inner_px = 8;

class PosterMaker {
public:
    PosterMaker(const PosterOptions& options, chart::Theme theme, Poster& poster)
        : options_(options), palette_(chart::palette_of(theme)), poster_(poster), canvas_(poster.canvas) {}

    void make(const std::vector<PosterRun>& runs) {
        const float width = options_.width_px, y0 = heading();
        const uint32_t columns = width >= side_by_side_px && runs.size() > 1 ? 2 : 1;
        const float card = (width - 2 * edge_px - between_px * float(columns - 1)) / float(columns);
        float y = y0;
        std::vector<LegendRow> legend;
        for (size_t i = 0; i < runs.size(); i += columns) {
            std::vector<Plan> plans;
            float height = 0, head = 0, counts = 0;
            for (size_t k = i; k < std::min(i + columns, runs.size()); ++k) {
                plans.push_back(plan_of(runs[k].run, card, 390));
                height = std::max(height, plans.back().height);
                head = std::max(head, head_height(runs[k], card));
                counts = std::max(counts, words(plans.back(), card, 0, 0, false));
            }
            for (size_t k = 0; k < plans.size(); ++k) {
                if (plans[k].height < height)
                    plans[k] = plan_of(runs[i + k].run, card, height);  // as high as its neighbour
                const float x = edge_px + (card + between_px) * float(k);
                const float bottom = y + head + inner_px + height + counts;
                frame(x, y, x + card, bottom);
                title(runs[i + k], x, y, card, head);
                draw(plans[k], palette_, canvas_, x + inner_px, y + head + inner_px);
                words(plans[k], card, x, y + head + inner_px + height, true);
                for (const LegendRow& row : plans[k].legend)
                    if (std::find(legend.begin(), legend.end(), row) == legend.end()) legend.push_back(row);
                if (!poster_.description.empty()) poster_.description += ' ';
                poster_.description += runs[i + k].title + ": " + plans[k].summary;
            }
            y += head + inner_px + height + counts + between_px;
        }
        if (options_.legend && !legend.empty()) y = legend_box(legend, y) + between_px;
        poster_.width = width;
        poster_.height = y - between_px + edge_px;
    }

private:
    float heading() {
        if (options_.title.empty()) return edge_px;
        canvas_.colour(palette_.strong);
        canvas_.text(edge_px + 2, edge_px + 14, 17,
                     chart::cut_to(options_.title, options_.width_px - 2 * edge_px, 17, true), true);
        return edge_px + 36;
    }

    Plan plan_of(const Run& run, float card, float min_height) const {
        const ViewRow& row = row_of(options_.view);
        Room room;
        room.width_px = card - 2 * inner_px;
        room.min_height_px = min_height;
        if (const RichText why = row.why_not(run); !why.empty()) {
            Plan plan;
            plan.width = room.width_px;
            plan.height = 60;
            plan.summary = why.plain();
            Thing words;
            words.kind = Kind::caption;
            words.x = plan.width / 2;
            words.y = 30;
            words.text = chart::cut_to(plan.summary, plan.width, 10.5f);
            plan.things.push_back(words);
            return plan;
        }
        return row.plan(run, run.at(options_.at), room);
    }

    void frame(float x0, float y0, float x1, float y1) {
        canvas_.colour(palette_.pane);
        canvas_.round(x0, y0, x1, y1, 10);
        canvas_.colour(palette_.border);
        canvas_.edge(x0 + 0.5f, y0 + 0.5f, x1 - 0.5f, y1 - 0.5f, 10, 1);
    }

    bool one_line(const PosterRun& run, float card) const {
        return chart::text_width(run.title, 14, true) + 16 + chart::text_width(run.subtitle, 13) <= card - 32;
    }
    float head_height(const PosterRun& run, float card) const {
        return run.subtitle.empty() || one_line(run, card) ? 46.0f : 64.0f;
    }
    void title(const PosterRun& run, float x, float y, float card, float head) {
        const bool beside = one_line(run, card);
        const float first = beside || run.subtitle.empty() ? y + head / 2 : y + 21;
        canvas_.colour(palette_.strong);
        canvas_.text(x + 16, first, 14, chart::cut_to(run.title, card - 32, 14, true), true);
        canvas_.colour(palette_.dim);
        if (beside) canvas_.text(x + 32 + chart::text_width(run.title, 14, true), first, 13, run.subtitle);
        else canvas_.text(x + 16, y + 43, 13, chart::cut_to(run.subtitle, card - 32, 13));
        canvas_.colour(palette_.border);
        canvas_.line(x + 1, y + head, x + card - 1, y + head, 1);
    }

    // Draws the counts below a plan. Returns their height, or that of the margin if the plan has none.
    float words(const Plan& plan, float card, float x, float y, bool draw) {
        const float above = 18, below = 14;
        const float height = draw_counts(plan, palette_, draw ? &canvas_ : nullptr, card - 28, x + 16, y + above);
        return height == 0 ? inner_px : above + height + below;
    }

    float legend_box(const std::vector<LegendRow>& legend, float y0) {
        const float size = 13, line = 28, left = edge_px + 16, right = options_.width_px - edge_px - 16;
        float x = left, y = y0 + 26;
        struct Text {
            float x, y;
            std::string text;
            bool bold;
        };
        std::vector<Text> texts;
        const auto put = [&](const std::string& plain, const std::string& bold) {
            const std::string before = plain.empty() ? plain : plain + " = ";
            const float a = chart::text_width(before, size), b = chart::text_width(bold, size, true);
            if (x > left && x + a + b > right) x = left, y += line;
            texts.push_back({x, y, before, false});
            texts.push_back({x + a, y, bold, true});
            x += a + b + 26;
        };
        put("", say_plain("What stands for what"));
        for (const LegendRow& row : legend) put(row.thing, row.stands_for);
        const float y1 = y + 26;
        canvas_.colour(palette_.card);
        canvas_.round(edge_px, y0, options_.width_px - edge_px, y1, 10);
        canvas_.colour(palette_.border);
        canvas_.edge(edge_px + 0.5f, y0 + 0.5f, options_.width_px - edge_px - 0.5f, y1 - 0.5f, 10, 1);
        for (const Text& text : texts) {
            canvas_.colour(text.bold ? palette_.strong : palette_.text);
            canvas_.text(text.x, text.y, size, text.text, text.bold);
        }
        return y1;
    }

    const PosterOptions& options_;
    const chart::Palette& palette_;
    Poster& poster_;
    chart::Canvas& canvas_;
};

}  // namespace

Poster poster(const std::vector<PosterRun>& runs, const PosterOptions& options, chart::Theme theme) {
    Poster made;
    PosterMaker(options, theme, made).make(runs);
    return made;
}

}  // namespace stage
