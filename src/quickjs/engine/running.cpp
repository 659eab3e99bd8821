// Runs a program: callbacks, errors, time and places.

#include "quickjs/engine/program.h"

#include <algorithm>
#include <cstring>

namespace quickjs {

using Kind = Effect::Kind;

namespace {

// QuickJS requests the date without naming the runtime.
OpenProgram* running = nullptr;

constexpr int max_stack = 64;  // frames that are shown

// The effects of one callback. The sizes are the same in 32 and 64 bits, so that a program ends at the same place.
constexpr uint64_t max_answer = 32u << 20, size_of_effect = 128, size_of_place = 12;

OpenProgram& program_of(JSContext* ctx) { return *static_cast<OpenProgram*>(JS_GetContextOpaque(ctx)); }

}  // namespace

OpenProgram::Request::Request(OpenProgram& program, Answer& answer, int64_t now) : program_(program) {
    running = &program;
    program.answer_ = &answer;
    program.began_ = now;
    program.cpu_ = 0;
    program.reads_ = 0;
    program.answer_size_ = 0;
    program.counted_ = qx_polls(program.ctx_);
    program.steps_before_ = program.steps_ + program.inside_steps_;
}

OpenProgram::Request::~Request() {
    Answer& answer = *program_.answer_;
    answer.steps = uint64_t(program_.steps_ + program_.inside_steps_ - program_.steps_before_);
    QxJob job;
    if (!program_.over_ && qx_next_job(program_.ctx_, &job)) {
        answer.job = true;
        answer.job_runs = job.runs;
        answer.reaction = job.id;
    }
    program_.answer_ = nullptr;
    running = nullptr;
}

void OpenProgram::perform(Op op, uint32_t id, int64_t now, int64_t frame, Answer& answer) {
    Request request(*this, answer, now);
    if (over_) return;
    switch (op) {
        case Op::start: start(); break;
        case Op::call: call(id, frame); break;
        case Op::job: run_job(); break;
        case Op::rejections: answer.more = report_rejections(); break;
        case Op::drained: answer.more = drained(id != 0); break;
        default: break;
    }
    flush();
}

// ---- callbacks ----------------------------------------------------------------------------

void OpenProgram::start() {
    if (!JS_IsUndefined(failure_)) {
        const JSValue error = failure_;
        failure_ = JS_UNDEFINED;
        uncaught(error, false);
        return;
    }
    const JSValue main = main_;
    main_ = JS_UNDEFINED;
    if (program_.module) {
        promise_ = JS_EvalFunction(ctx_, main);
        if (!JS_IsException(promise_)) return settle_module();
        promise_ = JS_UNDEFINED;
        settle(JS_EXCEPTION);
        return;
    }
    JSValue value = JS_EvalFunction(ctx_, main);
    if (JS_IsException(value) || program_.browser) return settle(value);
    QxPlace place;
    if (qx_definition(ctx_, value, &place)) top_code_ = place.code;
    const JSValue make = JS_GetPropertyStr(ctx_, prelude_, "commonJs");
    const JSValue common = JS_Call(ctx_, make, JS_UNDEFINED, 0, nullptr);
    JSValue args[] = {JS_GetPropertyStr(ctx_, common, "exports"), JS_GetPropertyStr(ctx_, common, "require"),
                      JS_GetPropertyStr(ctx_, common, "module"), JS_GetPropertyStr(ctx_, common, "__filename"),
                      JS_GetPropertyStr(ctx_, common, "__dirname")};
    JS_FreeValue(ctx_, make);
    JS_FreeValue(ctx_, common);
    const JSValue result = JS_Call(ctx_, value, args[0], 5, args);
    for (const JSValue& each : args) JS_FreeValue(ctx_, each);
    JS_FreeValue(ctx_, value);
    settle(result);
}

// An error of a module is an uncaught error: a reaction reports it, before the ticks.
void OpenProgram::settle_module() {
    if (!JS_IsObject(promise_)) return;
    if (JS_PromiseState(ctx_, promise_) == JS_PROMISE_REJECTED && rejections_.size() >= 2) {
        Rejection& inner = rejections_[rejections_.size() - 2];  // the promise of its code, which is internal
        if (JS_IsObject(inner.promise)) {
            rejection_of_.erase(JS_VALUE_GET_PTR(inner.promise));
            JS_FreeValue(ctx_, inner.promise);
            JS_FreeValue(ctx_, inner.reason);
            inner = {JS_UNDEFINED, JS_UNDEFINED};
        }
    }
    const auto rejected = [](JSContext* ctx, JSValueConst, int, JSValueConst* argv) -> JSValue {
        OpenProgram& self = program_of(ctx);
        self.uncaught(JS_DupValue(ctx, argv[0]), true);
        return self.over_ ? self.uncatchable("the process has ended") : JS_UNDEFINED;
    };
    JSValue args[] = {JS_UNDEFINED, JS_NewCFunction(ctx_, rejected, "", 1)};
    const JSAtom then = JS_NewAtom(ctx_, "then");
    const JSValue result = JS_Invoke(ctx_, promise_, then, 2, args);
    JS_FreeAtom(ctx_, then);
    JS_FreeValue(ctx_, args[1]);
    settle(result);
}

void OpenProgram::call(uint32_t id, int64_t frame) {
    const auto at = callables_.find(id);
    if (at == callables_.end()) return;  // it has been cleared
    Callable callable = at->second;
    if (callable.repeats) {
        JS_DupValue(ctx_, callable.function);
        for (const JSValue& value : callable.args) JS_DupValue(ctx_, value);
    } else {
        callables_.erase(at);
    }
    ++turn_;
    if (callable.kind == Kind::frame) callable.args.push_back(JS_NewFloat64(ctx_, double(frame) / 1e6));
    const JSValue result =
        JS_Call(ctx_, callable.function, JS_UNDEFINED, int(callable.args.size()), callable.args.data());
    release(callable);
    settle(result);
}

void OpenProgram::run_job() {
    JSContext* ctx = nullptr;
    const int done = JS_ExecutePendingJob(rt_, &ctx);
    if (done < 0) settle(JS_EXCEPTION);
}

void OpenProgram::settle(JSValue result) {
    flush();
    if (!JS_IsException(result)) {
        JS_FreeValue(ctx_, result);
        return;
    }
    const JSValue error = JS_GetException(ctx_);
    if (over_) {
        JS_FreeValue(ctx_, error);
        return;
    }
    if (JS_IsNull(error) && heap_.over) {
        stop(Limit::memory);
        return;
    }
    uncaught(error, false);
}

uint32_t OpenProgram::keep(Kind kind, JSValueConst function, int argc, JSValueConst* argv, bool repeats) {
    Callable& callable = callables_[++last_callable_];
    callable.function = JS_DupValue(ctx_, function);
    callable.kind = kind;
    callable.repeats = repeats;
    for (int i = 0; i < argc; ++i) callable.args.push_back(JS_DupValue(ctx_, argv[i]));
    return last_callable_;
}

// ---- errors and the end ---------------------------------------------------------------------

// Calls a function of the prelude's `hooks`; undefined if there is none.
JSValue OpenProgram::hook(const char* name, int argc, JSValue* argv) {
    if (!JS_IsObject(prelude_)) return JS_UNDEFINED;
    const JSValue hooks = JS_GetPropertyStr(ctx_, prelude_, "hooks");
    const JSValue function = JS_IsObject(hooks) ? JS_GetPropertyStr(ctx_, hooks, name) : JS_UNDEFINED;
    JSValue result = JS_UNDEFINED;
    if (JS_IsFunction(ctx_, function)) result = JS_Call(ctx_, function, hooks, argc, argv);
    JS_FreeValue(ctx_, function);
    JS_FreeValue(ctx_, hooks);
    return result;
}

// Takes the error.
void OpenProgram::uncaught(JSValue error, bool rejected) {
    flush();
    const Place place = program_.browser ? place_of_error(error) : Place{};
    JSValue args[] = {error, JS_NewString(ctx_, rejected ? "unhandledRejection" : "uncaughtException"),
                      JS_NewUint32(ctx_, place.line), JS_NewUint32(ctx_, place.column)};
    const JSValue handled = hook("uncaughtException", 4, args);
    JS_FreeValue(ctx_, args[1]);
    if (over_) {
        JS_FreeValue(ctx_, error);
        JS_FreeValue(ctx_, JS_GetException(ctx_));
        return;
    }
    int64_t code = 1;
    if (JS_IsException(handled)) {  // the handler has thrown
        JS_FreeValue(ctx_, error);
        error = JS_GetException(ctx_);
        code = 7;
    } else if (JS_ToBool(ctx_, handled)) {
        JS_FreeValue(ctx_, handled);
        JS_FreeValue(ctx_, error);
        return;
    }
    JS_FreeValue(ctx_, handled);
    flush();
    // Listeners of 'exit' run before the error is printed; one that ends the process keeps it from being printed.
    if (!program_.browser) code = ask_exit(code);
    if (!over_) add_error(error, rejected);
    JS_FreeValue(ctx_, error);
    if (!program_.browser) end_process(code);
}

void OpenProgram::add_error(JSValueConst error, bool rejected) {
    JSValue format = JS_IsObject(prelude_) ? JS_GetPropertyStr(ctx_, prelude_, "formatUncaught") : JS_UNDEFINED;
    JSValue text = JS_UNDEFINED;
    size_t message_at = 0;  // after the lines that show the place
    if (JS_IsFunction(ctx_, format)) {
        JSValue args[] = {JS_DupValue(ctx_, error), JS_NewBool(ctx_, rejected)};
        text = JS_Call(ctx_, format, JS_UNDEFINED, 2, args);
        JS_FreeValue(ctx_, args[0]);
        if (JS_IsException(text)) {
            JS_FreeValue(ctx_, JS_GetException(ctx_));
            text = JS_UNDEFINED;
        }
        if (JS_IsObject(text)) {
            const JSValue header = JS_GetPropertyStr(ctx_, text, "header");
            const JSValue body = JS_GetPropertyStr(ctx_, text, "body");
            const std::string head = JS_IsString(header) ? words_of(header) : head_of_error(place_of_error(error));
            const std::string all = head.empty() ? words_of(body) : head + '\n' + words_of(body);
            message_at = std::min(all.find_first_not_of('\n', head.size()), all.size());
            JS_FreeValue(ctx_, header);
            JS_FreeValue(ctx_, body);
            JS_FreeValue(ctx_, text);
            text = JS_NewStringLen(ctx_, all.data(), all.size());
        }
    }
    JS_FreeValue(ctx_, format);
    if (!JS_IsString(text)) {
        JS_FreeValue(ctx_, text);
        text = JS_ToString(ctx_, error);
    }
    if (over_) {  // a limit was reached while the text of the error was made
        JS_FreeValue(ctx_, text);
        return;
    }
    Effect effect;
    effect.kind = Kind::error;
    if (const char* const words = JS_ToCString(ctx_, text)) {
        effect.text = words;
        JS_FreeCString(ctx_, words);
    } else {
        JS_FreeValue(ctx_, JS_GetException(ctx_));
    }
    effect.place = place_of_error(error);
    effect.number = message_at;
    JS_FreeValue(ctx_, text);
    if (answer_) answer_->effects.push_back(std::move(effect));
}

std::string OpenProgram::words_of(JSValueConst value) {
    size_t size = 0;
    const char* const text = JS_ToCStringLen(ctx_, &size, value);
    if (!text) {
        JS_FreeValue(ctx_, JS_GetException(ctx_));
        return {};
    }
    std::string words(text, size);
    JS_FreeCString(ctx_, text);
    return words;
}

// "program.js:3", the line of the program, and a mark below the place.
std::string OpenProgram::head_of_error(const Place& place) {
    if (place.line == 0) return {};
    size_t at = 0;
    for (uint32_t line = 1; line < place.line && at != std::string::npos; ++line) {
        at = program_.source.find('\n', at);
        if (at != std::string::npos) ++at;
    }
    if (at == std::string::npos) return {};
    const std::string line = program_.source.substr(at, program_.source.find('\n', at) - at);
    std::string mark;
    for (size_t i = 0; i + 1 < place.column && i < line.size(); ++i) mark += line[i] == '\t' ? '\t' : ' ';
    return program_.name + ':' + std::to_string(place.line) + '\n' + line + '\n' + mark + "^\n";
}

// The first line of its stack that belongs to the program.
Place OpenProgram::place_of_error(JSValueConst error) {
    Place place;
    if (!JS_IsObject(error)) return place;
    const JSValue stack = JS_GetPropertyStr(ctx_, error, "stack");
    if (JS_IsException(stack)) JS_FreeValue(ctx_, JS_GetException(ctx_));
    if (JS_IsString(stack)) {
        if (const char* const text = JS_ToCString(ctx_, stack)) {
            const std::string name = program_.name + ":";
            const char* const frames = std::strstr(text, "\n    at ");  // the message is in front of them
            const char* at = std::strstr(frames ? frames : text, name.c_str());
            for (; at; at = std::strstr(at + 1, name.c_str())) {
                unsigned line = 0, column = 0;
                const char* digits = at + name.size();
                for (; *digits >= '0' && *digits <= '9' && line < 1'000'000; ++digits)
                    line = line * 10 + unsigned(*digits - '0');
                if (*digits == ':')
                    for (++digits; *digits >= '0' && *digits <= '9' && column < 1'000'000; ++digits)
                        column = column * 10 + unsigned(*digits - '0');
                if (line == 0) continue;
                place.line = line;
                place.column = column;
                break;
            }
            JS_FreeCString(ctx_, text);
        }
    }
    JS_FreeValue(ctx_, stack);
    return place;
}

void OpenProgram::rejection(JSContext* ctx, JSValueConst promise, JSValueConst reason, JS_BOOL handled, void* opaque) {
    OpenProgram& self = *static_cast<OpenProgram*>(opaque);
    auto& all = self.rejections_;
    if (!handled) {
        self.rejection_of_[JS_VALUE_GET_PTR(promise)] = all.size();
        all.push_back({JS_DupValue(ctx, promise), JS_DupValue(ctx, reason)});
        return;
    }
    const auto at = self.rejection_of_.find(JS_VALUE_GET_PTR(promise));
    if (at == self.rejection_of_.end()) {  // it has been reported already
        self.late_.push_back(JS_DupValue(ctx, promise));
        return;
    }
    Rejection& gone = all[at->second];
    self.rejection_of_.erase(at);
    JS_FreeValue(ctx, gone.promise);
    JS_FreeValue(ctx, gone.reason);
    gone = {JS_UNDEFINED, JS_UNDEFINED};
}

bool OpenProgram::report_rejections() {
    std::vector<JSValue> late;
    late.swap(late_);
    for (JSValue promise : late) {
        const JSValue result = over_ ? JS_UNDEFINED : hook("rejectionHandled", 1, &promise);
        if (JS_IsException(result)) settle(JS_EXCEPTION);
        JS_FreeValue(ctx_, result);
        JS_FreeValue(ctx_, promise);
    }
    if (program_.browser) {
        report_rejections_later();
        return false;
    }
    std::vector<Rejection> all;
    all.swap(rejections_);
    rejection_of_.clear();
    bool any = false;
    for (const Rejection& one : all) {
        if (JS_IsUndefined(one.promise)) continue;
        any = true;
        if (!over_) {
            JSValue args[] = {one.reason, one.promise};
            const JSValue handled = hook("unhandledRejection", 2, args);
            if (JS_IsException(handled)) settle(JS_EXCEPTION);
            else if (!JS_ToBool(ctx_, handled)) uncaught(JS_DupValue(ctx_, one.reason), true);
            JS_FreeValue(ctx_, handled);
        }
        JS_FreeValue(ctx_, one.promise);
        JS_FreeValue(ctx_, one.reason);
    }
    return any;
}

// In a page, a task reports the rejections that nothing has handled until then.
void OpenProgram::report_rejections_later() {
    const auto open = [](const Rejection& one) { return !JS_IsUndefined(one.promise); };
    if (over_ || std::none_of(rejections_.begin() + std::ptrdiff_t(posted_), rejections_.end(), open)) {
        rejections_.resize(posted_);  // the others have been handled
        return;
    }
    posted_ = rejections_.size();
    JSValue number = JS_NewInt64(ctx_, int64_t(posted_));
    const JSValue result = hook("rejected", 1, &number);
    if (JS_IsException(result)) settle(JS_EXCEPTION);
    JS_FreeValue(ctx_, result);
}

// Returns the first rejection before number `end` that has not been reported or handled; undefined if there is none.
OpenProgram::Rejection OpenProgram::next_rejection(size_t end) {
    Rejection next{JS_UNDEFINED, JS_UNDEFINED};
    while (reported_ < std::min(end, rejections_.size()) && JS_IsUndefined(next.promise))
        std::swap(next, rejections_[reported_++]);
    if (!JS_IsUndefined(next.promise)) {
        rejection_of_.erase(JS_VALUE_GET_PTR(next.promise));
    } else if (reported_ == posted_ && reported_ == rejections_.size()) {
        rejections_.clear();
        posted_ = reported_ = 0;
    }
    return next;
}

// Returns whether code has run that may have caused something new.
bool OpenProgram::drained(bool last) {
    if (program_.browser) return false;
    const bool waits = JS_IsObject(promise_) && JS_PromiseState(ctx_, promise_) == JS_PROMISE_PENDING;
    JSValue code = JS_NewInt32(ctx_, waits ? 13 : 0);
    if (!last) {
        if (waits) return false;
        const JSValue ran = hook("beforeExit", 1, &code);
        if (JS_IsException(ran)) settle(JS_EXCEPTION);
        const bool more = JS_IsBool(ran) && JS_ToBool(ctx_, ran);
        JS_FreeValue(ctx_, ran);
        return more;
    }
    if (waits) {
        Effect& effect = add(Kind::print);
        effect.flag = true;
        effect.text = "Warning: Detected unsettled top-level await";
    }
    exit(waits ? 13 : -1);
    return false;
}

// Runs the listeners of 'exit' once. Returns the exit code of the process. -1: the code that the program has set, or 0.
int64_t OpenProgram::ask_exit(int64_t code) {
    if (over_ || exiting_) return std::max<int64_t>(code, 0);
    exiting_ = true;
    JSValue argument = code < 0 ? JS_UNDEFINED : JS_NewInt64(ctx_, code);
    const JSValue chosen = hook("exit", 1, &argument);
    code = std::max<int64_t>(code, 0);
    if (JS_IsException(chosen)) {
        const JSValue error = JS_GetException(ctx_);
        if (!over_) add_error(error, false);
        JS_FreeValue(ctx_, error);
        code = 1;
    } else if (JS_IsNumber(chosen)) {
        JS_ToInt64(ctx_, &code, chosen);
    }
    JS_FreeValue(ctx_, chosen);
    flush();
    return code;
}

void OpenProgram::exit(int64_t code) {
    if (over_ || exiting_) return;
    end_process(ask_exit(code));
}

void OpenProgram::end_process(int64_t code) {
    if (over_) return;
    for (int stream = 0; stream < 2 && answer_; ++stream) {
        if (parts_[stream].empty()) continue;
        Effect& effect = add(Kind::print);
        effect.flag = stream == 1;
        effect.text.swap(parts_[stream]);
    }
    over_ = true;
    if (answer_) {
        Effect& effect = add(Kind::exit);
        effect.number = uint64_t(code) & 0xFF;
    }
    qx_poll_soon(ctx_);  // functions of the engine may mistake the end of the program for a rejection, and continue
}

void OpenProgram::stop(Limit limit) {
    if (over_) return;
    Effect effect;
    effect.kind = Kind::stopped;
    effect.number = uint64_t(limit);
    effect.place = here();
    over_ = true;
    if (answer_) answer_->effects.push_back(std::move(effect));
    qx_poll_soon(ctx_);
}

JSValue OpenProgram::uncatchable(const char* why) {
    JS_ThrowInternalError(ctx_, "%s", why);
    const JSValue error = JS_GetException(ctx_);
    JS_SetUncatchableError(ctx_, error, 1);
    return JS_Throw(ctx_, error);
}

JSValue OpenProgram::end(Limit limit) {
    stop(limit);
    return uncatchable("a limit was reached");
}

// ---- time -----------------------------------------------------------------------------------

void OpenProgram::count(bool inside) {
    const int64_t polls = qx_polls(ctx_);
    const int64_t more = polls - counted_;
    counted_ = polls;
    if (inside) {
        inside_steps_ += more;
        return;
    }
    steps_ += more;
    pending_polls_ += more;
}

void OpenProgram::switched(JSContext* ctx, int was_inside) { program_of(ctx).count(was_inside); }

int OpenProgram::poll(JSRuntime*, void* opaque) {
    OpenProgram& self = *static_cast<OpenProgram*>(opaque);
    if (self.over_) {
        qx_poll_soon(self.ctx_);
        return 1;
    }
    self.count(qx_inside(self.ctx_));
    if (self.heap_.over && self.heap_.used > soft_limit) {
        JS_RunGC(self.rt_);
        self.heap_.over = self.heap_.used > soft_limit - soft_limit / 8;
        if (self.heap_.over) {
            self.flush();
            self.stop(Limit::memory);
            return 1;
        }
    }
    if (!qx_inside(self.ctx_)) self.flush();
    if (self.steps_ > self.program_.max_steps || self.inside_steps_ > self.program_.max_steps) {
        self.flush();
        self.stop(Limit::steps);
        return 1;
    }
    if (self.answer_size_ > max_answer) {
        self.flush();
        self.stop(Limit::memory);
        return 1;
    }
    if (self.now_ns() > max_time_ns) {
        self.flush();
        self.stop(Limit::time);
        return 1;
    }
    return 0;
}

void OpenProgram::flush() {
    count(qx_inside(ctx_));
    const int64_t ns = pending_polls_ * program_.step_ns + pending_ns_;
    pending_polls_ = 0;
    pending_ns_ = 0;
    spend(ns);
}

void OpenProgram::spend(int64_t ns) {
    if (ns == 0 || !answer_) return;
    cpu_ += ns;
    std::vector<Place> frames = stack();  // this may add effects of its own
    if (!answer_->effects.empty()) {
        Effect& last = answer_->effects.back();
        if (last.kind == Kind::compute && (frames.empty() || last.stack == frames)) {
            last.ns += ns;
            return;
        }
    }
    Effect& effect = add(Kind::compute);
    answer_size_ += frames.size() * size_of_place;
    effect.ns = ns;
    effect.stack = std::move(frames);
}

int64_t OpenProgram::now_ns() {
    count(qx_inside(ctx_));
    return began_ + cpu_ + pending_polls_ * program_.step_ns + pending_ns_;
}

// The clock advances faster for a program that waits by reading the clock repeatedly.
int64_t OpenProgram::read_clock() {
    if (answer_) {
        const Place place = here();
        const auto& effects = answer_->effects;
        size_t others = effects.size();
        while (others > effects_at_read_ && effects[others - 1].kind == Kind::compute) --others;
        reads_ = place == last_read_ && others <= effects_at_read_ ? reads_ + 1 : 0;
        last_read_ = place;
        effects_at_read_ = others;
        if (reads_ > 0)
            pending_ns_ += reads_ <= 100 ? 1'000 : reads_ <= 1'000 ? 10'000 : reads_ <= 20'000 ? 100'000 : 10'000'000;
    }
    return now_ns();
}

int64_t OpenProgram::clock_us() { return start_of_time_ms * 1'000 + (running ? running->read_clock() / 1'000 : 0); }

