#pragma once

// From words on the command line to runs.

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

// All of a file, or of standard input for "-"; no more than the scenario limit
// and one byte. nullopt when it cannot be read.
std::optional<std::string> read_file(const std::string& path);

// "typing-and-music": the name of the file without its ending.
std::string builtin_id(std::string_view file_name);

// Reads and changes the scenario; on failure says why on standard error and sets `exit`.
std::optional<scenario::Document> open(const Source& source, int& exit);

// A recording of a real program instead of a scenario, as its first bytes tell. "-" is a scenario.
bool is_recording(const std::string& path);
std::optional<exchange::Recorded> read_recording(const std::string& path, int& exit);

// Runs the chosen variants of the scenario to their ends; nothing (and words on standard error, and `exit`) when there
// is no such variant.
std::optional<session::RunSet> run_variants(const scenario::Document& document, const std::string& which, model::Budget budget, int& exit);

// What render and export are about: the runs of a scenario, or the one recording.
std::optional<session::RunSet> runs_of(const Source& source, const std::string& variant, model::Budget budget, int& exit);

// The runs with these lanes, nothing folded, as pictures and exports take them. Valid as long as the runs.
std::vector<chart::Pane> panes_of(const session::RunSet& runs, chart::LaneChoice choice);

// False when it cannot be written; "-" is standard output.
bool write_file(const std::string& path, const std::string& text);

// Of runs that a budget has ended, says so on standard error.
bool all_complete(const session::RunSet& runs);

}  // namespace cli
