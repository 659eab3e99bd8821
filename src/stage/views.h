#pragma once

// The views that a run can be shown in besides the timeline, one row each.

#include "base/say.h"
#include "stage/plan.h"
#include "stage/run.h"

#include <span>
#include <string_view>

namespace stage {

enum class View : uint8_t { restaurant, desk, chip };

struct ViewRow {
    View view;
    std::string_view name;  // in links and on the command line: "restaurant"
    Phrase label;           // on its switch: "Restaurant"
    Phrase help;            // what it shows
    // Why the run cannot be shown in this way ("It has no device: there is nothing to cook."); empty if it can.
    RichText (*why_not)(const Run& run);
    Plan (*plan)(const Run& run, const metrics::Scene& scene, const Room& room);
};

std::span<const ViewRow> views();
const ViewRow& row_of(View view);
const ViewRow* find_view(std::string_view name);  // null if no view has that name

}  // namespace stage
