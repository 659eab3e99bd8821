#pragma once

// A recording on its way to becoming a log: threads, tasks and spans in any order.
//
//     Recorder recorder;
//     const uint32_t thread = recorder.add_thread("main");
//     const uint32_t task = recorder.add_task(name, arrival);
//     recorder.add_span({...});
//     Recorded recorded = std::move(recorder).finish(...)    // in the order that trace/log.h promises

#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <string>
#include <vector>

namespace exchange {

// A log, and a scenario that has nothing but names: what draws and measures runs takes both.
struct Recorded {
    scenario::Scenario scenario;
    trace::Log log;
};

constexpr uint32_t nothing = 0xFFFF'FFFF;
constexpr uint32_t most_depth = 32;  // of slices inside of others

class Recorder {
public:
    struct Task {
        int64_t arrival = 0, started = -1, first_run = -1, finished = -1;  // -1: not
        uint32_t name = 0;
        trace::TaskKind kind = trace::TaskKind::arrived;
    };
    struct Span {
        int64_t start = 0, end = 0;  // those that take no time are left out
        uint32_t task = 0, thread = nothing, core = nothing;
        uint16_t step = 0;
        trace::SpanKind kind = trace::SpanKind::running;
        trace::Reason reason = trace::Reason::none;
    };
    struct Nested {  // a slice or operation inside of others
        int64_t start = 0, end = 0;
        uint32_t task = 0, thread = 0, name = 0;
        uint32_t depth = 1;  // from 1 to most_depth
    };
    struct Link {
        uint32_t from = 0, to = 0;
        int64_t left = 0, came = 0;
    };

    uint32_t add_thread(trace::Recording::Thread thread);  // lanes are in this order
    uint32_t add_task(const Task& task);
    Task& task(uint32_t number) { return tasks_[number]; }
    size_t tasks() const { return tasks_.size(); }
    void add_span(const Span& span) {
        if (span.end > span.start) spans_.push_back(span);
    }
    void add_nested(const Nested& slice) {  // by thread, then depth, then time
        if (slice.end > slice.start) nested_.push_back(slice);
    }
    void add_instant(int64_t at, uint32_t thread, uint32_t name) { instants_.push_back({{at}, {thread}, name}); }  // any order
    void add_link(const Link& link) { links_.push_back(link); }
    void add_mark(int64_t at, std::string text);

    trace::Recording recording;  // names, format, remarks ...
    uint32_t cores = 0;

    // `end` is the last moment; what has not finished goes on beyond it.
    Recorded finish(std::string title, int64_t end) &&;

private:
    std::vector<uint32_t> order_tasks(trace::Log& log);  // new number of each
    void order_spans(trace::Log& log, const std::vector<uint32_t>& task_of);
    void order_nested(const std::vector<uint32_t>& task_of);
    void order_instants();

    Chunks<Task> tasks_;
    Chunks<Span> spans_;
    Chunks<Nested> nested_;
    std::vector<trace::Instant> instants_;
    std::vector<Link> links_;
    std::vector<std::pair<int64_t, std::string>> marks_;
    std::vector<std::pair<int64_t, int64_t>> lives_;  // of threads
};

}  // namespace exchange
