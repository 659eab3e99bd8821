#include "chart/svg/svg.h"

#include "base/number.h"
#include "base/say.h"
#include "chart/frame/shapes.h"
#include "chart/frame/text_width.h"
#include "chart/svg/svg_path.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace chart {

namespace {

using svg::add_number;
using svg::add_paint;
using svg::add_rectangle;
using svg::add_text;

std::string attributes(std::string_view property, Colour colour) {
    std::string text;
    add_paint(text, property, colour);
    return text;
}

std::string hatch_name(Theme theme) { return theme == Theme::dark ? "hatch-dark" : "hatch-light"; }

void add_hatch(std::string& out, const Palette& palette, Theme theme) {
    out += "<defs><pattern id=\"" + hatch_name(theme) +
           "\" width=\"7.5\" height=\"7.5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect "
           "width=\"7.5\" height=\"7.5\"";
    add_paint(out, "fill", palette.blocked_fill);
    out += "/><rect width=\"1.5\" height=\"7.5\"";
    add_paint(out, "fill", palette.blocked_line);
    out += "/></pattern></defs>\n";
}

// Plain rectangles of one colour and height become one dashed line that is as wide as they are high: "h" for
// each, and a move to the next. That takes a third of the bytes of their corners.
class Lines {
public:
    void add(Colour colour, float x0, float y0, float x1, float y1) {
        Line& line = lines_[std::tuple(colour.r, colour.g, colour.b, colour.a, std::lround((y1 - y0) * 100))];
        // Whole tenths and their differences are used, so that errors do not add up.
        const long from = std::lround(x0 * 10), to = std::max(from + 1, std::lround(x1 * 10)),
                   middle = std::lround((y0 + y1) * 50);
        if (line.path.empty()) {
            line.path = 'M';
            put(line.path, from * 10), separate(line.path, middle), put(line.path, middle);
        } else {
            line.path += 'm';
            put(line.path, (from - line.x) * 10), separate(line.path, middle - line.y), put(line.path, middle - line.y);
        }
        line.path += 'h';
        put(line.path, (to - from) * 10);
        line.x = to;
        line.y = middle;
    }

    void write(std::string& out) const {
        if (lines_.empty()) return;
        out += "<g fill=\"none\" shape-rendering=\"crispEdges\">\n";
        for (const auto& [key, line] : lines_) {
            const auto [r, g, b, a, width] = key;
            std::string look = attributes("stroke", {r, g, b, a}) + " stroke-width=\"";
            put(look, width);
            out += "<path" + look + "\" d=\"" + line.path + "\"/>\n";
        }
        out += "</g>\n";
    }

private:
    struct Line {
        std::string path;
        long x = 0, y = 0;  // x in tenths, y in hundredths
    };
    static void put(std::string& out, long hundredths) { add_number(out, float(hundredths) / 100); }
    static void separate(std::string& out, long next) {
        if (next >= 0) out += ' ';
    }
    std::map<std::tuple<uint8_t, uint8_t, uint8_t, uint8_t, long>, Line> lines_;
};

// Adjacent boxes on one base line become one outline: up or down, along, ... An empty box ends it.
void add_step(std::string& path, const Box* last, const Box& box) {
    const auto put = [&](char command, float value) {
        path += command;
        add_number(path, value);
    };
    const bool goes_on = last && last->x1 == box.x0 && last->y1 == box.y1;
    if (last && !goes_on) put('V', last->y1), path += 'z';
    if (box.x1 <= box.x0) return;
    if (!goes_on) put('M', box.x0), put(' ', box.y1);
    put('V', box.y0);
    put('H', box.x1);
}

void add_boxes(std::string& out, const Frame& frame, const Palette& palette) {
    // In this order: later rectangles are drawn over earlier ones.
    out += "<g shape-rendering=\"crispEdges\">\n";
    for (size_t i = 0; i < frame.boxes.size();) {
        const Surface surface = frame.boxes[i].surface;
        const bool strip =
            surface == Surface::concurrency || surface == Surface::parallelism || surface == Surface::asynchrony;
        std::string path;
        for (const Box* last = nullptr; i < frame.boxes.size() && frame.boxes[i].surface == surface; ++i) {
            const Box& box = frame.boxes[i];
            if (!strip) add_rectangle(path, box.x0, box.y0, box.x1, box.y1, 0);
            else add_step(path, last, box);
            last = &box;
        }
        if (strip) add_step(path, &frame.boxes[i - 1], {});
        out += "<path" + attributes("fill", of(palette, surface)) + " d=\"" + path + "\"/>\n";
    }
    out += "</g>\n";
}

// Opaque bars with round corners: plain rectangles, smaller by the radius on all sides, with an edge as wide as
// twice the radius and round joins. That takes a quarter of the bytes of their curves.
class RoundBars {
public:
    void add(Colour colour, const Bar& bar) {
        const auto tenths = [](float v) { return std::lround(v * 10); };
        const long x0 = tenths(bar.x0 + radius_px), y0 = tenths(bar.y0 + radius_px), x1 = tenths(bar.x1 - radius_px),
                   y1 = tenths(bar.y1 - radius_px);
        Path& path = paths_[std::tuple(colour.r, colour.g, colour.b)];
        std::string& out = path.text;
        out += out.empty() ? 'M' : 'm';
        put(out, x0 - path.x, false), put(out, y0 - path.y, true);
        path.x = x0, path.y = y0;
        out += 'h', put(out, x1 - x0, false);
        out += 'v', put(out, y1 - y0, false);
        out += 'h', put(out, x0 - x1, false);
        out += 'z';
    }

