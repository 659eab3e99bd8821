#include "stage/history.h"

#include "base/number.h"
#include "chart/frame/text_width.h"

#include <algorithm>
#include <string>
#include <vector>

namespace stage {

namespace {

using chart::Align;
using chart::Canvas;
using chart::Colour;
using chart::Palette;
using chart::Point;

constexpr float history_margin_px = 16, wide_history_px = 980;

// The logarithm to base 2 from below, linear between powers of two: good enough for the height of a bar.
double log2_of(double value) {
    double whole = 0;
    while (value >= 2) value /= 2, ++whole;
    while (value < 1) value *= 2, --whole;
    return whole + value - 1;
}

Colour faded(Colour colour, float alpha) {
    colour.a = uint8_t(float(colour.a) * alpha);
    return colour;
}

class HistoryMaker {
public:
    HistoryMaker(std::span<const Outcome> outcomes, std::string_view work, std::string_view chosen, float width,
                 chart::Theme theme, HistoryPicture& picture)
        : outcomes_(outcomes),
          work_(work),
          chosen_(chosen),
          palette_(chart::palette_of(theme)),
          picture_(picture),
          canvas_(picture.canvas) {
        picture_.width = std::max(240.0f, width);
    }

    void make() {
        find_range();
        const bool wide = picture_.width >= wide_history_px;
        float y = history_margin_px;
        y = title(y);
        y = wide ? columns(y) : rows(y);
        y = plot(y + history_margin_px);
        picture_.height = y + history_margin_px;
        describe();
    }

private:
    // ---- the outcomes

