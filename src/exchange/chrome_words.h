#pragma once

// What the trace files that we write have beyond the format, so that the reader
// gives the same spans again. Other programs don't mind.
//
//     "otherData": {"interleave": 1, "cores": of all runs together}
//     "cat"    of a slice on a thread, "kind" of an asynchronous one: the span's kind, "ready"
//     "args"   "task": number in the file   "reason": "preempted"   "core": from 0
//              "sharers": tasks that share the cores                "step": from 0
//
// Slices of the first three categories below show once more what the spans say, and are passed over.

namespace exchange::words {

constexpr const char* exporter = "interleave";
constexpr int version = 1;
constexpr const char* kind = "kind";
constexpr const char* core = "core";          // what a core did
constexpr const char* stretch = "stretch";    // all that a thread does for a task in one go
constexpr const char* callback = "callback";  // of a loop, and the functions that it calls
constexpr const char* nested = "inside";      // a slice inside of others, of a recording; "args": "task"
constexpr const char* operation = "operation";  // "kind" of an asynchronous one of a recording, on a lane of its own ("cat"); "id": o and the task, n and any number
constexpr const char* goes_on = "goes on";    // in "args" of its begin: it has no end
constexpr const char* instant = "instant";    // of a thread
constexpr const char* arrow = "arrow";        // both ends; "args": "task"
constexpr const char* counter = "recorded";   // "args": "value"
constexpr const char* task = "task";          // async: from arrival to finish

}  // namespace exchange::words
