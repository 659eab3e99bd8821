#pragma once

// Runs of event-loop programs, for tests of how they are shown.

#include "model/simulation.h"
#include "scenario/document.h"
#include "tests/catch2.h"

#include <memory>
#include <string>

namespace support {

struct ProgramRun {
    std::unique_ptr<scenario::Scenario> scenario;
    trace::Log log;
};

// `functions` as in a scenario file, with ' for "; main runs on one core.
inline ProgramRun run_program(const std::string& runtime, std::string functions, const std::string& rest = {}) {
    std::string text = "{'version': 1, 'machine': {'cores': 1}, 'functions': " + functions +
                       ", 'work': [{'run': 'main'}], 'strategy': {'kind': 'event-loop', 'runtime': '" + runtime + "'}" +
                       rest + "}";
    for (char& c : text)
        if (c == '\'') c = '"';
    auto document = scenario::read(text);
    INFO((document ? "" : document.error().message));
    REQUIRE(document);
    ProgramRun run;
    run.scenario = std::make_unique<scenario::Scenario>(std::move(document->variants.front().scenario));
    run.log = model::run(*run.scenario);
    return run;
}

}  // namespace support
