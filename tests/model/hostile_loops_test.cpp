// Programs of event loops that wait for themselves, grow without limit, or never end. They behave as in Python 3.11 and
// Node.js 20, or a budget ends them.

#include "model/simulation.h"
#include "scenario/document.h"
#include "tests/catch2.h"

#include <string>

namespace {

constexpr model::Budget of_a_page{.events = 2'000'000, .spans = 1'400'000, .bytes = 64 << 20, .looks = 300'000'000};

trace::Log run_program(const std::string& runtime, const std::string& functions, const std::string& machine = {},
                       model::Budget budget = of_a_page) {
    const auto document = scenario::read(
        R"({"version": 1, "machine": {"cores": 1)" + machine + R"(}, "functions": )" + functions +
        R"(, "work": [{"run": "main"}], "strategy": {"kind": "event-loop", "runtime": ")" + runtime + "\"}}");
    INFO((document ? "" : document.error().message));
    REQUIRE(document);
    return model::run(document->variants.front().scenario, budget);
}

std::string printed(const trace::Log& log) {
    std::string text;
    for (const trace::Line& line : log.callbacks.lines) text += (line.error ? "error " : "") + line.text + "\n";
    return text;
}

// Returns the operation, repeated `count` times.
std::string repeated(int count, const std::string& operation) {
    return R"({"repeat": )" + std::to_string(count) + R"(, "do": [)" + operation + "]}";
}

// Returns a chain of 2 · `pairs` + 1 tasks, each of which waits for the previous one; the last one is cancelled after 1
// ms. The names are reused, because a task looks up a name when it begins to wait.
std::string chain(int pairs) {
    return R"({"main": [{"create_task": "first", "name": "b"}, {"sleep": "0ms"}, )" +
           repeated(
               pairs,
               R"({"create_task": "f", "name": "a"}, {"sleep": "0ms"},
                   {"create_task": "g", "name": "b"}, {"sleep": "0ms"})") +
           R"(, {"sleep": "1ms"},
              {"try": [{"cancel": "b"}, {"log": "cancelled"}], "except": [{"do": [{"log": "refused"}]}]}],
              "first": [{"sleep": "1h"}], "f": [{"wait": "b"}], "g": [{"wait": "a"}]})";
}

}  // namespace

// In tasks.py, "Task cannot await on itself" is a RuntimeError that is raised in the task at its next step.
TEST_CASE("a task that waits for itself gets a RuntimeError", "[model][loop][hostile]") {
    const trace::Log log = run_program("asyncio", R"({
        "main": [{"create_task": "f", "name": "t"}, {"log": "main"}, {"sleep": "1ms"}, {"log": "end"}],
        "f": [{"try": [{"wait": "t"}], "except": [{"do": [{"log": "RuntimeError"}]}]}, {"log": "after"}]})");
    CHECK(log.complete);
    CHECK(printed(log) == "main\nRuntimeError\nafter\nend\n");
}

// In CPython 3.11, cancel() of one task calls cancel() of the other, and so on, until a RecursionError.
TEST_CASE("cancelling tasks that wait for each other raises a RecursionError", "[model][loop][hostile]") {
    const std::string both = R"("f": [{"wait": "b"}], "g": [{"wait": "a"}])";
    const std::string tasks =
        R"({"create_task": "f", "name": "a"}, {"create_task": "g", "name": "b"}, {"sleep": "1ms"})";
    // When main has returned, asyncio.run cancels the remaining tasks, and ends with that error.
    const trace::Log at_the_end = run_program("asyncio", "{\"main\": [" + tasks + "], " + both + "}");
    CHECK(at_the_end.complete);
    CHECK_FALSE(at_the_end.halted);
    CHECK(printed(at_the_end) == "error RecursionError\n");
    const trace::Log by_name = run_program(
        "asyncio", "{\"main\": [" + tasks +
                       R"(, {"try": [{"cancel": "a"}, {"log": "no"}], "except": [{"do": [{"log": "caught"}]}]}], )" +
                       both + "}");
    CHECK(printed(by_name) == "caught\nerror RecursionError\n");
}

// sys.getrecursionlimit() is 1,000.
TEST_CASE("a chain of tasks is cancelled up to Python's recursion limit", "[model][loop][hostile]") {
    CHECK(printed(run_program("asyncio", chain(450))) == "cancelled\n");
    CHECK(printed(run_program("asyncio", chain(550))) == "refused\nerror RecursionError\n");
}

