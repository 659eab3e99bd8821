#pragma once

// Turns the arguments of the command line into runs.

#include "chart/layout.h"
#include "cli/commands.h"
#include "exchange/in/recorded.h"
#include "model/simulation.h"
#include "scenario/document.h"
#include "scenario/fields.h"
#include "session/figure.h"
#include "session/run_set.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cli {

// Returns the contents of a file, or of standard input for "-", up to `most` + 1 bytes, so that the caller can tell
// that a file is too long. nullopt if it cannot be read.
std::optional<std::string> read_file(const std::string& path, size_t most = session::longest_figure);

// "typing-and-music": the name of the file without its extension.
std::string builtin_id(std::string_view file_name);

// Returns the text of a built-in scenario or of a file. On failure it says why on standard error and sets `exit`.
std::optional<std::string> text_of(const Source& source, int& exit);

// Reads and changes a scenario, or that of a figure. On failure it says why on standard error and sets `exit`.
struct Opened {
    scenario::Document document;
    std::vector<int64_t> runs;  // those that a figure shows; empty: all
};
std::optional<Opened> open(const Source& source, int& exit);
std::optional<Opened> open(const Source& source, const std::string& text, int& exit);

// The changes of --set and --seed, as {id, value}.
std::optional<std::vector<scenario::Setting>> changes_of(const Source& source, int& exit);

// Returns whether the file is a recording of a real program, and not a scenario, judging by its first bytes.
// "-" is a scenario.
bool is_recording(const std::string& path);
std::optional<exchange::Recorded> read_recording(const std::string& path, int& exit);

// Runs the chosen variants of the scenario to their ends. If there is no such variant, it returns nothing, says so on
// standard error and sets `exit`.
std::optional<session::RunSet> run_variants(const Opened& opened, const std::string& which, model::Budget budget,
                                            int& exit);

// Returns the input of render and export: the runs of a scenario, or the one recording.
std::optional<session::RunSet> runs_of(const Source& source, const std::string& variant, model::Budget budget,
                                       int& exit);

// Returns the runs with these lanes and nothing folded, as pictures and exports require them. Valid for as long
// as the runs.
std::vector<chart::Pane> panes_of(const session::RunSet& runs, chart::LaneChoice choice);

// Returns false if it cannot be written; "-" is standard output.
bool write_file(const std::string& path, const std::string& text);

// Returns false if a budget has ended a run, and says so on standard error.
bool all_complete(const std::vector<std::unique_ptr<session::Run>>& runs);

}  // namespace cli
