#pragma once

// Numbers about a moment that the chip shows besides the scene. Internal to stage.

#include "metrics/scene.h"
#include "stage/run.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stage {

// For each core, how much of the last stretch of time it worked or switched, from 0 to 1. The stretch is a share of the
// run, and shorter in a run with very many spans.
std::vector<float> warmth_of(const Run& run, Time t);

// What is in memory: as metrics/numbers/use.h counts it, at one moment.
struct InMemory {
    size_t threads = 0, processes = 0, tasks = 0;
    int64_t bytes = 0;
};
InMemory in_memory(const Run& run, const metrics::Scene& scene);

std::string bytes_text(int64_t bytes);  // "4.1 MiB"

// The threads whose working set is in the cache of a core; empty if the scenario has no caches.
std::vector<ThreadId> warm_threads(const Run& run, CoreId core, Time t);

// The tasks whose answer from a device is under way, in the order of their tasks.
std::vector<const metrics::TaskNow*> answers_under_way(const metrics::Scene& scene);

struct CoresNow {
    size_t all = 0, work = 0, switching = 0, held = 0, idle = 0;
};
CoresNow cores_now(const Run& run, const metrics::Scene& scene);

}  // namespace stage
