#pragma once

// What commands do with lanes and their groups. They apply to the lane under the pointer, otherwise to
// the lane of the selected bar, otherwise to the first lane of the pane in focus.

#include "session/session.h"

namespace session {

std::optional<LaneName> lane_meant(const Session& session);

bool can_fold(const Session& session);
void fold_meant(Session& session);   // folds or unfolds
void unfold(Session& session, ChosenBar bar);  // unfolds what hides a bar that is visible nowhere
void unfold(Session& session, const LaneName& lane);  // unfolds what hides a lane that is not pinned
bool can_pin(const Session& session);
bool is_pinned(const Session& session);
void pin_meant(Session& session);    // pins or unpins

bool can_fold_any(const Session& session);
bool all_folded(const Session& session);
void fold_all(Session& session);     // or unfolds all if all are folded

}  // namespace session
