#pragma once

// The lanes of an event loop with a runtime, made from the callbacks of the log:
//
//     Order        [either order is possible here]   pairs whose order the runtime leaves open
//     Phase        script | next-tick | microtasks | timers | poll   where in its cycle the loop is
//     Call stack   main                get               the callback that runs, and the
//                    load                                functions that it has called
//     Timer heap   · · setTimeout 20 ms · · [due    ]    what waits: dots until its event
//     Microtasks                    [then]               occurs, an outline until the loop
//                                                        runs it
//     Console      [begin] [end]                         what was printed
//
// A queue has as many rows as the number of callbacks that wait in it at the same time, up to
// max_rows; the number of the others is shown below. The runtime determines which queues there
// are, and a callback may move from one to another: the handler of a promise waits with its
// promise and then among the microtasks; a timer of Node stays in the heap until it runs.

#include "base/time.h"
#include "chart/lanes/lanes.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <string>
#include <vector>

namespace chart {

enum class LoopPart : uint8_t { order, phases, stack, waits, console };

// In the order of their lanes.
enum class LoopQueue : uint8_t {
    ready,
    next_ticks,
    microtasks,
    tasks,
    timers,
    poll,
    immediates,
    frames,
    promises,
    futures,
    pool
};
constexpr size_t loop_queue_count = size_t(LoopQueue::pool) + 1;
std::string queue_name(LoopQueue queue);

struct LoopItem {
    enum class Look : uint8_t {
        runs,
        waits,   // it waits for its event
        due,     // it waits for the loop
        idle,    // in the row of phases: there is nothing to do; Node waits in poll
        beyond,  // `number` more are waiting
        words,   // in the rows of console and order
    };
    Time begin, end;          // the items of a row are in the order of time and do not overlap (texts may)
    uint32_t number = 0;      // the number of the callback, line or pair
    uint32_t text = 0;        // an index into LoopPicture::texts
    uint8_t colour = 0;
    Look look = Look::runs;
    bool cancelled = false;   // at its end it is cleared, or what it waited for is cancelled
};

struct LoopLane {
    LoopPart part = LoopPart::phases;
    LoopQueue queue = LoopQueue::ready;  // for an item of kind `waits`
    uint32_t row = 0;            // within its part and queue; on the stack, the depth
    std::string label;  // only on the first row of each part; "Loop 2 · Call stack" if there are several loops
    std::vector<LoopItem> items;
};

// The lanes of all loops of a run, one loop after another; empty without a runtime.
struct LoopPicture {
    std::vector<LoopLane> lanes;
    std::vector<std::string> texts;  // many items may share a text

    const std::string& text(const LoopItem& item) const { return texts[item.text]; }
};
LoopPicture loop_picture(const scenario::Scenario& scenario, const trace::Log& log);

constexpr uint32_t max_rows = 6;        // the maximum number of rows of a queue
constexpr uint32_t max_depth = 6;       // of the stack; the number of functions that are deeper is shown below
constexpr uint32_t max_console_rows = 4;

// Returns the lanes that a scenario shows at first: those that it names; otherwise, for a program of a loop,
// the loop, and the threads if it has a pool; otherwise cores and threads.
LaneChoice first_lanes(const scenario::Scenario& scenario);

// The lanes that a list of values of scenario::lane_choices names.
LaneChoice lanes_named(const std::vector<std::string>& names);

// The queues in which a callback waits: one or two parts.
struct Waiting {
    LoopQueue queue = LoopQueue::ready;
    Time begin, end;
    bool due = false;
};
struct Waits {
    Waiting parts[2];
    uint32_t count = 0;
};
Waits waiting_of(scenario::Runtime runtime, const scenario::Operation* operation, const trace::Callback& callback,
                 Time end);

uint8_t phase_colour(trace::Phase phase);  // an index into the task colours of the palette

}  // namespace chart
