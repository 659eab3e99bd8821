#pragma once

// What differs between the desktop and the page. CMake picks platform_native.cpp or
// platform_web.cpp.

#include "view/gl.h"

namespace app::platform {

double now_ms();                  // of some steady clock
view::GlAddress gl_address();     // of the current context
bool draws_panels();              // The desktop draws them around the timeline; a page has them in its document.

}  // namespace app::platform
