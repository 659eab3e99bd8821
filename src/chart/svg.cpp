#include "chart/svg.h"

#include "base/number.h"
#include "chart/svg_path.h"
#include "chart/text_width.h"

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

float radius_of(const Bar& bar) {
    if (bar.pattern == Pattern::thin) return (bar.y1 - bar.y0) / 2;
    return bar.y1 - bar.y0 < 8 ? 0 : 2;
}

// Shapes of one look are one path: the file stays small.
using Paths = std::map<std::string, std::string>;  // attributes, path

std::string attributes(std::string_view property, Colour colour) {
    std::string text;
    add_paint(text, property, colour);
    return text;
}

void add_paths(std::string& out, const Paths& paths) {
    for (const auto& [look, path] : paths) out += "<path" + look + " d=\"" + path + "\"/>\n";
}

std::string hatch_name(Theme theme) { return theme == Theme::dark ? "hatch-dark" : "hatch-light"; }

void add_hatch(std::string& out, const Palette& palette, Theme theme) {
    out += "<defs><pattern id=\"" + hatch_name(theme) +
           "\" width=\"7.5\" height=\"7.5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"7.5\" height=\"7.5\"";
    add_paint(out, "fill", palette.blocked_fill);
    out += "/><rect width=\"1.5\" height=\"7.5\"";
    add_paint(out, "fill", palette.blocked_line);
    out += "/></pattern></defs>\n";
}

void add_boxes(std::string& out, const Frame& frame, const Palette& palette) {
    // In order: later ones are drawn over earlier ones.
    out += "<g shape-rendering=\"crispEdges\">\n";
    for (size_t i = 0; i < frame.boxes.size();) {
        const Surface surface = frame.boxes[i].surface;
        std::string path;
        for (; i < frame.boxes.size() && frame.boxes[i].surface == surface; ++i) {
            const Box& box = frame.boxes[i];
            add_rectangle(path, box.x0, box.y0, box.x1, box.y1, 0);
        }
        out += "<path" + attributes("fill", of(palette, surface)) + " d=\"" + path + "\"/>\n";
    }
    out += "</g>\n";
}

// Dots are a dashed line with round ends, begun at a multiple of the period.
void add_dots(Paths& paths, const Bar& bar, Colour colour) {
    const float size = bar.y1 - bar.y0;
    const float period = 2.5f * size;
    const float first = std::ceil((bar.x0 + size / 2) / period) * period;
    if (first > bar.x1) return;
    std::string look = attributes("stroke", colour) + " fill=\"none\" stroke-linecap=\"round\" stroke-width=\"";
    add_number(look, size);
    look += "\" stroke-dasharray=\"0 ";
    add_number(look, period);
    look += '"';
    std::string& path = paths[look];
    path += 'M';
    add_number(path, first);
    path += ' ';
    add_number(path, (bar.y0 + bar.y1) / 2);
    path += 'H';
    add_number(path, std::max(first + 0.01f, bar.x1 - size / 2));
}

// Parts of neighbouring folded bars that look alike become one rectangle.
class FoldedParts {
public:
    explicit FoldedParts(const Palette& palette) : palette_(palette) {}

    void add(const Bar& bar) {
        std::array<FoldPart, share_kinds> parts;
        const size_t count = fold_parts(bar, parts);
        for (size_t i = 0; i < count; ++i) {
            const Key key = {fill_of(palette_, bar, parts[i].kind), quarter(parts[i].y0), quarter(parts[i].y1)};
            if (key.y0 == key.y1) continue;
            Run& run = runs_[std::tuple(key.colour.r, key.colour.g, key.colour.b, key.colour.a, key.y0, key.y1)];
            if (run.x1 > run.x0 && std::abs(run.x1 - bar.x0) < 0.005f) {
                run.x1 = bar.x1;
                continue;
            }
            flush(key, run);
            run = {bar.x0, bar.x1};
        }
    }

