#pragma once

// What can be done with the runs of a comparison. A run is named by its place among the shown runs; the variants of the
// document are numbered on their own, because some may be hidden. Each change is one step of undo.

#include "session/commands.h"
#include "session/session.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace session {

// Is it a variant of the document, and not a recording?
bool is_variant(const Session& session, size_t run);

// What is on screen stays as it is, and a copy of it takes its place: the copy is in focus, and controls change only
// it.
Result<Nothing> keep_run(Session& session);

// A copy of the run that is the same up to the playhead: what is changed in it applies from then on
// (scenario/branch.h).
Result<Nothing> branch_run(Session& session, size_t run);

Result<Nothing> copy_run(Session& session, size_t run);
Result<Nothing> rename_run(Session& session, size_t run, std::string_view title);  // empty: by what distinguishes it
Result<Nothing> move_run(Session& session, size_t run, int by);                    // 1: down
Result<Nothing> remove_run(Session& session, size_t run);
Result<Nothing> hide_run(Session& session, size_t run);       // the last one that is shown cannot be hidden
Result<Nothing> show_run(Session& session, size_t variant);
void pin_baseline(Session& session, size_t run);  // the others are compared with it; a second time: with none

// The commands about the run in focus. Figures do not have them.
std::span<const Command> run_commands();

}  // namespace session