    const Outcome* outcome_of(const Machine& machine) const {
        for (const Outcome& one : outcomes_)
            if (one.machine == machine.id) return &one;
        return nullptr;
    }
    void find_range() {
        for (const Outcome& one : outcomes_) {
            const double length = log2_of(double(std::max<int64_t>(1, one.finish.ns)));
            low_ = any_ ? std::min(low_, length) : length;
            high_ = any_ ? std::max(high_, length) : length;
            any_ = true;
        }
    }
    // From a twelfth for the shortest to 1 for the longest.
    float share(const Outcome& one) const {
        const double length = log2_of(double(std::max<int64_t>(1, one.finish.ns)));
        return float(1.0 / 12 + 11.0 / 12 * (high_ > low_ ? (length - low_) / (high_ - low_) : 1));
    }
    static std::string time_of(const Outcome& one) {
        // The estimates are rough: above a minute, seconds are enough.
        const Time finish = one.finish >= sec(60) ? sec((one.finish + msec(500)).ns / 1'000'000'000) : one.finish;
        return one.complete ? time_label(finish) : say_plain("more than {time}", {{"time", time_label(finish)}});
    }

    // ---- drawing

    void text(Colour colour, float x, float y, float size, std::string_view words, bool bold = false,
              Align align = Align::left) {
        canvas_.colour(colour);
        canvas_.text(x, y, size, words, bold, align);
    }
    void card(float x0, float y0, float x1, float y1) {
        canvas_.colour(palette_.card);
        canvas_.round(x0, y0, x1, y1, 10);
        canvas_.colour(palette_.border);
        canvas_.edge(x0 + 0.5f, y0 + 0.5f, x1 - 0.5f, y1 - 0.5f, 10, 1);
    }
    float wrapped(Colour colour, float x, float y, float size, float line, float room, const std::string& words) {
        std::string one;
        for (size_t at = 0; at < words.size();) {
            const size_t end = std::min(words.find(' ', at), words.size());
            const std::string word = words.substr(at, end - at);
            if (!one.empty() && chart::text_width(one + ' ' + word, size) > room) {
                text(colour, x, y, size, one);
                y += line;
                one.clear();
            }
            if (!one.empty()) one += ' ';
            one += word;
            at = end + 1;
        }
        if (!one.empty()) text(colour, x, y, size, one), y += line;
        return y;
    }

    float title(float y) {
        const std::string words = work_.empty() ? say_plain("Machines from 1964 to today") : std::string(work_);
        text(palette_.strong, history_margin_px, y + 10, 15,
             chart::cut_to(words, picture_.width - 2 * history_margin_px, 15, true), true);
        if (!any_) return y + 30;
        return wrapped(palette_.dim, history_margin_px, y + 31, 12, 17, picture_.width - 2 * history_margin_px,
                       say_plain(
                           "How long this work takes on machines from 1964 to today, on a logarithmic scale: steps of "
                           "the same length are the same factor. The devices are equally fast on all of them.")) +
               4;
    }

    bool is_chosen(const Machine& machine) const { return machine.id == chosen_; }
    Colour of_bar(const Machine& machine) const {
        return is_chosen(machine) ? palette_.accent : faded(palette_.parallelism, 0.75f);
    }

    // Machines beside each other: bars on a line of time.
    float columns(float y) {
        constexpr float bars = 130;
        const float x0 = history_margin_px, x1 = picture_.width - history_margin_px,
                    each = (x1 - x0) / float(machines().size());
        const float line = y + (any_ ? bars + 46 : 22);
        card(x0, y, x1, line + 76);
        canvas_.colour(palette_.border);
        canvas_.rectangle(x0 + each / 2, line - 1.5f, x1 - each / 2, line + 1.5f);
        float x = x0 + each / 2;
        for (const Machine& machine : machines()) {
            const Outcome* one = outcome_of(machine);
            if (one) {
                const float high = bars * share(*one);
                canvas_.colour(of_bar(machine));
                canvas_.round(x - 13, line - 14 - high, x + 13, line - 14, 4);
                text(palette_.strong, x, line - 14 - high - 11, 12, time_of(*one), true, Align::centre);
            }
            canvas_.colour(is_chosen(machine) ? palette_.strong : palette_.accent);
            canvas_.circle(x, line, is_chosen(machine) ? 8 : 5.5f);
            if (is_chosen(machine)) canvas_.colour(palette_.accent), canvas_.circle(x, line, 8, 2.5f);
            text(is_chosen(machine) ? palette_.accent : palette_.strong, x, line + 21, 13, std::to_string(machine.year),
                 true, Align::centre);
            text(palette_.text, x, line + 39, 12, chart::cut_to(say_plain(machine.title), each - 6, 12), false,
                 Align::centre);
            text(palette_.dim, x, line + 56, 10.5f, chart::cut_to(facts_of(machine), each - 4, 10.5f), false,
                 Align::centre);
            x += each;
        }
        return line + 76;
    }

    // Machines below each other.
    float rows(float y) {
        const float x0 = history_margin_px, x1 = picture_.width - history_margin_px;
        const bool narrow = picture_.width < 520;
        const float row = narrow ? 58 : 42, count = float(machines().size());
        card(x0, y, x1, y + row * count + 12);
        const float rail = x0 + 20;
        canvas_.colour(palette_.border);
        canvas_.rectangle(rail - 1.5f, y + 6 + row / 2, rail + 1.5f, y + 6 + row * (count - 0.5f));
        const float words = rail + 18, from = narrow ? words : std::max(words + 190, x0 + (x1 - x0) * 0.42f);
        float times = 0;
        for (const Outcome& one : outcomes_) times = std::max(times, chart::text_width(time_of(one), 12, true));
        const float room = x1 - 14 - from - 10 - times;
        float middle = y + 6 + row / 2;
        for (const Machine& machine : machines()) {
            const float first = narrow ? middle - 17 : middle - 8;
            canvas_.colour(palette_.accent);
            canvas_.circle(rail, middle, is_chosen(machine) ? 7 : 5);
            const std::string year = std::to_string(machine.year);
            text(is_chosen(machine) ? palette_.accent : palette_.strong, words, first, 12.5f, year, true);
            const float after = words + chart::text_width(year, 12.5f, true) + 8;
            text(palette_.text, after, first, 12.5f,
                 chart::cut_to(say_plain(machine.title), (narrow ? x1 - 10 : from - 8) - after, 12.5f));
            text(palette_.dim, words, first + 16, 10.5f,
                 chart::cut_to(facts_of(machine), (narrow ? x1 - 10 : from - 8) - words, 10.5f));
            if (const Outcome* one = outcome_of(machine)) {
                const float bar = narrow ? middle + 17 : middle, end = from + room * share(*one);
                canvas_.colour(of_bar(machine));
                canvas_.round(from, bar - 6, end, bar + 6, 4);
                text(palette_.strong, end + 7, bar, 12, time_of(*one), true);
            }
            middle += row;
        }
        return y + row * count + 12;
    }

    float plot(float y) {
        const float x0 = history_margin_px, x1 = picture_.width - history_margin_px;
        const bool beside = picture_.width >= 720;
        const float high = beside ? 230.0f : 210.0f;
        const float plot_width = beside ? (x1 - x0) * 0.56f : x1 - x0 - 20;
        const std::string why = why_clocks_stopped().plain();
        // The card is as high as its content: measure the text by drawing it onto nothing.
        float end = y + 30 + high + 10;
        const float text_x = beside ? x0 + plot_width + 34 : x0 + 14;
        const float text_room = (beside ? x1 - 16 : x1 - 14) - text_x;
        const float text_y = beside ? y + 44 : end + 6;
        const float lines = float(lines_of(why, 12.5f, text_room));
        end = std::max(end, text_y + lines * 19 + 8);
        card(x0, y, x1, end);
        text(palette_.strong, x0 + 14, y + 20, 13, say_plain("Why clocks stopped"), true);
        draw_clock_plot(palette_, canvas_, x0 + 10, y + 34, plot_width, high);
        wrapped(palette_.text, text_x, text_y, 12.5f, 19, text_room, why);
        return end;
    }

    static int lines_of(const std::string& words, float size, float room) {
        int lines = 1;
        std::string one;
        for (size_t at = 0; at < words.size();) {
            const size_t end = std::min(words.find(' ', at), words.size());
            const std::string word = words.substr(at, end - at);
            if (!one.empty() && chart::text_width(one + ' ' + word, size) > room) ++lines, one.clear();
            if (!one.empty()) one += ' ';
            one += word;
            at = end + 1;
        }
        return lines;
    }

    void describe() {
        std::vector<RichText> parts;
        for (const Machine& machine : machines()) {
            const Outcome* one = outcome_of(machine);
            parts.push_back(one ? say("{year} {name}, {facts}: {time}", {{"year", std::to_string(machine.year)},
                                                                         {"name", machine.name},
                                                                         {"facts", facts_of(machine)},
                                                                         {"time", time_of(*one)}})
                                : say("{year} {name}, {facts}", {{"year", std::to_string(machine.year)},
                                                                 {"name", machine.name},
                                                                 {"facts", facts_of(machine)}}));
        }
        picture_.description = list_of(parts).plain();
    }

    std::span<const Outcome> outcomes_;
    std::string_view work_, chosen_;
    const Palette& palette_;
    HistoryPicture& picture_;
    Canvas& canvas_;
    bool any_ = false;
    double low_ = 0, high_ = 0;
};

}  // namespace

HistoryPicture draw_history(std::span<const Outcome> outcomes, std::string_view work, std::string_view chosen,
                            float width_px, chart::Theme theme) {
    HistoryPicture picture;
    HistoryMaker(outcomes, work, chosen, width_px, theme, picture).make();
    return picture;
}

// Clock and power of processors, and the power that the clock would have cost if it had gone on.
void draw_clock_plot(const Palette& palette, Canvas& canvas, float left, float top, float width, float height) {
    constexpr double first_year = 1976, last_year = 2026, most_watts = 500, most_ghz = 10;
    const float x0 = left + 34, x1 = left + width - 34, y0 = top + 18, y1 = top + height - 22;
    const auto x = [&](double year) { return x0 + float((year - first_year) / (last_year - first_year)) * (x1 - x0); };
    const auto y = [&](double share) { return y1 - float(share) * (y1 - y0); };
    const auto label = [&](Colour colour, float at_x, float at_y, std::string_view words, Align align,
                           bool bold = false) {
        canvas.colour(colour);
        canvas.text(at_x, at_y, 10.5f, words, bold, align);
    };
    for (int i = 0; i <= 5; ++i) {
        canvas.colour(palette.grid);
        canvas.rectangle(x0, y(i / 5.0) - 0.5f, x1, y(i / 5.0) + 0.5f);
        label(palette.warn, x0 - 6, y(i / 5.0), std::to_string(i * int(most_watts) / 5), Align::right);
        label(palette.concurrency, x1 + 6, y(i / 5.0), std::to_string(i * int(most_ghz) / 5), Align::left);
    }
    for (const int year : {1980, 1990, 2000, 2010, 2020})
        label(palette.dim, x(year), y1 + 13, std::to_string(year), Align::centre);
    label(palette.warn, x0 - 6, top + 3, say_plain("watts"), Align::left);
    label(palette.concurrency, x1 + 6, top + 3, say_plain("clock, GHz"), Align::right);

    const auto curve = [&](Colour colour, auto value, double most) {
        std::vector<Point> points;
        for (const ClockPoint& point : clock_points()) points.push_back({x(point.year), y(value(point) / most)});
        canvas.colour(colour);
        canvas.shape(points, 2);
        for (const Point& point : points) canvas.circle(point.x, point.y, 2.6f);
    };
    curve(
        palette.concurrency, [](const ClockPoint& point) { return double(point.khz) / 1e6; }, most_ghz);
    curve(
        palette.warn, [](const ClockPoint& point) { return point.watts; }, most_watts);

    // Dashed: what has not happened.
    canvas.colour(palette.switching);
    double year = 2004.9;
    for (int dash = 0; year < last_year; ++dash, year += 0.2) {
        const double from = watts_if_clocks_had_gone_on(year), to = watts_if_clocks_had_gone_on(year + 0.2);
        if (to > most_watts) break;
        if (dash % 2 == 0) canvas.line(x(year), y(from / most_watts), x(year + 0.2), y(to / most_watts), 2.2f);
    }
    const float at = x(year);
    canvas.shape(std::vector<Point>{{at - 4, y0 + 7}, {at, y0 - 1}, {at + 4, y0 + 7}}, 0);
    std::string words = say_plain("watts if clocks had gone on");
    const float room = at - 10 - x0;
    if (chart::text_width(words, 10.5f, true) > room) words = say_plain("if they had gone on");
    canvas.text(at - 10, y0 + 4, 10.5f, chart::cut_to(words, room, 10.5f, true), true, Align::right);
}

}  // namespace stage
