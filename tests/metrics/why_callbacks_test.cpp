#include "metrics/code_now.h"
#include "metrics/why/why.h"
#include "metrics/why/why_callbacks.h"
#include "tests/catch2.h"
#include "tests/support/programs.h"

using support::ProgramRun;
using support::run_program;

namespace {

std::string callback(const ProgramRun& run, uint32_t number) {
    return metrics::explain_callback(*run.scenario, run.log, number).plain();
}

// 0 timeout, 1 busy (in it), 2 busy: the timer is due at 1 ms, and main runs until 4.
const char* const late_timer = "{'main': [{'timeout': '1ms', 'do': [{'busy': '1ms'}]}, {'busy': '4ms'}]}";

}  // namespace

TEST_CASE("the reason of a late callback says what blocked the loop, and for how long", "[metrics][loop]") {
    const ProgramRun run = run_program("node", late_timer);
    CHECK(callback(run, 1) ==
          "setTimeout 1 ms was scheduled by main at 0 ns. Its timer is due at 1.00 ms. It waits 3.00 ms for the loop. "
          "The loop is blocked meanwhile: it runs main for 3.00 ms. It runs in the phase timers at 4.00 ms, for 1.00 "
          "ms.");
}

TEST_CASE("the reason at a moment says which callback blocks the loop", "[metrics][loop]") {
    const ProgramRun run = run_program("node", late_timer);
    const metrics::SpanIndex index(run.log);
    const auto now = [&](Time t) { return metrics::explain_now(*run.scenario, run.log, index, t).plain(); };
    CHECK(now(msec(2)) ==
          "setTimeout 1 ms has been ready since 1.00 ms and waits for the loop. The loop is blocked by main, which "
          "runs from 0 ns to 4.00 ms: for 4.00 ms, nothing else on it can run.");
    CHECK(now(usec(500)) == "Nothing waits for the loop. It runs main, in the phase script, until 4.00 ms.");
    const ProgramRun idle = run_program("asyncio", "{'main': [{'sleep': '20ms'}, {'log': 'x'}]}");
    CHECK(metrics::explain_loop_now(*idle.scenario, idle.log, metrics::SpanIndex(idle.log), msec(5)).plain() ==
          "The loop waits in select: nothing is ready. The next event is main (sleep 20 ms) at 20.00 ms.");
}

