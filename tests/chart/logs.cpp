#include "tests/chart/logs.h"

namespace test {

uint32_t Story::row(const std::string& name, int64_t count) {
    scenario::Work work;
    work.name = name;
    work.count = count;
    scenario.work.push_back(work);
    const uint32_t row = uint32_t(scenario.work.size() - 1);
    for (int64_t i = 0; i < count; ++i) {
        trace::Task task;
        task.row = row;
        task.index = uint32_t(i);
        log.tasks.push_back(task);
    }
    return row;
}

ThreadId Story::pool_thread(uint32_t number) {
    trace::Thread thread;
    thread.number = number;
    log.threads.push_back(thread);
    return {uint32_t(log.threads.size() - 1)};
}

ThreadId Story::thread_for(TaskId task, Time start, Time end) {
    trace::Thread thread;
    thread.number = task.index;
    thread.task = task;
    thread.started = start;
    thread.ended = end;
    log.threads.push_back(thread);
    return {uint32_t(log.threads.size() - 1)};
}

void Story::span(trace::SpanKind kind, Time start, Time end, TaskId task, ThreadId thread, CoreId core) {
    trace::Span span;
    span.kind = kind;
    span.start = start;
    span.duration = end - start;
    span.task = task;
    span.thread = thread;
    span.core = core;
    log.spans.push(span);
    log.end = std::max(log.end, end);
}

void Story::run(uint32_t core, uint32_t task, Time start, Time end, ThreadId thread) {
    log.cores = std::max(log.cores, core + 1);
    log.cores_per_server = std::max(log.cores_per_server, log.cores);
    span(trace::SpanKind::running, start, end, {task}, thread, {core});
}

chart::Pane Story::pane(std::string_view title, chart::LaneChoice choice) {
    lanes = chart::lanes_of(scenario, log, choice);
    chart::Pane pane;
    pane.title = title;
    pane.scenario = &scenario;
    pane.log = &log;
    pane.results = &results;
    pane.levels = levels.empty() ? nullptr : &levels;
    pane.lanes = &lanes;
    return pane;
}

Story busy_story(uint64_t seed, size_t spans, Time mean) {
    Story story;
    story.row("job", 100);
    story.log.cores = 1;
    uint64_t state = seed;
    const auto draw = [&](int64_t below) {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        return int64_t((state >> 33) % uint64_t(below));
    };
    Time at;
    for (size_t i = 0; i < spans; ++i) {
        if (draw(3) == 0) at += nsec(draw(mean.ns * (draw(9) == 0 ? 20 : 1)));
        const Time length = nsec(1 + draw(mean.ns * (draw(5) == 0 ? 30 : 1)));
        const auto kind = draw(4) == 0 ? trace::SpanKind::switching : trace::SpanKind::running;
        story.span(kind, at, at + length, {uint32_t(draw(100))}, {}, {0});
        at += length;
    }
    return story;
}

chart::Options show(Time begin, Time end) {
    chart::Options options;
    options.begin = begin;
    options.end = end;
    options.width_px = width_px;
    return options;
}

}  // namespace test
