#pragma once

// Who is where at one moment of a run: each task with what it does, since when and until when, on which thread and
// core, at which device and in which of its places, and in which line and at which place in it; each live thread; each
// device, lock and semaphore with those that use it and those that wait for it; and how many have arrived and left.
//
//     SceneIndex index(scenario, log);             once per run
//     Scene scene = index.at(scenario, log, spans, t);
//     scene.on_thread(thread)                      the task that the thread works on or is held by, or null
//
// Intervals are half-open, as everywhere (docs/rules.md, 11): at the moment when a span ends, the next one has begun. A
// moment costs O(log n) in the length of the run for each task and thread that is there. The index takes about 30 bytes
// per task, 16 per thread and 8 per use of a device.
//
// Where thousands of tasks are there at once, a scene lists only some of them: those on cores or holding a thread, and
// of the others those whose wait is over first, which are the first in line. Its counts are always those of all tasks.
//
// The tasks of a scene are those that have a span at that moment. The others have not arrived, or they are over:
// SceneIndex::state_of says which, at no further cost.

#include "metrics/cover_tree.h"
#include "metrics/span_index.h"
#include "scenario/programs.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace metrics {

enum class Doing : uint8_t {
    not_arrived,
    queued,     // needs a thread, holds none
    ready,      // has a thread, which needs a core
    switching,  // on a core, which is busy with overhead
    running,    // on a core
    sharing,    // on a part of a core
    blocked,    // waits and holds its thread (unless the thread works on its parts)
    waiting,    // waits and holds no thread
    completed,
    rejected,
    gave_up,
    unfinished,  // the run ended before it did
};
// It has a span: it is there, and not over.
inline bool is_there(Doing doing) { return doing > Doing::not_arrived && doing < Doing::completed; }

constexpr size_t no_span = ~size_t(0);
constexpr uint32_t nowhere = 0xFFFF'FFFF;  // no place, no line, no slot, no server of its own

struct TaskNow {
    TaskId task;
    TaskId root;  // the task that it is work of; itself, except for parts and offloads
    Doing doing = Doing::queued;
    trace::Reason reason = trace::Reason::none;
    bool begun = false;     // its first step has begun; false for a task that waits for its first thread or core
    bool answered = false;  // queue and workers: it has its answer, and its job is left
    size_t span = no_span;  // in the log
    Time since, until;      // of the span: for how long it has been so, and for how long it will be
    ThreadId thread;        // that works on it, or is held by it
    CoreId core;            // that it runs on, or that it holds while it waits ("on_block": "hold")
    uint32_t server = 0;
    uint32_t step = 0;        // in the list of its program
    DeviceId device;          // that it uses, or waits for
    uint32_t slot = nowhere;  // which of the uses at once: the lowest that was free when the use began
    LockId lock;              // that it waits for
    SemaphoreId semaphore;    // likewise
    QueueId queue;            // likewise: for room, or for a message
    CoreId ready_on;          // ready, and each core has a queue of its own: the core in whose queue it is
    uint32_t line = nowhere;  // in Scene::lines
    // In that line, from 1, as in the sentences of metrics/why. 0 where nothing says who is next.
    uint32_t place = 0;
};

struct ThreadNow {
    ThreadId thread;
    uint32_t slot = 0;        // the lowest that was free when it started: threads that end leave theirs to others
    uint32_t task = nowhere;  // in Scene::tasks: the one that it works on or is held by; nowhere if it is idle
};

// Those that wait for one thing, in the order in which they get it, as far as that is known.
struct Line {
    enum class For : uint8_t {
        thread,
        worker,
        loop,
        others,
        core,
        device,
        lock,
        semaphore,
        room,
        message
    } what = For::thread;
    uint32_t server = nowhere;  // whose thread, core, device ... it is; nowhere if there is one for all servers
    // loop: its thread; device, lock, semaphore, queue: its number; core: that with the queue, if each has its own
    uint32_t index = 0;
    bool ordered = true;          // false: the scheduler chooses among them in another way
    std::vector<uint32_t> tasks;  // in Scene::tasks
};

