#pragma once

// What a user predicts for a part of a run, stored apart from the trace and scored against it.
//
// What really ran in the part, from <= t < until, is a list of stretches. A stretch is one task on one core, for as
// long as its spans follow each other without a gap. Each guess is compared with one stretch of its task, the
// nearest one on its core if there is one; no stretch is compared with two guesses.
//
//     core    it is the same
//     start   differs by at most the tolerance
//     end     likewise
//     order   the guess belongs to the longest sequence of guesses whose stretches are in the same
//             order as the guesses
//
// Each of the four is worth a quarter of a point. The maximum is max(stretches, guesses), so
// that both missing and wrong guesses cost points.

#include "trace/log.h"

#include <cstddef>
#include <vector>

namespace metrics {

struct Guess {
    CoreId core;
    TaskId task;
    Time begin, end;  // begin < end
    bool operator==(const Guess&) const = default;
};

struct Ran {
    CoreId core;
    TaskId task;
    Time begin, end;
};
std::vector<Ran> ran_between(const trace::Log& log, Time from, Time until);  // by begin, then core

struct Judged {
    bool real = false;  // its task ran in the part, and the guess was compared with a stretch
    bool core = false, start = false, end = false, order = false;
    size_t ran = 0;     // the index in Score::ran of that stretch
    int quarters() const { return core + start + end + order; }
};

struct Score {
    std::vector<Ran> ran;
    std::vector<Judged> guesses;  // in the given order
    size_t real = 0, core = 0, start = 0, end = 0, order = 0;
    double points = 0;            // 0 to 1
};
Score score_of(const trace::Log& log, Time from, Time until, const std::vector<Guess>& guesses, Time tolerance);

}  // namespace metrics
