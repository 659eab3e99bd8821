// The built-in scenarios: what is known about them, and their fingerprints.

#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "scenario/builtin_files.h"
#include "scenario/document.h"
#include "tests/catch2.h"
#include "tests/support/golden.h"
#include "tests/support/scenarios.h"

#include <map>
#include <sstream>

namespace {

scenario::Document builtin(const std::string& name) {
    for (const Embedded& file : scenario::builtin_files()) {
        if (file.name != name + ".json") continue;
        auto document = scenario::read(file.bytes);
        INFO(name << ": " << (document ? "" : document.error().message));
        REQUIRE(document);
        return *document;
    }
    FAIL("no built-in scenario " << name);
    return {};
}

metrics::Results results_of(const scenario::Scenario& s) {
    const trace::Log log = model::run(s);
    return metrics::results_of(s, log, metrics::levels_of(log));
}

}  // namespace

TEST_CASE("the service that waits on its database has the results of the worked example", "[model]") {
    const auto document = builtin("waiting-on-the-database");
    REQUIRE(document.variants.size() == 3);
    CHECK(results_of(document.variants[0].scenario).makespan == msec(148));
    CHECK(results_of(document.variants[1].scenario).makespan == msec(96));
    CHECK(results_of(document.variants[2].scenario).makespan == msec(48));
}

TEST_CASE("100 requests share four cores about evenly", "[model]") {
    const auto document = builtin("hundred-requests");
    REQUIRE(document.variants.size() == 2);
    for (const scenario::Variant& variant : document.variants) {
        const trace::Log log = model::run(variant.scenario);
        REQUIRE(log.tasks.size() == 100);
        CHECK(log.threads.size() == 100);
        if (variant.scenario.machine.cores == 1) continue;
        // Counts how many tasks had their first turn on each core.
        std::map<uint32_t, int> first;
        std::vector<bool> seen(100, false);
        for (size_t i = 0; i < log.spans.size(); ++i) {
            const trace::Span span = log.spans[i];
            if (span.kind != trace::SpanKind::running || seen[span.task.index]) continue;
            seen[span.task.index] = true;
            ++first[span.core.index];
        }
        REQUIRE(first.size() == 4);
        for (const auto& [core, count] : first) CHECK((count >= 20 && count <= 30));
    }
}

TEST_CASE("a CPU-heavy batch gains only from cores", "[model]") {
    const auto document = builtin("cpu-heavy-batch");
    REQUIRE(document.variants.size() == 4);
    // 16 pictures of 40 ms are 640 ms of work. They never take less than 640 / cores; as
    // all pictures are alike and each core gets the same number, they take at most 2 %
    // longer (switches).
    int64_t cores[] = {1, 2, 4, 8};
    for (size_t i = 0; i < 4; ++i) {
        const scenario::Scenario& s = document.variants[i].scenario;
        REQUIRE(s.machine.cores == cores[i]);
        const Time min = msec(640 / cores[i]), makespan = results_of(s).makespan;
        CHECK(makespan >= min);
        CHECK(makespan.ns <= min.ns * 102 / 100);
    }
}

TEST_CASE("the built-in and 200 random scenarios have the same fingerprint in every build", "[model][hash]") {
    // Written by one build and compared by all of them: -O0, -O2, sanitizers, clang, WebAssembly.
    std::ostringstream hashes;
    Hash random;
    for (uint64_t seed = 1; seed <= 200; ++seed) random.add(model::run(support::random_scenario(seed)).hash());
    hashes << "200 random scenarios " << hash_text(random.value()) << '\n';
    for (const Embedded& file : scenario::builtin_files()) {
        const auto document = scenario::read(file.bytes);
        INFO(file.name);
        REQUIRE(document);
        for (size_t i = 0; i < document->variants.size(); ++i)
            hashes << file.name << ' ' << i << ' ' << hash_text(model::run(document->variants[i].scenario).hash())
                   << '\n';
    }
    CHECK(hashes.str() == support::golden("hashes.txt", hashes.str()));
}
