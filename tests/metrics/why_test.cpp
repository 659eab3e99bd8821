#include "metrics/why/why.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/metrics/stories.h"
#include "tests/support/scenarios.h"

#include <algorithm>

using namespace scenario;
using namespace support;
using test::has;

namespace {

struct Told {
    Scenario scenario;
    trace::Log log = model::run(scenario);
    metrics::SpanIndex index{log};

    std::string now(Time t) const { return metrics::explain_now(scenario, log, index, t).plain(); }
    std::string core(uint32_t core, Time t) const {
        return metrics::explain_core_gap(scenario, log, index, {core}, t).plain();
    }
};

}  // namespace

TEST_CASE("a queued request: what holds the threads", "[metrics]") {
    const Told told{worked_example()};
    // At 10 ms requests 1 to 4 hold the four threads and wait for the device; the cores have
    // been idle since 4 ms.
    const std::string text = told.now(msec(10));
    CHECK(has(text, "A 5 is queued for a thread, first in line."));
    CHECK(has(text, "All 4 threads are taken and blocked on the device0."));
    CHECK(has(text, "Both cores have been idle for 6.00 ms."));
}

TEST_CASE("a callback that waits for its loop: which callback runs", "[metrics]") {
    Scenario s = worked_example();
    s.strategy.kind = StrategyKind::event_loop;
    const Told told{s};
    CHECK(has(told.now(msec(1)), "A 2 is queued for the loop, first in line. The loop runs a 1 until 2.00 ms"));
}

TEST_CASE("the reason of an idle core is that no thread is ready", "[metrics]") {
    const Told told{worked_example()};
    CHECK(has(told.core(0, msec(10)), "Core 1 is idle: no thread is ready. All 4 threads are blocked on the device0."));
    CHECK(has(told.core(0, msec(200)), "the run is over"));
}

TEST_CASE("a ready thread: which task has its core", "[metrics]") {
    Scenario s = bare(1);
    add_work(s, {compute(msec(2))}, 2);
    const Told told{s};
    CHECK(has(told.now(msec(1)), "A 2 is ready: it needs a core and is first in line. Running now: a 1 on core 1."));
}

TEST_CASE("a star in a name stays a star, and a pool of processes has processes", "[metrics]") {
    Scenario s = worked_example();
    s.work[0].name = "2*a*";
    s.devices[0].name = "{task}";
    s.strategy.kind = StrategyKind::process_pool;
    const Told told{s};
    const std::vector<Piece> pieces = metrics::explain_now(told.scenario, told.log, told.index, msec(10)).pieces();
    REQUIRE(pieces.size() > 6);
    CHECK(pieces[0] == Piece{"2*a* 5", true});
    CHECK(pieces[2] == Piece{"queued", true});
    CHECK(pieces[3].text == " for a process, first in line. All 4 processes are taken and ");
    CHECK(pieces[4] == Piece{"blocked on the {task}", true});
}

TEST_CASE("every span of random runs has its reason in words", "[metrics]") {
    for (uint64_t seed = 1; seed <= 100; ++seed) {
        const Told told{random_scenario(seed)};
        for (size_t i = 0; i < told.log.spans.size(); ++i) {
            const trace::Span span = told.log.spans[i];
            const RichText text = metrics::explain_span(told.scenario, told.log, told.index, i);
            CHECK(text.plain().size() > 20);
            CHECK(text.plain().find_first_of("*{}") == std::string::npos);
            const bool works = span.kind == trace::SpanKind::running || span.kind == trace::SpanKind::switching ||
                               span.kind == trace::SpanKind::sharing;
            CHECK((works || span.reason != trace::Reason::none));
            // The index finds the spans that cover a moment.
            const auto at = told.index.at(told.log, span.start);
            CHECK(std::find(at.begin(), at.end(), i) != at.end());
        }
    }
}
