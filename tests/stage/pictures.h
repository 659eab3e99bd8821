#pragma once

// Runs for tests of stages, and what is written in a picture.

#include "chart/canvas/canvas.h"
#include "metrics/scene.h"
#include "model/simulation.h"
#include "scenario/document.h"
#include "stage/plan.h"
#include "stage/run.h"

#include <memory>
#include <string>
#include <vector>

namespace pictures {

// A run that has ended, with all that its pictures need. It stays where it is.
struct Ended {
    Ended(scenario::Scenario what, model::Budget budget = {});
    Ended(const Ended&) = delete;

    scenario::Scenario scenario;
    trace::Log log;
    stage::Prepared prepared;
    stage::Run run;
};

// The variants of a built-in scenario. Fails if there is none of that name.
std::vector<scenario::Variant> variants_of(const std::string& name);

struct Written {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    std::string text;
};
// The texts of a picture, with the boxes that they fill.
std::vector<Written> texts_of(const chart::Canvas& canvas);

// Describes the first two texts that cover each other, and the first that is not inside the picture; or is empty.
std::string overlap_in(const std::vector<Written>& texts, float width, float height);

// The plan, drawn.
std::vector<Written> texts_of(const stage::Plan& plan);

}  // namespace pictures
