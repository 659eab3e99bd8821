#pragma once

// The text by which a link names a bar, a callback or a gap. It contains the name of a lane, so that a gap can be
// found in a run that the settings of the link have changed.
//
//     0:12                     span 12 of run 0
//     0:callback:7             callback 7 of run 0
//     0:core:1:21400000ns      run 0, the second lane of cores, 21.4 ms
//     0:core:1:2:21400000ns    of server 2; a fifth part is the number of the group (chart::GroupKey)

#include "session/selection.h"

#include <string>
#include <string_view>

namespace session {

// Returns an empty text for nothing, and for a gap of a lane whose gaps cannot be selected.
std::string selection_text(const Selection& selection);

// The text is not trusted. Returns an empty selection if it is not such a text; go_to() checks whether the runs
// contain what it names.
Selection parse_selection(std::string_view text);

}  // namespace session
