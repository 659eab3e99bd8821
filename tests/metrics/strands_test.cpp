// Strands: what counts as one thing in progress in programs of event loops (metrics/numbers/strands.h).
// Every expected value is worked out by hand in the comment above it.

#include "metrics/numbers/levels.h"
#include "metrics/numbers/results.h"
#include "metrics/numbers/strands.h"
#include "model/simulation.h"
#include "scenario/document.h"
#include "tests/catch2.h"

#include <memory>
#include <string>
#include <utility>

namespace {

struct Ran {
    std::unique_ptr<scenario::Scenario> scenario;
    trace::Log log;
};

// `functions` is as in a scenario file, with ' for ". `more` is further text of the scenario: "'loops': 2".
Ran run(const std::string& runtime, const std::string& functions, int cores = 1, const std::string& strategy = {},
        const std::string& work = "{'run': 'main'}", const std::string& costs = {}) {
    std::string text = "{'version': 1, 'machine': {'cores': " + std::to_string(cores) + costs + "}, 'functions': {" +
                       functions + "}, 'work': [" + work + "], 'strategy': {'kind': 'event-loop', 'runtime': '" +
                       runtime + "'" + strategy + "}}";
    for (char& c : text)
        if (c == '\'') c = '"';
    auto document = scenario::read(text);
    INFO((document ? "" : document.error().message));
    REQUIRE(document);
    Ran ran;
    ran.scenario = std::make_unique<scenario::Scenario>(std::move(document->variants.front().scenario));
    ran.log = model::run(*ran.scenario);
    return ran;
}

std::string ms(Time t) {
    std::string text = std::to_string(t.ns / 1'000'000);
    if (t.ns % 1'000'000 == 0) return text;
    std::string rest = std::to_string(t.ns % 1'000'000 + 1'000'000).substr(1);
    while (rest.back() == '0') rest.pop_back();
    return text + "." + rest;
}

// "0: 2 1 1, 3: 0 0 0": from 0 ms on, concurrency 2, parallelism 1, asynchrony 1.
std::string levels(const trace::Log& log) {
    std::string text;
    for (const metrics::LevelStep& level : metrics::levels_of(log))
        text += (text.empty() ? "" : ", ") + ms(level.from) + ": " + std::to_string(level.concurrency) + " " +
                std::to_string(level.parallelism) + " " + std::to_string(level.asynchrony);
    return text;
}

metrics::Verdict verdict(const Ran& ran) {
    return metrics::results_of(*ran.scenario, ran.log, metrics::levels_of(ran.log)).verdict;
}

}  // namespace

// Each get computes 2 ms and sleeps 40 ms. main calls them one after another, so that the first sleeps from 2 to 42,
// the second from 4 to 44, the third from 6 to 46. Only one piece of code runs at a time.
TEST_CASE("Promise.all is as many strands as it awaits operations", "[metrics][strands]") {
    const Ran ran = run("node",
                        "'main': [{'all': [{'call': 'get'}, {'call': 'get'}, {'call': 'get'}]}], 'get': [{'busy': "
                        "'2ms'}, {'sleep': '40ms'}]");
    CHECK(levels(ran.log) == "0: 1 1 0, 2: 2 1 1, 4: 3 1 2, 6: 3 0 3, 42: 2 0 2, 44: 1 0 1, 46: 0 0 0");
    const metrics::Verdict it = verdict(ran);
    CHECK((it.concurrent && !it.parallel && it.asynchronous));
}

// gather makes three tasks, which are ready at once: the second and third wait for the loop while the first computes.
// main waits for their results, and is not a strand meanwhile.
TEST_CASE("gather makes tasks, which are ready before they sleep", "[metrics][strands]") {
    const Ran ran = run("asyncio",
                        "'main': [{'all': [{'call': 'get'}, {'call': 'get'}, {'call': 'get'}]}], 'get': [{'busy': "
                        "'2ms'}, {'sleep': '40ms'}]");
    CHECK(levels(ran.log) == "0: 3 1 0, 2: 3 1 1, 4: 3 1 2, 6: 3 0 3, 42: 2 0 2, 44: 1 0 1, 46: 0 0 0");
    CHECK(verdict(ran).concurrent);
}

