#pragma once

// What differs between the desktop and the page. platform_native.cpp and
// platform_web.cpp, picked by CMake.

#include "view/gl.h"

namespace app::platform {

double now_ms();                  // some steady clock
view::GlAddress gl_address();     // of the current context
bool draws_panels();              // The desktop draws them around the timeline; a page has them in its document.

}  // namespace app::platform
