#include "tests/fuzz/any_loops.h"

#include <initializer_list>
#include <string_view>

namespace fuzz {

namespace {

class Choices {
public:
    explicit Choices(std::span<const uint8_t> bytes) : bytes_(bytes) {}
    size_t below(size_t count) { return (at_ < bytes_.size() ? bytes_[at_++] : 0) % count; }
    bool some() { return below(3) == 2; }
    std::string one_of(std::initializer_list<std::string_view> of) { return std::string(of.begin()[below(of.size())]); }
    bool empty() const { return at_ >= bytes_.size(); }

private:
    std::span<const uint8_t> bytes_;
    size_t at_ = 0;
};

class Programs {
public:
    explicit Programs(std::span<const uint8_t> bytes) : choose(bytes) {}

    std::string scenario() {
        runtime_ = choose.one_of({"asyncio", "node", "browser"});
        functions_ = 1 + choose.below(4);
        const std::string cores = choose.one_of({"1", "2"}), loops = choose.one_of({"1", "1", "3"});
        const std::string costs = choose.some() ? R"(, "costs": {"callback": "1us"})" : "";
        const std::string policy = choose.some() ? R"(, "scheduler": {"policy": "round-robin", "quantum": "1us"})" : "";
        const std::string count = choose.one_of({"1", "1", "2", "50"});
        // main creates everything that has a name, so that each name is declared.
        std::string all = "\"main\": [" + names() + ", " + body(0, true) + "]";
        for (size_t i = 0; i < functions_; ++i)
            all += ", \"f" + std::to_string(i) + R"(": {"takes": ["n"], "do": [)" + body(0, true) + "]}";
        return R"({"version": 1, "machine": {"cores": )" + cores + costs + policy + R"(}, "functions": {)" + all +
               R"(}, "work": [{"run": "main", "count": )" + count +
               R"(, "every": "1ms"}], "strategy": {"kind": "event-loop", "runtime": ")" + runtime_ + R"(", "loops": )" +
               loops + "}}";
    }

private:
    bool python() const { return runtime_ == "asyncio"; }

