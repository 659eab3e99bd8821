#pragma once

// A scene as data, for pages that draw it in their own way.

#include "metrics/scene.h"
#include "stage/run.h"

#include <string>

namespace stage {

// {"at_ns",
//  "counts":{"arrived","queued","in_progress","waiting","completed","rejected","gave_up","running","held"},
//  "tasks":[{"task","name","number","doing","reason" ("" where there is none),"begun","since_ns","until_ns","thread",
//            "core","server","device","slot","lock","semaphore","queue","line","place"}],
//  "threads":[{"thread","name","slot","task"}],
//  "lines":[{"for","server","index","ordered","tasks"}],
//  "devices":[{"device","name","server","tasks","line"}],
//  "locks" and "semaphores":[{"index","name","server","holders","line"}]}
// "task", "tasks" and "holders" are numbers of tasks in the run; "line" is an index into "lines". A member of a task
// that does not apply to it is left out, and so is the "task" of an idle thread. "doing" is one of not-arrived, queued,
// ready, switching, running, sharing, blocked, waiting, completed, rejected, gave-up and unfinished.
std::string scene_json(const Run& run, const metrics::Scene& scene);

}  // namespace stage
