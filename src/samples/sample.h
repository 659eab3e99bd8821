#pragma once

// The few lines of code that do what a run does, in six languages, with the names, times and counts of the scenario.
//
//     async function request(n) {            one function for each program
//       compute(2);
//       await database.call();               <- a line knows the part of a task's life that it stands for
//       compute(2);
//     }
//     await Promise.all(range(24).map(request));     <- the strategy
//
// A sample is a whole program: with the lines that only surround it (imports, stand-ins for the devices), it can be
// compiled. life.h leads from a bar of a run to the line that the task is in, and back.
//
//     languages.h   the languages: how they write names and times
//     words.h       what each language says for each step and each strategy, as tables of texts
//     body.h        a program as a function
//     remarks.h     what has to be said beside a sample: where a language has no idiomatic way, and what one would use

#include "base/say.h"
#include "samples/languages.h"
#include "scenario/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace samples {

// A part of a task's life.
enum class Life : uint8_t {
    none,
    submitted,  // it is handed over, and waits until a thread takes it
    starting,   // its thread or process starts
    taken,      // a worker, thread or loop takes it up
    step,       // it is in a step: it computes, waits, or is ready to go on with it
    answered,   // it is answered, and its job waits for a worker
};

struct Place {
    Life life = Life::none;
    uint32_t list = 0, step = 0;  // of Life::step: numbers as in scenario::StepLists
    bool operator==(const Place&) const = default;
};

struct Line {
    std::string text;  // with its indentation
    std::vector<Place> places = {};
    bool surrounds = false;  // belongs to the whole program, but not to the few lines
};

struct Sample {
    Language language = Language::javascript;
    std::vector<Line> lines;
    RichText remark;         // may be empty
    bool idiomatic = true;   // false: the language has no idiomatic way, and this is the nearest one
    std::string needs;       // what it needs besides the language: "Java 21", "the package bullmq"; or empty
};

// Requires a scenario without functions: the program of an event loop with a runtime is code already.
Sample sample_of(const scenario::Scenario& scenario, Language language);
bool has_sample(const scenario::Scenario& scenario);

// The whole program, and the few lines without the indentation that they have in common.
std::string whole_text(const Sample& sample);
std::string short_text(const Sample& sample);
size_t common_indent(const Sample& sample);  // of the few lines

}  // namespace samples
