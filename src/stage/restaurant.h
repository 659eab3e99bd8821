#pragma once

// A run as a restaurant.
//
//     guests at the door   tasks that wait for a thread before they can begin
//     table                a task that has begun; coloured and numbered as on the timeline
//     waiter               a thread: at a table while it works, at the stove while it is held
//     stove                a device, with a pan for each use at once
//     dish                 a use of a device: in a pan, on the counter while its task waits to go on, on its way with a
//                          waiter
//     bell                 rings when a use ends for which no thread waited
//     hatched waiter       a thread that is held and does nothing
//     solid ring           a task that waits, with a thread that is held; dotted: no thread is held
//
//     +------+----------------------+------+-----------+
//     | door | dining room: tables  | pass | kitchen   |     from 440 px of width on
//     +------+----------------------+------+-----------+
//
// On a narrower screen the four parts lie below each other. Up to 60 tables and 24 waiters are drawn one by one. Of
// more, the picture says how many do what.

#include "base/say.h"
#include "stage/plan.h"
#include "stage/run.h"

namespace stage {

constexpr uint32_t max_tables = 60, max_waiters = 24;

// Why a run has no restaurant; empty if it has one.
RichText why_no_restaurant(const Run& run);
Plan plan_restaurant(const Run& run, const metrics::Scene& scene, const Room& room);

}  // namespace stage
