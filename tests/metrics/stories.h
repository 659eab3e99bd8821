#pragma once

// Logs made by hand: one program per row of work, times in ms.

#include "metrics/numbers/results.h"
#include "metrics/why/why.h"

#include <string>
#include <vector>

namespace test {

struct Tale {
    scenario::Scenario scenario;
    trace::Log log;

    Tale(uint32_t cores, uint32_t servers = 1);

    // Adds a row with `count` tasks, all of which exist from `at` on. Returns the first task.
    uint32_t row(const std::string& name, std::vector<scenario::Step> steps, int64_t count = 1, int64_t at = 0);
    uint32_t child(trace::TaskKind kind, uint32_t parent, uint32_t program, int64_t at);
    ThreadId thread(uint32_t process = 0, bool worker = false, uint16_t server = 0);

    void run(uint32_t task, int64_t from, int64_t to, uint32_t core, ThreadId thread, uint16_t step = 0);
    void share(uint32_t task, int64_t from, int64_t to, uint32_t sharers, ThreadId thread);
    void idle(trace::SpanKind kind, trace::Reason reason, uint32_t task, int64_t from, int64_t to, ThreadId thread = {},
              uint16_t step = 0);
    void finish(uint32_t task, int64_t at, trace::Outcome outcome = trace::Outcome::completed);

    metrics::Results results() const;
    std::string why(size_t span) const;               // without the stars
    std::string core(uint32_t core, int64_t at) const;
};

scenario::Step step(scenario::StepKind kind);

// A step that uses the lock, device or queue of that number.
scenario::Step on(scenario::StepKind kind, uint32_t what);

// Returns whether the text has the part. A check that fails shows the text.
bool has(const std::string& text, const std::string& part);

}  // namespace test
