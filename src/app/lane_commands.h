#pragma once

// What commands do with lanes and their groups. The lane that is meant is the one under the
// pointer, else that of the selected bar, else the first of the pane in focus.

#include "app/lab.h"

namespace app {

std::optional<view::LaneName> lane_meant(const Lab& lab);

bool can_fold(const Lab& lab);
void fold_meant(Lab& lab);   // or unfold
void unfold(Lab& lab, view::Selection selection);  // what hides a bar, if it is nowhere to be seen
bool can_pin(const Lab& lab);
bool is_pinned(const Lab& lab);
void pin_meant(Lab& lab);    // or unpin

bool can_fold_any(const Lab& lab);
bool all_folded(const Lab& lab);
void fold_all(Lab& lab);     // or unfold, when all are folded

}  // namespace app
