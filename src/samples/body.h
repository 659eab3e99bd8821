#pragma once

// The programs of a scenario as functions of a language.
//
// Steps that were repeated in the file have been unrolled by the reader: they become a loop again. A lock and its
// unlock become a block where they enclose the steps between them.

#include "samples/sample.h"
#include "samples/words.h"
#include "scenario/programs.h"

#include <string>
#include <utility>
#include <vector>

namespace samples {

using Values = std::vector<std::pair<std::string_view, std::string>>;

// Replaces the places of a text.
std::string filled(std::string_view text, const Values& values);

// The names that a sample gives to what a scenario has.
struct Names {
    Names(const scenario::Scenario& scenario, const scenario::StepLists& lists, Language language);
    std::vector<std::string> functions;  // by list of steps
    std::vector<std::string> jobs;       // by list: of the function that does the job, under queue-workers
    std::vector<std::string> devices, locks, semaphores, queues;
};

struct Bodies {
    const scenario::Scenario& scenario;
    const scenario::StepLists& lists;
    const Names& names;
    const Words& words;
    Language language;
    bool workers = false;  // data-parallel: parts run on the workers
    bool jobs = false;  // queue-workers: a function ends with its job step, and the rest is a function of its own

    // The lists of steps that need a function: those that rows of work run, and what these spawn and split into, in the
    // order in which the functions are written (what is called comes first).
    std::vector<uint32_t> order() const;
    std::vector<Line> lines(size_t indent) const;
    Uses uses() const;
};

// Has the list a job step, so that the task is answered before its end?
bool has_job(const std::vector<scenario::Step>& steps);

}  // namespace samples
