#pragma once

// Turns the arguments of the command line into runs.

#include "chart/layout.h"
#include "cli/commands.h"
#include "exchange/in/recorded.h"
#include "model/simulation.h"
#include "scenario/document.h"
#include "session/run_set.h"

#include <optional>
#include <string>
#include <vector>

namespace cli {

// Returns the content of a file, or of standard input for "-", but at most one byte more
// than the maximum length of a scenario. Returns nullopt if it cannot be read.
std::optional<std::string> read_file(const std::string& path);

// "typing-and-music": the name of the file without its extension.
std::string builtin_id(std::string_view file_name);

// Reads and changes the scenario. On failure, prints the reason on standard error and sets `exit`.
std::optional<scenario::Document> open(const Source& source, int& exit);

// Returns whether the file is a recording of a real program, and not a scenario, judging by its first bytes.
// "-" is a scenario.
bool is_recording(const std::string& path);
std::optional<exchange::Recorded> read_recording(const std::string& path, int& exit);

// Runs the chosen variants of the scenario to their ends. If there is no such variant, prints that on standard error,
// sets `exit` and returns nullopt.
std::optional<session::RunSet> run_variants(const scenario::Document& document, const std::string& which,
                                            model::Budget budget, int& exit);

// Returns the input of render and export: the runs of a scenario, or the one recording.
std::optional<session::RunSet> runs_of(const Source& source, const std::string& variant, model::Budget budget,
                                       int& exit);

// Returns the runs with these lanes and nothing folded, as pictures and exports require them. Valid for as long
// as the runs.
std::vector<chart::Pane> panes_of(const session::RunSet& runs, chart::LaneChoice choice);

// Returns false if it cannot be written; "-" is standard output.
bool write_file(const std::string& path, const std::string& text);

// Returns false if a budget has ended a run, and prints that on standard error.
bool all_complete(const session::RunSet& runs);

}  // namespace cli
