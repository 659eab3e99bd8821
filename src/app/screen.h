#pragma once

// A Lab as the panels see it.

#include "app/lab.h"
#include "view/screen.h"

#include <string>

namespace app {

view::Screen screen_of(const Lab& lab, const std::string& message);

}  // namespace app
