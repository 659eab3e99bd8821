#pragma once

// Our configuration of Dear ImGui, which includes this file by the name IMGUI_USER_CONFIG.

#define ImDrawIdx unsigned int  // more than 65,536 vertices in one list; ES3 has no vertex offset

// Interleave has its own fonts, and uses only the current interface.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS

// Saves 31 kB of gzip on the page. The debug build keeps its checks and tools.
#ifdef INTERLEAVE_SMALL_IMGUI
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IM_ASSERT(condition) ((void)(condition))
#endif
