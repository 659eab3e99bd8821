#include "chart/canvas/canvas.h"

#include "chart/frame/shapes.h"
#include "chart/frame/text_width.h"

#include <cstring>
#include <map>

namespace chart {

namespace {

constexpr uint32_t rgba(Colour c) { return uint32_t(c.r) << 24 | uint32_t(c.g) << 16 | uint32_t(c.b) << 8 | c.a; }
constexpr Colour colour_of(uint32_t rgba) {
    return {uint8_t(rgba >> 24), uint8_t(rgba >> 16), uint8_t(rgba >> 8), uint8_t(rgba)};
}

// Collects the rectangles and bars of each colour, because changing the colour costs a surface more than a rectangle.
class ListPainter : public ShapePainter {
public:
    explicit ListPainter(const Palette& palette, Canvas& canvas) : palette_(palette), canvas_(canvas) {}

    void plain(Colour colour, float x0, float y0, float x1, float y1) override {
        plain_[rgba(colour)].push_back({x0, y0, x1, y1, 0});
    }
    void round(Colour colour, const Bar& bar, float radius_px) override {
        round_[rgba(colour)].push_back({bar.x0, bar.y0, bar.x1, bar.y1, radius_px});
    }
    void hatched(float x0, float y0, float x1, float y1, float radius_px) override {
        canvas_.hatched(x0, y0, x1, y1, radius_px, palette_.blocked_fill, palette_.blocked_line);
        edges_[rgba(palette_.blocked_edge)].push_back({x0, y0, x1, y1, radius_px});
    }
    void outlined(Colour colour, float x0, float y0, float x1, float y1, float radius_px) override {
        edges_[rgba(colour)].push_back({x0, y0, x1, y1, radius_px});
    }
    void dots(Colour colour, float first_x, float last_x, float y, float size_px, float period_px) override {
        canvas_.colour(colour);
        canvas_.dots(first_x, last_x, y, size_px, period_px);
    }

    void finish() {
        for (const auto& [colour, all] : edges_) {
            canvas_.colour(colour_of(colour));
            for (const Shape& one : all) canvas_.edge(one.x0, one.y0, one.x1, one.y1, one.radius, 1);
        }
        for (const auto& [colour, all] : round_) {
            canvas_.colour(colour_of(colour));
            for (const Shape& one : all) canvas_.round(one.x0, one.y0, one.x1, one.y1, one.radius);
        }
        for (const auto& [colour, all] : plain_) {
            canvas_.colour(colour_of(colour));
            for (const Shape& one : all) canvas_.rectangle(one.x0, one.y0, one.x1, one.y1);
        }
    }

private:
    struct Shape { float x0, y0, x1, y1, radius; };
    using ByColour = std::map<uint32_t, std::vector<Shape>>;

    const Palette& palette_;
    Canvas& canvas_;
    ByColour edges_, round_, plain_;
};

}  // namespace

void Canvas::clear() {
    words_.clear();
    texts_.clear();
    coloured_ = false;
}

void Canvas::put(Draw operation, std::initializer_list<float> numbers) {
    words_.push_back(uint32_t(operation));
    for (const float number : numbers) {
        uint32_t bits;
        std::memcpy(&bits, &number, sizeof bits);
        words_.push_back(bits);
    }
}

void Canvas::colour(Colour colour) {
    if (coloured_ && colour == colour_) return;
    coloured_ = true;
    colour_ = colour;
    put(Draw::colour, {});
    words_.push_back(rgba(colour));
}

void Canvas::rectangle(float x0, float y0, float x1, float y1) { put(Draw::rectangle, {x0, y0, x1, y1}); }

void Canvas::round(float x0, float y0, float x1, float y1, float radius) {
    put(Draw::round, {x0, y0, x1, y1, radius});
}

void Canvas::edge(float x0, float y0, float x1, float y1, float radius, float width) {
    put(Draw::edge, {x0, y0, x1, y1, radius, width});
}

void Canvas::hatched(float x0, float y0, float x1, float y1, float radius, Colour ground, Colour stripes) {
    put(Draw::hatched, {x0, y0, x1, y1, radius});
    words_.push_back(rgba(ground));
    words_.push_back(rgba(stripes));
}

void Canvas::dots(float x0, float x1, float y, float size, float period) { put(Draw::dots, {x0, x1, y, size, period}); }

void Canvas::line(float x0, float y0, float x1, float y1, float width) { put(Draw::line, {x0, y0, x1, y1, width}); }

void Canvas::circle(float x, float y, float radius, float width) { put(Draw::circle, {x, y, radius, width}); }

void Canvas::shape(std::span<const Point> points, float width) {
    put(Draw::shape, {width});
    words_.push_back(uint32_t(points.size()));
    for (const Point& point : points) {
        uint32_t bits[2];
        std::memcpy(bits, &point, sizeof bits);
        words_.insert(words_.end(), bits, bits + 2);
    }
}

void Canvas::text(float x, float y, float size, std::string_view text, bool bold, Align align) {
    if (text.empty()) return;
    put(Draw::text, {x, y, size});
    words_.push_back((bold ? 1u : 0u) | (align == Align::centre ? 2u : align == Align::right ? 4u : 0u));
    words_.push_back(uint32_t(texts_.size()));
    words_.push_back(uint32_t(text.size()));
    texts_ += text;
}

void draw(const Frame& frame, const Palette& palette, Canvas& canvas) {
    for (const Box& box : frame.boxes) {
        canvas.colour(of(palette, box.surface));
        canvas.rectangle(box.x0, box.y0, box.x1, box.y1);
    }
    ListPainter painter(palette, canvas);
    paint_bars(frame, palette, painter);
    painter.finish();
    for (const Label* label : labels_by_look(frame)) {
        canvas.colour(of(palette, label->ink));
        canvas.text(label->x, label->y, label->size_px,
                    cut_to(label->text, label->room_px, label->size_px, label->bold), label->bold,
                    label->centred ? Align::centre : label->right ? Align::right : Align::left);
    }
}

}  // namespace chart
