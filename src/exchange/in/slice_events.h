#pragma once

// The contents of a trace of slices, added event by event in any order, and put in order when
// all of them are there:
//
//     track     a thread of a process
//     slice     open from its begin to its end on a track, nested in those that are open there.
//               The outermost one is the task. One that overlaps without being nested gets an
//               extra lane. One that takes no time is an instant.
//     key       of asynchronous operations (operations.h) and flows: begins and ends with the same key belong together
//
// An end without a begin is left out; a begin without an end lasts until the last event. Remarks mention both.

#include "base/chunks.h"
#include "exchange/in/operations.h"
#include "exchange/in/recorded.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace exchange {

class SliceEvents {
public:
    struct Track {
        uint32_t process = 0;
        std::string thread_name;
        int64_t order = 0;  // sort index
        int64_t id = 0;     // decides if sort indices are equal
        bool used = false;
        int64_t busy_until = INT64_MIN;  // the end of the outermost slice so far
        uint32_t open = 0;               // slices that have begun and not ended, in the order of the file
    };
    struct Process {
        std::string name;
        int64_t order = 0;
        std::string id;  // as in the file

        std::string shown_name() const { return name.empty() ? "process " + id : name; }
    };

    Texts names;
    std::vector<Track> tracks;
    std::vector<Process> processes;
    uint64_t counter_events = 0;  // each has a sample of one or more counters
    bool cut_short = false;       // the file ends in the middle of an event

    // Times are in ns, on the clock of the file.
    void complete(uint32_t track, uint32_t name, int64_t at, int64_t length) {
        const bool outermost = at >= tracks[track].busy_until;
        if (outermost) tracks[track].busy_until = at + length;
        bytes_ += outermost ? bytes_a_task : bytes_a_nested;
        add({at, length, track, name, 0, What::slice});
    }
    void begin(uint32_t track, uint32_t name, int64_t at) {
        bytes_ += tracks[track].open++ == 0 ? bytes_a_task : bytes_a_nested;
        add({at, 0, track, name, 0, What::begin});
    }
    // `name` is the name of the slice that ends, or none if the event does not give it.
    void end(uint32_t track, uint32_t name, int64_t at) {
        if (tracks[track].open > 0) --tracks[track].open;
        add({at, 0, track, name, 0, What::end});
    }
    void operation(Operations::What what, uint32_t key, uint32_t process, uint32_t category, uint32_t name, int64_t at);
    void flow_out(uint32_t track, uint32_t key, int64_t at) { add({at, 0, track, 0, key, What::flow_out}); }
    void flow_in(uint32_t track, uint32_t key, int64_t at, bool enclosing) {
        add({at, enclosing, track, 0, key, What::flow_in});
    }
    void instant(uint32_t track, uint32_t name, int64_t at) { add({at, 0, track, name, 0, What::instant}); }
    void mark(uint32_t name, int64_t at) { add({at, 0, LogBuilder::none, name, 0, What::mark}); }
    void count(uint32_t process, std::string_view series, double value, int64_t at);
    void moment(int64_t at);  // there is nothing to show, but the trace lasts at least until then

    // Returns approximately how much memory these events take until the recording is ready and afterwards, without
    // their texts. The prices were measured with recordings of a million events of each kind.
    uint64_t bytes() const { return bytes_; }

    std::vector<std::string> remarks;  // the reader's remarks, which come first

    Recorded finish(std::string title, std::string format) &&;

private:
    enum class What : uint8_t { slice, begin, end, flow_out, flow_in, instant, mark, gone };
    struct Event {
        int64_t at, length;
        uint32_t track, name, key;
        What what;
    };
    struct Open {  // a slice of a track, from..to
        int64_t from, to;
        uint32_t name, order;
    };
    struct Placed {  // the place of a slice on a track, for flows
        int64_t from, to;
        uint32_t task;
    };
    struct Count {
        uint32_t process;
        bool sorted = true;
        trace::Counter counter;
    };

    static constexpr uint64_t bytes_a_task = 450, bytes_a_nested = 130, bytes_an_event = 40;

    void add(const Event& event) {
        bytes_ += bytes_an_event;
        events_.push_back(event);
        moment(event.at);
        if (event.what == What::slice) moment(event.at + event.length);
    }
    void leave_out_far_events();
    void match_begins_and_ends();
    void gather_slices();
    void lay_on_threads(LogBuilder& builder);
    void lay_track(LogBuilder& builder, uint32_t track);
    std::vector<Open> lay(LogBuilder& builder, const std::vector<Open>& slices, uint32_t track, uint32_t thread);
    void finish_counters(trace::Recording& recording);
    void follow_flows(LogBuilder& builder);
    const Placed* placed_at(uint32_t track, int64_t at, bool enclosing) const;
    int64_t since(int64_t at) const { return at - first_; }

    Chunks<Event> events_;
    uint64_t bytes_ = 0;
    int64_t first_ = INT64_MAX, last_ = INT64_MIN;
    std::vector<std::vector<Open>> by_track_;
    std::vector<std::vector<Placed>> placed_;            // tasks, by track
    std::vector<std::vector<Placed>> inside_;            // nested slices, if flow arrows may point to them
    std::vector<std::vector<LogBuilder::Nested>> deep_;  // by depth, of one thread
    std::vector<uint32_t> thread_of_;                    // by track
    std::vector<Count> counters_;
    Texts counter_names_;
    Operations operations_;
    uint64_t operation_events_ = 0;
    bool flows_ = false;
    uint64_t lone_ends_ = 0, lone_begins_ = 0, unfinished_ = 0, far_ = 0, overlapping_ = 0, left_out_ = 0,
             too_deep_ = 0;
};

// Visits each process with its threads, in the order that the file specifies.
void for_each_process(const std::vector<SliceEvents::Track>& tracks, const std::vector<SliceEvents::Process>& processes,
                      const std::function<void(uint32_t process, const std::vector<uint32_t>& tracks)>& each);

}  // namespace exchange
