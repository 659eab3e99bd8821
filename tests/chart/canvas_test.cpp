#include "chart/canvas/canvas.h"

#include "chart/svg/svg.h"
#include "tests/catch2.h"
#include "tests/chart/logs.h"

#include <cstring>
#include <map>
#include <string>
#include <vector>

using namespace chart;
using trace::SpanKind;

namespace {

// One operation of a list, read as its header describes.
struct Operation {
    Draw what = Draw::colour;
    uint32_t colour = 0;            // the one that applies
    std::vector<float> numbers;
    std::vector<uint32_t> wholes;
    std::string text;
};

std::vector<Operation> read(const Canvas& canvas) {
    const auto words = canvas.words();
    std::vector<Operation> all;
    uint32_t colour = 0;
    size_t at = 0;
    const auto number = [&] {
        float value;
        std::memcpy(&value, &words[at++], sizeof value);
        return value;
    };
    while (at < words.size()) {
        Operation one;
        one.what = Draw(words[at++]);
        const auto take = [&](int numbers, int wholes) {
            for (int i = 0; i < numbers; ++i) one.numbers.push_back(number());
            for (int i = 0; i < wholes; ++i) one.wholes.push_back(words[at++]);
        };
        switch (one.what) {
            case Draw::colour: colour = words[at++]; continue;
            case Draw::rectangle: take(4, 0); break;
            case Draw::round: take(5, 0); break;
            case Draw::edge: take(6, 0); break;
            case Draw::hatched: take(5, 2); break;
            case Draw::dots: take(5, 0); break;
            case Draw::line: take(5, 0); break;
            case Draw::circle: take(4, 0); break;
            case Draw::shape: {
                take(1, 1);
                const int points = int(one.wholes[0]);
                take(2 * points, 0);
                break;
            }
            case Draw::text:
                take(3, 3);
                one.text = canvas.texts().substr(one.wholes[1], one.wholes[2]);
                break;
        }
        one.colour = colour;
        all.push_back(std::move(one));
    }
    CHECK(at == words.size());
    return all;
}

std::vector<Operation> of_kind(const std::vector<Operation>& all, Draw what) {
    std::vector<Operation> found;
    for (const Operation& one : all)
        if (one.what == what) found.push_back(one);
    return found;
}

constexpr uint32_t rgba(Colour c) { return uint32_t(c.r) << 24 | uint32_t(c.g) << 16 | uint32_t(c.b) << 8 | c.a; }

}  // namespace

TEST_CASE("a list says what it was given, in order", "[chart]") {
    Canvas canvas;
    canvas.colour({1, 2, 3, 4});
    canvas.rectangle(1, 2, 3, 4);
    canvas.colour({1, 2, 3, 4});  // it is that already
    canvas.round(5, 6, 7, 8, 2);
    canvas.colour({255, 0, 0});
    const Point points[] = {{1, 2}, {3, 4}, {5, 6}};
    canvas.shape(points, 1.5f);
    canvas.text(10, 20, 12, "Kern 1 · µs", true, Align::centre);
    canvas.text(10, 20, 12, "");  // nothing

    // By hand: the words of the header.
    const auto words = canvas.words();
    CHECK(words[0] == uint32_t(Draw::colour));
    CHECK(words[1] == 0x01020304u);
    CHECK(words[2] == uint32_t(Draw::rectangle));
    CHECK(words[7] == uint32_t(Draw::round));
    const auto all = read(canvas);
    REQUIRE(all.size() == 4);
    CHECK(all[0].numbers == std::vector<float>{1, 2, 3, 4});
    CHECK(all[1].numbers == std::vector<float>{5, 6, 7, 8, 2});
    CHECK(all[1].colour == 0x01020304u);
    CHECK(all[2].colour == 0xFF0000FFu);
    CHECK(all[2].numbers == std::vector<float>{1.5f, 1, 2, 3, 4, 5, 6});
    CHECK(all[3].text == "Kern 1 · µs");
    CHECK(all[3].wholes == std::vector<uint32_t>{3, 0, 13});  // bold and centred; 11 characters, two of them of 2 bytes
    canvas.clear();
    CHECK(canvas.words().empty());
    CHECK(canvas.texts().empty());
}

