#pragma once

// Runs of a scenario, with everything that is needed to write them as files.

#include "chart/layout.h"
#include "metrics/numbers/levels.h"
#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "scenario/document.h"

#include <memory>
#include <string>
#include <vector>

struct Ran {
    scenario::Variant variant;
    trace::Log log;
    metrics::Levels levels;
    metrics::Results results;
};

struct Runs {
    std::string title;
    std::vector<std::unique_ptr<Ran>> all;
    std::vector<chart::Pane> panes;
};

inline Runs runs_of(const scenario::Document& document) {
    Runs runs;
    runs.title = document.variants[0].scenario.title;
    for (const scenario::Variant& variant : document.variants) {
        auto ran = std::make_unique<Ran>();
        ran->variant = variant;
        ran->log = model::run(ran->variant.scenario);
        ran->levels = metrics::levels_of(ran->log);
        ran->results = metrics::results_of(ran->variant.scenario, ran->log, ran->levels);
        runs.panes.push_back(
            {ran->variant.title, &ran->variant.scenario, &ran->log, &ran->results, &ran->levels, nullptr});
        runs.all.push_back(std::move(ran));
    }
    return runs;
}