struct DeviceNow {
    DeviceId device;
    uint32_t server = nowhere;   // if there are several servers and each has its own
    std::vector<uint32_t> uses;  // in Scene::tasks, in the order of the tasks
    uint32_t line = nowhere;
    size_t all_uses = 0, all_waits = 0;  // also those that are not listed
};

struct LockNow {  // or a semaphore
    uint32_t index = 0;
    uint32_t server = nowhere;
    std::vector<uint32_t> holders;
    uint32_t line = nowhere;
};

// Numbers of tasks of their own: parts and offloads are counted only where it is said.
struct SceneCounts {
    size_t arrived = 0;
    size_t not_begun = 0;    // of them, those that have neither begun nor left
    size_t queued = 0;       // of them, those that have not begun and need a thread
    size_t in_progress = 0;  // begun and not over
    size_t waiting = 0;      // of them, those that wait and hold no thread, answered ones in a queue included
    size_t completed = 0, rejected = 0, gave_up = 0;
    size_t running = 0;               // tasks on cores, with parts and offloads
    size_t held = 0;                  // threads that wait and do nothing
    size_t threads = 0;               // live ones; where there are very many, they are not listed
    std::array<size_t, 7> by_kind{};  // those that are there, with parts and offloads: by trace::SpanKind
    size_t of(trace::SpanKind kind) const { return by_kind[size_t(kind)]; }
};

struct Scene {
    Time at;
    bool whole = true;               // false: only some of many tasks are listed
    std::vector<TaskNow> tasks;      // by TaskId
    std::vector<ThreadNow> threads;  // live ones, by ThreadId
    std::vector<Line> lines;
    std::vector<DeviceNow> devices;          // all of them, by server and device
    std::vector<LockNow> locks, semaphores;  // those that somebody holds or waits for
    SceneCounts counts;

    const TaskNow* of(TaskId task) const;  // null if it has no span now
    const TaskNow* on_thread(ThreadId thread) const;
    const TaskNow* on_core(CoreId core) const;  // it runs there, switches there, or holds it

    // Sorted by the first: for the three functions above.
    std::vector<std::pair<uint32_t, uint32_t>> by_thread, by_core;
};

// How many of many intervals cover a moment.
class CoverCount {
public:
    void add(Time from, Time to) {
        if (from < to) from_.push_back(from), to_.push_back(to);
    }
    void sort() {
        std::sort(from_.begin(), from_.end());
        std::sort(to_.begin(), to_.end());
    }
    size_t at(Time t) const {  // Requires sort().
        return size_t(std::upper_bound(from_.begin(), from_.end(), t) - from_.begin()) -
               size_t(std::upper_bound(to_.begin(), to_.end(), t) - to_.begin());
    }

private:
    std::vector<Time> from_, to_;
};

class SceneIndex {
public:
    // More tasks than this are not listed in one scene, apart from those that are on cores or hold a thread.
    static constexpr size_t max_listed = 1'500;

    // Requires a scenario that belongs to the log; for a recording, its scenario has no devices, locks and queues.
    SceneIndex(const scenario::Scenario& scenario, const trace::Log& log);

    // Requires the scenario and the log of the constructor, and the index of the same log. A simulation may have
    // continued since: what it has added is not seen.
    Scene at(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& spans, Time t) const;

    // What the task does at t, from its own record: a task that is there is `queued`, and its span says more.
    static Doing state_of(const trace::Log& log, TaskId task, Time t);

    // The last use of a device that ended by t without holding a thread (the bell rings): its span. None if there was
    // none.
    std::optional<size_t> last_answer(const trace::Log& log, Time t) const;
    bool any_answers() const { return !answers_.empty(); }  // in the whole run

