#pragma once

// Rows of "compare" that branch. The changes of a row with "from" apply from that time on. Until then, its run is the
// same as the run of the file, or of the file with the changes in "before".
//
//     {"title": "A core fails", "from": "20ms", "machine": {"cores": 1}}
//
// Such a row may contain only changes that the engine can make while a run is in progress.

#include "base/result.h"
#include "scenario/json.h"
#include "scenario/scenario.h"

#include <optional>
#include <string>
#include <string_view>

namespace scenario {

// Is this a key of the row itself, which does not change the scenario: "title", "name", "from" or "before"?
bool is_about_row(std::string_view key);

// Returns the scenario file of one variant, without "compare". For a row with "from", file_of() returns the file that
// applies from that time on, and file_before() the one that applies before.
json::Value file_of(const json::Value& source, size_t variant);
json::Value file_before(const json::Value& source, size_t variant);

// Returns the part of a file that its rows patch: without "compare", and without the keys that describe only its own
// run.
json::Value inherited(json::Value file);

// Returns why the first scenario cannot change into the second during a run, or nothing if it can. `row` is the row of
// "compare".
std::optional<Error> cannot_become(const Scenario& before, const Scenario& after, const json::Value& row);

}  // namespace scenario