TEST_CASE("a string that grows too long raises the error of the language", "[model][loop][hostile]") {
    // 2 to the power of 16 is 65,536, and 2 to the power of 17 is 131,072.
    const std::string doubling = R"({"main": [{"try": [{"await": "m", "args": ["x", "0"]}],
        "except": [{"do": [{"log": "too long"}]}]}],
        "m": {"takes": ["n", "turn"], "do": [{"log": "{turn}"}, {"await": "m", "args": ["{n}{n}", "{turn}+"]}]}})";
    std::string lines, turn = "0";
    for (int i = 0; i <= 16; ++i, turn += '+') lines += turn + "\n";
    for (const char* runtime : {"node", "browser", "asyncio"})
        CHECK(printed(run_program(runtime, doubling)) == lines + "too long\n");
    CHECK(printed(run_program("node", R"({"main": [{"call": "m", "args": ["x"]}],
        "m": {"takes": ["n"], "do": [{"await": "m", "args": ["{n}{n}"]}]}})")) == "error RangeError\n");
    CHECK(printed(run_program("asyncio", R"({"main": [{"await": "m", "args": ["x"]}],
        "m": {"takes": ["n"], "do": [{"await": "m", "args": ["{n}{n}"]}]}})")) == "error MemoryError\n");
}

// R9.3
TEST_CASE("a budget ends a loop that computes alone on its core", "[model][loop][hostile]") {
    const trace::Log log =
        run_program("node", R"({"main": [{"busy": "24h"}]})",
                    R"(, "scheduler": {"policy": "round-robin", "quantum": "1us"})", {.events = 10'000});
    CHECK(log.stopped_by == "10,000 events");
    CHECK(log.events == 10'000);
    CHECK(log.end <= msec(10));  // 1 µs per event
    CHECK(log.end >= msec(9));
}

// R9.3. The minimum size of an object: a task has a coroutine, variables and an entry in a queue.
TEST_CASE("the objects that a program creates count against its memory budget", "[model][loop][hostile]") {
    const auto stops = [](const char* runtime, const std::string& main, const std::string& rest = {}) {
        INFO(main);
        const trace::Log log = run_program(runtime, "{\"main\": [" + main + "]" + rest + "}", {},
                                           {.bytes = 8 << 20, .looks = 300'000'000});
        CHECK(log.stopped_by == "8 MiB of memory");
        return log.callbacks.all.size();
    };
    const std::string sleeps = R"(, "f": [{"sleep": "1h"}])", waits = R"(, "f": [{"wait": "e"}])";
    // Each of these creates objects of at least 500 bytes, so 8 MiB are used up after at most 16,777 of them.
    CHECK(stops("asyncio", repeated(1'000'000, R"({"create_task": "f"})"), sleeps) <= 2 * 16'777);
    CHECK(stops("asyncio", repeated(1'000'000, R"({"call_later": "1h", "do": []})")) <= 16'777);
    CHECK(stops("node", R"({"new_promise": "e", "do": []}, )" + repeated(1'000'000, R"({"call": "f"})"), waits) <=
          2 * 16'777);
    CHECK(stops("node", repeated(1'000'000, R"({"timeout": "1h", "do": []})")) <= 16'777);
    CHECK(stops("browser", repeated(1'000'000, R"({"animation_frame": []})")) <= 16'777);
    // These are not in any record: 8 MiB hold at most 262,144 items of 32 bytes.
    stops("asyncio", R"({"new": "queue", "name": "q"}, )" + repeated(1'000'000, R"({"put": "q", "value": "x"})"));
    stops("node", repeated(1'000'000, R"({"log": "x"})"));
}

// Each coroutine waits for the next one, whose promise nothing else retains, so all of them are released together.
TEST_CASE("long chains of objects are released without a stack overflow", "[model][loop][hostile]") {
    const trace::Log log = run_program("node", R"({
        "main": [{"new_promise": "e", "do": []}, {"call": "m"}, {"timeout": "1h", "do": [{"call": "again"}]}],
        "again": [{"new_promise": "e", "do": []}, {"log": "let go"}],
        "m": [{"await_value": true}, {"await": "n"}],
        "n": [{"await_value": true}, {"await": "m"}]})",
                                       {}, {.events = 400'000});
    CHECK(log.stopped_by == "400,000 events");
}

// R9.3
TEST_CASE("the budget also ends a single operation that creates very many objects", "[model][loop][hostile]") {
    std::string calls = R"({"call": "m"})";
    for (int i = 1; i < 1'000; ++i) calls += R"(, {"call": "m"})";
    const trace::Log log = run_program("asyncio", R"({"main": [{"await": "m"}], "m": [{"all": [)" + calls + "]}]}", {},
                                       {.bytes = 8 << 20});
    CHECK(log.stopped_by == "8 MiB of memory");
    // A task takes at least 1,000 bytes, and at most four times 1,000 tasks are created between two checks.
    CHECK(log.callbacks.all.size() <= 8'400 + 4'000);
}

TEST_CASE("looking up one of many variables is fast", "[model][loop][hostile]") {
    std::string main = R"({"new_promise": "e", "do": [{"resolve": "e", "value": "1"}]})", words;
    for (int i = 0; i < 1'900; ++i) main += R"(, {"wait": "e", "as": "v)" + std::to_string(i) + "\"}";
    for (int i = 1'872; i < 1'900; ++i) words += "{v" + std::to_string(i) + "}";
    const trace::Log log =
        run_program("node", "{\"main\": [" + main + ", " + repeated(1'000, R"({"log": ")" + words + "\"}") + "]}");
    CHECK(log.complete);
    REQUIRE(log.callbacks.lines.size() == 1'000);
    CHECK(log.callbacks.lines.back().text == std::string(28, '1'));
}
