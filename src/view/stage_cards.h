#pragma once

// The moment at the playhead as pictures, a card for each run, above the timeline of the desktop program:
//
//     +-- One waiter and a bell   event loop · finish 990 s --+
//     |  the picture (src/stage)                              |
//     |  in progress 9   waiters at work 1 of 1               |
//     +-------------------------------------------------------+
//
// The pointer shows why a thing is as it is, and a click selects its bar on the timeline.

#include "base/say.h"
#include "stage/plan.h"
#include "view/widgets.h"

#include <cstddef>
#include <optional>
#include <string>

namespace view {

struct StageCard {
    std::string title, facts;
    RichText why_not;                   // why the run has no picture
    const stage::Plan* plan = nullptr;  // valid until the next call of card() for the run
};

// What the cards are made from: the program implements it (app/stage_source.h).
class StageSource {
public:
    virtual ~StageSource() = default;
    virtual size_t count() = 0;  // of runs; 0: the timeline is shown alone
    virtual StageCard card(size_t run, float width_px) = 0;
    // A point of the picture that card() has returned.
    virtual std::optional<RichText> at(size_t run, float x, float y) = 0;
    virtual void choose(size_t run, float x, float y) = 0;
};

// Draws the cards from the cursor of the current window downwards, side by side where there is room. Returns their
// height.
float show_stage(StageSource& source, const Skin& skin, chart::Theme theme);

}  // namespace view
