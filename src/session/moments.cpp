#include "session/moments.h"

#include <algorithm>

namespace session {

namespace {

// Returns the first of 0..count for which `true_from` is true. Requires that it is also true for all after it.
template <class Test>
size_t first_where(size_t count, Test true_from) {
    size_t low = 0;
    while (low < count) {
        const size_t middle = low + (count - low) / 2;
        if (true_from(middle))
            count = middle;
        else
            low = middle + 1;
    }
    return low;
}

// The nearest moment on one side of a time, among all that are offered.
class Nearest {
public:
    Nearest(Time t, bool after) : t_(t), after_(after) {}

    void offer(Time moment) {
        if (after_ ? moment <= t_ : moment >= t_) return;
        if (!best_ || (after_ ? moment < *best_ : moment > *best_)) best_ = moment;
    }
    void offer(MaybeTime moment) {
        if (moment) offer(*moment);
    }

    // Offers the nearest of `count` moments. Requires moment_of(0), moment_of(1), ... to ascend.
    template <class MomentOf>
    void offer_ascending(size_t count, MomentOf moment_of) {
        const size_t at = first_where(count, [&](size_t k) { return after_ ? moment_of(k) > t_ : moment_of(k) >= t_; });
        if (after_ ? at < count : at > 0) offer(moment_of(after_ ? at : at - 1));
    }

    std::optional<Time> best() const { return best_; }

private:
    Time t_;
    bool after_;
    std::optional<Time> best_;
};

std::vector<Time> moments_of_code(const trace::Callbacks& record) {
    std::vector<Time> moments;
    const auto add = [&](MaybeTime moment) {
        if (moment) moments.push_back(*moment);
    };
    for (const trace::Callback& callback : record.all) {
        moments.push_back(callback.registered);
        add(callback.ready);
        add(callback.began);
        add(callback.ended);
    }
    for (const trace::StackFrame& frame : record.frames) {
        moments.push_back(frame.began);
        moments.push_back(frame.ended);
    }
    for (const trace::Stretch& stretch : record.stretches) {
        moments.push_back(stretch.began);
        moments.push_back(stretch.ended);
    }
    std::sort(moments.begin(), moments.end());
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    return moments;
}

void offer_code(const Run& run, Nearest& nearest) {
    const trace::Callbacks& record = run.log().callbacks;
    if (record.empty()) return;
    if (!run.moments_of_code) run.moments_of_code = moments_of_code(record);
    const std::vector<Time>& moments = *run.moments_of_code;
    nearest.offer_ascending(moments.size(), [&](size_t k) { return moments[k]; });
    nearest.offer_ascending(record.lines.size(), [&](size_t k) { return record.lines[k].at; });
}

void offer_recorded(const trace::Recording& recording, Nearest& nearest) {
    for (const trace::Counter& counter : recording.counters)
        nearest.offer_ascending(counter.samples.size(), [&](size_t k) { return counter.samples[k].at; });

    const trace::SpanStore& slices = recording.nested.slices;
    for (const trace::Nested::Lane& lane : recording.nested.lanes) {
        nearest.offer_ascending(lane.count, [&](size_t k) { return slices.start(lane.first + k); });
        nearest.offer_ascending(lane.count, [&](size_t k) { return slices.end(lane.first + k); });
    }

    const Chunks<trace::Instant>& instants = recording.instants;
    for (size_t first = 0; first < instants.size();) {
        const ThreadId thread = instants[first].thread;
        const size_t count =
            first_where(instants.size() - first, [&](size_t k) { return instants[first + k].thread != thread; });
        nearest.offer_ascending(count, [&](size_t k) { return instants[first + k].at; });
        first += count;
    }
}

std::optional<Time> nearest_moment(const Run& run, Time t, bool after) {
    const trace::Log& log = run.log();
    Nearest nearest(t, after);
    // A span begins at an arrival, at the end of something else, or where a level changes.
    nearest.offer_ascending(log.spans.size(), [&](size_t k) { return log.spans.end(k); });
    nearest.offer_ascending(log.tasks.size(), [&](size_t k) { return log.tasks[k].arrival; });
    nearest.offer_ascending(log.threads.size(), [&](size_t k) { return log.threads[k].started; });
    nearest.offer_ascending(log.notes.size(), [&](size_t k) { return log.notes[k].at; });
    nearest.offer_ascending(run.levels.size(), [&](size_t k) { return run.levels[k].from; });
    for (const trace::Server& server : log.servers) {
        nearest.offer(server.ordered);
        nearest.offer(server.up);
        nearest.offer(server.draining);
        nearest.offer(server.stopped);
    }
    offer_code(run, nearest);
    if (log.recording) offer_recorded(*log.recording, nearest);
    return nearest.best();
}

}  // namespace

std::optional<Time> moment_after(const Run& run, Time t) { return nearest_moment(run, t, true); }

std::optional<Time> moment_before(const Run& run, Time t) { return nearest_moment(run, t, false); }

}  // namespace session
