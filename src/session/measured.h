#pragma once

// The selected range in words and numbers, for all surfaces.

#include "base/time.h"
#include "trace/span_store.h"

#include <cstdint>
#include <string>
#include <vector>

namespace session {

class Session;

struct Measured {
    struct Row { std::string name, value; };
    struct State { trace::SpanKind kind; Time time; };
    struct Pane {
        std::string title;
        uint32_t number = 0;
        std::vector<Row> rows;
        std::vector<State> states;   // of all tasks together; those of no length are left out
        std::vector<Row> busiest;    // tasks, or slices of a recording
        std::string busiest_words = "on a core";  // where or how they were that
    };
    std::string title;               // "20.0 ms – 32.0 ms  ·  12.0 ms"; empty: no range is selected
    std::vector<Pane> panes;
};

Measured measured_of(const Session& session);

}  // namespace session
