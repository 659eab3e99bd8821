#pragma once

// Edits the runs of a comparison. `run` is the position of a run among the shown runs; `variant` is the number of a
// variant in the document. The two differ because variants may be hidden. Each change is one undo step.

#include "session/commands.h"
#include "session/session.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace session {

// Is this run a variant of the document, and not a recording?
bool is_variant(const Session& session, size_t run);

// Copies the run in focus. The original stays as it is; the copy gets the focus, and the controls change only the copy.
Result<Nothing> keep_run(Session& session);

// Adds a copy of the run that is the same up to the playhead. Changes to the copy apply from then on
// (scenario/branch.h).
Result<Nothing> branch_run(Session& session, size_t run);

Result<Nothing> copy_run(Session& session, size_t run);
// If `title` is empty, the run is named after what distinguishes it.
Result<Nothing> rename_run(Session& session, size_t run, std::string_view title);
Result<Nothing> move_run(Session& session, size_t run, int by);  // 1: down, -1: up
Result<Nothing> remove_run(Session& session, size_t run);
Result<Nothing> hide_run(Session& session, size_t run);       // fails for the last shown run
Result<Nothing> show_run(Session& session, size_t variant);
void pin_baseline(Session& session, size_t run);  // a second call for the same run clears the baseline

// Returns the commands about the run in focus. Figures have none.
std::span<const Command> run_commands();

}  // namespace session
