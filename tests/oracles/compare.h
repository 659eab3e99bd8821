#pragma once

// Is what came what was expected? Every key that is expected must be there, within
// the case's own tolerance:
//
//     "exact"                  the same (numbers to 1e-9, which is less than any unit here)
//     {"abs": x}, {"rel": x}   that close; of one key, of "all", or of the whole case
//     "quantile_rel"           instead of "rel" for p50, p95_wait and the like

#include "tests/oracles/case.h"

#include <string>
#include <vector>

namespace oracles {

// What differs, a line each: "jobs/0/start: expected 1, got 2". Empty: nothing.
std::vector<std::string> compare(const Case& of, const Answer& answer);

}  // namespace oracles
