// The two parts of a loop depend on each other only through interfaces. Here the phases of real
// runtimes run a language that is a list of effects. It does what a JavaScript engine that cannot be
// interrupted would do: it runs a callback to its end at once, and reports what that did, piece by
// piece, as the simulated time passes.

#include "model/loop/loop.h"
#include "model/loop/phases/browser.h"
#include "model/loop/phases/node.h"
#include "model/loop/queues.h"
#include "tests/catch2.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <utility>

namespace {

using namespace model::loop;
using trace::CodeSite;
using trace::Phase;

struct Effect {
    enum class Kind : uint8_t { print, timeout, interval, immediate, tick, microtask, frame, clear, pool };
    Time after;  // CPU time since the previous effect
    Kind kind = Kind::print;
    std::string what;   // print: the text; clear: a name; otherwise: what runs, whose name this is as well
    Time time = {};     // timeout, interval, pool
    uint32_t line = 1;  // of the source text
};
using Functions = std::map<std::string, std::vector<Effect>>;

class Eager final : public Language {
public:
    Eager(const Functions& functions, Journal& journal, JavaScriptQueues& loop)
        : functions_(functions), journal_(journal), loop_(loop) {}

    std::string printed;  // "2 b": at 2 ms

    Handle entry(const Arrival& arrival, Entry) override { return {code("main"), arrival.task, arrival.record}; }

    uint32_t begin(Handle handle) override {
        owner_ = handle.owner;
        record_ = handle.record;
        if (!handle.code) return record_;  // an animation frame
        const std::vector<Effect>& effects = functions_.at(static_cast<const Named&>(*handle.code).name);
        segments_.assign(effects.begin(), effects.end());
        return record_;
    }

    Ran run(Allowance& allowance) override {
        while (!segments_.empty()) {
            if (!allowance.take()) return {Ran::Kind::pauses, {}, {}};
            Effect& next = segments_.front();
            if (const Time time = std::exchange(next.after, Time{}); time > Time{})
                return {Ran::Kind::computes, owner_, time};
            apply(next);
            segments_.pop_front();
        }
        return {};
    }

    bool has_microtask() const override { return !microtasks_.empty(); }
    std::optional<uint32_t> begin_microtask() override {
        Handle first = std::move(microtasks_.front());
        microtasks_.pop_front();
        return begin(std::move(first));
    }

private:
    struct Named : Code {
        explicit Named(std::string name) : name(std::move(name)) {}
        std::string name;
    };
    static CodeRef code(const std::string& name) { return std::make_shared<Named>(name); }

    Handle handle(Phase phase, const Effect& effect) {
        return {code(effect.what), owner_, journal_.add(phase, CodeSite::of_line(effect.line, 1), owner_)};
    }

    void apply(const Effect& effect) {
        using Kind = Effect::Kind;
        switch (effect.kind) {
            case Kind::print:
                printed += std::to_string(journal_.now().ns / 1'000'000) + " " + effect.what + "\n";
                break;
            case Kind::timeout:
                tickets_[effect.what] = loop_.set_timer(handle(Phase::timers, effect), effect.time, false);
                break;
            case Kind::interval:
                tickets_[effect.what] = loop_.set_timer(handle(Phase::timers, effect), effect.time, true);
                break;
            case Kind::immediate: tickets_[effect.what] = loop_.set_immediate(handle(Phase::check, effect)); break;
            case Kind::frame: tickets_[effect.what] = loop_.request_frame(handle(Phase::frame, effect)); break;
            case Kind::tick: loop_.next_tick(handle(Phase::next_tick, effect)); break;
            case Kind::microtask: microtasks_.push_back(handle(Phase::microtask, effect)); break;
            case Kind::clear: loop_.clear(tickets_.at(effect.what)); break;
            case Kind::pool: loop_.to_pool(handle(Phase::poll, effect), {PoolJob::Kind::block, effect.time, {}}); break;
        }
    }

    const Functions& functions_;
    Journal& journal_;
    JavaScriptQueues& loop_;
    TaskId owner_;
    uint32_t record_ = trace::no_callback;
    std::deque<Effect> segments_;  // of the callback that runs; those that are not done yet
    std::deque<Handle> microtasks_;
    std::map<std::string, TicketRef> tickets_;
};

// One core, and a pool that has a thread for each job.
class FakeMachine final : public Host {
public:
    void pool(uint32_t job, TaskId, const PoolJob& what) override { jobs_.emplace(now + what.time, job); }
    void new_pool(int64_t) override {}
    void over(TaskId) override { task_is_over = true; }
    bool coin(uint64_t) override { return false; }
    void worked(uint64_t) override {}
    Meter& meter() override { return meter_; }
    trace::Callbacks& record() override { return callbacks; }
    uint16_t server() const override { return 0; }
    uint16_t number() const override { return 0; }

    void run(Loop& loop) {
        loop.arrived(TaskId{0}, 0, now);
        for (;;) {
            const Next next = loop.resume(now);
            if (next.kind == Next::Kind::compute) now = now + next.time;
            if (next.kind != Next::Kind::wait) continue;
            const Time job = jobs_.empty() ? longest_time : jobs_.begin()->first;
            now = std::min(next.time, job);
            if (now == longest_time) return;
            if (now < job) continue;
            loop.pool_done(jobs_.begin()->second, now);
            jobs_.erase(jobs_.begin());
        }
    }

