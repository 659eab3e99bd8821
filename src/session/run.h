#pragma once

// One variant of a session: what was run, the trace so far, and what is prepared of it for surfaces.

#include "chart/rows/groups.h"
#include "chart/lanes/lanes.h"
#include "chart/layout.h"
#include "metrics/numbers/levels.h"
#include "metrics/numbers/results.h"
#include "metrics/why/why.h"
#include "model/simulation.h"
#include "scenario/code_text.h"
#include "scenario/document.h"
#include "trace/log.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace session {

struct Run {
    scenario::Variant variant;
    std::unique_ptr<model::Simulation> simulation;  // until it is finished
    trace::Log finished;
    metrics::Levels levels;
    chart::LevelSums level_sums;
    metrics::Results results;
    std::optional<metrics::SpanIndex> why;
    chart::Lanes lanes;
    chart::FoldedGroups folded;
    chart::LoopPicture loop;
    std::vector<scenario::CodeLine> program;  // of loops with a runtime, as text
    size_t summarised = 0;  // spans, tasks and threads that were there for the above

    const trace::Log& log() const { return simulation ? simulation->log() : finished; }
    bool running() const { return simulation != nullptr; }
};

}  // namespace session
