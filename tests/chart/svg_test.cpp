#include "chart/svg/svg.h"

#include "chart/svg/svg_path.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/chart/logs.h"
#include "tests/support/golden.h"

using namespace chart;
using trace::SpanKind;

namespace {

std::string number(float value) {
    std::string text;
    svg::add_number(text, value);
    return text;
}

std::string escaped(std::string_view raw) {
    std::string text;
    svg::add_text(text, raw);
    return text;
}

size_t count_of(std::string_view text, std::string_view what) {
    size_t count = 0;
    for (size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("numbers in a picture are short and the same everywhere", "[chart]") {
    CHECK(number(0) == "0");
    CHECK(number(12) == "12");
    CHECK(number(0.5f) == "0.5");
    CHECK(number(3.14159f) == "3.14");
    CHECK(number(-0.05f) == "-0.05");
    CHECK(number(1.999f) == "2");
    CHECK(number(-0.001f) == "0");
}

TEST_CASE("a title cannot break out of the file", "[chart]") {
    CHECK(escaped("</title><script>alert('&\"')</script>") ==
          "&lt;/title&gt;&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;");
    CHECK(escaped("a\nb\x01") == "a b\xEF\xBF\xBD");
    CHECK(escaped("µ × 時 😀") == "µ × 時 😀");
    CHECK(escaped("\xFF\xC0\x80\xED\xA0\x80z").find('\xFF') == std::string::npos);
    CHECK(escaped("\xE6\x99") == "\xEF\xBF\xBD\xEF\xBF\xBD");  // cut off

    test::Story story;
    story.row("<b>&", 1);
    story.run(0, 0, msec(0), msec(100));
    story.row("other", 1);
    const std::vector<Pane> panes = {story.pane("<i>\"pool\"", {true, false, true})};
    Options options;
    options.end = msec(100);
    const std::string text = svg_text(layout(panes, options), Theme::dark, "<u>", "a & b");
    CHECK(count_of(text, "<b>") == 0);
    CHECK(count_of(text, "<i>") == 0);
    CHECK(count_of(text, "<u>") == 0);
    CHECK(count_of(text, "&lt;b&gt;&amp;") == 3);  // the lane, and its bar on two lanes
    CHECK(count_of(text, "<title>&lt;u&gt;</title>") == 1);
    CHECK(count_of(text, "role=\"img\"") == 1);
}

TEST_CASE("a small picture equals the one that was reviewed", "[chart]") {
    // Every shape once: running, ready, blocked, switching, waiting, queued, folded, levels.
    test::Story story;
    story.row("request", 3);
    const ThreadId thread = story.pool_thread(0);
    story.span(SpanKind::queued, msec(0), msec(4), {1});
    story.span(SpanKind::ready, msec(0), msec(1), {0}, thread);
    story.run(0, 0, msec(1), msec(4), thread);
    story.span(SpanKind::blocked, msec(4), msec(9), {0}, thread);
    story.span(SpanKind::switching, msec(4), msec(5), {1}, {}, {0});
    story.run(0, 1, msec(5), msec(8));
    story.span(SpanKind::waiting, msec(8), msec(14), {1});
    for (int64_t i = 0; i < 10; ++i) story.run(0, 2, msec(15) + usec(i * 20), msec(15) + usec(i * 20 + 10));
    story.levels = {
        {msec(0), 0, 0, 0}, {msec(1), 1, 1, 0}, {msec(5), 2, 1, 0}, {msec(8), 2, 0, 1}, {msec(14), 0, 0, 0}};
    story.results.makespan = msec(16);
    story.results.concurrency.max = 2;
    story.results.threads_peak = 1;
    const std::vector<Pane> panes = {story.pane("Every shape", {true, true, true})};
    Options options;
    options.end = msec(20);
    options.width_px = 500;
    const std::string text = svg_text(layout(panes, options), Theme::light, "Every shape", "For a test.");
    CHECK(text == support::golden("every-shape.svg", text));
}

TEST_CASE("a picture of a hundred threads is a small file", "[chart]") {
    scenario::Scenario scenario;
    scenario.title = "100 requests";
    scenario.machine.cores = 4;
    scenario.machine.scheduler.policy = scenario::Policy::round_robin;
    scenario.machine.scheduler.quantum = msec(2);
    scenario::Device api;
    api.time.a = msec(50);
    scenario.devices = {api};
    scenario::Step compute;
    compute.time.emplace().a = msec(10);
    scenario::Step io;
    io.kind = scenario::StepKind::io;
    io.device = {0};
    scenario.programs = {{"request", {compute, io, compute}}};
    scenario::Work work;
    work.name = "request";
    work.count = 100;
    scenario.work = {work};
    const trace::Log log = model::run(scenario);
    const metrics::Levels levels = metrics::levels_of(log);
    const metrics::Results results = metrics::results_of(scenario, log, levels);
    const Lanes lanes = lanes_of(scenario, log, {});
    const std::vector<Pane> panes = {{"Thread per task", &scenario, &log, &results, &levels, &lanes}};
    Options options;
    options.end = log.end;
    const std::string text = svg_text(layout(panes, options), Theme::dark, "100 requests", "");
    CHECK(text.size() < 200'000);
    CHECK(text.size() > 10'000);
}

TEST_CASE("a picture with too many lanes is cut, and says so", "[chart]") {
    test::Story story;
    story.row("request", 10'000);
    for (uint32_t task = 0; task < 10'000; ++task) story.run(0, task, msec(task), msec(task + 1));
    story.results.makespan = msec(10'000);
    const std::vector<Pane> panes = {story.pane("Tasks", {true, false, true})};
    Options options;
    options.end = msec(10'000);
    const Frame frame = svg_layout(panes, options);
    CHECK(frame.height_px < tallest_px + 100);
    const size_t drawn = frame.panes[0].rows.size();
    CHECK(drawn < 5'000);  // of 3 px each
    CHECK(drawn > 2'000);
    const std::string text = svg_text(frame, Theme::dark, "Tasks", "");
    const size_t missing = 10'001 - drawn;  // the core has a lane, too
    const std::string said = std::to_string(missing / 1'000) + "," + std::to_string(missing % 1'000 + 1'000).substr(1) +
                             " more lanes are not drawn";
    CHECK(count_of(text, said) == 1);

    SECTION("one that fits is not cut") {
        test::Story small;
        small.row("request", 3);
        small.run(0, 0, msec(0), msec(1));
        CHECK(count_of(svg_text(svg_layout({small.pane("Tasks", {true, true, true})}, options), Theme::dark, "", ""),
                       "not drawn") == 0);
    }
}