// Five timers from 0 on; their callbacks take no time.
TEST_CASE("five timers are five strands, and none of them holds a core", "[metrics][strands]") {
    const std::string timers =
        "'main': [{'timeout': '10ms', 'do': []}, {'timeout': '20ms', 'do': []}, {'timeout': '30ms', 'do': []}, "
        "{'timeout': '40ms', 'do': []}, {'timeout': '50ms', 'do': []}]";
    const std::string expected = "0: 5 0 5, 10: 4 0 4, 20: 3 0 3, 30: 2 0 2, 40: 1 0 1, 50: 0 0 0";
    for (const char* runtime : {"node", "browser"}) {
        const Ran ran = run(runtime, timers);
        CHECK(levels(ran.log) == expected);
        const metrics::Verdict it = verdict(ran);
        CHECK((it.concurrent && !it.parallel && it.asynchronous));
    }
}

// Compute 2, sleep 10, then the same again: 0-2, 2-12, 12-14, 14-24. main, which awaits get, is not a strand of
// its own.
TEST_CASE("awaiting one thing after another is one strand", "[metrics][strands]") {
    for (const char* runtime : {"node", "browser", "asyncio"}) {
        const Ran ran =
            run(runtime, "'main': [{'await': 'get'}, {'await': 'get'}], 'get': [{'busy': '2ms'}, {'sleep': '10ms'}]");
        CHECK(levels(ran.log) == "0: 1 1 0, 2: 1 0 1, 12: 1 1 0, 14: 1 0 1, 24: 0 0 0");
        const metrics::Verdict it = verdict(ran);
        CHECK((!it.concurrent && !it.parallel && it.asynchronous));
    }
}

// The cost of a callback is paid after the callback has begun: the loop runs it, although no step executes. main pays
// from 0 to 1 and sleeps from 1 to 11; the callback of the timer pays until 12, and the one that resumes main until
// 13.
TEST_CASE("a callback whose cost is being paid runs, but its core does not execute", "[metrics][strands]") {
    const Ran ran =
        run("node", "'main': [{'sleep': '10ms'}]", 1, {}, "{'run': 'main'}", ", 'costs': {'callback': '1ms'}");
    CHECK(levels(ran.log) == "0: 1 0 0, 1: 1 0 1, 11: 1 0 0, 13: 0 0 0");
    CHECK_FALSE(verdict(ran).concurrent);
}

// A read is four round trips of 0.1 ms through the pool; two threads do both at once. They hold no core.
TEST_CASE("reads of files are strands until their callbacks have run", "[metrics][strands]") {
    const Ran ran = run("node", "'main': [{'fs_read_file': [{'busy': '1ms'}]}, {'fs_read_file': [{'busy': '1ms'}]}]");
    // Both are done at 0.4: the first callback runs until 1.4, and the second waits for the loop.
    CHECK(levels(ran.log) == "0: 2 0 2, 0.4: 2 1 0, 1.4: 1 1 0, 2.4: 0 0 0");
}

// Four threads of the pool do four hashes until 100, on six cores; the fifth waits for a thread and ends at 200.
TEST_CASE("jobs of the pool are strands whether or not a thread does them yet", "[metrics][strands]") {
    std::string hashes;
    for (int i = 0; i < 5; ++i) hashes += std::string(i ? ", " : "") + "{'pool_cpu': '100ms', 'do': []}";
    const Ran ran = run("node", "'main': [" + hashes + "]", 6);
    CHECK(levels(ran.log) == "0: 5 4 5, 100: 1 1 1, 200: 0 0 0");
    const metrics::Verdict it = verdict(ran);
    CHECK((it.concurrent && it.parallel && it.asynchronous));
}

