// Scenarios that ask for all they can, under small budgets: the budgets limit what such
// runs make. (tools/limits measures how long the page takes with them.)

#include "model/simulation.h"
#include "scenario/document.h"
#include "tests/catch2.h"
#include "tests/support/limits.h"

#include <algorithm>

// R9.3
TEST_CASE("whatever a scenario asks for, its budget ends it", "[model][budget]") {
    constexpr model::Budget budget{.events = 20'000, .spans = 20'000, .bytes = 4 << 20, .looks = 3'000'000};
    size_t cut = 0;
    for (const support::Limit& limit : support::limits()) {
        INFO(limit.name);
        const auto document = scenario::read(limit.text);
        if (!document) FAIL_CHECK(document.error().message);
        if (!document) continue;
        const scenario::Scenario& s = document->variants.front().scenario;
        const trace::Log log = model::run(s, budget);
        cut += !log.complete;
        CHECK(log.complete == log.stopped_by.empty());
        // Threads and shares that come in one event are counted after it. Everything that is open when a run
        // is cut short gets a span.
        const auto at_once = [&](const trace::Thread& thread) { return !thread.task; };
        const size_t pooled = size_t(std::count_if(log.threads.begin(), log.threads.end(), at_once));
        CHECK(log.events <= budget.events + 256);
        CHECK(log.spans.size() <= budget.spans + 2 * log.tasks.size() + 16 * 256);
        CHECK(log.tasks.size() <= budget.events + s.work.size() + 256);
        CHECK(log.threads.size() - pooled <= log.tasks.size());
        CHECK(log.notes.size() <= 2 * budget.events + log.threads.size() + 2 * 256);
        const size_t bytes = log.tasks.size() * 192 + (log.threads.size() - pooled) * 96 + log.notes.size() * 128;
        CHECK(bytes <= budget.bytes + (1 << 20));
    }
    CHECK(cut >= 80);  // of about a hundred
}
