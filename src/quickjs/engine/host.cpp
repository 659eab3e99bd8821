#include "quickjs/engine/host.h"

#include "quickjs/engine/program.h"

#include <algorithm>
#include <cmath>

namespace quickjs {

using Kind = Effect::Kind;

// A friend of OpenProgram. Each member is a function of JavaScript.
struct HostFunctions {
    static OpenProgram& program(JSContext* ctx) { return *static_cast<OpenProgram*>(JS_GetContextOpaque(ctx)); }

    static double number(JSContext* ctx, JSValueConst value) {
        double number = 0;
        if (JS_ToFloat64(ctx, &number, value) < 0) JS_FreeValue(ctx, JS_GetException(ctx));
        return std::isnan(number) ? 0 : number;
    }
    // Milliseconds in ns, at least 0 and at most 1000 days.
    static int64_t duration(JSContext* ctx, JSValueConst value) {
        constexpr double most = 86'400e6 * 1'000'000;
        return int64_t(std::min(std::max(number(ctx, value) * 1e6, 0.0), most) + 0.5);
    }

    static JSValue print(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        if (!self.answer_) return JS_UNDEFINED;
        size_t size = 0;
        const char* const text = JS_ToCStringLen(ctx, &size, argv[1]);
        if (!text) return JS_EXCEPTION;
        const bool errors = number(ctx, argv[0]) == 2;
        std::string whole;
        whole.swap(self.parts_[errors]);  // the text from write() comes first
        whole.append(text, size);
        JS_FreeCString(ctx, text);
        return emit(self, errors, std::move(whole));
    }
    static JSValue emit(OpenProgram& self, bool errors, std::string text) {
        self.flush();
        self.printed_ += text.size() + 16 * (1 + uint64_t(std::count(text.begin(), text.end(), '\n')));
        const Place place = self.here();  // this may add effects of its own
        Effect& effect = self.add(Kind::print);
        effect.flag = errors;
        effect.text = std::move(text);
        effect.place = place;
        return self.printed_ > max_output ? self.end(Limit::output) : JS_UNDEFINED;
    }