// By hand: main is taken up at a cost of 1 ms and sleeps from 1 to 11; the callback of the timer costs 1 ms, too.
TEST_CASE("while a loop pays for a callback it does not execute it, which the reason mentions", "[metrics][loop]") {
    ProgramRun run = run_program("node", "{'main': [{'sleep': '10ms'}, {'busy': '4ms'}]}");
    run.scenario->machine.costs.callback = msec(1);
    run.log = model::run(*run.scenario);
    const metrics::SpanIndex index(run.log);
    CHECK(metrics::explain_now(*run.scenario, run.log, index, usec(500)).starred() ==
          "The loop has *picked up* *main*, at the cost of 1.00 ms of pure overhead, until 1.00 ms.");
    CHECK(metrics::explain_now(*run.scenario, run.log, index, usec(12'500))
              .plain()
              .starts_with("The loop has picked up"));
    CHECK(metrics::explain_now(*run.scenario, run.log, index, msec(14)).plain().find("It runs main") !=
          std::string::npos);
}

TEST_CASE("a loop whose thread needs a core is in the middle of a callback", "[metrics][loop]") {
    // Two loops share a core in slices of 1 ms: at 1.5 ms the second one has it.
    const ProgramRun run = run_program("node", "{'main': [{'busy': '4ms'}]}");
    scenario::Scenario& s = *run.scenario;
    s.strategy.loops = 2;
    s.work[0].count = 2;
    s.machine.scheduler.policy = scenario::Policy::round_robin;
    s.machine.scheduler.quantum = msec(1);
    const trace::Log log = model::run(s);
    const std::string now = metrics::explain_now(s, log, metrics::SpanIndex(log), usec(1'500)).plain();
    CHECK(now.find("needs a core") == std::string::npos);  // the last that began is the second one: it runs
    CHECK(now.find("It runs main") != std::string::npos);
    CHECK(metrics::explain_now(s, log, metrics::SpanIndex(log), usec(2'500)).plain() ==
          "The loop is in the middle of main, but its thread is ready and needs a core.");
}

TEST_CASE("reasons mention that a callback is cleared, is cancelled or may run in either order", "[metrics][loop]") {
    const ProgramRun cleared = run_program(
        "node", "{'main': [{'timeout': '9ms', 'name': 't', 'do': [{'log': 'no'}]}, {'busy': '4ms'}, {'clear': 't'}]}");
    CHECK(callback(cleared, 1) ==
          "setTimeout 9 ms “no” was scheduled by main at 0 ns. It was cleared at 4.00 ms and never runs.");
    const ProgramRun race =
        run_program("node", "{'main': [{'timeout': '0ms', 'do': [{'log': 'a'}]}, {'immediate': [{'log': 'b'}]}]}");
    REQUIRE(race.log.callbacks.either.size() == 1);
    CHECK(callback(race, 1).find("Either order is possible here") != std::string::npos);
    CHECK(metrics::explain_pair(*race.scenario, race.log, 0).starred().starts_with("*Either order is possible here*"));
}

namespace {

trace::CodeSite operation(uint32_t id) { return trace::CodeSite::of_operation(id); }

}  // namespace

TEST_CASE("the line that runs is known, and so are the lines of its callers", "[metrics][loop]") {
    // 0 call a, 1 busy; a: 2 busy, 3 call b; b: 4 busy, 5 log
    const ProgramRun run = run_program("node",
                                       "{'main': [{'call': 'a'}, {'busy': '1ms'}], 'a': [{'busy': '1ms'}, {'call': "
                                       "'b'}], 'b': [{'busy': '2ms'}, {'log': 'x'}]}");
    const auto at = [&](Time t) { return metrics::code_at(run.log.callbacks, t); };
    CHECK(at(usec(500)).site.operation() == 2);
    CHECK(at(usec(500)).stack == std::vector{operation(0)});
    CHECK(at(usec(2'000)).site.operation() == 4);
    CHECK(at(usec(2'000)).stack == std::vector{operation(3), operation(0)});
    CHECK(at(usec(3'500)).site.operation() == 1);
    CHECK(at(usec(3'500)).stack.empty());
    CHECK_FALSE(at(msec(9)).runs);
    CHECK(metrics::moments_of(run.log.callbacks, operation(4)) == std::vector<metrics::Moment>{{msec(1), 0}});
    CHECK(metrics::moments_of(run.log.callbacks, operation(5)) == std::vector<metrics::Moment>{{msec(3), 0}});
    CHECK(metrics::moments_of(run.log.callbacks, operation(3)) == std::vector<metrics::Moment>{{msec(1), 0}});
}

TEST_CASE("among operations that take no time, the selected one counts", "[metrics][loop]") {
    const ProgramRun run = run_program(
        "node", "{'main': [{'log': 'a'}, {'log': 'b'}, {'timeout': '3ms', 'do': [{'log': 'c'}]}, {'log': 'd'}]}");
    // 0 a, 1 b, 2 timeout, 3 c, 4 d; callback 0 is main, 1 the timer
    const auto at = [&](Time t, metrics::Chosen chosen) {
        return metrics::code_at(run.log.callbacks, t, chosen).site.operation();
    };
    CHECK(at({}, {}) == 4);
    CHECK(at({}, {0, operation(0)}) == 0);
    CHECK(at({}, {0, operation(1)}) == 1);
    CHECK(at({}, {1, operation(2)}) == 2);  // the callback is being registered
    const metrics::CodeNow waits = metrics::code_at(run.log.callbacks, msec(2), {1, operation(2)});
    CHECK_FALSE(waits.runs);
    CHECK(waits.site.operation() == 2);
    CHECK(at(msec(3), {}) == 3);
}
