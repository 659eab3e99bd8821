#pragma once

// What the trace files that we write contain in addition to the format, so that the same
// spans are obtained when they are read. Other programs ignore it.
//
//     "otherData": {"interleave": 1, "cores": of all runs together}
//     "cat"    of a slice on a thread, "kind" of an asynchronous one: the span's kind, "ready"
//     "args"   "task": number in the file   "reason": "preempted"   "core": from 0
//              "sharers": tasks that share the cores                "step": from 0
//
// Slices of the first three categories below repeat what the spans contain; the reader skips them.

namespace exchange::words {

constexpr const char* exporter = "interleave";
constexpr int version = 1;
constexpr const char* kind = "kind";
constexpr const char* core = "core";          // what a core did
constexpr const char* stretch = "stretch";    // everything that a thread does for a task without a pause
constexpr const char* callback = "callback";  // of a loop, with the functions that the callback calls
constexpr const char* nested = "inside";      // a nested slice of a recording; "args": "task"
// The "kind" of an asynchronous operation of a recording, on a lane of its own ("cat"). "id" is o and the number of
// the task, or n and any number.
constexpr const char* operation = "operation";
constexpr const char* goes_on = "goes on";    // in "args" of its begin: the operation has no end
constexpr const char* instant = "instant";    // on a thread
constexpr const char* arrow = "arrow";        // both ends; "args": "task"
constexpr const char* counter = "recorded";   // "args": "value"
constexpr const char* task = "task";          // async: from arrival to finish

}  // namespace exchange::words