    std::string names() {
        if (python())
            return R"({"new": "lock", "name": "lock"}, {"new": "semaphore", "name": "permits", "room": 2},
                {"new": "event", "name": "event"}, {"new": "queue", "name": "queue", "room": )" +
                   choose.one_of({"0", "1"}) +
                   R"(}, {"new": "future", "name": "future"}, {"create_task": "f0", "args": ["a"], "name": "task"},
                {"create_task": "f)" +
                   std::to_string(functions_ - 1) + R"(", "args": ["b"], "name": "other"})";
        return R"({"new_promise": "promise", "do": []}, {"new_promise": "other", "do": []},
            {"timeout": "1ms", "do": [], "name": "timer"}, {"interval": "10ms", "do": [{"count_then_clear": "often",
            "limit": 3}], "name": "often"})";
    }

    std::string call() {
        return "\"f" + std::to_string(choose.below(functions_)) + R"(", "args": [")" +
               choose.one_of({"x", "{n}", "{n}{n}", "{item}", "{r}"}) + "\"]";
    }
    std::string calls() {
        std::string all;
        for (size_t i = 1 + choose.below(4); i-- > 0;) all += R"({"call": )" + call() + (i > 0 ? "}, " : "}");
        return "[" + all + "]";
    }
    std::string time() { return choose.one_of({"\"1ms\"", "\"0ms\"", "\"5ms\"", "\"1h\"", "\"17ms\""}); }
    std::string kept() { return choose.some() ? R"(, "as": "r")" : ""; }

    // If `waits` is true, the body may wait.
    std::string body(int depth, bool waits) {
        std::string all = operation(depth, waits);
        for (size_t more = depth > 2 ? 0 : choose.below(depth == 0 ? 6 : 3); more > 0 && !choose.empty(); --more)
            all += ", " + operation(depth, waits);
        return all;
    }
    std::string operation(int depth, bool waits) {
        if (depth > 4 || ++operations_ > 300) return R"({"log": "deep"})";
        switch (choose.below(12)) {
            case 0: return R"({"log": ")" + choose.one_of({"x", "{n}", "{n}{n}{r}", "{item} {i}"}) + "\"}";
            case 1: return R"({"busy": )" + choose.one_of({"\"1ms\"", "\"1us\"", "\"1h\""}) + "}";
            case 2:
                return R"({"repeat": )" + choose.one_of({"2", "10", "1000", "100000"}) + R"(, "do": [)" +
                       body(depth + 1, waits) + "]}";
            case 3:
                return R"({"try": [)" + body(depth + 1, waits) + R"(], "except": [{"do": [)" + body(depth + 1, waits) +
                       R"(]}], "finally": [)" + body(depth + 1, waits) + "]}";
            case 4: return choose.some() ? R"({"return": "{n}"})" : R"({"raise": "ValueError"})";
            case 5:
            case 6:
                if (waits) return python() ? python_wait(depth) : script_wait();
                [[fallthrough]];
            default: return python() ? python_operation(depth) : script_operation(depth);
        }
    }

    std::string python_wait(int depth) {
        switch (choose.below(12)) {
            case 0: return R"({"sleep": )" + time() + "}";
            case 1: return R"({"await": )" + call() + kept() + "}";
            case 2: return R"({"wait": ")" + choose.one_of({"task", "other", "future", "event"}) + "\"" + kept() + "}";
            case 3: return R"({"all": )" + calls() + kept() + (choose.some() ? R"(, "return_exceptions": true})" : "}");
            case 4: return R"({"wait_for": )" + call() + R"(, "within": )" + time() + "}";
            case 5: return R"({"task_group": )" + calls() + "}";
            case 6: return R"({"as_completed": )" + calls() + R"(, "do": [)" + body(depth + 1, true) + "]}";
            case 7:
                return R"({"with": ")" + choose.one_of({"lock", "permits"}) + R"(", "do": [)" + body(depth + 1, true) +
                       "]}";
            case 8: return R"({"acquire": ")" + choose.one_of({"lock", "permits"}) + "\"}";
            case 9: return R"({"put": "queue", "value": "{n}{n}"})";
            case 10: return R"({"get": "queue", "as": "r"})";
            default: return R"({"to_thread": "1ms"})";
        }
    }
    std::string python_operation(int depth) {
        switch (choose.below(8)) {
            case 0: return R"({"create_task": )" + call() + "}";
            case 1: return R"({"create_task": )" + call() + R"(, "name": ")" + choose.one_of({"task", "other"}) + "\"}";
            case 2: return R"({"call_soon": [)" + body(depth + 1, false) + "]}";
            case 3: return R"({"call_later": )" + time() + R"(, "do": [)" + body(depth + 1, false) + "]}";
            case 4: return R"({"cancel": ")" + choose.one_of({"task", "other", "future"}) + "\"}";
            case 5: return R"({"set": "event"})";
            case 6: return R"({"set_result": "future", "value": "{n}"})";
            default: return R"({"release": ")" + choose.one_of({"lock", "permits"}) + "\"}";
        }
    }
    std::string script_wait() {
        switch (choose.below(6)) {
            case 0: return R"({"sleep": )" + time() + "}";
            case 1: return R"({"await": )" + call() + kept() + "}";
            case 2: return R"({"wait": ")" + choose.one_of({"promise", "other"}) + "\"" + kept() + "}";
            case 3: return R"({"all": )" + calls() + kept() + "}";
            case 4: return R"({"race": )" + calls() + "}";
            default: return R"({"await_value": true})";
        }
    }
    std::string script_operation(int depth) {
        const bool node = runtime_ == "node";
        const auto inner = [&] { return "[" + body(depth + 1, choose.some()) + "]"; };
        switch (choose.below(14)) {
            case 0: return R"({"timeout": )" + time() + R"(, "do": )" + inner() + R"(, "name": "timer"})";
            case 1: return R"({"interval": )" + time() + R"(, "do": )" + inner() + R"(, "name": "often"})";
            case 2: return R"({"clear": ")" + choose.one_of({"timer", "often"}) + "\"}";
            case 3: return R"({"microtask": )" + inner() + "}";
            case 4: return R"({"promise_chain": [{"then": )" + inner() + R"(}, {"catch": )" + inner() + "}]}";
            case 5:
                return R"({"new_promise": ")" + choose.one_of({"promise", "other"}) + R"(", "do": [)" +
                       body(depth + 1, false) + "]}";
            case 6: return R"({"resolve": ")" + choose.one_of({"promise", "other"}) + R"(", "value": "{n}{n}"})";
            case 7: return R"({"reject": ")" + choose.one_of({"promise", "other"}) + R"(", "value": "{n}{n}"})";
            case 8: return R"({"on_promise": ")" + choose.one_of({"promise", "other"}) + R"(", "do": )" + inner() + "}";
            case 9: return R"({"call": )" + call() + "}";
            case 10: return R"({"call": )" + call() + R"(, "then": )" + "[{\"log\": \"then\"}]}";
            case 11: return node ? R"({"immediate": )" + inner() + "}" : R"({"animation_frame": )" + inner() + "}";
            case 12: return node ? R"({"next_tick": )" + inner() + "}" : R"({"return_promise": true})";
            default: return node ? R"({"pool_cpu": "1ms", "do": )" + inner() + "}" : R"({"log": "page"})";
        }
    }

    Choices choose;
    std::string runtime_;
    size_t functions_ = 1;
    int operations_ = 0;
};

}  // namespace

std::string any_loops(std::span<const uint8_t> bytes) { return Programs(bytes).scenario(); }

}  // namespace fuzz