// a takes the lock, computes 0-1 and sleeps 1-30; b and c are ready until 1 and wait for the lock from then on. b
// gets it at 30, computes 30-31 and sleeps 31-60; c computes 60-61 and sleeps 61-90.
TEST_CASE("tasks that wait for a lock are strands", "[metrics][strands]") {
    const Ran ran = run("asyncio",
                        "'main': [{'new': 'lock', 'name': 'lock'}, {'all': [{'call': 'update'}, {'call': 'update'}, "
                        "{'call': 'update'}]}], "
                        "'update': [{'with': 'lock', 'do': [{'busy': '1ms'}, {'sleep': '29ms'}]}]");
    CHECK(levels(ran.log) == "0: 3 1 0, 1: 3 0 3, 30: 2 1 1, 31: 2 0 2, 60: 1 1 0, 61: 1 0 1, 90: 0 0 0");
}

// A semaphore of 2: a and b sleep 0-10, c waits for it and sleeps 10-20.
TEST_CASE("waiting for a semaphore is like waiting for a lock", "[metrics][strands]") {
    const Ran ran = run("asyncio",
                        "'main': [{'new': 'semaphore', 'name': 's', 'room': 2}, {'all': [{'call': 'use'}, {'call': "
                        "'use'}, {'call': 'use'}]}], "
                        "'use': [{'with': 's', 'do': [{'sleep': '10ms'}]}]");
    CHECK(levels(ran.log) == "0: 3 0 3, 10: 1 0 1, 20: 0 0 0");
}

// The consumer waits for a message from 0 on. The producer computes 0-3 and puts one; the consumer is ready, but the
// producer computes again, 3-6, finds the queue full and waits. The consumer takes the first message and sleeps
// 6-16, and the producer ends after putting the second one at 6. The consumer takes that at 16 and sleeps until 26.
TEST_CASE("tasks that wait for a queue are strands", "[metrics][strands]") {
    const Ran ran =
        run("asyncio",
            "'main': [{'new': 'queue', 'name': 'q', 'room': 1}, {'all': [{'call': 'consume'}, {'call': 'produce'}]}], "
            "'consume': [{'repeat': 2, 'do': [{'get': 'q'}, {'sleep': '10ms'}]}], "
            "'produce': [{'repeat': 2, 'do': [{'busy': '3ms'}, {'put': 'q', 'value': 'x'}]}]");
    CHECK(levels(ran.log) == "0: 2 1 1, 3: 2 1 0, 6: 1 0 1, 26: 0 0 0");
}

// Two tasks wait for the event and one for its timer. At 5 both are ready: one computes 5-7, the other 7-9.
TEST_CASE("tasks that wait for an event are strands", "[metrics][strands]") {
    const Ran ran = run("asyncio",
                        "'main': [{'new': 'event', 'name': 'e'}, {'all': [{'call': 'waiter'}, {'call': 'waiter'}, "
                        "{'call': 'setter'}]}], "
                        "'waiter': [{'wait': 'e'}, {'busy': '2ms'}], 'setter': [{'sleep': '5ms'}, {'set': 'e'}]");
    CHECK(levels(ran.log) == "0: 3 0 3, 5: 2 1 0, 7: 1 1 0, 9: 0 0 0");
}

// main waits for the task job, which is the strand; a future does not count as another.
TEST_CASE("a callback that waits for a task or a future is not a strand in addition to it", "[metrics][strands]") {
    const Ran task =
        run("asyncio", "'main': [{'create_task': 'job', 'name': 't'}, {'wait': 't'}], 'job': [{'sleep': '10ms'}]");
    CHECK(levels(task.log) == "0: 1 0 1, 10: 0 0 0");
    const Ran future = run(
        "asyncio",
        "'main': [{'new': 'future', 'name': 'f'}, {'call_later': '10ms', 'do': [{'set_result': 'f'}]}, {'wait': 'f'}]");
    CHECK(levels(future.log) == "0: 1 0 1, 10: 0 0 0");
    const Ran promise = run(
        "node", "'main': [{'new_promise': 'p', 'do': [{'timeout': '10ms', 'do': [{'resolve': 'p'}]}]}, {'wait': 'p'}]");
    CHECK(levels(promise.log) == "0: 1 0 1, 10: 0 0 0");
}

