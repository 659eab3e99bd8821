#pragma once

// Compares a result with what was expected. Every expected key must be there, within the
// tolerance of the case:
//
//     "exact"                  the same (numbers to 1e-9, which is less than any unit here)
//     {"abs": x}, {"rel": x}   that close; for one key, for "all", or for the whole case
//     "quantile_rel"           instead of "rel" for p50, p95_wait and the like

#include "tests/oracles/case.h"

#include <string>
#include <vector>

namespace oracles {

// Returns the differences, one per line: "jobs/0/start: expected 1, got 2".
std::vector<std::string> compare(const Case& of, const Answer& answer);

}  // namespace oracles