    void write(std::string& out) const {
        if (paths_.empty()) return;
        out += "<g stroke-linejoin=\"round\" stroke-width=\"";
        add_number(out, 2 * radius_px);
        out += "\">\n";
        for (const auto& [key, path] : paths_) {
            const auto [r, g, b] = key;
            out += "<path" + attributes("fill", {r, g, b}) + attributes("stroke", {r, g, b}) + " d=\"" + path.text +
                   "\"/>\n";
        }
        out += "</g>\n";
    }

    static constexpr float radius_px = 2;

private:
    struct Path {
        std::string text;
        long x = 0, y = 0;  // in tenths
    };
    static void put(std::string& out, long tenths, bool second) {
        if (second && tenths >= 0) out += ' ';
        add_number(out, float(tenths) / 10);
    }
    std::map<std::tuple<uint8_t, uint8_t, uint8_t>, Path> paths_;
};

// Shapes as paths: those that look alike are one.
class PathPainter : public ShapePainter {
public:
    explicit PathPainter(const Palette& palette, Theme theme) : palette_(palette), theme_(theme) {}

    void plain(Colour colour, float x0, float y0, float x1, float y1) override { lines_.add(colour, x0, y0, x1, y1); }
    void round(Colour colour, const Bar& bar, float radius_px) override {
        if (radius_px == RoundBars::radius_px && colour.a == 255) round_.add(colour, bar);
        else add_rectangle(paths_[attributes("fill", colour)], bar.x0, bar.y0, bar.x1, bar.y1, radius_px);
    }
    void hatched(float x0, float y0, float x1, float y1, float radius_px) override {
        const std::string look =
            " fill=\"url(#" + hatch_name(theme_) + ")\"" + attributes("stroke", palette_.blocked_edge);
        add_rectangle(paths_[look], x0, y0, x1, y1, radius_px);
    }
    void outlined(Colour colour, float x0, float y0, float x1, float y1, float radius_px) override {
        add_rectangle(paths_[" fill=\"none\"" + attributes("stroke", colour)], x0, y0, x1, y1, radius_px);
    }
    // A dashed line with round ends.
    void dots(Colour colour, float first_x, float last_x, float y, float size_px, float period_px) override {
        std::string look = attributes("stroke", colour) + " fill=\"none\" stroke-linecap=\"round\" stroke-width=\"";
        add_number(look, size_px);
        look += "\" stroke-dasharray=\"0 ";
        add_number(look, period_px);
        look += '"';
        std::string& path = paths_[look];
        path += 'M';
        add_number(path, first_x);
        path += ' ';
        add_number(path, y);
        path += 'H';
        add_number(path, last_x);
    }

