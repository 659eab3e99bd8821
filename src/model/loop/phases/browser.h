#pragma once

// A page, after the HTML standard's event loop (section 8.1.7.3, processing model):
//
//     one task: of those that are ready and have the highest priority, the oldest, whatever its source (the
//               standard leaves the choice between sources open, 8.1.7.3 step 2; this is Chromium's choice)
//     all microtasks (8.1.7.3, perform a microtask checkpoint)
//     then, at most 60 times a second, when there is something to show (a rendering
//     opportunity): the animation frame callbacks that are there now, microtasks after
//     each, and the picture
//
// Timers (8.6): equal delays run in the order in which they were set; timers that are nested deeper
// than five levels take at least 4 ms. If a call of an interval is late, the next one is still due at its
// original time, and calls whose time has already passed are skipped, as in Chromium.

#include "model/loop/journal.h"
#include "model/loop/phases.h"
#include "model/loop/phases/timer_queue.h"
#include "model/loop/queues.h"

#include <deque>
#include <list>
#include <map>

namespace model::loop {

class Browser final : public Phases, public JavaScriptQueues {
public:
    Browser(Journal& journal, Host& host) : journal_(journal), host_(host) {}

    void arrived(TaskId task, uint32_t function, Language& language) override;
    void pool_done(uint32_t job) override;
    Choice choose(Language& language, Allowance& allowance) override;
    void returned() override;
    TaskId next_owner() const override { return timers_.empty() ? TaskId{} : timers_.first()->handle.owner; }

    TicketRef set_timer(Handle handle, Time delay, bool repeats) override;
    TicketRef set_immediate(Handle handle) override;
    void next_tick(Handle handle) override;
    TicketRef request_frame(Handle handle) override;
    TicketRef post_task(Handle handle, Turn turn) override;
    void clear(const TicketRef& ticket) override;
    void keep_alive(const TicketRef&, bool) override {}
    void to_pool(Handle handle, const PoolJob& job) override;
    bool uncaught() override { return true; }
    void stop() override { stopped_ = true; }

private:
    struct PageTimer : Timer {
        Time delay;
        int level = 0;  // nesting level
        bool repeats = false;
        bool cleared = false;
        static constexpr uint32_t price = 320;  // including its entry in the queue
    };
    using TimerRef = std::shared_ptr<PageTimer>;
    struct PageTask : Ticket {
        Handle handle;
        Time since;
        uint64_t order = 0;  // among timers and tasks of one time
        bool gone = false;   // it was cleared
        static constexpr uint32_t price = 240;
    };
    using TaskRef = std::shared_ptr<PageTask>;
    struct FrameCallback : Ticket {
        Handle handle;
        enum class State : uint8_t { waits, in_round, gone };
        State state = State::waits;
        std::list<std::shared_ptr<FrameCallback>>::iterator place;  // valid while it waits
        static constexpr uint32_t price = 240;
    };

    Choice task(Handle handle);
    TaskRef add_task(Handle handle, Turn turn);
    PageTask* first_task(Turn turn);  // null if there is none
    Choice run_first(Turn turn);      // requires one
    // Makes the timer due `delay` after `since`, or later if its nesting level requires a longer delay.
    void start_timer(const TimerRef& timer, Time delay, Time since);

    Journal& journal_;
    Host& host_;
    bool stopped_ = false;
    bool began_ = false;
    bool draining_ = false;
    bool dirty_ = false;      // something has run since the last picture
    bool rendering_ = false;  // the frame callbacks run now, then the picture is made
    int64_t frames_ = 0;      // rendering opportunities so far
    int64_t painted_ = 0;     // the number of the last one that was used
    int level_ = 0;           // nesting level of the callback that runs
    TimerRef running_;
    Time running_since_;
    TimerQueue<PageTimer> timers_;
    std::deque<TaskRef> tasks_[turns];
    std::map<uint32_t, Handle> jobs_;  // what devices do for the page
    uint32_t next_job_ = 0;
    std::list<std::shared_ptr<FrameCallback>> frame_callbacks_, frame_round_;
};

}  // namespace model::loop
