#pragma once

// A run as an office.
//
//     person at a desk     a core, with one paper in hand: the task that it executes
//     in-tray              the ready queue: one for all, or one on each desk where each core has its own queue
//     post                 tasks that need a thread before they can go on
//     tray of answers      tasks that wait: dotted if they hold no thread, hatched if they hold one
//     out-tray             what is finished
//
// A time slice that ends is a paper that goes back into the in-tray. The bar in front of a person shows how much of the
// present turn is over. Up to 64 desks are drawn one by one; of more, the picture says how many do what.

#include "base/say.h"
#include "stage/plan.h"
#include "stage/run.h"

namespace stage {

constexpr uint32_t max_desks = 64;

// Why a run has no office; empty if it has one.
RichText why_no_desk(const Run& run);
Plan plan_desk(const Run& run, const metrics::Scene& scene, const Room& room);

}  // namespace stage
