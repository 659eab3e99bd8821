#pragma once

// Exercises with different numbers for each student (web/exercises.json), and the codes that students hand in.
//
//     {"id": "pool", "lesson": 7, "title": "…", "figure": {a figure with a question},
//      "vary": {"strategy.threads": ["2", "4", "8"], …}}
//
// A student's seed chooses one of the values of each parameter. A code consists of the exercise, the seed, the answer,
// and a checksum that detects typing mistakes:
//
//     pool.17.148ms.k3f0
//
// A code is neither secret nor authenticated: anyone who has the page can create one. Codes save the teacher from
// checking answers by hand, because an answer is graded by running the exercise again. web/course/exercises.js chooses
// the same values and writes the same codes.

#include "base/result.h"
#include "scenario/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cli {

struct ExerciseCode {
    std::string exercise;
    uint32_t seed = 0;
    std::string answer;
};

// Parses a code such as "pool.17.148ms.k3f0". Returns nothing if the text is not a code or its checksum is wrong.
std::optional<ExerciseCode> parse_code(std::string_view text);

// Returns the checksum of a code: the last four base-36 digits of the FNV-1a hash of `text`, least significant digit
// first.
std::string check_of(std::string_view text);

// Returns the index of the value that the seed chooses for the parameter with this index, below `count`. Requires a
// `count` of at least 1. It is the finaliser of MurmurHash3 (A. Appleby, public domain), applied to both numbers.
uint32_t drawn(uint32_t seed, uint32_t parameter, uint32_t count);

// Returns the figure of an exercise with the values of a seed, as JSON; an error if there is no such exercise.
Result<std::string> exercise_figure(std::string_view id, uint32_t seed);

}  // namespace cli
