#pragma once

// What a log contains in addition if it is not a run of ours but a recording of a real program. Its
// lanes, levels and statistics are computed like those of a run:
//
//     format    a task is                                   it runs while
//     slices    an outermost slice of a thread;             the slice is open: whether it had a core
//               nested slices are in `nested`               all of that time is not known
//               an asynchronous operation, likewise         never: it waits and holds no thread
//     schedule  what a thread does from its waking          the thread is on a core
//               until it sleeps
//     ours      the task that it was                        as it was
//
// Cores, threads and tasks are numbered from 0 in the order of the lanes; their names are here. Operations overlap:
// they are placed on as many lanes as needed, which are numbered like threads.

#include "base/chunks.h"
#include "base/ids.h"
#include "base/texts.h"
#include "base/time.h"
#include "trace/nested.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace trace {

// One task triggered another: a wake-up, or an arrow of the file. Between slices it connects the innermost slice that
// is open in `from` when the arrow leaves and in `to` when it arrives (metrics/recorded/nested_slices.h).
struct Link {
    TaskId from, to;
    Time left, came;  // when it leaves `from`, and when it arrives in `to`
};

struct Counter {  // a number over time: each value holds until the next sample
    struct Sample {
        Time at;
        double value = 0;
    };
    std::string name;
    Chunks<Sample> samples;  // by time, no two at the same time
    double min = 0, max = 0;
};

// Something that happened at one moment on one thread. What concerns all threads is a note in the log.
struct Instant {
    Time at;
    ThreadId thread;
    uint32_t name = 0;  // in Recording::names
};

// In a list sorted by thread and then by time: the index of the first entry of `thread`, or of a later thread,
// from t on.
inline size_t first_instant(const Chunks<Instant>& instants, ThreadId thread, Time t) {
    size_t low = 0, count = instants.size();
    while (count > 0) {
        const size_t half = count / 2;
        const Instant& one = instants[low + half];
        const bool before = one.thread != thread ? one.thread < thread : one.at < t;
        if (before) low += half + 1;
        count = before ? count - half - 1 : half;
    }
    return low;
}

struct Recording {
    enum class Kind : uint8_t { slices, schedule, ours } kind = Kind::slices;
    std::string format;                // "Chrome trace", for people
    struct Thread {
        std::string name;
        uint32_t process = 0;     // in `processes`
        // 0 for a thread, else the number of a kind of operations: the lanes of one kind have the same number
        // and are consecutive.
        uint32_t operations = 0;
    };

    Texts names;
    std::vector<Thread> threads;         // by ThreadId
    std::vector<std::string> processes;  // empty if there is only one, or if the format does not say
    Chunks<uint32_t> task_names;       // in `names`, by TaskId
    Nested nested;
    Chunks<Instant> instants;          // by thread, then by time
    std::vector<Link> links;           // by `to`
    std::vector<Counter> counters;
    std::vector<std::string> remarks;  // about irregularities in the file: "3 ends without a begin"
    int64_t origin_ns = 0;             // time 0 of the log, in the time of the file
    uint64_t events = 0;               // in the file

    std::string task_name(TaskId task) const { return std::string(names[task_names[task.index]]); }
    std::string in_process(uint32_t process, const std::string& name) const {
        return process < processes.size() ? processes[process] + " · " + name : name;
    }
    std::string thread_name(ThreadId thread) const {
        return in_process(threads[thread.index].process, threads[thread.index].name);
    }
    bool any_operations() const {
        return std::any_of(threads.begin(), threads.end(), [](const Thread& one) { return one.operations > 0; });
    }
    bool has_operations(ThreadId thread) const {
        return thread.index < threads.size() && threads[thread.index].operations > 0;
    }
};

}  // namespace trace
