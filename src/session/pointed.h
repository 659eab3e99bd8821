#pragma once

// What the pointer is over, if it is over the timeline. The surface sets this; commands
// such as "zoom in" and "fold" apply to the place under the pointer.

#include "base/time.h"
#include "session/folds.h"

#include <optional>

namespace session {

struct Pointed {
    std::optional<Time> time;
    std::optional<LaneName> lane;
};

}  // namespace session
