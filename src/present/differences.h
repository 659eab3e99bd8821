#pragma once

// How the other runs differ from one of them, the baseline: the columns of the outcome, with a sign and in per cent.
//
//     against Thread pool     finish      p95  cores
//     Event loop               −52.0    −54.0    +18
//                            ✓ −35 %  ✓ −36 %
//
// Whether a difference is for the better is said by a mark and not by its colour alone. Some numbers, such as the
// number of threads, are neither better nor worse.

#include "present/outcome.h"
#include "present/row.h"

#include <cstddef>
#include <string>
#include <vector>

namespace present {

constexpr const char* better_mark = "✓";
constexpr const char* worse_mark = "✗";

// `columns` as for outcome_table(). Without another run, or while something is asked, it has no rows.
Table differences_table(const std::vector<RunResults>& runs, size_t baseline,
                        const std::vector<std::string>& columns = {});

// For the baseline of a session: no rows if it has none.
Table differences_of(const session::Session& session);

}  // namespace present