    Time now;
    trace::Callbacks callbacks;
    bool task_is_over = false;

private:
    Meter meter_;
    std::multimap<Time, uint32_t> jobs_;
};

struct LoopResult {
    std::string printed;
    std::vector<trace::Callback> callbacks;
    bool task_is_over = false;
};

template <class MakePhases>
LoopResult run(const Functions& functions, const MakePhases& make_phases) {
    FakeMachine machine;
    Loop loop(machine, false);
    auto phases = make_phases(loop.journal(), machine);
    auto language = std::make_unique<Eager>(functions, loop.journal(), *phases);
    Eager& eager = *language;
    loop.set_parts(std::move(phases), std::move(language));
    machine.run(loop);
    return {eager.printed, {machine.callbacks.all.begin(), machine.callbacks.all.end()}, machine.task_is_over};
}

LoopResult run_in_node(const Functions& functions) {
    return run(functions, [](Journal& journal, Host& host) { return std::make_unique<Node>(journal, host, false); });
}
LoopResult run_in_browser(const Functions& functions) {
    return run(functions, [](Journal& journal, Host& host) { return std::make_unique<Browser>(journal, host); });
}

using enum Effect::Kind;
const Time none;

}  // namespace

TEST_CASE("node's phases order the callbacks of another language", "[model][loop]") {
    const LoopResult result = run_in_node({{"main",
                                        {{none, print, "a"},
                                         {none, timeout, "t"},
                                         {none, immediate, "i"},
                                         {none, tick, "n"},
                                         {none, microtask, "m"},
                                         {msec(2), print, "b"}}},
                                       {"t", {{none, print, "t"}}},
                                       {"i", {{none, print, "i"}}},
                                       {"n", {{none, print, "n"}}},
                                       {"m", {{none, print, "m"}}}});
    CHECK(result.printed == "0 a\n2 b\n2 n\n2 m\n2 t\n2 i\n");
    CHECK(result.task_is_over);
}

TEST_CASE("what a callback requests late in its run is registered at that time", "[model][loop]") {
    const LoopResult result = run_in_node(
        {{"main", {{msec(3), timeout, "t", msec(5), 7}, {msec(1), print, "over"}}}, {"t", {{msec(2), print, "t"}}}});
    CHECK(result.printed == "4 over\n10 t\n");
    REQUIRE(result.callbacks.size() == 2);
    const trace::Callback& timer = result.callbacks[1];
    CHECK(timer.registered == msec(3));
    CHECK(timer.ready == msec(8));
    CHECK(timer.began == msec(8));
    CHECK(timer.ended == msec(10));
    CHECK(timer.by == 0);
    CHECK(timer.site == CodeSite::of_line(7, 1));
}

TEST_CASE("a timer that is cleared before it is due never runs", "[model][loop]") {
    const Functions functions = {
        {"main", {{none, timeout, "never", msec(5)}, {none, interval, "once", msec(3)}, {msec(2), clear, "never"}}},
        {"never", {{none, print, "never"}}},
        {"once", {{none, print, "once"}, {none, clear, "once"}}}};
    for (const LoopResult& result : {run_in_node(functions), run_in_browser(functions)}) {
        CHECK(result.printed == "3 once\n");
        REQUIRE(result.callbacks.size() >= 3);
        CHECK(result.callbacks[1].cancelled);
        CHECK(result.callbacks[1].ended == msec(2));
        CHECK(result.task_is_over);
    }
}

TEST_CASE("a browser's phases give the same language its animation frames", "[model][loop]") {
    // Pictures are made at 16.7 and 33.3 ms.
    const LoopResult result =
        run_in_browser({{"main", {{none, frame, "f"}, {none, timeout, "t", msec(20)}, {none, microtask, "m"}}},
                        {"f", {{none, print, "f"}}},
                        {"t", {{none, print, "t"}}},
                        {"m", {{none, print, "m"}}}});
    CHECK(result.printed == "0 m\n16 f\n20 t\n");
    CHECK(result.task_is_over);
}

// R6.3
TEST_CASE("the answer of the pool comes in node's poll phase", "[model][loop]") {
    const LoopResult result = run_in_node({{"main", {{none, pool, "p", msec(7)}, {none, immediate, "i"}}},
                                       {"p", {{none, print, "p"}}},
                                       {"i", {{none, print, "i"}}}});
    CHECK(result.printed == "0 i\n7 p\n");
    REQUIRE(result.callbacks.size() == 3);
    CHECK(result.callbacks[1].phase == Phase::poll);
    CHECK(result.callbacks[1].ready == msec(7));
    CHECK(result.task_is_over);
}

TEST_CASE("a callback that does much is not lost when its allowance is used up", "[model][loop]") {
    std::vector<Effect> many(3 * Allowance::size, {none, print, "x"});
    many.push_back({msec(1), print, "last"});
    const LoopResult result = run_in_node({{"main", many}});
    CHECK(std::count(result.printed.begin(), result.printed.end(), 'x') == int64_t(3 * Allowance::size));
    CHECK(result.printed.ends_with("1 last\n"));
}
