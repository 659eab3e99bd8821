#pragma once

// The state of the reference simulator: plain records in plain vectors, which are searched
// from the start. Numbers are indices; `none` refers to nothing.

#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace reference {

constexpr int none = -1;
using MaybeMoment = std::optional<Time>;

struct Task {
    trace::Task record;   // its record in the log
    const std::vector<scenario::Step>* steps = nullptr;
    size_t step = 0;
    int parent = none;
    int server = 0;
    int thread = none;    // the thread that it holds
    int loop = none;      // the loop that it belongs to
    uint64_t key = 0;     // identifies it in draws: row and number, or its parent and number
    int children = 0;     // made so far
    std::optional<Time> left;  // of the burst that has begun
    Time attained;        // time on cores
    MaybeMoment served;     // when a core or a device first served it: its patience no longer matters
    bool asked = false;     // its patience is over
    std::optional<int64_t> lent;  // the priority that its locks lent it when last computed; none: its row's
    bool entered = false;  // it is on its server: no other task holds it back
    bool waits = false;   // its step is a wait that has begun
    MaybeMoment due;      // of its timer or device
    uint64_t order = 0;   // its order among everything that is due at the same moment
    // its current stretch of life
    trace::Span now;
};

struct Thread {
    trace::Thread record;
    int task = none;        // the task that it works on
    int helps = none;       // the task that it belongs to while it works on one of that task's parts
    int last = none;        // the core that it last ran on
    int home = none;        // the core whose queue it is in, where each core has one
    int holds = none;       // the core that it holds while it waits
    bool chosen = false;    // a core has chosen it at this moment
    bool known = false;     // it has needed a core before
    bool callback = false;  // it has taken up a task and not yet paid for that
    Time start;             // cost of its start, until that is paid
    trace::Reason start_reason = trace::Reason::none;
};

struct Core {
    enum Mode { idle, overhead, running, padding, held };
    Mode mode = idle;
    int thread = none;
    int last = none;        // the previous thread
    bool turn_over = false;  // its thread is in the ready queue again, but has not left the core yet
    trace::Reason over_because = trace::Reason::none;
    MaybeMoment until;      // the end of what it is doing
    Time since;             // the start of what it is doing
    MaybeMoment slice_end;
    bool slice_begun = false;
    Time overhead_began;
    std::vector<std::pair<trace::Reason, Time>> overheads;  // the overheads that are still to come
    bool warm = false;
    // its cache: working sets in the order of entering, and the rest of warm-ups
    std::vector<std::pair<int, int64_t>> sets;
    std::vector<std::pair<int, Time>> warmups;

    bool chooses() const { return mode == idle || turn_over; }
};

struct Ready {  // a thread that needs a core
    int thread = none;
    int queue = 0;       // the core of the queue, if each core has one
    int64_t place = 0;   // its place in the order of coming; below 0: at the front
    Time since;
    int64_t rank = 0;
    size_t class_number = 0;  // multilevel-queue
    Time burst;               // hrrn: what it computes next
    std::vector<int> takes_from;  // mlfq: threads of its level that were running when it moved in front of them
};
constexpr int undealt = -1;  // the queue is determined when the instant is over

// What a policy remembers about a thread, in one of its queues.
struct Memory {
    int thread = none;
    int queue = 0;
    std::optional<Time> kept;     // the rest of its slice
    size_t class_number = 0;      // the class of its task when it was last queued or got a core
    __extension__ typedef __int128 Far;
    Far far = 0;                  // stride, fair: how far it has advanced
    bool known = false;           // mlfq: the members below are set
    size_t level = 0;
    Time slice_left;
    int64_t allotment = 0;
    int64_t place = 0;
};

struct Server {
    enum State { off, booting, up, draining };
    State state = off;
    size_t life = 0;        // its index in the log of servers
    bool changed = false;   // something has changed since its cores last chose
    std::vector<Ready> ready;
    std::vector<Memory> memories;
    std::vector<int> held;      // threads that have woken on the core that they held
    std::vector<int> at_once;   // threads that have woken and take a core
    std::vector<int> sharing;   // threads that share the cores, with ...
    int64_t added = 0;          // the number of places that have been assigned in queues
    uint64_t draws = 0;         // the number of random numbers that the policy has used
    std::vector<size_t> drawn;  // lottery: how many numbers of the file have been used, by queue
    std::vector<int> last_taken;  // cyclic order: the thread taken last, by queue
    int next_dealt = 0;         // the core at which the next round begins
    int tasks = 0;              // the number of unfinished tasks
    // clocks
    MaybeMoment boost, slices, peek, boots;
    // strategy
    std::vector<int> loops, pool, workers;  // threads
    std::vector<std::pair<int, int>> pool_queue, worker_queue;  // a task, and the task that it is a part of
    std::vector<std::vector<int>> loop_queues;                  // tasks
    size_t next_loop = 0;
    uint32_t threads_made = 0, workers_made = 0;
    Time busy;              // of its cores since the last check of the fleet
};

struct Use {  // a use of a device
    int task = none;
    int64_t priority = 0;
    uint64_t number = 0;  // the order of the request
    bool served = false;
    std::optional<Time> left;  // of a use that was interrupted
};
struct Device {  // one instance of it
    const scenario::Device* what = nullptr;
    std::vector<Use> uses;
};
struct Lock {
    int holder = none;
    std::vector<int> line;
};
struct Semaphore {
    int64_t free = 0;
    std::vector<int> holders, line;  // a holder is listed once for each of its permits
};
struct Message {
    Time ready;  // the time from which it can be received
    uint64_t order = 0;
    bool delivered = false;
};
struct Queue {
    const scenario::Queue* what = nullptr;
    std::vector<Message> messages;
    std::vector<int> senders, receivers;
};

struct Row {
    int64_t sent = 0;              // the number of tasks that have arrived
    MaybeMoment next;              // open rows: the next arrival
    std::vector<MaybeMoment> users;  // closed rows: when each user sends the next task
    std::vector<uint32_t> rounds;    // closed rows: the number of tasks that each user has sent
    std::vector<int> held_back;    // tasks that must wait for others
    bool over = false;
};

}  // namespace reference
