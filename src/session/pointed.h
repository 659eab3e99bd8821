#pragma once

// What the reader's pointer is over, if it is over the timeline. The surface says so; commands such
// as "zoom in" and "fold" mean the place that is pointed at.

#include "base/time.h"
#include "session/folds.h"

#include <optional>

namespace session {

struct Pointed {
    std::optional<Time> time;
    std::optional<LaneName> lane;
};

}  // namespace session
