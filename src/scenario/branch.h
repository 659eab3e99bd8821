#pragma once

// Rows of "compare" that branch: with "from", what such a row changes applies from that time on, and until then its run
// is that of the file, or of what "before" makes of it.
//
//     {"title": "A core fails", "from": "20ms", "machine": {"cores": 1}}
//
// Only what the engine can change while a run is in progress may differ.

#include "base/result.h"
#include "scenario/json.h"
#include "scenario/scenario.h"

#include <optional>
#include <string>
#include <string_view>

namespace scenario {

// What a row says about itself, without changing the scenario: "title", "name", "from", "before".
bool is_about_row(std::string_view key);

// The scenario file of one variant alone, without "compare". For a row with "from": as it is then, and as it is before.
json::Value file_of(const json::Value& source, size_t variant);
json::Value file_before(const json::Value& source, size_t variant);

// What rows are patches to: the file without its other rows and what is only about its own run.
json::Value inherited(json::Value file);

// Why the first scenario cannot become the second while it runs; nothing if it can. `row` is the row of "compare".
std::optional<Error> cannot_become(const Scenario& before, const Scenario& after, const json::Value& row);

}  // namespace scenario
