#pragma once

// What interleave-cli does: one function per command. Each returns the exit code:
//
// run of a JavaScript program returns the exit code of that program, if no other code applies.
//
//     0 ok   1 an --expect failed   2 wrong usage   3 invalid scenario   4 budget exceeded
//     5 run: a run waits forever, in a deadlock or for something that never comes
//
// Results are written to std::cout, everything else to std::cerr; "-" stands for std::cin.
// A caller that replaces the buffers of these streams can run the commands in memory.

#include "base/time.h"
#include "model/simulation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cli {

enum Exit : int { ok = 0, expectation_failed = 1, usage = 2, invalid = 3, over_budget = 4, waits_forever = 5 };

// Which scenario: a file, "-" for standard input, or the id of a built-in one;
// then the changes that are made to it. run and render also take the file of a figure, and render and export that of a
// recording.
struct Source {
    std::string scenario;
    std::vector<std::string> set;  // "machine.cores=4" or "machine.cores:4"
    std::string seed;              // "" = as in the file
};

struct RunOptions {
    Source source;
    std::string variant = "all";   // or a number: 0 is the file itself, 1 its first compare row
    std::string format = "table";  // table, json, csv
    bool tasks = false;
    bool spans = false;
    model::Budget budget;
    std::vector<std::string> expect;  // "makespan<=148ms", "missed==0"
    std::string expect_output;        // a file with what a JavaScript program prints
};

struct NodeOptions {
    Source source;  // a file of JavaScript
    model::Budget budget;
};

struct RenderOptions {
    Source source;
    std::string variant = "all";
    std::string output;  // "-" = standard output
    std::string from, to;
    std::string theme;  // empty: light, or that of the figure
    int width = 960;
    bool title = false, legend = false, verdict = false;  // around the timeline
    std::vector<std::string> lanes;  // empty: the lanes that show the scenario best
    std::string view = "timeline";   // or a row of stage::views(), for one moment
    std::string at;                  // that moment; empty: a third of the longest run
    model::Budget budget;
};

struct ExportOptions {
    Source source;
    std::string variant = "all";
    std::string output;  // "-" = standard output
    std::string format;  // a row of exchange::formats()
    model::Budget budget;
};

struct TraceOptions {
    std::string file;  // a recording, "-" for standard input
    std::string format = "table";  // table, json
    bool tasks = false;
    bool spans = false;
};

struct CodeOptions {
    Source source;
    std::string variant = "0";     // or all
    std::string language = "all";  // or a row of samples::language_rows()
    bool whole = false;            // a program that can be compiled, not only its telling lines
};

struct GradeOptions {
    std::vector<std::string> codes;  // cli/exercises.h; "-" is standard input, with a student and a code on each line
    std::string format = "table";    // table, csv
    bool show = false;               // print only the figures of the codes, as JSON
};

// The whole program: what main() does with its arguments, except the first.
int command_line(std::vector<std::string> words);

int list();
int check(const std::vector<std::string>& files);
int run(const RunOptions& options);
// Runs a JavaScript program under the machine's own Node as well, and shows both outputs; 1: they differ
int node(const NodeOptions& options);
int render(const RenderOptions& options);
int export_runs(const ExportOptions& options);
int trace(const TraceOptions& options);
int code(const CodeOptions& options);
int grade(const GradeOptions& options);  // returns 1 if an answer is wrong, 3 if a code is invalid
// Of the files named "scenario" or "figure", as JSON Schema or as a reference for people.
int schema(const std::string& what, bool markdown);

}  // namespace cli