    // Does any span of the run have this kind?
    bool has(trace::SpanKind kind) const { return kinds_ >> uint32_t(kind) & 1; }
    // The last tasks of their own that were completed by t, the latest first; at most `max`.
    std::vector<TaskId> last_completed(const trace::Log& log, Time t, size_t max) const;

    // Places that stay the same for the whole run. A task sits from its beginning until it is over; where there are no
    // more than `own_seats` tasks, each has a seat of its own, in their order.
    static constexpr size_t own_seats = 60;
    uint32_t seat(TaskId task) const { return task.index < seats_.size() ? seats_[task.index] : nowhere; }
    // The tasks of a seat, in the order in which they sat there.
    std::span<const TaskId> sitters(uint32_t seat) const;
    uint32_t seats() const { return seat_count_; }           // most tasks that ever sit at once, or all
    uint32_t thread_slots() const { return thread_slots_; }  // most threads that ever live at once
    uint32_t device_slots(DeviceId device) const { return device_slots_[device.index]; }  // most uses at once, anywhere
    size_t own_tasks() const { return arrivals_.size(); }
    size_t longest_door() const { return longest_door_; }  // most tasks that ever wait to begin
    size_t bytes() const;

private:
    void deal_seats(const trace::Log& log);
    void deal_threads(const trace::Log& log);
    void deal_uses(const scenario::Scenario& scenario, const trace::Log& log);
    void list_locks(const scenario::Scenario& scenario);
    void list_ready(const scenario::Scenario& scenario, const trace::Log& log);
    CoreId ready_on(const trace::Log& log, size_t span, Time t) const;
    void count_crowd(const scenario::Scenario& scenario, const trace::Log& log);
    void list_spans(const trace::Log& log, const SpanIndex& spans, Time t, Scene& scene,
                    std::vector<size_t>& found) const;
    uint32_t slot_of(size_t span) const;

    std::vector<Time> arrivals_, begins_, ends_of_begun_;  // of tasks of their own, ascending
    std::vector<Time> rejected_, gave_up_;
    std::vector<TaskId> completed_;                    // by the time when they finished
    std::vector<uint32_t> seats_;                      // by task
    std::vector<TaskId> sitters_;                      // by seat, then by time
    std::vector<uint32_t> sitters_begin_;              // by seat: where its part of `sitters_` begins; and the end
    std::vector<uint32_t> slots_;                      // by thread
    CoverTree thread_ends_;                            // by thread: the end, negative
    std::vector<std::pair<uint32_t, uint32_t>> uses_;  // span, slot; ascending
    std::vector<uint32_t> answers_;                    // spans of uses that hold no thread, ascending
    uint32_t seat_count_ = 0, thread_slots_ = 0;
    std::vector<uint32_t> device_slots_;  // by device
    size_t longest_door_ = 0;
    std::vector<Time> left_unbegun_;  // when tasks left that had not begun, ascending
    // Only where so many tasks are there at once that a scene does not list all of them.
    struct Crowd {
        CoverTree with_thread;  // starts of spans that hold a core or a thread; others never
        std::array<CoverCount, 7> by_kind;
        CoverCount queued, waiting, held, threads;  // as in SceneCounts
        std::vector<CoverCount> uses, waits;        // by device, then by server
    };
    std::optional<Crowd> crowd_;
    uint32_t kinds_ = 0;  // of spans, as bits
    // Only where each core has a queue of its own. By span, for those that are ready: the core on which the task runs
    // next, or ran last if it never does. A thread that balancing moves in between was in another queue before.
    std::vector<uint16_t> next_core_;
    struct Move {
        ThreadId thread;
        Time at;
        CoreId from;
    };
    std::vector<Move> moves_;  // by thread, then by time
    // By list of steps: from which step on which locks and permits are held. A semaphore is numbered after the locks.
    struct Held {
        uint32_t from_step;
        std::vector<uint32_t> things;
    };
    std::vector<std::vector<Held>> held_;
};

}  // namespace metrics
