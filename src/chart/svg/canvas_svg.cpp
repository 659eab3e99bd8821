#include "chart/svg/canvas_svg.h"

#include "chart/frame/shapes.h"
#include "chart/svg/svg_path.h"

#include <algorithm>
#include <cstring>

namespace chart {

namespace {

// Carries out a list of operations.
class CanvasWriter {
public:
    explicit CanvasWriter(const Canvas& canvas) : words_(canvas.words()), texts_(canvas.texts()) {}

    std::string write() {
        while (at_ < words_.size()) operation(Draw(words_[at_++]));
        return std::move(out_);
    }

private:
    uint32_t whole() { return words_[at_++]; }
    float number() {
        float value;
        std::memcpy(&value, &words_[at_++], sizeof value);
        return value;
    }
    static Colour colour_of(uint32_t rgba) {
        return {uint8_t(rgba >> 24), uint8_t(rgba >> 16), uint8_t(rgba >> 8), uint8_t(rgba)};
    }

    void attribute(const char* name, float value) {
        out_.append(" ").append(name).append("=\"");
        svg::add_number(out_, value);
        out_ += '"';
    }
    void filled() { svg::add_paint(out_, "fill", colour_); }
    void stroked(float width) {
        out_ += " fill=\"none\"";
        svg::add_paint(out_, "stroke", colour_);
        if (width != 1) attribute("stroke-width", width);
    }
    void box(float x0, float y0, float x1, float y1, float radius) {
        out_ += "<rect";
        attribute("x", x0);
        attribute("y", y0);
        attribute("width", x1 - x0);
        attribute("height", y1 - y0);
        // as on a page's canvas (web/core/painter.js)
        if (radius > 0) attribute("rx", std::min({radius, (x1 - x0) / 3, (y1 - y0) / 2}));
    }

    void operation(Draw draw) {
        switch (draw) {
            case Draw::colour: colour_ = colour_of(whole()); break;
            case Draw::rectangle:
            case Draw::round: {
                const float x0 = number(), y0 = number(), x1 = number(), y1 = number();
                box(x0, y0, x1, y1, draw == Draw::round ? number() : 0);
                filled();
                out_ += "/>\n";
                break;
            }
            case Draw::edge: {
                const float x0 = number(), y0 = number(), x1 = number(), y1 = number(), radius = number();
                box(x0, y0, x1, y1, radius);
                stroked(number());
                out_ += "/>\n";
                break;
            }
            case Draw::hatched: hatched(); break;
            case Draw::dots: dots(); break;
            case Draw::line: {
                const float x0 = number(), y0 = number(), x1 = number(), y1 = number();
                const Point ends[] = {{x0, y0}, {x1, y1}};
                path(ends, number());
                break;
            }
            case Draw::circle: {
                out_ += "<circle";
                attribute("cx", number());
                attribute("cy", number());
                attribute("r", number());
                const float width = number();
                if (width > 0) stroked(width);
                else filled();
                out_ += "/>\n";
                break;
            }
            case Draw::shape: {
                const float width = number();
                std::vector<Point> points;
                for (uint32_t count = whole(); count > 0; --count) {
                    const float x = number(), y = number();
                    points.push_back({x, y});
                }
                path(points, width);
                break;
            }
            case Draw::text: text(); break;
        }
    }

    void path(std::span<const Point> points, float width) {
        out_ += "<path d=\"";
        char command = 'M';
        for (const Point& point : points) {
            out_ += command;
            svg::add_number(out_, point.x);
            if (point.y >= 0) out_ += ' ';
            svg::add_number(out_, point.y);
            command = 'L';
        }
        if (width == 0) out_ += 'z';
        out_ += '"';
        if (width == 0) filled();
        else stroked(width);
        out_ += "/>\n";
    }

    // One pattern for each pair of colours.
    void hatched() {
        const float x0 = number(), y0 = number(), x1 = number(), y1 = number(), radius = number();
        const uint32_t ground = whole(), stripes = whole();
        constexpr char hex[] = "0123456789abcdef";
        std::string name = "h";
        for (const uint32_t colour : {ground, stripes})
            for (int shift = 28; shift >= 0; shift -= 4) name += hex[colour >> shift & 15];
        if (patterns_.find(name) == std::string::npos) {
            patterns_ += name + ' ';
            out_ +=
                "<pattern id=\"" + name +
                "\" width=\"7.5\" height=\"7.5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect "
                "width=\"7.5\" height=\"7.5\"";
            svg::add_paint(out_, "fill", colour_of(ground));
            out_ += "/><rect width=\"1.5\" height=\"7.5\"";
            svg::add_paint(out_, "fill", colour_of(stripes));
            out_ += "/></pattern>\n";
        }
        box(x0, y0, x1, y1, radius);
        out_ += " fill=\"url(#" + name + ")\"/>\n";
    }

    void dots() {
        const float x0 = number(), x1 = number(), y = number(), size = number(), period = number();
        for (float x = x0; x <= x1; x += period) {
            out_ += "<circle";
            attribute("cx", x);
            attribute("cy", y);
            attribute("r", size / 2);
            filled();
            out_ += "/>\n";
        }
    }

    void text() {
        const float x = number(), y = number(), size = number();
        const uint32_t flags = whole(), from = whole(), bytes = whole();
        out_ += "<text";
        attribute("x", x);
        attribute("y", y + half_capital * size);
        attribute("font-size", size);
        if (flags & 1) out_ += " font-weight=\"600\"";
        if (flags & 2) out_ += " text-anchor=\"middle\"";
        if (flags & 4) out_ += " text-anchor=\"end\"";
        filled();
        out_ += '>';
        svg::add_text(out_, texts_.substr(from, bytes));
        out_ += "</text>\n";
    }

    std::span<const uint32_t> words_;
    std::string_view texts_;
    size_t at_ = 0;
    Colour colour_;
    std::string out_, patterns_;
};

}  // namespace

std::string svg_text(const Canvas& canvas, float width_px, float height_px, Theme theme, std::string_view title,
                     std::string_view description) {
    std::string width, height;
    svg::add_number(width, width_px);
    svg::add_number(height, height_px);
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + width + "\" height=\"" +
                      height + "\" viewBox=\"0 0 " + width + ' ' + height +
                      "\" font-family=\"Inter, system-ui, sans-serif\">\n<title>";
    svg::add_text(out, title);
    out += "</title>\n<desc>";
    svg::add_text(out, description);
    out += "</desc>\n<rect width=\"" + width + "\" height=\"" + height + '"';
    svg::add_paint(out, "fill", palette_of(theme).background);
    out += "/>\n" + CanvasWriter(canvas).write() + "</svg>\n";
    return out;
}

}  // namespace chart
