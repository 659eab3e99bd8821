#pragma once

// One variant of a session: a simulation or a recording of a real program, its trace so far, and what
// surfaces need of it (session/prepared.h).

#include "chart/lanes/lanes.h"
#include "chart/layout.h"
#include "chart/rows/groups.h"
#include "exchange/in/recorded.h"
#include "metrics/numbers/levels.h"
#include "metrics/numbers/results.h"
#include "metrics/why/why.h"
#include "model/simulation.h"
#include "scenario/code_text.h"
#include "scenario/document.h"
#include "trace/log.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace session {

// A recording is large and never changes: undo and the run that shows it share one.
using Recording = std::shared_ptr<const exchange::Recorded>;

struct Run {
    uint64_t id = 0;                                // no other run of the set ever has the same id
    scenario::Variant variant;
    Recording recording;                            // null if the variant is simulated
    std::unique_ptr<model::Simulation> simulation;  // null when it is finished
    trace::Log finished;                            // the log of a finished simulation

    metrics::Levels levels;
    metrics::Results results;
    chart::LevelSums level_sums;
    std::optional<metrics::SpanIndex> why;
    chart::Lanes lanes;
    chart::FoldedGroups folded;
    chart::LoopPicture loop;
    std::vector<scenario::CodeLine> program;  // of loops with a runtime, as text
    mutable std::optional<std::vector<Time>> moments_of_code;  // made when it is first requested (session/moments.h)
    size_t summarised = 0;    // the number of spans, tasks and threads that existed when it was last prepared
    uint32_t prepared = 0;    // how often
    bool whole = false;       // it was last prepared after its end

    const trace::Log& log() const { return recording ? recording->log : simulation ? simulation->log() : finished; }
    bool running() const { return simulation != nullptr; }
};

}  // namespace session
