#pragma once

// The names of what the timeline shows: the states of a task, and the three levels. Their
// ids are those of the trace, and of the classes on the page.

#include "present/row.h"
#include "trace/span_store.h"

#include <array>
#include <string>

namespace present {

// "running", "waiting without a thread"
std::string state_name(trace::SpanKind kind);

// Including what the state means for the task: "ready, needs a core".
std::string state_meaning(trace::SpanKind kind);

// What an overhead is spent on: "switching to another process".
std::string overhead_name(trace::Reason reason);

struct LevelWords {
    std::string id;       // "concurrency"
    std::string word;     // the same in the language of the surface
    std::string meaning;  // "in progress"
    Emphasis emphasis;
};
std::array<LevelWords, 3> level_words();

}  // namespace present
