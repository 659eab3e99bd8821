#pragma once

// The selected range in words and numbers, for all surfaces.

#include "app/lab.h"
#include "view/screen.h"

namespace app {

view::Measured measured_of(const Lab& lab);

}  // namespace app
