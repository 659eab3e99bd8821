#include "chart/lanes/lanes.h"

#include "tests/catch2.h"
#include "tests/chart/logs.h"

#include <string>

namespace {

// "Core 1: 0 2; Thread 1: 0": the numbers of the spans in each lane.
std::string text_of(const chart::Lanes& lanes) {
    std::string text;
    for (const chart::Lane lane : lanes) {
        text += (text.empty() ? "" : "; ") + lane.label + ":";
        for (uint32_t span : lane.spans) text += ' ' + std::to_string(span);
    }
    return text;
}

}  // namespace

using trace::SpanKind;

TEST_CASE("one span is shared by every lane that shows it", "[chart]") {
    test::Story story;
    story.row("request", 2);
    const ThreadId second = story.pool_thread(1);
    const ThreadId first = story.pool_thread(0);
    story.run(0, 0, msec(0), msec(2), first);
    story.run(1, 1, msec(0), msec(3), second);
    story.span(SpanKind::blocked, msec(2), msec(5), {0}, first);
    story.span(SpanKind::waiting, msec(3), msec(6), {1});
    story.span(SpanKind::switching, msec(5), msec(6), {0}, first, {1});

    CHECK(text_of(chart::lanes_of(story.scenario, story.log, {true, true, true})) ==
          "Core 1: 0; Core 2: 1 4; Thread 1: 0 2 4; Thread 2: 1; request 1: 0 2 4; request 2: 1 3");
    CHECK(text_of(chart::lanes_of(story.scenario, story.log, {true, false, false})) == "Core 1: 0; Core 2: 1 4");
}

TEST_CASE("threads that are made for a task share as few lanes as their row needs", "[chart]") {
    test::Story story;
    story.row("music", 3);
    story.row("update", 1);
    // music   |--0--|        the third starts when the first ends
    //            |----1----|
    //               |--2--|
    const ThreadId a = story.thread_for({0}, msec(0), msec(4));
    const ThreadId u = story.thread_for({3}, msec(0), msec(9));
    const ThreadId b = story.thread_for({1}, msec(2), msec(9));
    const ThreadId c = story.thread_for({2}, msec(4), msec(8));
    story.run(0, 0, msec(0), msec(4), a);
    story.run(0, 2, msec(4), msec(6), c);
    story.run(0, 1, msec(6), msec(7), b);
    story.run(0, 3, msec(7), msec(8), u);

    CHECK(text_of(chart::lanes_of(story.scenario, story.log, {false, true, false})) ==
          "music 1: 0 1; music 2: 2; update: 3");
}

TEST_CASE("a task with a thread of its own is shown in the same way with and without that thread's lane", "[chart]") {
    test::Story story;
    story.row("music", 4);
    // The second task has no spans, the third shares the first one's lane.
    const ThreadId a = story.thread_for({0}, msec(0), msec(4));
    const ThreadId b = story.thread_for({3}, msec(2), msec(9));
    const ThreadId c = story.thread_for({2}, msec(4), msec(8));
    story.run(0, 0, msec(0), msec(4), a);
    story.span(SpanKind::ready, msec(2), msec(5), {3}, b);
    story.run(0, 2, msec(4), msec(6), c);
    story.run(0, 3, msec(6), msec(7), b);
    const std::string tasks = "music 1: 0; music 2:; music 3: 2; music 4: 1 3";
    CHECK(text_of(chart::lanes_of(story.scenario, story.log, {false, false, true})) == tasks);
    CHECK(text_of(chart::lanes_of(story.scenario, story.log, {false, true, true})) ==
          "music 1: 0 2; music 2: 1 3; " + tasks);

    story.span(SpanKind::queued, msec(7), msec(8), {1});  // without a thread
    CHECK(text_of(chart::lanes_of(story.scenario, story.log, {false, true, true})) ==
          "music 1: 0 2; music 2: 1 3; music 1: 0; music 2: 4; music 3: 2; music 4: 1 3");
}

TEST_CASE("tasks that all arrive at once are in the lanes with their numbers", "[chart]") {
    test::Story story;
    story.row("request", 3);
    for (uint32_t i = 0; i < 3; ++i) story.thread_for({i}, msec(0), msec(int64_t(9 - i)));
    CHECK(text_of(chart::lanes_of(story.scenario, story.log, {false, true, false})) ==
          "request 1:; request 2:; request 3:");
}

TEST_CASE("the rows of each server are together", "[chart]") {
    test::Story story;
    story.row("request", 2);
    story.log.tasks[1].server = 1;
    story.log.cores = 6;  // cores of three servers; the third has not been started
    story.log.cores_per_server = 2;
    story.log.servers = {{0, {}, {}, {}, {}}, {1, msec(1), msec(2), {}, {}}};
    const ThreadId first = story.pool_thread(0);
    const ThreadId second = story.pool_thread(0);
    story.log.threads[1].server = 1;
    const ThreadId worker = story.pool_thread(0);
    story.log.threads[2].server = 1;
    story.log.threads[2].worker = true;
    story.run(1, 0, msec(0), msec(2), first);
    story.run(2, 1, msec(2), msec(3), second);
    story.run(3, 1, msec(3), msec(4), worker);

    story.log.cores_per_server = 2;
    CHECK(text_of(chart::lanes_of(story.scenario, story.log, {})) ==
          "Server 1:; Server 1 · Core 1:; Server 1 · Core 2: 0; Server 1 · Thread 1: 0; "
          "Server 2:; Server 2 · Core 1: 1; Server 2 · Core 2: 2; Server 2 · Thread 1: 1; Server 2 · Worker 1: 2");
}

TEST_CASE("the row of a shared core is full while any task runs on it", "[chart]") {
    test::Story story;
    story.row("job", 3);
    story.log.cores = story.log.cores_per_server = 2;
    for (uint32_t i = 0; i < 3; ++i) story.span(SpanKind::sharing, msec(0), msec(6), {i}, story.pool_thread(i), {3});
    story.span(SpanKind::sharing, msec(6), msec(8), {1}, {1}, {1});
    CHECK(text_of(chart::lanes_of(story.scenario, story.log, {true, false, false})) == "Core 1: 0 3; Core 2: 1");
}

TEST_CASE("a thread made for a part is not mistaken for that of its task", "[chart]") {
    test::Story story;
    story.row("sort", 1);
    trace::Task part;
    part.kind = trace::TaskKind::part;
    part.parent = {0};
    story.log.tasks.push_back(part);
    story.span(SpanKind::waiting, msec(0), msec(3), {0});
    story.run(0, 1, msec(0), msec(3), story.thread_for({1}, msec(0), msec(3)));
    CHECK(text_of(chart::lanes_of(story.scenario, story.log, {false, true, true})) ==
          "sort part: 1; sort: 0; part 1 of sort: 1");
}
