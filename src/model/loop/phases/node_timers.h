#pragma once

// Node's timers: lib/internal/timers.js, and the single timer of libuv below it.
//
// Timers with the same delay form a list, in the order in which they were set. Lists are ordered by
// when their first timer is due, and a list is run as long as its head is due (processTimers and
// listOnTimeout). Time is in whole milliseconds, and is read when a timer is set and once for a pass
// through the timers; a delay of 0 counts as 1 ms. libuv's own timer is set again after each pass,
// for at least 1 ms.
//
// Setting and clearing take time logarithmic in the number of lists.

#include "model/loop/handle.h"
#include "model/loop/journal.h"

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace model::loop {

class NodeTimers {
public:
    explicit NodeTimers(Journal& journal) : journal_(journal) {}

    TicketRef set(Handle handle, Time delay, bool repeats);
    // Does nothing if the ticket does not belong to a timer, or if the timer has run.
    void clear(const TicketRef& ticket);

    bool hold() const { return holding_ > 0; }  // a timer keeps the program alive
    void keep_alive(const TicketRef& ticket, bool on);
    TaskId first_owner() const;

    // ---- the loop's clock, in whole ms
    int64_t read_clock() { return loop_time_ = journal_.now().ns / 1'000'000; }
    int64_t clock() const { return loop_time_; }
    // When the loop must wake up for a timer; -1 if there is none.
    int64_t wakes_at() const { return wakes_at_; }

    // ---- a pass through the timers that are due
    void begin_pass_if_due();
    // Returns the next timer of the pass. Requires that its callback runs then, and that returned() is called
    // after it.
    std::optional<Handle> next_of_pass();
    void returned();

    // The record of the first timer of 1 ms if it is due in the next millisecond; no_callback if that
    // timer is not recorded.
    std::optional<uint32_t> first_of_next_ms() const;

private:
    struct Timer;
    using TimerRef = std::shared_ptr<Timer>;
    struct List : Counted {
        int64_t delay = 0;
        int64_t expiry = 0;
        uint64_t id = 0;
        std::list<TimerRef> timers;
        static constexpr uint32_t price = 368;
    };
    using ListRef = std::shared_ptr<List>;
    struct Timer : Ticket {
        Handle handle;      // for an interval, the handle of its next run
        int64_t delay = 1;  // ms
        int64_t set = 0;    // ms
        bool repeats = false;
        bool destroyed = false;
        bool waits = false;                   // it is in a list
        bool holds = true;                    // it keeps the program alive
        std::list<TimerRef>::iterator place;  // valid while it waits
        static constexpr uint32_t price = 272;
    };

    void insert(const TimerRef& timer, int64_t start);
    void erase(const ListRef& list);
    void plan_list();
    void plan_in_list();

    Journal& journal_;
    std::map<int64_t, ListRef> lists_;                           // by delay
    std::map<std::pair<int64_t, uint64_t>, ListRef> by_expiry_;  // the same, by expiry and id
    ListRef list_;                                               // the list that is being run
    TimerRef planned_;                                           // the next one to run in the list
    TimerRef running_;                                           // the timer whose callback runs
    int64_t running_since_ = 0;                                  // for an interval
    size_t holding_ = 0;  // of the timers that wait, how many keep the program alive
    bool passing_ = false;
    int64_t pass_now_ = 0;
    int64_t next_expiry_ = no_expiry;
    uint64_t list_ids_ = 0;
    int64_t loop_time_ = 0;
    int64_t wakes_at_ = -1;
    static constexpr int64_t no_expiry = int64_t(1) << 62;
};

}  // namespace model::loop
