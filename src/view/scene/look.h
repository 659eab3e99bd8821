#pragma once

// How a session is shown: the state of a surface, which is not part of a link. The app owns one.

#include "base/time.h"
#include "chart/frame/palette.h"
#include "session/pointed.h"

#include <cstdint>

namespace view {

struct Look {
    float scroll_px = 0;                // of the lanes
    chart::Theme theme = chart::Theme::dark;
    bool help = false;                  // the list of keys is open
    bool details = true;                // the panel at the right is open
    bool more_numbers = false;          // the table below the outcome is open; only on the desktop
    bool typing = false;                // keys go into the find box; only on the desktop
    session::Pointed pointed;           // what the pointer is over
    uint32_t reveals = 0;               // how often the selection has been scrolled into view
};

}  // namespace view