const char* OpenProgram::source(JSContext* ctx, size_t* length) {
    const OpenProgram& self = program_of(ctx);
    *length = self.program_.source.size();
    return self.program_.source.c_str();
}

// ---- places ----------------------------------------------------------------------------------

Effect& OpenProgram::add(Kind kind) {
    answer_size_ += size_of_effect;
    if (answer_size_ > max_answer) qx_poll_soon(ctx_);  // which ends the program
    Effect& effect = answer_->effects.emplace_back();
    effect.kind = kind;
    return effect;
}

uint32_t OpenProgram::function_of(const void* code) {
    if (code == top_code_ || !answer_) return no_code;
    QxPlace begin;
    begin.line = qx_code_line(ctx_, code, &begin.column);
    const std::pair<int, int> at{begin.line, begin.column};
    const auto known = functions_.find(code);
    if (known != functions_.end() && known->second.second == at) return known->second.first;
    char name[64];
    qx_code_name(ctx_, code, name, sizeof(name));
    if (std::strcmp(name, "<eval>") == 0) {
        functions_[code] = {no_code, at};
        return no_code;
    }
    const uint32_t number = last_function_++;
    functions_[code] = {number, at};
    Effect& effect = add(Kind::function);
    effect.id = number;
    effect.text = name;
    effect.place = {no_code, uint32_t(std::max(begin.line, 1)), uint32_t(std::max(begin.column, 1))};
    return number;
}

