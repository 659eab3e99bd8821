#pragma once

// A page, after the HTML standard's event loop (section 8.1.7.3, processing model):
//
//     one task: the oldest that is ready, whatever its source (the standard leaves the choice
//               between sources open, 8.1.7.3 step 2)
//     all microtasks (8.1.7.3, perform a microtask checkpoint)
//     then, at most 60 times a second, when there is something to show (a rendering
//     opportunity): the animation frame callbacks that are there now, microtasks after
//     each, and the picture
//
// Timers (8.6): equal delays in the order in which they were set; nested deeper than five
// levels they take 4 ms at least.

#include "model/loop/js.h"

namespace model::loop {

class Browser final : public Js {
public:
    using Js::Js;
    void arrived(TaskId task, uint32_t function, Time now) override;
    TaskId next_owner() const override;
    void pool_done(uint32_t, Time) override {}  // nothing of a page goes to a pool

private:
    struct Timer : Object {
        Start start;
        Time due;
        Time delay;
        uint64_t order = 0;
        int level = 0;       // nesting
        bool repeats = false;
        bool destroyed = false;
    };
    struct FrameCallback : Object {
        Start start;
        bool destroyed = false;
    };

    bool choose(Next& next) override;
    void returned() override;
    Did perform_host(Coroutine& coroutine, const Operation& operation) override;
    void sleep(PromiseRef promise, const Operation& operation, Coroutine& coroutine) override;
    void uncaught(uint32_t record, const Value& error) override { print_error(record, error); }

    bool task(Start what, Next& next);
    void set_timer(const std::shared_ptr<Timer>& timer, Time delay);
    void clear(const ObjectRef& object);
    std::shared_ptr<Timer> first_timer() const;

    bool began_ = false;
    bool draining_ = false;
    bool dirty_ = false;      // something has run since the last picture
    bool rendering_ = false;  // the frame callbacks, then the picture
    int64_t frames_ = 0;      // rendering opportunities that have come
    int64_t painted_ = 0;     // the last that was used
    int level_ = 0;           // nesting of the callback that runs
    uint64_t timers_set_ = 0;
    std::shared_ptr<Timer> running_;
    std::vector<std::shared_ptr<Timer>> timers_;
    std::deque<std::pair<Time, Start>> arrivals_;
    std::deque<std::shared_ptr<FrameCallback>> frame_callbacks_, frame_round_;
    std::map<std::string, int64_t> counts_;
};

}  // namespace model::loop
