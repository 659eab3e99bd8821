#include "metrics/numbers/queue_lengths.h"

#include "tests/catch2.h"

#include "model/simulation.h"
#include "scenario/document.h"

#include <string>

using metrics::CountStep;

namespace {

struct Run {
    scenario::Scenario scenario;
    trace::Log log;

    explicit Run(const std::string& text) {
        auto document = scenario::read(text);
        REQUIRE(document);
        scenario = document->variants[0].scenario;
        log = model::run(scenario);
    }
};

// "4:1 6:2": from 4 ms on the length is 1, from 6 ms on it is 2
std::string text_of(const std::vector<CountStep>& steps) {
    std::string text;
    for (const CountStep& step : steps)
        text += (text.empty() ? "" : " ") + std::to_string(step.from.ns / 1'000'000) + ':' + std::to_string(step.count);
    return text;
}

// A producer sends after 2, 4 and 6 ms of computing; the receiver takes 5 ms for each message.
Run messages(const std::string& queue) {
    return Run(R"({"version": 1, "queues": {"q": {)" + queue + R"(}}, "machine": {"cores": 2}, "programs": {
        "make": [{"repeat": {"times": 3, "steps": [{"compute": "2ms"}, {"send": "q"}]}}],
        "take": [{"repeat": {"times": 3, "steps": [{"receive": "q"}, {"compute": "5ms"}]}}]},
        "work": [{"run": "make"}, {"run": "take"}]})");
}

}  // namespace

TEST_CASE("the length of a queue is the number of messages that have not been received", "[metrics]") {
    const Run run = messages("");
    const auto lengths = metrics::queue_lengths(run.scenario, run.log);
    REQUIRE(lengths.messages.size() == 1);
    // The first message is handed to the waiting receiver. The others come at 4 and 6 ms and are taken at 7 and
    // 12 ms.
    CHECK(text_of(lengths.messages[0][0]) == "4:1 6:2 7:1 12:0");
    CHECK(lengths.dropped[0][0].empty());
}

TEST_CASE("a waiting sender puts its message in when there is a free place", "[metrics]") {
    const Run run = messages(R"("capacity": 1)");
    CHECK(text_of(metrics::queue_lengths(run.scenario, run.log).messages[0][0]) == "4:1 12:0");
}

TEST_CASE("a message that was dropped was never in the queue", "[metrics]") {
    const Run run = messages(R"("capacity": 1, "full": "drop")");
    const auto lengths = metrics::queue_lengths(run.scenario, run.log);
    CHECK(text_of(lengths.messages[0][0]) == "4:1 7:0");
    REQUIRE(lengths.dropped[0][0].size() == 1);
    CHECK(lengths.dropped[0][0][0] == msec(6));
}

TEST_CASE("a message occupies a place in the queue while it is being delivered", "[metrics]") {
    const Run run = messages(R"("delay": "3ms")");
    // Sent at 2, 4 and 6, they can be received at 5, 7 and 9 ms; the receiver takes them at 5, 10 and 15.
    CHECK(text_of(metrics::queue_lengths(run.scenario, run.log).messages[0][0]) == "2:1 4:2 5:1 6:2 10:1 15:0");
}

TEST_CASE("tasks wait for a thread of the pool in a queue that may be full", "[metrics]") {
    // Four tasks of 10 ms come at once to a pool of one thread, whose queue has two places.
    const Run run(R"({"version": 1, "programs": {"a": [{"compute": "10ms"}]}, "work": [{"run": "a", "count": 4}],
        "machine": {"cores": 1}, "strategy": {"kind": "thread-pool", "threads": 1, "queue": 2, "when_full": "reject"}})");
    const auto queues = metrics::task_queues(run.log);
    REQUIRE(queues.tasks.size() == 1);
    CHECK(text_of(queues.tasks[0]) == "0:2 10:1 20:0");
    CHECK(queues.rejected[0] == std::vector<Time>{Time{}});
}