// The time limit is a timer in addition to that of the sleep. At 20 it fires: the task is cancelled, and
// everything is over.
TEST_CASE("a time limit is a strand in addition to what it limits", "[metrics][strands]") {
    const Ran ran = run("asyncio",
                        "'main': [{'try': [{'wait_for': 'job', 'within': '20ms'}], 'except': [{'takes': 'timeout', "
                        "'do': []}]}], 'job': [{'sleep': '50ms'}]");
    CHECK(levels(ran.log) == "0: 2 0 2, 20: 0 0 0");
    // In time: at 5 the job is done, and the timer is cancelled.
    const Ran in_time = run("asyncio", "'main': [{'wait_for': 'job', 'within': '20ms'}], 'job': [{'sleep': '5ms'}]");
    CHECK(levels(in_time.log) == "0: 2 0 2, 5: 0 0 0");
}

// A thread of the pool is blocked 0-3, while the other task computes 0-10: from 3 on, the first task is ready. (The
// thread needs a core to begin, so there are two cores.)
TEST_CASE("a callback is ready when the pool has done its job, although the loop is busy", "[metrics][strands]") {
    const Ran ran = run("asyncio",
                        "'main': [{'all': [{'call': 'blocks'}, {'call': 'computes'}]}], 'blocks': [{'to_thread': "
                        "'3ms'}], 'computes': [{'busy': '10ms'}]",
                        2);
    CHECK(levels(ran.log) == "0: 2 1 1, 3: 2 1 0, 10: 0 0 0");
}

// The callback runs 4-5, 8-9 and 12-13. The timer runs between them: it is set again when the callback returns.
TEST_CASE("an interval is one strand", "[metrics][strands]") {
    const Ran ran = run(
        "node",
        "'main': [{'interval': '4ms', 'name': 't', 'do': [{'busy': '1ms'}, {'count_then_clear': 't', 'limit': 3}]}]");
    CHECK(levels(ran.log) == "0: 1 0 1, 4: 1 1 0, 5: 1 0 1, 8: 1 1 0, 9: 1 0 1, 12: 1 1 0, 13: 0 0 0");
    CHECK_FALSE(verdict(ran).concurrent);
}

// Three microtasks are ready while main computes 0-2; they compute 2-3, 3-4 and 4-5. They wait for nothing but
// the loop.
TEST_CASE("microtasks that wait for the loop are strands, but not asynchronous", "[metrics][strands]") {
    const Ran ran = run("browser",
                        "'main': [{'microtask': [{'busy': '1ms'}]}, {'microtask': [{'busy': '1ms'}]}, {'microtask': "
                        "[{'busy': '1ms'}]}, {'busy': '2ms'}]");
    CHECK(levels(ran.log) == "0: 4 1 0, 2: 3 1 0, 3: 2 1 0, 4: 1 1 0, 5: 0 0 0");
    const metrics::Verdict it = verdict(ran);
    CHECK((it.concurrent && !it.parallel && !it.asynchronous));
}

// A timer that is cleared at 4 is a strand until then.
TEST_CASE("a timer that is cleared is a strand until it is cleared", "[metrics][strands]") {
    const Ran ran = run("node", "'main': [{'timeout': '9ms', 'name': 't', 'do': []}, {'busy': '4ms'}, {'clear': 't'}]");
    CHECK(levels(ran.log) == "0: 2 1 1, 4: 0 0 0");
    // Due at 2, cleared at 4: from 2 on it waits for the loop.
    const Ran due = run("node", "'main': [{'timeout': '2ms', 'name': 't', 'do': []}, {'busy': '4ms'}, {'clear': 't'}]");
    CHECK(levels(due.log) == "0: 2 1 1, 2: 2 1 0, 4: 0 0 0");
}

