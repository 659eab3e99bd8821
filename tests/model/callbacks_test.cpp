// What loops with a runtime record besides the order of their callbacks: the task whose code
// runs, the functions on the stack, and the line that takes the time.

#include "model/simulation.h"
#include "scenario/code_text.h"
#include "scenario/document.h"
#include "tests/catch2.h"

#include <string>

namespace {

trace::Callbacks run(const std::string& runtime, const std::string& functions) {
    const auto document = scenario::read(R"({"version": 1, "machine": {"cores": 1}, "functions": )" + functions +
                                         R"(, "work": [{"run": "main"}], "strategy": {"kind": "event-loop", "runtime": ")" + runtime + "\"}}");
    INFO((document ? "" : document.error().message));
    REQUIRE(document);
    trace::Log log = model::run(document->variants.front().scenario);
    return std::move(log.callbacks);
}

std::string ms(Time t) { return std::to_string(t.ns / 1'000'000); }
std::string operation(trace::CodeSite site) { return site ? std::to_string(site.operation()) : "-"; }

// "0-2 f1 depth 1 at 3": a frame of function 1, called by operation 3
std::string frames(const trace::Callbacks& record) {
    std::string text;
    for (const trace::StackFrame& frame : record.frames)
        text += ms(frame.began) + "-" + ms(frame.ended) + " f" + std::to_string(frame.function) + " depth " +
                std::to_string(frame.depth) + " at " + operation(frame.site) + "\n";
    return text;
}

std::string stretches(const trace::Callbacks& record) {
    std::string text;
    for (const trace::Stretch& one : record.stretches)
        text += ms(one.began) + "-" + ms(one.ended) + " callback " + std::to_string(one.callback) + " operation " +
                operation(one.site) + "\n";
    return text;
}

// main: 0 await get; get: 1 busy 2 sleep 3 busy
const std::string program = R"({"main": [{"await": "get"}], "get": [{"busy": "2ms"}, {"sleep": "10ms"}, {"busy": "3ms"}]})";

}  // namespace

TEST_CASE("what takes time on the core is recorded by operation", "[model][loop]") {
    CHECK(stretches(run("node", program)) == "0-2 callback 0 operation 1\n12-15 callback 2 operation 3\n");
    CHECK(stretches(run("asyncio", program)) == "0-2 callback 0 operation 1\n12-15 callback 1 operation 3\n");
}

// R6.8. As in Node.js 20: the handler of a function that has returned comes after an older chain, and errors
// are passed on by then.
TEST_CASE("a call of an async function takes handlers", "[model][loop]") {
    const std::string functions = R"({
        "main": [{"promise_chain": [{"then": [{"log": "chain"}]}]},
                 {"call": "ends", "then": [{"log": "then"}], "finally": [{"log": "finally"}]},
                 {"call": "fails", "then": [{"log": "never"}], "catch": [{"log": "catch"}]},
                 {"log": "main"}],
        "ends": [{"log": "ends"}],
        "fails": [{"await_value": true}, {"raise": "no"}]})";
    std::string printed;
    for (const trace::Line& line : run("node", functions).lines) printed += line.text + " ";
    CHECK(printed == "ends main chain then finally catch ");
    const auto document = scenario::read(R"({"version": 1, "functions": )" + functions + R"(, "work": [{"run": "main"}], "strategy": {"kind": "event-loop", "runtime": "node"}})");
    REQUIRE(document);
    const std::string text = scenario::code_as_one_text(document->variants.front().scenario);
    INFO(text);
    CHECK(text.find("fails()\n  .then(() => {\n    console.log(\"never\");\n  })\n  .catch(() => {\n    "
                    "console.log(\"catch\");\n  });\n") != std::string::npos);
    CHECK_FALSE(scenario::read(R"({"version": 1, "functions": {"main": [{"call": "main", "then": []}]}, "work": [{"run": "main"}], "strategy": {"kind": "event-loop", "runtime": "node"}})"));
}

// JavaScript resumes in the innermost async function; in Python all functions that await each other are on the stack
// again.
TEST_CASE("after a wait the stack is as the language defines it", "[model][loop]") {
    const trace::Callbacks node = run("node", program), python = run("asyncio", program);
    CHECK(frames(node) == "0-2 f1 depth 1 at 0\n");
    CHECK(frames(python) == "0-2 f1 depth 1 at 0\n12-15 f1 depth 1 at 0\n");
    CHECK(node.all[0].function == 0);
    CHECK(node.all[1].function == trace::no_function);  // the timer of the sleep
    CHECK(node.all[2].function == 1);
    CHECK(node.all[3].function == 0);                    // main, after get
    CHECK(python.all[0].function == 0);
    CHECK(python.all[1].function == 0);
}

TEST_CASE("nested calls are deeper, also inside loops and handlers", "[model][loop]") {
    const std::string nested = R"({"main": [{"repeat": 2, "do": [{"try": [{"await": "a"}], "except": [{"do": [{"log": "x"}]}]}]}], "a": [{"await": "b"}], "b": [{"busy": "1ms"}]})";
    // 0 repeat, 1 try, 2 await a, 3 log; a: 4 await b; b: 5 busy
    CHECK(frames(run("asyncio", nested)) ==
          "0-1 f1 depth 1 at 2\n0-1 f2 depth 2 at 4\n1-2 f1 depth 1 at 2\n1-2 f2 depth 2 at 4\n");
}

TEST_CASE("a cleared callback has the time of that, and one whose wait was cancelled is marked", "[model][loop]") {
    const trace::Callbacks cleared = run("node", R"({"main": [{"timeout": "9ms", "name": "t", "do": [{"log": "never"}]}, {"busy": "4ms"}, {"clear": "t"}]})");
    REQUIRE(cleared.all[1].cancelled);
    CHECK(cleared.all[1].ended == msec(4));
    CHECK_FALSE(cleared.all[1].began);
    const trace::Callbacks cancelled = run("asyncio", R"({"main": [{"create_task": "job", "name": "t"}, {"sleep": "5ms"}, {"cancel": "t"}], "job": [{"sleep": "50ms"}]})");
    int interrupted = 0;
    for (const trace::Callback& one : cancelled.all) {
        if (!one.interrupted) continue;
        ++interrupted;
        CHECK(one.ready == msec(5));
        CHECK(one.function == 1);
    }
    CHECK(interrupted == 1);
}
