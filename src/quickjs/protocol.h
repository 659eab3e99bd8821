#pragma once

// The requests to a JavaScript program, and its answers. Both are bytes, because the language may be in a separate
// module with its own memory (channel.h).
//
// A callback runs to completion immediately. The answer lists its effects in order, with the CPU time between them. The
// sender of the request applies each effect at its simulated time.

#include "quickjs/bytes.h"

#include <cstdint>
#include <string>
#include <vector>

namespace quickjs {

enum class Op : uint8_t {
    check,       // is the program's syntax right?
    open,        // creates a program with a number that no other has had; it does not run yet
    start,       // runs it
    call,        // runs callback `id`
    job,         // runs the first microtask
    rejections,  // reports promises that were rejected without a handler
    drained,     // nothing is left to run: process.on('beforeExit') and 'exit'
    close,
};

// Of check and open.
struct Program {
    std::string source;
    std::string name = "program.js";
    bool module = false;
    bool browser = false;
    uint64_t seed = 1;
    int64_t step_ns = 20;  // the CPU time of one step of the interpreter
    int64_t max_steps = 10'000'000;
    int64_t cores = 1;
    std::vector<std::string> devices;
};

constexpr int64_t start_of_time_ms = 1'767'225'600'000;  // 2026-01-01T00:00:00Z: the date at which a run begins
constexpr int max_depth = 1'000;                         // calls inside each other
constexpr uint64_t max_memory = 64u << 20;
constexpr uint64_t max_output = 1u << 20;           // bytes that a program prints; a line counts 16 more
constexpr int64_t max_time_ns = 3'600'000'000'000;  // a run ends after an hour of simulated time
constexpr uint32_t no_code = 0xFFFF'FFFF;

struct Place {
    uint32_t function = no_code;  // number of the function; no_code: the code at the top level
    uint32_t line = 0, column = 0;
    bool operator==(const Place&) const = default;
};

struct Effect {
    enum class Kind : uint8_t {
        function,   // function number `id` is called `text` and begins at `place`
        compute,    // uses a core for `ns`, in the frames of `stack`
        block,      // holds the thread for `ns`, without a core
        print,      // prints `text`; `flag`: on the error stream
        timer,      // `ns` after now, callback `id` runs; `flag`: repeatedly
        immediate,  // callback `id`
        tick,
        frame,
        task,     // `ns`: its priority (0 to 6), as in Turn (model/loop/queues.h)
        clear,    // prevents callback `id`, if it waits
        ref,      // callback `id` keeps the process alive, or not (`flag`)
        pool,     // callback `id` runs when a thread of the pool has done a job: `number` is its PoolJob::Kind,
                  // `ns` long
        device,   // callback `id` runs when device `number` - 1 has served it; `ns` - 1 long, or as long as it takes
                  // there (0); number 0: no device
        asked,    // reaction `id` of a promise was made; it runs function `number` or (`flag`) resumes it
        ready,    // reaction `id` can run
        dropped,  // reaction `id` will never run
        error,    // nothing has handled the error `text`, whose message begins at byte `number`
        exit,     // the process ends with code `number`
        stopped,  // a limit was reached: `number` is a Limit
    };
    Kind kind = Kind::print;
    bool flag = false;
    uint32_t id = 0;
    uint64_t number = 0;
    int64_t ns = 0;
    Place place;
    std::string text;
    std::vector<Place> stack;  // the innermost first
};

enum class Limit : uint64_t { steps, memory, output, lost, time };

struct Answer {
    enum class Kind : uint8_t { done, syntax_error, unknown };
    Kind kind = Kind::done;
    uint32_t program = 0;   // of open
    bool job = false;       // a microtask waits
    uint32_t reaction = 0;  // its reaction, or 0
    bool job_runs = false;  // it runs code of the program
    bool more = false;      // of drained: code has run, so send the request again
    uint64_t steps = 0;     // the number of steps that the interpreter has taken
    std::string message;    // of a syntax error
    uint32_t line = 0, column = 0;
    std::vector<Effect> effects;
};

void write(ByteWriter& out, const Program& program);
Program read_program(ByteReader& in);
void write(ByteWriter& out, const Answer& answer);
Answer read_answer(ByteReader& in);

}  // namespace quickjs
