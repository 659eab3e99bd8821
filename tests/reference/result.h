#pragma once

// The part of a run on which two simulators must agree: every stretch of every task's life
// (which task was on which core from when to when, which was ready, which waited for what),
// the fate of every task, the life of every thread, and the notes.

#include "trace/log.h"

#include <string>
#include <vector>

namespace reference {

struct Result {
    std::vector<trace::Span> spans;  // by task, then start
    std::vector<trace::Task> tasks;
    std::vector<trace::Thread> threads;
    std::vector<trace::Note> notes;
    std::vector<trace::Server> servers;
    Time end;
};

Result result_of(const trace::Log& log);

// Describes the first difference; empty if there is none.
std::string difference(const Result& engine, const Result& reference);

}  // namespace reference
