#pragma once

// What a run comes to, as far as two simulators must agree: every stretch of every
// task's life (who was on which core from when to when, who was ready, who waited for
// what), every task's fate, every thread's life, and what was noted on the way.

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

// The first thing in which they differ, in words; empty when there is none.
std::string difference(const Result& engine, const Result& reference);

}  // namespace reference
