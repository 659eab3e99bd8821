#pragma once

// Builds the log of a recording from threads, tasks and spans that are added in any order.
//
//     LogBuilder builder;
//     const uint32_t thread = builder.add_thread({"main"});
//     const uint32_t task = builder.add_task({.arrival = arrival, .name = name});
//     builder.add_span({...});
//     trace::Log log = std::move(builder).finish(end);    // in the order that log.h promises
//
// Threads and tasks are identified by the numbers that these calls return; finish() renumbers tasks by their arrival.
// Times are in ns since the recording began.

#include "trace/log.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace trace {

class LogBuilder {
public:
    static constexpr uint32_t none = 0xFFFF'FFFF;     // stands for no thread, no core or no task
    static constexpr uint32_t max_depth = 32;         // of nested slices
    // Rows of work only determine colours, and each row takes much memory in a scenario.
    static constexpr uint32_t max_rows = 1'000;

    struct Task {
        int64_t arrival = 0, started = -1, first_run = -1, finished = -1;  // -1 if it did not happen
        uint32_t name = 0;
        TaskKind kind = TaskKind::arrived;
    };
    struct Span {
        int64_t start = 0, end = 0;  // a span that takes no time is left out
        uint32_t task = 0, thread = none, core = none;
        uint16_t step = 0;
        SpanKind kind = SpanKind::running;
        Reason reason = Reason::none;
    };
    struct Nested {  // a nested slice or operation
        int64_t start = 0, end = 0;
        uint32_t task = 0, thread = 0, name = 0;
        uint32_t depth = 1;  // from 1 to max_depth
    };
    struct Link {
        uint32_t from = 0, to = 0;
        int64_t left = 0, came = 0;
    };

    uint32_t add_thread(Recording::Thread thread);  // lanes have the order of these calls
    uint32_t add_task(const Task& task);
    Task& task(uint32_t number) { return tasks_[number]; }
    size_t tasks() const { return tasks_.size(); }
    void add_span(const Span& span) {
        if (span.end > span.start) spans_.push_back(span);
    }
    void add_nested(const Nested& slice) {  // by thread, then depth, then time
        if (slice.end > slice.start) nested_.push_back(slice);
    }
    void add_instant(int64_t at, uint32_t thread, uint32_t name) {
        instants_.push_back({{at}, {thread}, name});
    }  // in any order
    void add_link(const Link& link) { links_.push_back(link); }
    void add_mark(int64_t at, std::string text);

    Recording recording;  // names, format, remarks ...
    uint32_t cores = 0;

    // Returns the log. `end` is the last moment of the recording; tasks without `finished` last beyond it.
    Log finish(Time end) &&;

private:
    std::vector<uint32_t> order_tasks(Log& log);  // returns the new number of each task
    void order_spans(Log& log, const std::vector<uint32_t>& task_of);
    void order_nested(const std::vector<uint32_t>& task_of);
    void order_instants();

    Chunks<Task> tasks_;
    Chunks<Span> spans_;
    Chunks<Nested> nested_;
    std::vector<Instant> instants_;
    std::vector<Link> links_;
    std::vector<std::pair<int64_t, std::string>> marks_;
    std::vector<std::pair<int64_t, int64_t>> lives_;  // of threads
};

}  // namespace trace
