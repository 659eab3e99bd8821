#pragma once

// What event loops with a runtime did, callback by callback: side tables of the log, which
// are empty in other runs. The picture of a loop is drawn from these tables and from the
// spans of its thread.
//
//     Callback   one piece of code that the loop ran, or was asked to run:
//
//                registered ------ ready ------ began ====== ended
//                  waits for a      waits for     runs; spans of its
//                  timer, promise,  the loop      task say when it had a core
//                  pool, device
//
//     StackFrame a function on the stack during a callback: the nested bars. After a wait, the functions
//                that continue are on the stack again: in Python all that await each other, in
//                JavaScript the innermost one
//     Stretch    a place in the program that takes time on the core: the line that runs
//     Line       what was printed, when, and from which place
//     Either     two callbacks that the real runtime may run in either order
//     Named      a function of a source text; those of scenario::functions have their names there
//     Exit       the process of a source text has ended
//
// StackFrame, Stretch and Line are in the order of time, callbacks in the order of their registration.
//
// What a callback waited for follows from its site and phase. What
// blocked it between `ready` and `began` is what its loop ran then: the callbacks of
// that loop with began < its began and ended > its ready.

#include "base/chunks.h"
#include "base/ids.h"
#include "base/time.h"
#include "trace/code_site.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

class Hash;

namespace trace {

constexpr uint32_t no_callback = 0xFFFF'FFFF;
constexpr uint32_t no_function = 0xFFFF'FFFF;

// The part of the loop in which a callback runs.
enum class Phase : uint8_t {
    script,     // the program itself, for which the task was made
    next_tick,  // node
    microtask,  // node, browser: the handler of a promise, an async function that resumes
    timers,     // node, browser: a timeout or an interval
    poll,       // node: the answer of the pool or a device; a task that arrives
    check,      // node: an immediate
    ready,      // asyncio: all of its callbacks
    frame,      // browser: an animation frame callback
    render,     // browser: the picture is made; it has no site
};

// What a callback waits for before it is ready. Each value except `other` stands for an operation in progress, or
// for a turn at something that others use: while the wait lasts, the callback is a strand of its program
// (metrics/numbers/strands.h).
enum class Awaits : uint8_t {
    other,  // a promise, a future or a task: whatever settles it is the strand, not the wait for it
    timer,
    frame,  // browser: the next picture
    pool,   // a thread of the pool, or a device that it uses
    lock,   // asyncio: a lock or a semaphore
    queue,  // asyncio: a message, or room for one
    event,  // asyncio: an event that has not been set
};
Awaits awaited_in(Phase phase);  // what all callbacks of the phase wait for; `other` for asyncio's

struct Callback {
    Time registered;
    MaybeTime ready;   // it can run from here
    MaybeTime began;   // none if it never ran
    MaybeTime ended;   // none although it began: the run ended first. If it was cancelled: when
    TaskId task;       // the task whose code it runs
    uint32_t by = no_callback;         // the callback that registered it
    CodeSite site;                      // where it was made: the body is there, or a function resumes after it
    uint32_t function = no_function;    // the function whose body it begins or resumes; none for a body without a name
    // Its position among the callbacks of its loop that began, from 1: several may begin at the same time.
    uint32_t turn = 0;
    uint16_t loop = 0;                 // numbered like the threads on screen: Thread::number
    uint16_t server = 0;
    Phase phase = Phase::script;
    bool cancelled = false;            // cleared, skipped or cancelled before it ran
    bool interrupted = false;          // what it waited for was cancelled: it resumes with that error
    Awaits awaits = Awaits::other;     // follows from the site and the phase, so it is not hashed
};

struct StackFrame {
    Time began;
    Time ended;
    uint32_t callback = no_callback;
    uint32_t function = 0;  // index into the functions of the scenario, or of a source text into `named`
    uint32_t depth = 1;     // 0 is the callback itself
    CodeSite site;          // where it was called: a place in the frame below
};

struct Stretch {
    Time began;
    Time ended;             // equal to began if the run ended first
    uint32_t callback = no_callback;
    CodeSite site;
};

struct Line {
    Time at;
    uint32_t callback = no_callback;
    CodeSite site;
    bool error = false;  // an error that nothing handled: printed on the error stream, not the console
    std::string text;
};

struct Either {
    uint32_t first = no_callback;  // the one that ran first in this run
    uint32_t second = no_callback;
};

// Recorded at the end of a run in which nothing can happen any more (Log::halted): a coroutine of asyncio that waits
// forever.
struct Blocked {
    uint32_t callback = no_callback;  // the one that would resume it
    uint32_t function = no_function;  // the function whose body it runs: the function of the task itself
    std::vector<uint32_t> on;         // like `callback`, for each coroutine that could end the wait: all of them wait
};

struct Named {
    std::string name;  // empty: a function without a name
    CodeSite site;     // where it begins
};

struct Exit {
    Time at;
    int code = 0;
};

// What went wrong in a program that is a text: the first error that nothing handled, or the limit that has ended it.
struct Failure {
    CodeSite site;        // none if it is not known
    std::string message;  // "Error: the disk is full"
};

struct Callbacks {
    Chunks<Callback> all;
    Chunks<StackFrame> frames;
    Chunks<Stretch> stretches;
    std::vector<Line> lines;
    std::vector<Either> either;
    std::vector<Blocked> blocked;  // follows from the rest, so it is not hashed
    std::vector<Named> named;
    std::optional<Exit> exit;
    std::optional<Failure> failure;

    bool empty() const { return all.empty() && lines.empty(); }
    // A vector may reserve twice its size, and a long text has its own allocation.
    static constexpr uint64_t bytes_a_line = 144;
    static_assert(sizeof(Line) * 2 + 32 <= bytes_a_line);
    uint64_t bytes() const {
        return all.size() * sizeof(Callback) + frames.size() * sizeof(StackFrame) + stretches.size() * sizeof(Stretch) +
               text_bytes + lines.size() * bytes_a_line;
    }
    void add_to(Hash& hash) const;
    uint64_t text_bytes = 0;
};

const char* phase_name(Phase phase);  // "next-tick"

}  // namespace trace
