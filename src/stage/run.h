#pragma once

// What a picture of this folder is made from: one run, and the room that there is.

#include "chart/frame/task_colours.h"
#include "metrics/scene.h"
#include "metrics/span_index.h"
#include "scenario/scenario.h"
#include "trace/log.h"

namespace stage {

// One run. Requires that everything it points to outlives the call.
struct Run {
    const scenario::Scenario* scenario = nullptr;
    const trace::Log* log = nullptr;
    const metrics::SpanIndex* spans = nullptr;
    const metrics::SceneIndex* scenes = nullptr;
    const chart::TaskColours* colours = nullptr;

    metrics::Scene at(Time t) const { return scenes->at(*scenario, *log, *spans, t); }
};

// What a run needs for its pictures, made once when it has ended (or has grown).
struct Prepared {
    Prepared(const scenario::Scenario& scenario, const trace::Log& log)
        : spans(log), scenes(scenario, log), colours(scenario, log) {}
    Run run(const scenario::Scenario& scenario, const trace::Log& log) const {
        return {&scenario, &log, &spans, &scenes, &colours};
    }

    metrics::SpanIndex spans;
    metrics::SceneIndex scenes;
    chart::TaskColours colours;
};

struct Room {
    float width_px = 600;       // from 280 on
    float min_height_px = 390;  // a plan is as high as it needs to be, and at least this
};

}  // namespace stage
