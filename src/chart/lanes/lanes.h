#pragma once

// Which rows a run is shown in, and which spans each row contains.
//
//     servers     of a fleet: when each boots, is up and drains; these rows have no spans
//     cores       what ran there (running, switching); n tasks that share c cores are shown
//                 on the first min(n, c) of them
//     threads     what each thread did (running, switching, ready, blocked). Threads made
//                 for one task share rows: a row of work takes as many rows as it has
//                 threads at one time. In a recording, nested slices follow the lane of
//                 their thread, one lane for each depth, as a group of their own
//     processes   of a recording that has several: a row without spans above their threads
//     operations  asynchronous ones of a recording: as many lanes as overlap, each followed
//                 by its nested slices; operations of one kind are a group
//     devices     which task each use of a device serves (device_lanes.h)
//     tasks       the life of each task, with spans of every kind
//
// A group without lanes is a row of numbers (number_rows.h).
//
// Where there are several servers, the rows of each are together: "Server 2 · Core 1".
// Servers that have not been started have none.

#include "chart/frame/group_key.h"
#include "chart/frame/task_colours.h"
#include "chart/lanes/span_list.h"
#include "chart/lanes/sums.h"
#include "metrics/numbers/results.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chart {

struct Lane {
    LaneKind kind = LaneKind::core;
    uint32_t server = 0;               // lanes are ordered by this, then by kind
    // server: its number; core, device, task: its id; process: its number in the recording; thread, operation, nested:
    // that of the thread's lane
    uint32_t index = 0;
    std::string label;                 // "Server 1", "Core 1", "Thread 3", "music", "request 7"
    SpanList spans;                    // indices into `store`, in order of time
    const Sums* sums = nullptr;        // only for lanes with many spans
    const trace::SpanStore* store = nullptr;  // of the log, or of the nested slices of a recording
    uint32_t base = 0;                 // the number in trace::Log::span() of the first span of `store`

    uint32_t number(size_t place) const { return base + spans[place]; }
    std::optional<size_t> place_of(uint32_t number) const {
        const auto at = std::lower_bound(spans.begin(), spans.end(), number - base);
        return number >= base && at != spans.end() && *at == number - base ? std::optional(size_t(at - spans.begin()))
                                                                           : std::nullopt;
    }
};

// these exist only in a recording
inline bool has_instants(LaneKind kind) { return kind == LaneKind::thread || kind == LaneKind::operation; }

struct LaneChoice {
    bool cores = true;    // and servers
    bool threads = true;
    bool tasks = false;
    bool loops = true;    // of event loops with a runtime: chart/loops/loop_lanes.h
    bool devices = false;
    bool queues = false;
    bool counters = true; // those of recordings
    bool operator==(const LaneChoice&) const = default;
};

constexpr uint32_t no_process = 0xFFFF'FFFF;

struct LaneGroup {  // consecutive lanes of the same kind and server
    LaneKind kind = LaneKind::core;
    uint32_t server = 0;
    uint32_t first = 0, count = 0;  // a group without lanes is a row of numbers
    uint32_t index = 0;             // as in GroupKey
    bool slices = false;  // a thread of a recording with its nested slices: when folded, the first lane remains
    uint32_t process = no_process;  // the process that it belongs to; set also for the group of the process itself

    GroupKey key() const { return {kind, server, index}; }
};

// The lanes of a run. Requires the run to outlive them. A million tasks may have one lane each:
// their lists share one array, and a Lane is made when it is requested.
class Lanes {
public:
    class Iterator {
    public:
        using value_type = Lane;
        using difference_type = std::ptrdiff_t;
        Iterator(const Lanes& lanes, size_t i) : lanes_(&lanes), i_(i) {}
        Lane operator*() const { return (*lanes_)[i_]; }
        Iterator& operator++() { return ++i_, *this; }
        bool operator==(const Iterator&) const = default;

    private:
        const Lanes* lanes_;
        size_t i_;
    };

    size_t size() const { return named_.size() + tasks_; }
    bool empty() const { return size() == 0; }
    Lane operator[](size_t i) const;
    // Returns whether lane i contains the span with that number.
    bool shows(size_t i, uint32_t number) const;
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size()}; }

    const std::vector<LaneGroup>& groups() const { return groups_; }
    const TaskColours& colours() const { return colours_; }
    float widest_label_px() const { return widest_label_px_; }  // considers only the labels that were measured
    size_t bytes() const;

private:
    SpanList spans_of(size_t i) const;

    friend class LaneMaker;
    struct Named {
        LaneKind kind;
        uint32_t server, index;
        std::string label;
    };

    const scenario::Scenario* scenario_ = nullptr;
    const trace::Log* log_ = nullptr;
    std::vector<Named> named_;             // the lanes before those of tasks
    std::vector<LaneGroup> groups_;
    uint32_t tasks_ = 0;                   // the number of lanes of tasks
    std::vector<uint32_t> begins_ = {0};   // indices into spans_, by lane, and the end of the last lane
    std::vector<uint32_t> spans_;          // each element is a Listed
    // Every task has its own thread: its list is a part of the list of that thread.
    bool tasks_of_threads_ = false;
    std::vector<uint32_t> task_begins_;
    std::vector<std::pair<uint32_t, Sums>> sums_;  // by lane
    TaskColours colours_;
    float widest_label_px_ = 0;
};

Lanes lanes_of(const scenario::Scenario& scenario, const trace::Log& log, LaneChoice choice);

// What a lane of that kind shows of span i of its store, except its times.
inline Listed listed_of(const trace::SpanStore& spans, uint32_t i, LaneKind kind, const TaskColours& colours) {
    // nested slices have the colour of their name
    if (kind == LaneKind::nested) return {i, spans.kind(i), uint8_t(spans.step(i) % mixed_colour)};
    // a bar of a device shows that it works
    return {i, kind == LaneKind::device ? trace::SpanKind::running : spans.kind(i), colours.of(spans.task(i))};
}

// Returns its nth span.
[[gnu::always_inline]] inline Seen seen_of(const Lane& lane, size_t n, uint32_t cores_per_server) {
    const Listed listed = lane.spans.listed(n);
    Seen seen{lane.store->start(listed.place()).ns, lane.store->end(listed.place()).ns, listed.kind(), listed.colour()};
    if (seen.kind == trace::SpanKind::sharing)
        seen.share(double(std::max(1u, cores_per_server)) / double((*lane.store)[listed.place()].core.index),
                   lane.kind == LaneKind::core);
    return seen;
}

}  // namespace chart