    Paths take() {
        for (auto& [key, run] : runs_) {
            const auto [r, g, b, a, y0, y1] = key;
            flush({{r, g, b, a}, y0, y1}, run);
        }
        runs_.clear();
        return std::move(paths_);
    }

private:
    struct Key { Colour colour; int y0, y1; };
    struct Run { float x0 = 0, x1 = 0; };

    static int quarter(float y) { return int(std::lround(y * 4)); }
    void flush(const Key& key, const Run& run) {
        if (run.x1 > run.x0)
            add_rectangle(paths_[attributes("fill", key.colour)], run.x0, float(key.y0) / 4, run.x1, float(key.y1) / 4, 0);
    }

    const Palette& palette_;
    std::map<std::tuple<uint8_t, uint8_t, uint8_t, uint8_t, int, int>, Run> runs_;
    Paths paths_;
};

void add_bars(std::string& out, const Frame& frame, const Palette& palette, Theme theme) {
    Paths paths;
    FoldedParts folded(palette);
    for (const Bar& bar : frame.bars) {
        if (bar.pattern == Pattern::folded || bar.pattern == Pattern::shared) {
            folded.add(bar);
            continue;
        }
        const Colour colour = fill_of(palette, bar, kind_of(bar.pattern));
        const bool edged = bar.pattern == Pattern::hatched || bar.pattern == Pattern::outline;
        if (bar.pattern == Pattern::dotted) {
            add_dots(paths, bar, colour);
        } else if (edged && bar.x1 - bar.x0 > 1 && bar.y1 - bar.y0 > 3) {
            const std::string look = bar.pattern == Pattern::hatched
                ? " fill=\"url(#" + hatch_name(theme) + ")\"" + attributes("stroke", palette.blocked_edge)
                : " fill=\"none\"" + attributes("stroke", colour);
            add_rectangle(paths[look], bar.x0 + 0.5f, bar.y0 + 0.5f, bar.x1 - 0.5f, bar.y1 - 0.5f, radius_of(bar));
        } else {
            add_rectangle(paths[attributes("fill", colour)], bar.x0, bar.y0, bar.x1, bar.y1, radius_of(bar));
        }
    }
    std::vector<Bar> cells;
    for (const Fold& fold : frame.folds) {
        cells.clear();
        frame.bars_of(fold, cells);
        for (const Bar& cell : cells) folded.add(cell);
    }
    add_paths(out, paths);
    const Paths parts = folded.take();
    if (!parts.empty()) {
        out += "<g shape-rendering=\"crispEdges\">\n";
        add_paths(out, parts);
        out += "</g>\n";
    }
}

void add_labels(std::string& out, const Frame& frame, const Palette& palette) {
    constexpr float half_capital = 0.364f;  // of the size: from the middle of a capital to the line
    const auto look_of = [](const Label& label) {
        return std::tuple(label.ink, label.size_px, label.bold, label.centred, label.right);
    };
    std::vector<const Label*> labels;
    for (const Label& label : frame.labels) labels.push_back(&label);
    std::stable_sort(labels.begin(), labels.end(), [&](const Label* a, const Label* b) { return look_of(*a) < look_of(*b); });
    for (size_t i = 0; i < labels.size(); ++i) {
        const Label& label = *labels[i];
        if (i == 0 || look_of(*labels[i - 1]) != look_of(label)) {
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
        if (i + 1 == labels.size() || look_of(*labels[i + 1]) != look_of(label)) out += "</g>\n";
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
    // What reaches beyond the edge is cut by the picture's own.
    constexpr float note_px = 40;
    frame.boxes.push_back({0, tallest_px, frame.width_px, tallest_px + note_px, Surface::title});
    Label note;
    note.x = frame.width_px / 2;
    note.y = tallest_px + note_px / 2;
    note.centred = true;
    note.ink = Ink::warn;
    note.text = "The picture is cut here: " + grouped_text(int64_t(lanes - drawn)) + " more lanes are not drawn.";
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
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + size + "\" height=\"" + height +
                      "\" viewBox=\"0 0 " + size + ' ' + height + "\" font-family=\"Inter, system-ui, sans-serif\">\n<title>";
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

}  // namespace chart
