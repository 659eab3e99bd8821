#pragma once

// Exercises with other numbers for each student (web/exercises.json), and the codes that students hand in.
//
//     {"id": "pool", "lesson": 7, "title": "…", "figure": {a figure with a question},
//      "vary": {"strategy.threads": ["2", "4", "8"], …}}
//
// The seed of a student draws one of the values of each parameter. A code names the exercise, the seed and the answer,
// and ends with a check that finds slips of the pen:
//
//     pool.17.148ms.k3f0
//
// The code is not a secret: anybody who has the page can make one. It saves the teacher from checking by hand: the answer
// is judged by running the exercise again. web/course/exercises.js draws the same values and writes the same codes.

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

// "pool.17.148ms.k3f0". Nothing if it is not a code, or the check does not fit.
std::optional<ExerciseCode> parse_code(std::string_view text);

// The four letters and digits that end a code: the FNV-1a hash of what is before them, in base 36.
std::string check_of(std::string_view text);

// Which of `count` values the seed draws for the parameter with this index. `count` is at least 1.
// The finaliser of MurmurHash3 (A. Appleby, public domain), over both numbers.
uint32_t drawn(uint32_t seed, uint32_t parameter, uint32_t count);

// The figure of an exercise with the numbers of a seed, as JSON. An error if there is no such exercise.
Result<std::string> exercise_figure(std::string_view id, uint32_t seed);

}  // namespace cli
