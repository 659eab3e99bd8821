#include "tests/catch2.h"

#include "scenario/document.h"
#include "session/history.h"
#include "session/session.h"

#include <string>

using session::History;
using session::Session;

TEST_CASE("undo stays within its memory, but always keeps the newest step", "[session]") {
    History history;
    history.max_bytes = 100'000;
    const std::string text(10'000, ' ');
    for (int i = 0; i < 50; ++i) {
        history.push({text + std::to_string(i), {}, false}, {});
        CHECK(history.bytes() <= history.max_bytes);
    }
    int steps = 0;
    for (; history.can_undo(); ++steps) CHECK(history.undo({}).text == text + std::to_string(49 - steps));
    CHECK(steps == 9);  // of a little more than 10 kB each

    history.push({std::string(1'000'000, ' '), {}, false}, {});
    REQUIRE(history.can_undo());
    CHECK(history.undo({}).text.size() == 1'000'000);
}

TEST_CASE("undo keeps at most 500 steps", "[session]") {
    History history;
    for (int i = 0; i < 600; ++i) history.push({std::to_string(i), {}, false}, {});
    int steps = 0;
    for (; history.can_undo(); ++steps) CHECK(history.undo({}).text == std::to_string(599 - steps));
    CHECK(steps == 500);
}

TEST_CASE("steps of one drag are one step, until it is settled", "[session]") {
    History history;
    CHECK_FALSE(history.goes_on("cores"));
    history.push({"a", {}, false}, "cores");
    CHECK(history.goes_on("cores"));
    CHECK_FALSE(history.goes_on("threads"));
    CHECK_FALSE(history.goes_on(""));
    history.settle();
    CHECK_FALSE(history.goes_on("cores"));
}

// The program has 2,000 steps once its repeat is unrolled; its text has 200 bytes.
TEST_CASE("a step of undo keeps the text of a scenario, not the steps that it expands to", "[session]") {
    Session session;
    REQUIRE(session.load(R"({"version": 1, "programs": {"a": [{"repeat": {"times": 1000, "steps": [{"compute": "1us"}, {"sleep": "1us"}]}}]},
        "work": [{"run": "a"}], "machine": {"cores": 1}})"));
    REQUIRE(session.runs()[0]->variant.scenario.programs[0].steps.size() == 2'000);
    const std::string before = scenario::write(session.document());
    for (int cores = 2; cores <= 101; ++cores) {
        REQUIRE(session.set("machine.cores", std::to_string(cores)));
        session.settle();
    }
    CHECK(session.undo_bytes() < 100 * 1'000);
    const std::string after = scenario::write(session.document());
    const Time makespan = session.runs()[0]->results.makespan;

    for (int i = 0; i < 100; ++i) session.undo();
    CHECK_FALSE(session.can_undo());
    CHECK(scenario::write(session.document()) == before);
    CHECK(session.runs()[0]->variant.scenario.machine.cores == 1);
    while (session.can_redo()) session.redo();
    CHECK(scenario::write(session.document()) == after);
    CHECK(session.runs()[0]->results.makespan == makespan);
}

// Its text is short, but written with one value per line it is longer than a file may be.
TEST_CASE("a scenario whose text grew beyond the limit of files can be restored", "[session]") {
    std::string notes;
    for (int i = 0; i < 60'000; ++i) notes += (i > 0 ? ",[]" : "[]");
    Session session;
    REQUIRE(session.load(R"({"version":1,"programs":{"a":[{"compute":"1us"}]},"work":[{"run":"a"}],"x-notes":[)" + notes + "]}"));
    REQUIRE(scenario::write(session.document()).size() > scenario::longest_text);
    REQUIRE(session.set("machine.cores", "2"));
    session.undo();
    CHECK(session.runs()[0]->variant.scenario.machine.cores == 1);
}

TEST_CASE("setting the present value is not a step of undo", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    const uint64_t revision = session.revision();
    REQUIRE(session.set("strategy.threads", "4"));
    CHECK_FALSE(session.can_undo());
    CHECK(session.revision() == revision);
}
