// Runs the engine and the reference simulator on random small scenarios. The complete results
// must be equal (all spans with their reasons, tasks, threads, servers, and notes except those of
// levels). If they differ, the scenario is shrunk and printed as a file.
//
//     INTERLEAVE_SEED=7 INTERLEAVE_COUNT=100000 build/release/tests/test-reference
//
// The default seed is 1 and the default count 10,000. Scenario number i of a seed is the same
// whatever the count; INTERLEAVE_ONLY=i runs only that one, and INTERLEAVE_FILE=path adds a file of
// your own. Skipped scenarios are counted and named: those whose runs do not end, and those in
// which more than 40 threads share something (sharing.h).

#include "model/simulation.h"
#include "scenario/document.h"
#include "tests/catch2.h"
#include "tests/reference/machine.h"
#include "tests/reference/shrink.h"
#include "tests/reference/small_scenario.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

namespace {

uint64_t setting(const char* name, uint64_t usual) {
    const char* text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : usual;
}

const std::string stopped = "stopped by ";

// Describes how the two differ; empty if they are equal. Returns nullopt if the text is not a valid scenario.
std::optional<std::string> compared(const std::string& text) {
    const auto document = scenario::read(text);
    if (!document) return {};
    const scenario::Scenario& scenario = document->variants[0].scenario;
    const trace::Log log = model::run(scenario, {.events = 20'000});
    if (!log.complete) return stopped + log.stopped_by;  // the run may never end
    try {
        return reference::difference(reference::result_of(log), reference::Machine(scenario).run());
    } catch (const std::length_error& error) {  // more than the reference can handle
        return stopped + error.what();
    }
}

}  // namespace

TEST_CASE("engine and reference agree on random small scenarios", "[reference]") {
    const uint64_t seed = setting("INTERLEAVE_SEED", 1), count = setting("INTERLEAVE_COUNT", 10'000),
                   only = setting("INTERLEAVE_ONLY", ~uint64_t(0));
    size_t different = 0;
    std::map<std::string, size_t> skipped;  // by reason
    const bool one = only != ~uint64_t(0);
    for (uint64_t i = one ? only : 0; i < (one ? only + 1 : count) && different < 3; ++i) {
        const std::string text = reference::small_scenario(seed << 32 | i);
        const auto found = compared(text);
        if (!found) {
            FAIL("scenario " << i << " is not valid: " << scenario::read(text).error().message << "\n" << text);
        } else if (found->starts_with(stopped)) {
            ++skipped[*found];
        } else if (!found->empty()) {
            ++different;
            const std::string min = reference::shrunk(text, [](const std::string& smaller) {
                const std::string differs = compared(smaller).value_or("");
                return !differs.empty() && !differs.starts_with(stopped);
            });
            FAIL_CHECK("INTERLEAVE_SEED=" << seed << " INTERLEAVE_ONLY=" << i << ", shrunk:\n"
                                          << min << "\n"
                                          << *compared(min));
        }
    }
    CHECK(different == 0);
    std::cout << "lockstep: seed " << seed << ", " << count << " scenarios, " << different << " different\n";
    for (const auto& [why, times] : skipped) {
        std::cout << "    skipped: " << times << " " << why << "\n";
        CHECK(times * 100 <= count);
    }
}

TEST_CASE("engine and reference agree on a given file", "[reference]") {
    const char* path = std::getenv("INTERLEAVE_FILE");
    if (!path) return;
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    const auto found = compared(text.str());
    REQUIRE(found);
    CHECK(*found == "");
}
