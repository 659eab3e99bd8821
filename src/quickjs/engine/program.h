#pragma once

// An open JavaScript program: a runtime of QuickJS, the prelude (quickjs/prelude) and what the program has requested.
// It runs one callback at a time, and records what that callback did.

#include "quickjs/engine/engine.h"
#include "quickjs/protocol.h"

#include <map>
#include <string>
#include <vector>

namespace quickjs {

class OpenProgram {
public:
    // `whole`: it will run, so it gets the prelude.
    OpenProgram(const Program& program, bool whole);
    ~OpenProgram();
    OpenProgram(const OpenProgram&) = delete;
    OpenProgram& operator=(const OpenProgram&) = delete;

    // Compiles the program. If there is an error, the answer contains its place.
    void check(Answer& answer);
    // Requires that it was compiled without an error.
    // `frame`: the time of the picture for which an animation frame callback runs.
    void perform(Op op, uint32_t id, int64_t now, int64_t frame, Answer& answer);

    static uint64_t bytes_in_use();  // of all programs

private:
    friend struct HostFunctions;

    class Request {  // while it lives, the answer is written
    public:
        Request(OpenProgram& program, Answer& answer, int64_t now);
        ~Request();
        Request(const Request&) = delete;
        Request& operator=(const Request&) = delete;

    private:
        OpenProgram& program_;
    };

    struct Callable {
        JSValue function;
        std::vector<JSValue> args;
        Effect::Kind kind = Effect::Kind::timer;
        bool repeats = false;
    };
    struct Rejection {
        JSValue promise, reason;
    };
    struct Heap {  // what the functions that allocate memory see
        OpenProgram* program = nullptr;
        uint64_t used = 0;
        bool over = false;
    };

    // ---- making it (program.cpp)
    void load_prelude();
    JSValue prelude_script(size_t which);
    static JSModuleDef* load_module(JSContext* ctx, const char* name, void* opaque);
    static int fill_module(JSContext* ctx, JSModuleDef* module);
    void internal_error();
    bool compile(Answer& answer);

    // ---- running it (running.cpp)
    void start();
    void settle_module();
    void call(uint32_t id, int64_t frame);
    void run_job();
    bool report_rejections();
    void report_rejections_later();
    Rejection next_rejection(size_t end);  // the caller frees it
    bool drained(bool last);
    void settle(JSValue result);  // takes the result of a call, and reports an error that nothing handles
    void uncaught(JSValue error, bool rejected);
    JSValue hook(const char* name, int argc, JSValue* argv);
    void exit(int64_t code);
    int64_t ask_exit(int64_t code);
    void end_process(int64_t code);
    void add_error(JSValueConst error, bool rejected);
    Place place_of_error(JSValueConst error);
    std::string head_of_error(const Place& place);
    std::string words_of(JSValueConst value);
    JSValue uncatchable(const char* why);
    JSValue end(Limit limit);  // stop() in a function of the host
    static void rejection(JSContext* ctx, JSValueConst promise, JSValueConst reason, JS_BOOL handled, void* opaque);
    void release(Callable& callable);

    // ---- time and places (running.cpp)
    static int poll(JSRuntime* rt, void* opaque);
    static void switched(JSContext* ctx, int was_inside);
    static void asked(JSContext* ctx, uint32_t id, int kind, const QxPlace* place);
    static void ready(JSContext* ctx, uint32_t id);
    static int64_t clock_us();
    static const char* source(JSContext* ctx, size_t* length);
    void count(bool inside);
    void flush();  // adds the computing since the last effect
    int64_t now_ns();
    int64_t read_clock();
    void spend(int64_t ns);
    Effect& add(Effect::Kind kind);
    Place here();
    Place place_of(const QxPlace& place);
    std::vector<Place> stack();
    uint32_t function_of(const void* code);
    uint64_t function_number(JSValueConst function);
    void stop(Limit limit);
    uint32_t keep(Effect::Kind kind, JSValueConst function, int argc, JSValueConst* argv, bool repeats);

    // ---- memory (heap.cpp)
    static void* allocate(JSMallocState* state, size_t size);
    static void deallocate(JSMallocState* state, void* block);
    static void* reallocate(JSMallocState* state, void* block, size_t size);
    static size_t size_of(const void* block);
    static const JSMallocFunctions malloc_functions;
    static const uint64_t soft_limit;

    const Program program_;
    const bool whole_;
    Heap heap_;
    JSRuntime* rt_ = nullptr;
    JSContext* ctx_ = nullptr;
    JSValue prelude_ = JS_UNDEFINED;  // what install() returned
    JSValue main_ = JS_UNDEFINED;     // the compiled program
    JSValue promise_ = JS_UNDEFINED;  // of the evaluation of a module
    JSValue failure_ = JS_UNDEFINED;  // an error that occurred before it runs
    const void* top_code_ = nullptr;  // CommonJS: the function that wraps the program
    std::map<uint32_t, Callable> callables_;
    uint32_t last_callable_ = 0;
    int64_t turn_ = 0;                   // the number of callbacks that were called, without microtasks
    std::vector<Rejection> rejections_;  // undefined: it was handled
    // A page: those before `posted_` have a task that reports them, and those before `reported_` have been reported.
    size_t posted_ = 0, reported_ = 0;
    std::map<const void*, size_t> rejection_of_;  // where a promise is in rejections_; looked up, never walked
    std::vector<JSValue> late_;                   // promises that received a handler after their rejection was reported

    Answer* answer_ = nullptr;  // the answer to the current request
    bool over_ = false;         // the process has ended
    bool exiting_ = false;      // process.exit() was called: nothing can catch that
    int64_t began_ = 0;         // the simulated time at which the callback began
    int64_t cpu_ = 0;           // the CPU time that it has used by the last effect
    int64_t counted_ = 0;       // qx_polls() when they were counted last
    int64_t pending_polls_ = 0, pending_ns_ = 0;
    int64_t steps_ = 0, inside_steps_ = 0;
    int64_t steps_before_ = 0;  // of earlier callbacks
    uint64_t answer_size_ = 0;  // about how much memory the effects take
    uint64_t printed_ = 0;
    std::string parts_[2];  // the unfinished line of each of the two streams
    std::map<const void*, std::pair<uint32_t, std::pair<int, int>>> functions_;  // looked up, never walked
    uint32_t last_function_ = 0;
    Place last_read_;  // the place of the last reading of the clock, and how often it was read there in a row
    size_t effects_at_read_ = 0;
    int reads_ = 0;
};

}  // namespace quickjs
