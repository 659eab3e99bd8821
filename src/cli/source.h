#pragma once

// From words on the command line to runs.

#include "chart/layout.h"
#include "chart/loops/loop_lanes.h"
#include "chart/rows/groups.h"
#include "cli/commands.h"
#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "scenario/document.h"

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

struct Outcome {
    scenario::Variant variant;
    trace::Log log;
    metrics::Levels levels;
    metrics::Results results;
};

// Runs the chosen variants; nullopt (and words on standard error) when there is no such variant.
std::optional<std::vector<Outcome>> run_variants(const scenario::Document& document, const std::string& which, model::Budget budget);

// A recording of a real program instead of runs: from its first bytes, and read. "-" is a scenario.
bool is_recording(const std::string& path);
std::optional<Outcome> read_recording(const std::string& path, int& exit);

// The runs that render and export are about: of the scenario, or the one recording.
struct Subject {
    std::string title;
    std::vector<Outcome> outcomes;
};
std::optional<Subject> subject_of(const Source& source, const std::string& variant, model::Budget budget, int& exit);

// Their lanes, and what a picture or a file is made of. Lives as long as the outcomes stay where they are.
struct Picture {
    std::vector<chart::Lanes> lanes;
    std::vector<chart::LoopPicture> loops;
    std::vector<chart::FoldedGroups> folded;
    std::vector<chart::Pane> panes;
};
Picture picture_of(const std::vector<Outcome>& outcomes, chart::LaneChoice choice);

// False when it cannot be written; "-" is standard output.
bool write_file(const std::string& path, const std::string& text);

// Of runs that a budget has ended, says so on standard error.
bool all_complete(const std::vector<Outcome>& outcomes);

}  // namespace cli