// Two loops with one core each: both compute 0-2 and sleep 2-12. With one core, the program of the second loop
// is ready until 2.
TEST_CASE("strands of several loops add up", "[metrics][strands]") {
    const std::string program = "'main': [{'busy': '2ms'}, {'sleep': '10ms'}]", two = "{'run': 'main', 'count': 2}";
    const Ran ran = run("node", program, 2, ", 'loops': 2", two);
    CHECK(levels(ran.log) == "0: 2 2 0, 2: 2 0 2, 12: 0 0 0");
    CHECK(verdict(ran).parallel);
    const Ran shared = run("node", program, 1, ", 'loops': 2", two);
    CHECK(levels(shared.log) == "0: 2 1 0, 2: 2 1 1, 4: 2 0 2, 12: 1 0 1, 14: 0 0 0");
}

// A race awaits both calls: the slower one counts until it is over.
TEST_CASE("a call that loses a race is still in progress", "[metrics][strands]") {
    const Ran ran =
        run("browser",
            "'main': [{'race': [{'call': 'a'}, {'call': 'b'}]}], 'a': [{'sleep': '5ms'}], 'b': [{'sleep': '9ms'}]");
    CHECK(levels(ran.log) == "0: 2 0 2, 5: 1 0 1, 9: 0 0 0");
}

// The picture is due at 1/60 s = 16.666666 ms, while the callback of the timer computes 5-25; the callback of
// the frame computes 25-27.
TEST_CASE("the next picture is awaited until it is due", "[metrics][strands]") {
    const Ran ran = run(
        "browser", "'main': [{'animation_frame': [{'busy': '2ms'}]}, {'timeout': '5ms', 'do': [{'busy': '20ms'}]}]");
    CHECK(levels(ran.log) == "0: 2 0 2, 5: 2 1 1, 16.666666: 2 1 0, 25: 1 1 0, 27: 0 0 0");
}

// A request that arrives at 1 waits for the loop until 4, then both sleep.
TEST_CASE("a request that has arrived waits for the loop", "[metrics][strands]") {
    const Ran ran = run("node", "'main': [{'busy': '4ms'}, {'sleep': '10ms'}], 'request': [{'sleep': '2ms'}]", 1, {},
                        "{'run': 'main'}, {'run': 'request', 'at': '1ms'}");
    CHECK(levels(ran.log) == "0: 1 1 0, 1: 2 1 0, 4: 2 0 2, 6: 1 0 1, 14: 0 0 0");
}

// ---- a second opinion ------------------------------------------------------------------

