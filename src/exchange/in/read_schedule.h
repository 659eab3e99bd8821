#pragma once

// The events of Linux's scheduler, as text from ftrace ("trace", trace-cmd report) or perf script:
// sched_switch and, if present, sched_waking, sched_wakeup and sched_wakeup_new.
//
//     perf  17339 [001]  1490.780148: sched:sched_switch: prev_comm=perf prev_pid=17339 prev_prio=120
//           prev_state=S ==> next_comm=cc1 next_pid=17220 next_prio=125
//
//     state at a switch   the thread
//     R R+                is ready: it was preempted
//     D                   is blocked, and resumes the same task when it is woken
//     S and others        sleeps: its task is over; the next one begins when it is woken
//
// If the kernel reports lost events, what the core did since its previous event is unknown, and nothing is drawn there.
// What a core or a thread did before its first event is also unknown and not drawn. Lines with other events are
// skipped.

#include "base/result.h"
#include "base/say.h"
#include "exchange/in/recorded.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace exchange {

class ScheduleReader {
public:
    explicit ScheduleReader(size_t max_events) : max_events_(max_events) {}

    // As in ChromeReader.
    size_t take(std::string_view text, bool last);
    const std::optional<Error>& error() const { return error_; }
    const char* failed_at() const { return failed_at_; }

    Recorded finish(std::string title) &&;

private:
    static constexpr uint32_t idle = LogBuilder::none;  // stands for no thread
    enum class What : uint8_t { to_ready, to_blocked, to_sleep, woken };
    struct Event {
        int64_t at;
        uint32_t core;
        uint32_t thread;  // the thread that leaves, or is woken
        uint32_t next;    // the thread that comes
        What what;
        bool after_loss;  // events of this core were lost just before this one
    };
    struct Thread {
        enum class State : uint8_t { unknown, asleep, ready, running, blocked } state = State::unknown;
        int64_t since = 0;
        uint32_t core = 0;
        uint32_t task = LogBuilder::none;
        trace::Reason reason = trace::Reason::none;
        uint32_t number = 0;  // its number in the builder
    };

    bool line(std::string_view text);  // returns false if problem_ says what is wrong
    bool take_loss(std::string_view text);
    bool refuse(Phrase message, std::initializer_list<Named> values = {});
    bool take_switch(std::string_view arguments, int64_t at, uint32_t core);
    bool take_waking(std::string_view arguments, int64_t at, uint32_t core);
    bool thread_of(std::string_view name, std::string_view id, uint32_t& thread);
    bool push(const Event& event);

    void replay(LogBuilder& builder);
    void close(LogBuilder& builder, Thread& thread, int64_t at);
    void begin_task(LogBuilder& builder, Thread& thread, uint32_t name, int64_t at);

    size_t max_events_;
    std::optional<Error> error_;
    const char* failed_at_ = nullptr;
    std::string problem_;

    std::vector<Event> events_;
    int64_t first_ = INT64_MAX, last_ = INT64_MIN;
    Texts names_;
    std::unordered_map<int64_t, uint32_t> by_id_;    // the thread of each pid; looked up, never walked
    std::vector<std::pair<int64_t, uint32_t>> ids_;  // of each thread: pid, name
    std::vector<Thread> threads_;
    uint32_t cores_ = 0;
    bool cut_short_ = false;  // the file ends in the middle of a line
    bool fatal_ = false;      // the error makes the whole recording invalid
    int64_t lines_ = 0;       // the number of lines so far
    uint64_t bad_ = 0, lost_ = 0, losses_ = 0, overwritten_ = 0, far_ = 0;
    std::optional<Error> first_bad_;
    std::vector<bool> loss_;  // by core: have events been lost since its last event?
    uint64_t missing_ = 0;    // switches that are inconsistent with the previous one on their core
};

}  // namespace exchange