    void write(std::string& out) const {
        for (const auto& [look, path] : paths_) out += "<path" + look + " d=\"" + path + "\"/>\n";
        round_.write(out);
        lines_.write(out);
    }

private:
    const Palette& palette_;
    Theme theme_;
    std::map<std::string, std::string> paths_;  // by their attributes
    Lines lines_;
    RoundBars round_;
};

void add_bars(std::string& out, const Frame& frame, const Palette& palette, Theme theme) {
    PathPainter painter(palette, theme);
    paint_bars(frame, palette, painter);
    painter.write(out);
}

void add_labels(std::string& out, const Frame& frame, const Palette& palette) {
    const std::vector<const Label*> labels = labels_by_look(frame);
    for (size_t i = 0; i < labels.size(); ++i) {
        const Label& label = *labels[i];
        if (i == 0 || !look_alike(*labels[i - 1], label)) {
            out += "<g" + attributes("fill", of(palette, label.ink)) + " font-size=\"";
            add_number(out, label.size_px);
            out += '"';
            if (label.bold) out += " font-weight=\"600\"";
            if (label.centred) out += " text-anchor=\"middle\"";
            if (label.right) out += " text-anchor=\"end\"";
            out += ">\n";
        }
        const std::string text = cut_to(label.text, label.room_px, label.size_px, label.bold);
        if (!text.empty()) {
            out += "<text x=\"";
            add_number(out, label.x);
            out += "\" y=\"";
            add_number(out, label.y + half_capital * label.size_px);
            out += "\">";
            add_text(out, text);
            out += "</text>\n";
        }
        if (i + 1 == labels.size() || !look_alike(*labels[i + 1], label)) out += "</g>\n";
    }
}

}  // namespace

Frame svg_layout(const std::vector<Pane>& panes, Options options) {
    options.top_px = 0;
    options.height_px = tallest_px;
    Frame frame = layout(panes, options);
    if (frame.height_px <= tallest_px) return frame;
    size_t lanes = 0, drawn = 0;
    for (const Pane& pane : panes) lanes += pane.lanes->size();
    for (const PaneBox& pane : frame.panes) drawn += pane.rows.size();
    // The edge of the picture clips everything that extends beyond it.
    constexpr float note_px = 40;
    frame.boxes.push_back({0, tallest_px, frame.width_px, tallest_px + note_px, Surface::title});
    Label note;
    note.x = frame.width_px / 2;
    note.y = tallest_px + note_px / 2;
    note.centred = true;
    note.ink = Ink::warn;
    note.text = say_plain("The picture is cut here: {n} more {n|lane is|lanes are} not drawn.",
                          {{"n", lanes - drawn, grouped_text(int64_t(lanes - drawn))}});
    frame.labels.push_back(std::move(note));
    frame.height_px = tallest_px + note_px;
    return frame;
}

std::string svg_text(const Frame& frame, Theme theme, std::string_view title, std::string_view description) {
    const Palette& palette = palette_of(theme);
    std::string size;
    add_number(size, frame.width_px);
    std::string height;
    add_number(height, frame.height_px);
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + size + "\" height=\"" +
                      height + "\" viewBox=\"0 0 " + size + ' ' + height +
                      "\" font-family=\"Inter, system-ui, sans-serif\">\n<title>";
    add_text(out, title);
    out += "</title>\n<desc>";
    add_text(out, description);
    out += "</desc>\n";
    add_hatch(out, palette, theme);
    out += "<rect width=\"" + size + "\" height=\"" + height + '"' + attributes("fill", palette.background) + "/>\n";
    add_boxes(out, frame, palette);
    add_bars(out, frame, palette, theme);
    add_labels(out, frame, palette);
    out += "</svg>\n";
    return out;
}

std::string svg_picture(const std::vector<Pane>& panes, Options options, Theme theme, std::string_view title,
                        std::string_view description, const Surroundings& around) {
    constexpr float coarsest_px = 16;
    const auto max = size_t(float(svg_bytes_a_page) * std::max(1.0f, options.width_px / page_px));
    for (;; options.fold_px *= 1.25f) {
        Frame frame = svg_layout(panes, options);
        surround(frame, around);
        std::string text = svg_text(frame, theme, title, description);
        if (text.size() <= max || options.fold_px >= coarsest_px) return text;
    }
}

}  // namespace chart