namespace {

// Counts by the definition, one instant and one callback at a time.
metrics::LevelStep counted_at(const trace::Log& log, Time t) {
    metrics::LevelStep level;
    level.from = t;
    for (const trace::Callback& one : log.callbacks.all) {
        if (!one.task) continue;
        const bool gone = t >= log.end || (one.ended && *one.ended <= t);
        if (one.registered > t || gone) continue;
        const bool runs = one.began && *one.began <= t;
        const bool ready = !runs && one.ready && *one.ready <= t;
        const bool awaits = !runs && !ready && one.awaits != trace::Awaits::other;
        level.concurrency += runs || ready || awaits;
        level.asynchrony += awaits;
    }
    for (size_t i = 0; i < log.spans.size(); ++i)
        level.parallelism +=
            log.spans.kind(i) == trace::SpanKind::running && log.spans.start(i) <= t && log.spans.end(i) > t;
    return level;
}

class Programs {
public:
    explicit Programs(uint32_t seed) : state_(seed * 2'654'435'761u + 1) {}

    std::string functions(bool python) {
        std::string text =
            "'main': [" +
            std::string(python ? "{'new': 'lock', 'name': 'l'}, {'new': 'queue', 'name': 'q', 'room': 1}, " : "") +
            body(python, 3) + "]";
        for (const char* name : {"f", "g"})
            text += std::string(", '") + name + "': [" + body(python, name[0] == 'f' ? 2 : 1) + "]";
        return text;
    }

private:
    uint32_t below(uint32_t n) {
        state_ = state_ * 1'664'525u + 1'013'904'223u;
        return (state_ >> 16) % n;
    }
    std::string time() { return "'" + std::to_string(1 + below(9)) + "ms'"; }

    // A function calls only functions after it: main 3, f 2, g 1.
    std::string body(bool python, int rank) {
        std::string text;
        for (uint32_t i = 0, n = 2 + below(3); i < n; ++i)
            text += (text.empty() ? "" : ", ") + (python ? python_operation(rank) : script_operation(rank));
        return text;
    }
    std::string callee(int rank) { return rank == 3 && below(2) ? "f" : "g"; }
    std::string together(int rank) {
        return "{'all': [{'call': '" + callee(rank) + "'}, {'call': '" + callee(rank) + "'}]}";
    }
    std::string script_operation(int rank) {
        switch (below(rank > 1 ? 9 : 6)) {
            case 0: return "{'busy': " + time() + "}";
            case 1: return "{'sleep': " + time() + "}";
            case 2: return "{'timeout': " + time() + ", 'do': [{'busy': " + time() + "}]}";
            case 3: return "{'microtask': [{'busy': " + time() + "}]}";
            case 4: return "{'pool_cpu': " + time() + ", 'do': [{'busy': " + time() + "}]}";
            case 5: return "{'immediate': [{'busy': " + time() + "}]}";
            case 6: return "{'await': '" + callee(rank) + "'}";
            case 7: return "{'call': '" + callee(rank) + "'}";
            default: return together(rank);
        }
    }
    std::string python_operation(int rank) {
        switch (below(rank > 1 ? 9 : 6)) {
            case 0: return "{'busy': " + time() + "}";
            case 1: return "{'sleep': " + time() + "}";
            case 2: return "{'to_thread': " + time() + "}";
            case 3: return "{'with': 'l', 'do': [{'busy': " + time() + "}]}";
            case 4: return "{'call_later': " + time() + ", 'do': [{'busy': " + time() + "}]}";
            case 5: return "{'put': 'q', 'value': 'x'}, {'get': 'q'}";
            case 6: return "{'await': '" + callee(rank) + "'}";
            case 7: return "{'create_task': '" + callee(rank) + "'}";
            default: return together(rank);
        }
    }

    uint32_t state_;
};

}  // namespace

TEST_CASE("levels equal a count at each instant", "[metrics][strands]") {
    int several = 0;
    for (uint32_t seed = 1; seed <= 120; ++seed) {
        const bool python = seed % 2;
        const std::string functions = Programs(seed).functions(python);
        INFO(functions);
        const Ran ran = run(python ? "asyncio" : "node", functions, 1 + int(seed % 3));
        const metrics::Levels levels = metrics::levels_of(ran.log);
        std::vector<Time> moments{Time{}};
        for (const metrics::LevelStep& level : levels) moments.push_back(level.from);
        for (const trace::Callback& one : ran.log.callbacks.all)
            for (const MaybeTime& t : {MaybeTime(one.registered), one.ready, one.began, one.ended})
                if (t && *t <= ran.log.end) moments.push_back(*t);
        for (const Time t : moments) {
            const metrics::LevelStep level = metrics::level_at(levels, t), counted = counted_at(ran.log, t);
            CHECK(level.concurrency == counted.concurrency);
            CHECK(level.parallelism == counted.parallelism);
            CHECK(level.asynchrony == counted.asynchrony);
            several += counted.concurrency > 1;
        }
    }
    CHECK(several > 1'000);  // the programs are not trivial
}

// A loop runs at most one strand at a time, and no strand is both awaiting and ready.
TEST_CASE("a loop runs one callback at a time", "[metrics][strands]") {
    const Ran ran = run("asyncio", Programs(7).functions(true));
    Time ended;
    for (const trace::Callback& one : ran.log.callbacks.all) {
        const metrics::Strand strand = metrics::strand_of(one, ran.log.end);
        CHECK((strand.from <= strand.ready && strand.ready <= strand.to));
        ended = std::max(ended, strand.to);
    }
    CHECK(ended == ran.log.end);
}
