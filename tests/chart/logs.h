#pragma once

// Logs made by hand, without the model.

#include "chart/layout.h"

#include <memory>
#include <string>
#include <vector>

namespace test {

// A run that consists of exactly these spans. Times are in ms unless they are Times.
struct Story {
    scenario::Scenario scenario;
    trace::Log log;
    metrics::Results results;
    metrics::Levels levels;
    chart::Lanes lanes;

    // Adds a row of work with `count` tasks, and these tasks.
    uint32_t row(const std::string& name, int64_t count);
    ThreadId pool_thread(uint32_t number);
    ThreadId thread_for(TaskId task, Time start, Time end);

    void span(trace::SpanKind kind, Time start, Time end, TaskId task, ThreadId thread = {}, CoreId core = {});
    void run(uint32_t core, uint32_t task, Time start, Time end, ThreadId thread = {});

    chart::Pane pane(std::string_view title, chart::LaneChoice choice = {});
};

// Short and long spans, gaps and switches on core 0, at random, but the same for the same seed.
Story busy_story(uint64_t seed, size_t spans, Time mean);

// A chart of the usual width that shows a part of the time axis.
constexpr float width_px = 1104;
chart::Options show(Time begin, Time end);

}  // namespace test
