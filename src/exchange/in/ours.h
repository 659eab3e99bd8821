#pragma once

// The contents of a trace that our own writer has produced (chrome_words.h): the original spans.

#include "exchange/in/operations.h"
#include "exchange/in/recorded.h"
#include "exchange/in/slice_events.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace exchange {

class Ours {
public:
    struct Facts {
        uint32_t task = 0;
        uint32_t core = LogBuilder::none;  // for shared cores, the number of sharers
        uint16_t step = 0;
        trace::Reason reason = trace::Reason::none;
    };

    // `track` is the track of the thread; `name` is the name of the task, if it is known.
    void span(uint32_t track, trace::SpanKind kind, const Facts& facts, int64_t at, int64_t length);
    // Asynchronous events: a part of a task's life (without a kind), and what it waits for meanwhile.
    void begin(uint32_t task, std::string_view name, int64_t at);
    void begin_wait(trace::SpanKind kind, const Facts& facts, int64_t at);
    void end(uint32_t task, int64_t at);
    // What a recording contains besides spans.
    void operation(Operations::What what, uint32_t key, uint32_t process, std::string_view category,
                   std::string_view name, int64_t at);
    void goes_on(uint32_t key) { go_on_.push_back(key); }  // the operation has no end
    void nested(uint32_t track, uint32_t task, std::string_view name, int64_t at, int64_t length);
    void instant(uint32_t track, std::string_view name, int64_t at);
    void arrow_out(uint32_t key, uint32_t task, int64_t at);
    void arrow_in(uint32_t key, uint32_t task, int64_t at);
    void counter(std::string_view name, double value, int64_t at);
    void mark(std::string_view text, int64_t at) { builder_.add_mark(at, std::string(text)); }
    void cores(uint32_t count) { builder_.cores = count; }
    void count(uint64_t events) { builder_.recording.events = events; }

    // Applies to the keys of operations, too: larger keys belong to no task that is described.
    static constexpr uint32_t max_tasks = trace::max_tasks - 1;

    Recorded finish(std::string title, const std::vector<SliceEvents::Track>& tracks,
                    const std::vector<SliceEvents::Process>& processes) &&;

private:
    struct Task {
        LogBuilder::Task life;
        bool begun = false;  // false: the file only refers to it
        bool told = false;   // false: only a higher number was seen
        uint32_t number = LogBuilder::none;  // its number in the builder
        Facts waits_for;
        trace::SpanKind kind = trace::SpanKind::waiting;
        int64_t since = -1;  // when the wait began
    };
    Task& task(uint32_t number);
    void add(uint32_t track, trace::SpanKind kind, const Facts& facts, int64_t from, int64_t to);

    void add_tasks();
    void add_threads(const std::vector<SliceEvents::Track>& tracks, const std::vector<SliceEvents::Process>& processes);
    void add_nested();

    LogBuilder builder_;
    std::vector<LogBuilder::Span> spans_;
    std::vector<LogBuilder::Nested> nested_;
    std::vector<trace::Instant> instants_;  // the thread is the number of the track
    std::map<uint32_t, LogBuilder::Link> arrows_;  // by key: the arrows of which the begin has been read
    std::vector<LogBuilder::Link> links_;
    Texts counters_;
    std::vector<Task> tasks_;
    Operations operations_;
    std::vector<uint32_t> go_on_;
    std::vector<uint32_t> thread_of_;  // by track
    int64_t last_ = 0;
};

}  // namespace exchange
