// Any text as a JavaScript program: it is compiled, and if that succeeds it runs on a loop that calls what the
// program has requested in the order of the requests, whatever the delays. The engine must survive, and its answers
// must make sense.

#include "quickjs/channel.h"
#include "quickjs/engine/vm.h"

#include <pthread.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <set>
#include <string>

namespace {

using quickjs::Answer;
using quickjs::Effect;
using quickjs::Op;
using quickjs::Program;

[[noreturn]] void fail(const char* what) {
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

void require(bool holds, const char* what) {
    if (!holds) fail(what);
}

Answer ask(const quickjs::ByteWriter& request) {
    Answer answer;
    require(quickjs::ask(request.bytes, answer) == quickjs::Reached::yes, "an answer cannot be read");
    return answer;
}

// A program on the loop.
class Run {
public:
    explicit Run(const Program& program) : program_(program) {
        lines_ = uint32_t(std::count(program.source.begin(), program.source.end(), '\n')) + 1;
        quickjs::ByteWriter request;
        request.number(uint64_t(Op::open));
        request.number(number);
        write(request, program);
        const Answer answer = ask(request);
        opened_ = answer.kind == Answer::Kind::done;
        if (opened_) return;
        require(answer.kind == Answer::Kind::syntax_error, "a program was not opened, and has no syntax error");
        require(answer.line >= 1 && answer.line <= lines_, "a syntax error is at a line that does not exist");
        require(answer.column >= 1, "a syntax error has no column");
    }
    ~Run() {
        if (!opened_) return;
        quickjs::ByteWriter request;
        request.number(uint64_t(Op::close));
        request.number(number);
        ask(request);
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    bool opened() const { return opened_; }

    void all() {
        perform(Op::start);
        for (int left = 300; left > 0 && !over_; --left) {
            if (drain()) continue;
            if (!ready_.empty()) {
                const uint32_t id = ready_.front();
                ready_.pop_front();
                if (waiting_.contains(id)) {
                    if (!repeats_.contains(id)) waiting_.erase(id);
                    perform(Op::call, id);
                    if (repeats_.contains(id) && waiting_.contains(id)) ready_.push_back(id);
                }
                continue;
            }
            if (program_.browser || !perform(Op::drained)) break;
        }
        if (!over_ && !program_.browser) perform(Op::drained, 1);
    }

private:
    static constexpr uint32_t number = 1;

    // Ticks, then microtasks, then rejections. Returns whether anything has run.
    bool drain() {
        bool any = false;
        for (int left = 300; left > 0 && !over_ && (job_ || !ticks_.empty()); --left) {
            any = true;
            if (ticks_.empty()) {
                perform(Op::job);
                continue;
            }
            const uint32_t id = ticks_.front();
            ticks_.pop_front();
            perform(Op::call, id);
        }
        if (!over_) perform(Op::rejections);
        return any;
    }

    bool perform(Op op, uint32_t id = 0) {
        quickjs::ByteWriter request;
        request.number(uint64_t(op));
        request.number(number);
        request.number(uint64_t(now_));
        request.number(id);
        request.number(uint64_t(now_));
        const Answer answer = ask(request);
        require(answer.kind == Answer::Kind::done, "an open program is unknown");
        job_ = answer.job;
        for (const Effect& effect : answer.effects) take(effect);
        return answer.more;
    }

    void take(const Effect& effect) {
        if (over_) return;  // the computing between the end and the return of the callback, which counts no more
        require(effect.place.line <= lines_, "an effect is at a line that does not exist");
        require(effect.place.function == quickjs::no_code || effect.place.function < functions_,
                "an effect is in a function that was not named");
        for (const quickjs::Place& place : effect.stack)
            require(place.line >= 1 && place.line <= lines_, "a call is at a line that does not exist");
        using Kind = Effect::Kind;
        switch (effect.kind) {
            case Kind::function: require(effect.id == functions_++, "functions are not numbered in order"); break;
            case Kind::compute:
            case Kind::block:
                require(effect.ns > 0, "something takes no time, or less");
                now_ += effect.ns;
                break;
            case Kind::timer:
            case Kind::immediate:
            case Kind::frame:
            case Kind::task:
            case Kind::pool:
            case Kind::device:
                require(effect.id > 0 && waiting_.insert(effect.id).second, "a callback has the number of another one");
                ready_.push_back(effect.id);
                if (effect.kind == Kind::timer && effect.flag) repeats_.insert(effect.id);
                break;
            case Kind::tick: ticks_.push_back(effect.id); break;
            case Kind::clear: waiting_.erase(effect.id); break;
            case Kind::print:
            case Kind::error:
                printed_ += effect.text.size();
                require(printed_ <= 4 * quickjs::max_output, "more is printed than allowed");
                break;
            case Kind::exit: over_ = true; break;
            case Kind::stopped:
                require(effect.number != uint64_t(quickjs::Limit::lost), "the engine is lost");
                over_ = true;
                break;
            default: break;
        }
    }

    const Program program_;
    uint32_t lines_ = 0, functions_ = 0;
    bool opened_ = false, over_ = false, job_ = false;
    int64_t now_ = 0;
    size_t printed_ = 0;
    std::deque<uint32_t> ready_, ticks_;
    std::set<uint32_t> waiting_, repeats_;
};

void run(const std::string& source) {
    Program program;
    program.source = source;
    program.max_steps = 20'000;
    program.devices = {"db"};
    const auto of_a_page = {"requestAnimationFrame", "MessageChannel", "window", "document", "scheduler", "addEvent"};
    program.browser = std::any_of(of_a_page.begin(), of_a_page.end(),
                                  [&](const char* word) { return source.find(word) != source.npos; });
    bool opened = false;
    for (const bool module : {false, true}) {
        if (opened || (module && program.browser)) continue;
        program.module = module;
        Run run(program);
        opened = run.opened();
        if (opened) run.all();
    }
    const quickjs::InUse left = quickjs::in_use();
    require(left.programs == 0 && left.bytes == 0, "a closed program has left memory in use");
}

}  // namespace

// With sanitizers, a thousand calls inside each other need more than the usual stack.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string source(reinterpret_cast<const char*>(data), size);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, size_t(256) << 20);
    const auto body = [](void* text) -> void* {
        run(*static_cast<std::string*>(text));
        return nullptr;
    };
    pthread_t thread;
    require(pthread_create(&thread, &attributes, body, &source) == 0, "there is no thread");
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
    return 0;
}
