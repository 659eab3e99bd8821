#pragma once

// A scenario of the gallery with its runs, and the functions with which gallery_claims.h examines a run.
//
// Times are numbers of milliseconds. They are exact, because a double represents whole nanoseconds up to 104
// days. A value that a run does not have is NaN, so that a comparison with it is false.

#include "session/run.h"
#include "session/session.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace gallery {

using session::Run;

class Story {
public:
    explicit Story(const std::string& id);

    const Run& operator[](size_t run) const { return *session_.runs()[run]; }
    size_t size() const { return session_.runs().size(); }

    // What people read: the title, the description, the names that the file gives to runs, and their flaws.
    struct Text {
        std::string where;  // "title", "name", "description", "compare 1"
        std::string words;
    };
    const std::vector<Text>& texts() const { return texts_; }

private:
    session::Session session_;
    std::vector<Text> texts_;
};

double ms(Time t);
bool near(double a, double b, double share = 0.02);  // they differ by at most this share of b

// The whole run
double finish(const Run& run);
double mean(const Run& run);
double p50(const Run& run);
double p95(const Run& run);
int64_t threads(const Run& run);  // the largest number that existed at the same time
int64_t threads_started(const Run& run);
int64_t cores(const Run& run);  // of each server
double utilisation(const Run& run);
double blocked(const Run& run);  // the time for which threads waited, added up, in ms
int64_t switches(const Run& run);
int64_t max_in_progress(const Run& run);  // at the same time
int64_t max_executing(const Run& run);

// Tasks of a row of work, by its name
int64_t tasks(const Run& run, std::string_view row);
double arrival(const Run& run, std::string_view row);     // of the first
double first_turn(const Run& run, std::string_view row);  // of the first task on a core
double latency(const Run& run, std::string_view row);     // mean
double longest(const Run& run, std::string_view row);     // latency
double finished(const Run& run, std::string_view row);    // when the last one finished
int64_t missed(const Run& run, std::string_view row);
// Returns how many of the others arrived later, and finished before the first task of the row.
int64_t overtaken_by(const Run& run, std::string_view row, std::string_view others);
bool arrive_at_once(const Run& run);
double time_on_core(const Run& run, size_t task);
bool gap_is_idle(const Run& run, double from, double to);  // no core executes a step
// The longest time in which no task of the row finishes, from the first to the last of them.
struct Gap {
    double from = 0, to = 0;
    double length() const { return to - from; }
};
Gap longest_gap(const Run& run, std::string_view row);
double last_on_core(const Run& run, uint32_t core);       // when the core executes its last step
int64_t begun_on(const Run& run, uint32_t core);          // tasks whose first turn was on the core
double lock_waits(const Run& run, std::string_view row);  // the time for which its tasks waited for locks, in ms
double share_warm(const Run& run);                        // the share of the time on cores with the data in the cache
int64_t moves(const Run& run);                            // how often a thread continued on another core

// The length of a step of the scenario in ms; steps are counted from 0.
double step(const Run& run, std::string_view program, size_t step);
bool only_computes(const Run& run);

// The marks of threads, in order: "0 reads", with the number of the task.
std::vector<std::string> marks(const Run& run);

// The console of event loops
double line(const Run& run, std::string_view text);  // when it was first printed
int64_t lines_with(const Run& run, std::string_view part);
bool in_order(const Run& run, std::initializer_list<std::string_view> texts);
int64_t pictures(const Run& run, double from, double to);  // those that a browser draws between the two times
// The timers that were set with this delay. A runtime counts it from the time at which its loop last read the
// clock, in whole milliseconds, so they may be due up to 1 ms early.
int64_t timers(const Run& run, double delay);

}  // namespace gallery
