#pragma once

// What a log has besides when it is not a run of ours but a recording of a real
// program. Its lanes, levels and statistics are made as those of a run:
//
//     format    a task is                                   it runs while
//     slices    an outermost slice of a thread, or an       the slice is open: whether it had a core
//               asynchronous operation; what is inside of   all of that time is not known
//               it is in `nested`
//     schedule  what a thread does from its waking          the thread is on a core
//               until it sleeps
//     ours      the task that it was                        as it was
//
// Numbers of cores, threads and tasks count from 0 in the order of the lanes; names are here.

#include "base/chunks.h"
#include "base/ids.h"
#include "base/texts.h"
#include "base/time.h"
#include "trace/nested.h"

#include <cstdint>
#include <string>
#include <vector>

namespace trace {

// One made the other go on: a wake-up, or an arrow of the file. Of slices it is the innermost that is open in `from`
// when it leaves, and in `to` when it comes (metrics/slices.h).
struct Link {
    TaskId from, to;
    Time left, came;  // left: in `from`; came: in `to`
};

struct Counter {  // a number over time: it is so until the next sample
    struct Sample {
        Time at;
        double value = 0;
    };
    std::string name;
    Chunks<Sample> samples;  // by time, no two of one
    double least = 0, most = 0;
};

// What happened at one moment on one thread. What concerns all of them is a note of the log.
struct Instant {
    Time at;
    ThreadId thread;
    uint32_t name = 0;  // in Recording::names
};

struct Recording {
    enum class Kind : uint8_t { slices, schedule, ours } kind = Kind::slices;
    std::string format;                // "Chrome trace", for people
    Texts names;
    std::vector<std::string> threads;  // by ThreadId
    Chunks<uint32_t> task_names;       // in `names`, by TaskId
    Chunks<uint32_t> span_names;       // of asynchronous operations inside of others, by span; empty: the task's
    Nested nested;
    Chunks<Instant> instants;          // by thread, then by time
    std::vector<Link> links;           // by `to`
    std::vector<Counter> counters;
    std::vector<std::string> remarks;  // on what was not as it should be: "3 ends without a begin"
    int64_t origin_ns = 0;             // what time 0 is in the file
    uint64_t events = 0;               // in the file

    std::string task_name(TaskId task) const { return std::string(names[task_names[task.index]]); }
};

}  // namespace trace
