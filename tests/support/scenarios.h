#pragma once

// Scenarios for tests: built in a line, or drawn at random; and runs as text that can be
// checked by hand.

#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <string>
#include <vector>

namespace support {

scenario::Law constantly(Time t);
scenario::Law exponentially(Time mean);
scenario::Step compute(Time t);
scenario::Step compute(scenario::Law law);
scenario::Step io(uint32_t device = 0, bool blocking = false);
scenario::Step sleep(Time t);

// One core, first come, first served, no device, no work, one thread per task.
scenario::Scenario bare(int64_t cores = 1);

// Adds a device and returns its number.
uint32_t add_device(scenario::Scenario& scenario, Time time, int64_t capacity = 0);

// Adds a program and a row of `count` tasks that run it, the first at `at`.
scenario::Work& add_work(scenario::Scenario& scenario, std::vector<scenario::Step> steps, int64_t count = 1,
                         Time at = {});

// Adds one task that computes for `ms` and arrives at `at`, in ms.
scenario::Work& add(scenario::Scenario& scenario, int64_t ms, int64_t at = 0);

// Reads a scenario file, of which the braces, version and title are left out, with ' for ".
// Throws an exception with the error if the text has one.
scenario::Scenario read_text(std::string text);

// The example of the scenario format: 24 requests, 2 cores, 2 + 20 + 2 ms, 4 ms slices.
scenario::Scenario worked_example();

// Any valid scenario (random_scenario.cpp): all policies, strategies, steps, devices and laws
// with their options, fleets of up to 4 servers of 1 to 4 cores, 1 to 4 rows of work with about
// `size` x 1 to 12 tasks each. Times are mostly small whole ms, so that ties are common.
scenario::Scenario random_scenario(uint64_t seed, int64_t size = 1);

// One line per span that holds a core, in order of start and core, in ms:
//     core0  0  2  a1
std::string cores_text(const scenario::Scenario& scenario, const trace::Log& log);

}  // namespace support