TEST_CASE("every state of a task has its shape on the canvas", "[chart]") {
    test::Story story;
    story.row("request", 3);
    const ThreadId thread = story.pool_thread(0);
    story.span(SpanKind::queued, msec(0), msec(4), {1});
    story.span(SpanKind::ready, msec(0), msec(1), {0}, thread);
    story.run(0, 0, msec(1), msec(4), thread);
    story.span(SpanKind::blocked, msec(4), msec(9), {0}, thread);
    story.run(0, 1, msec(5), msec(8));
    story.span(SpanKind::waiting, msec(8), msec(14), {1});
    const std::vector<Pane> panes = {story.pane("Pool", {true, true, true})};
    Options options;
    options.end = msec(20);
    const Frame frame = layout(panes, options);
    const Palette& palette = palette_of(Theme::light);
    Canvas canvas;
    draw(frame, palette, canvas);
    const auto all = read(canvas);

    // The task runs from 1 to 4 ms on its core, its thread and its own lane: the same bar in three rows.
    const uint32_t first = rgba(palette.tasks[0]);
    const float x0 = frame.viewport.x_of(msec(1)), x1 = frame.viewport.x_of(msec(4));
    int runs = 0;
    for (const Operation& one : of_kind(all, Draw::round))
        runs += one.colour == first && one.numbers[0] == x0 && one.numbers[2] == x1;
    CHECK(runs == 3);
    // Blocked, on its thread and its own lane: hatched, with an edge.
    const auto hatched = of_kind(all, Draw::hatched);
    REQUIRE(hatched.size() == 2);
    CHECK(hatched[0].numbers[0] == frame.viewport.x_of(msec(4)) + 0.5f);
    CHECK(hatched[0].wholes == std::vector<uint32_t>{rgba(palette.blocked_fill), rgba(palette.blocked_line)});
    int edges = 0, queued = 0;
    for (const Operation& one : of_kind(all, Draw::edge)) {
        edges += one.colour == rgba(palette.blocked_edge);
        queued += one.numbers[0] == frame.viewport.x_of(msec(0)) + 0.5f;
    }
    CHECK(edges == 2);
    CHECK(queued == 1);
    CHECK(of_kind(all, Draw::dots).size() == 1);
    // Every box of the frame, in its order, comes first.
    for (size_t i = 0; i < frame.boxes.size(); ++i) {
        CHECK(all[i].what == Draw::rectangle);
        CHECK(all[i].numbers[0] == frame.boxes[i].x0);
        CHECK(all[i].colour == rgba(of(palette, frame.boxes[i].surface)));
    }
}

TEST_CASE("a canvas has the words of the file", "[chart]") {
    test::Story story;
    story.row("a task with a name that is far too long for the room at the left of its lane", 2);
    story.run(0, 0, msec(0), msec(100));
    story.run(1, 1, msec(0), msec(100));
    const std::vector<Pane> panes = {story.pane("Pool", {true, false, true})};
    Options options;
    options.end = msec(100);
    const Frame frame = layout(panes, options);
    Canvas canvas;
    draw(frame, palette_of(Theme::dark), canvas);
    const std::string svg = svg_text(frame, Theme::dark, "", "");
    std::map<std::string, int> on_canvas, in_file;
    for (const Operation& one : of_kind(read(canvas), Draw::text)) ++on_canvas[one.text];
    for (size_t at = svg.find("<text "); at != svg.npos; at = svg.find("<text ", at + 1)) {
        const size_t begin = svg.find('>', at) + 1;
        ++in_file[svg.substr(begin, svg.find('<', begin) - begin)];
    }
    CHECK(on_canvas.size() > 5);
    CHECK(on_canvas == in_file);
}