// The number of a function of the program, plus 1; 0 for any other.
uint64_t OpenProgram::function_number(JSValueConst function) {
    QxPlace place;
    if (!qx_definition(ctx_, function, &place)) return 0;
    const uint32_t number = function_of(place.code);
    return number == no_code ? 0 : uint64_t(number) + 1;
}

Place OpenProgram::place_of(const QxPlace& place) {
    return {function_of(place.code), uint32_t(std::max(place.line, 1)), uint32_t(std::max(place.column, 1))};
}

Place OpenProgram::here() {
    QxPlace place;
    return qx_stack(ctx_, &place, 1) > 0 ? place_of(place) : Place{};
}

std::vector<Place> OpenProgram::stack() {
    QxPlace places[max_stack];
    const int count = qx_stack(ctx_, places, max_stack);
    std::vector<Place> frames;
    for (int i = 0; i < count; ++i) frames.push_back(place_of(places[i]));
    return frames;
}

void OpenProgram::asked(JSContext* ctx, uint32_t id, int kind, const QxPlace* place) {
    OpenProgram& self = program_of(ctx);
    if (!self.answer_) return;
    self.flush();
    const Place there = self.place_of(*place);
    Place from = there;
    if (kind == QX_CALLS) {
        from = self.here();
        if (from.line == 0) from = there;
    }
    Effect& effect = self.add(Kind::asked);
    effect.id = id;
    effect.flag = kind == QX_RESUMES;
    effect.number = there.function == no_code ? 0 : uint64_t(there.function) + 1;
    effect.place = from;
}

void OpenProgram::ready(JSContext* ctx, uint32_t id) {
    OpenProgram& self = program_of(ctx);
    if (!self.answer_) return;
    self.flush();
    self.add(Kind::ready).id = id;
}

}  // namespace quickjs