    static JSValue queue(JSContext* ctx, Kind kind, JSValueConst function, int64_t ns, bool repeats, int argc,
                         JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        if (!self.answer_) return JS_UNDEFINED;
        self.flush();
        const uint32_t id = self.keep(kind, function, argc, argv, repeats);
        const Place place = self.here();  // these may add effects of their own
        const uint64_t code = self.function_number(function);
        Effect& effect = self.add(kind);
        effect.id = id;
        effect.ns = ns;
        effect.flag = repeats;
        effect.place = place;
        effect.number = code;
        return JS_NewUint32(ctx, id);
    }
    // Done outside of the loop: `where` says by what.
    static JSValue queue_at(JSContext* ctx, Kind kind, JSValueConst function, int64_t ns, uint64_t where) {
        const JSValue id = queue(ctx, kind, function, ns, false, 0, nullptr);
        program(ctx).answer_->effects.back().number = where;  // queue() adds it last
        return id;
    }
    static JSValue set_timer(JSContext* ctx, JSValueConst, int argc, JSValueConst* argv) {
        constexpr double longest = 2'147'483'647;
        double ms = number(ctx, argv[1]);
        if (!(ms <= longest)) ms = 1;
        if (ms < 0) ms = 0;
        return queue(ctx, Kind::timer, argv[0], int64_t(ms * 1e6 + 0.5), JS_ToBool(ctx, argv[2]), std::max(argc - 3, 0),
                     argv + 3);
    }
    static JSValue set_immediate(JSContext* ctx, JSValueConst, int argc, JSValueConst* argv) {
        return queue(ctx, Kind::immediate, argv[0], 0, false, std::max(argc - 1, 0), argv + 1);
    }
    static JSValue next_tick(JSContext* ctx, JSValueConst, int argc, JSValueConst* argv) {
        return queue(ctx, Kind::tick, argv[0], 0, false, std::max(argc - 1, 0), argv + 1);
    }
    static JSValue request_frame(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        return queue(ctx, Kind::frame, argv[0], 0, false, 0, nullptr);
    }
    // Page only. 0: next, before everything else; 2, 4, 6: the priorities of the scheduler, and 1, 3, 5: the
    // continuations that come before them.
    static JSValue post_task(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        const int64_t priority = int64_t(std::min(std::max(number(ctx, argv[1]), 0.0), 6.0));
        return queue(ctx, Kind::task, argv[0], priority, false, 0, nullptr);
    }
    // Changes whenever something other than a microtask begins.
    static JSValue turn(JSContext* ctx, JSValueConst, int, JSValueConst*) {
        return JS_NewInt64(ctx, program(ctx).turn_);
    }
    // Returns the number of the timer, immediate, frame or task that the argument names. Programs may pass any number;
    // returns 0 if it belongs to nothing that waits.
    static uint32_t waiting(JSContext* ctx, JSValueConst argument) {
        const OpenProgram& self = program(ctx);
        const double id = number(ctx, argument);
        if (!self.answer_ || !(id >= 1 && id <= 4e9)) return 0;
        const auto at = self.callables_.find(uint32_t(id));
        if (at == self.callables_.end()) return 0;
        switch (at->second.kind) {
            case Kind::timer:
            case Kind::immediate:
            case Kind::frame:
            case Kind::task: return at->first;
            default: return 0;
        }
    }
    static JSValue clear(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        const uint32_t id = waiting(ctx, argv[0]);
        if (id == 0) return JS_UNDEFINED;
        OpenProgram& self = program(ctx);
        const auto at = self.callables_.find(id);
        OpenProgram::Callable callable = std::move(at->second);
        self.callables_.erase(at);
        self.release(callable);
        self.flush();
        self.add(Kind::clear).id = id;
        return JS_UNDEFINED;
    }
    // Node only: whether a timer or an immediate keeps the process alive.
    static JSValue ref(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        const uint32_t id = waiting(ctx, argv[0]);
        if (id == 0) return JS_UNDEFINED;
        OpenProgram& self = program(ctx);
        self.flush();
        Effect& effect = self.add(Kind::ref);
        effect.id = id;
        effect.flag = JS_ToBool(ctx, argv[1]);
        return JS_UNDEFINED;
    }
    static JSValue pool(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        if (!self.answer_) return JS_UNDEFINED;
        const char* const kind = JS_ToCString(ctx, argv[0]);
        if (!kind) return JS_EXCEPTION;
        constexpr std::string_view kinds[] = {"compute", "block", "stat", "readFile"};
        const auto at = std::find(std::begin(kinds), std::end(kinds), kind);
        JS_FreeCString(ctx, kind);
        constexpr int64_t file_trip = 100'000;  // of a file operation through the pool
        const int64_t ns = JS_IsUndefined(argv[1]) ? file_trip : duration(ctx, argv[1]);
        // A page has no simulated pool, so it waits for the same time.
        if (self.program_.browser) return queue_at(ctx, Kind::device, argv[2], ns + 1, 0);
        return queue_at(ctx, Kind::pool, argv[2], ns, uint64_t(at == std::end(kinds) ? 1 : at - std::begin(kinds)));
    }
    static JSValue device(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        if (!self.answer_) return JS_UNDEFINED;
        const bool timed = !JS_IsUndefined(argv[1]);
        uint64_t device = 0;
        if (!JS_IsUndefined(argv[0])) {
            const char* const name = JS_ToCString(ctx, argv[0]);
            if (!name) return JS_EXCEPTION;
            const auto& all = self.program_.devices;
            const auto at = std::find(all.begin(), all.end(), name);
            if (at != all.end()) device = uint64_t(at - all.begin()) + 1;
            if (at == all.end() && !timed) {
                std::string known;
                for (const std::string& one : all) known += (known.empty() ? "" : ", ") + one;
                const JSValue error =
                    JS_ThrowRangeError(ctx, "there is no device '%.60s'; %s%.150s", name,
                                       all.empty() ? "the scenario has no devices, so say how long it takes"
                                                   : "those of the scenario are: ",
                                       known.c_str());
                JS_FreeCString(ctx, name);
                return error;
            }
            JS_FreeCString(ctx, name);
        }
        return queue_at(ctx, Kind::device, argv[2], timed ? duration(ctx, argv[1]) + 1 : 0, device);
    }
    static JSValue compute(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        const int64_t ns = duration(ctx, argv[0]);
        self.flush();
        if (self.began_ + self.cpu_ + ns > max_time_ns) return self.end(Limit::time);
        self.spend(ns);
        return JS_UNDEFINED;
    }
    static JSValue block(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        const int64_t ns = duration(ctx, argv[0]);
        if (!self.answer_ || ns == 0) return JS_UNDEFINED;
        self.flush();
        if (self.began_ + self.cpu_ + ns > max_time_ns) return self.end(Limit::time);
        std::vector<Place> frames = self.stack();  // this may add effects of its own
        Effect& effect = self.add(Kind::block);
        effect.ns = ns;
        effect.stack = std::move(frames);
        self.cpu_ += ns;
        return JS_UNDEFINED;
    }
    static JSValue now(JSContext* ctx, JSValueConst, int, JSValueConst*) {
        return JS_NewFloat64(ctx, double(program(ctx).read_clock()) / 1e6);
    }
    static JSValue unix_time(JSContext* ctx, JSValueConst, int, JSValueConst*) {
        return JS_NewFloat64(ctx, double(start_of_time_ms) + double(program(ctx).read_clock()) / 1e6);
    }
    static JSValue exit(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        self.flush();
        self.end_process(int64_t(std::min(std::max(number(ctx, argv[0]), -9e15), 9e15)));
        return self.uncatchable("the process has ended");
    }
    static JSValue write(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        const bool errors = number(ctx, argv[0]) == 2;
        std::string& part = self.parts_[errors];
        size_t size = 0;
        const char* const text = JS_ToCStringLen(ctx, &size, argv[1]);
        if (!text) return JS_EXCEPTION;
        const size_t before = part.size();
        part.append(text, size);
        JS_FreeCString(ctx, text);
        const size_t last = std::string_view(part).substr(before).rfind('\n');
        if (last == std::string::npos && part.size() < max_output) return JS_UNDEFINED;
        const size_t taken = last == std::string::npos ? part.size() : before + last;
        std::string lines = part.substr(0, taken);
        part.erase(0, taken + 1);
        return emit(self, errors, std::move(lines));
    }
    // Page only: the error is reported as if nothing had caught it, and the caller continues.
    static JSValue report_error(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        self.uncaught(JS_DupValue(ctx, argv[0]), false);
        return self.over_ ? self.uncatchable("the program has ended") : JS_UNDEFINED;
    }
    static JSValue next_rejection(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        const OpenProgram::Rejection next = self.next_rejection(size_t(std::max(number(ctx, argv[0]), 0.0)));
        if (JS_IsUndefined(next.promise)) return JS_UNDEFINED;
        const JSValue pair = JS_NewArray(ctx);
        JS_SetPropertyUint32(ctx, pair, 0, next.promise);
        JS_SetPropertyUint32(ctx, pair, 1, next.reason);
        return pair;
    }
    static JSValue print_rejection(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        OpenProgram& self = program(ctx);
        self.flush();
        self.add_error(argv[0], true);
        return self.over_ ? self.uncatchable("the program has ended") : JS_UNDEFINED;
    }
    static JSValue detach(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        JS_DetachArrayBuffer(ctx, argv[0]);
        return JS_UNDEFINED;
    }
    static JSValue promise_state(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        return qx_promise_state(ctx, argv[0]);
    }
    static JSValue proxy_details(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        return qx_proxy_details(ctx, argv[0]);
    }
    static JSValue class_name(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        return qx_class_name(ctx, argv[0]);
    }
    static JSValue iterator_entries(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        return qx_iterator_entries(ctx, argv[0]);
    }
    static JSValue queue_microtask(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        if (!JS_IsFunction(ctx, argv[0])) return JS_ThrowTypeError(ctx, "the callback must be a function");
        program(ctx).flush();
        return qx_queue_microtask(ctx, argv[0]) < 0 ? JS_EXCEPTION : JS_UNDEFINED;
    }
    static JSValue random(JSContext* ctx, JSValueConst, int, JSValueConst*) {
        const JSValue global = JS_GetGlobalObject(ctx), math = JS_GetPropertyStr(ctx, global, "Math");
        const JSAtom name = JS_NewAtom(ctx, "random");
        const JSValue value = JS_Invoke(ctx, math, name, 0, nullptr);
        JS_FreeAtom(ctx, name);
        JS_FreeValue(ctx, math);
        JS_FreeValue(ctx, global);
        return value;
    }
    static JSValue library(JSContext* ctx, JSValueConst, int, JSValueConst*) {
        const JSValue script = program(ctx).prelude_script(1);
        return JS_IsException(script) ? script : JS_EvalFunction(ctx, script);
    }
    static JSValue uncounted(JSContext* ctx, JSValueConst, int, JSValueConst* argv) {
        return JS_Call(ctx, argv[0], JS_UNDEFINED, 0, nullptr);
    }
};

JSValue make_host(JSContext* ctx) {
    struct Row {
        const char* name;
        JSCFunction* function;
        int length;
    };
    using F = HostFunctions;
    constexpr Row rows[] = {
        {"print", F::print, 2},
        {"setTimer", F::set_timer, 3},
        {"setImmediate", F::set_immediate, 1},
        {"nextTick", F::next_tick, 1},
        {"requestFrame", F::request_frame, 1},
        {"postTask", F::post_task, 2},
        {"turn", F::turn, 0},
        {"reportError", F::report_error, 1},
        {"nextRejection", F::next_rejection, 1},
        {"printRejection", F::print_rejection, 1},
        {"detach", F::detach, 1},
        {"queueMicrotask", F::queue_microtask, 1},
        {"clear", F::clear, 1},
        {"ref", F::ref, 2},
        {"pool", F::pool, 5},
        {"device", F::device, 4},
        {"compute", F::compute, 1},
        {"block", F::block, 1},
        {"now", F::now, 0},
        {"unixTime", F::unix_time, 0},
        {"exit", F::exit, 1},
        {"write", F::write, 2},
        {"promiseState", F::promise_state, 1},
        {"proxyDetails", F::proxy_details, 1},
        {"className", F::class_name, 1},
        {"iteratorEntries", F::iterator_entries, 1},
        {"random", F::random, 0},
        {"uncounted", F::uncounted, 1},
        {"library", F::library, 0},
    };
    const JSValue host = JS_NewObject(ctx);
    for (const Row& row : rows)
        JS_SetPropertyStr(ctx, host, row.name, JS_NewCFunction(ctx, row.function, row.name, row.length));
    return host;
}

}  // namespace quickjs
