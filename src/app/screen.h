#pragma once

// A session as the panels see it.

#include "app/calls/commands.h"
#include "view/screen.h"

#include <string>

namespace app {

// `panels` must outlive the screen.
view::Screen screen_of(const Desk& desk, const present::Panels& panels, const std::string& message);

}  // namespace app
