#pragma once

// A table of how the other runs differ from the baseline, with the columns of the outcome. Differences have a sign and
// are also given as a percentage.
//
//     Compared with Thread pool   finish      p95  cores
//     Event loop                   −52.0    −54.0    +18
//                                ✓ −35 %  ✓ −36 %
//
// A mark, and not only a colour, shows whether a run is better or worse. For some numbers, such as the number of
// threads, neither direction is better.

#include "present/outcome.h"
#include "present/row.h"

#include <cstddef>
#include <string>
#include <vector>

namespace present {

constexpr const char* better_mark = "✓";
constexpr const char* worse_mark = "✗";

// `columns` is as for outcome_table(). The table has no rows if there is no other run, or while a question is
// unanswered.
Table differences_table(const std::vector<RunResults>& runs, size_t baseline,
                        const std::vector<std::string>& columns = {});

// Returns the table for the baseline of a session. It has no rows if there is no baseline.
Table differences_of(const session::Session& session);

}  // namespace present
