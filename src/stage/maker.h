#pragma once

// What the planners of all views put things together with. Internal to stage.

#include "metrics/names.h"
#include "stage/grid.h"
#include "stage/plan.h"
#include "stage/run.h"

#include <string>
#include <vector>

namespace stage {

class ThingMaker {
public:
    ThingMaker(const Run& run, const metrics::Scene& scene) : run_(run), scene_(scene) {}

    static Thing thing(Kind kind, uint32_t number, float x, float y, float width, float height);
    static Thing boxed(Kind kind, uint32_t number, const Box& box);
    // Gives it the colour and the number of a task, and its bar of this moment.
    void of_task(Thing& made, TaskId task) const;

    // A line of text around x, cut to the room.
    Thing caption(float x, float y, const std::string& text, float room_px, Look look = Look::plain, float scale = 1);
    // In as many lines as it needs, the first at y. Returns where the next line would be.
    float paragraph(std::vector<Thing>& things, float x, float y, const std::string& text, float room_px,
                    Look look = Look::plain);
    Thing more(float x, float y, size_t count);

private:
    const Run& run_;
    const metrics::Scene& scene_;
    uint32_t captions_ = 0, mores_ = 0;
};

// How much of its span is over, from 0 to 1; 0 if it lasts forever.
float progress_of(const trace::Log& log, const metrics::TaskNow& now, Time t);

}  // namespace stage
