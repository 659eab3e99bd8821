// Dear ImGui without its tables and columns, which we do not use. That saves 17 kB of the page's module. This file
// replaces imgui_tables.cpp and defines what the rest of Dear ImGui calls there. The debug build contains the real
// ones, which its tools use.

#include "imgui.h"
#include "imgui_internal.h"

namespace ImGui {

// For the settings and the memory of tables, of which there are none.
void TableSettingsAddSettingsHandler() {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}

// Called only inside a table, or inside columns.
void EndTable() {}
void TableEndRow(ImGuiTable*) {}
void TableEndCell(ImGuiTable*) {}
void TablePushBackgroundChannel() {}
void TablePopBackgroundChannel() {}
void TablePushColumnChannel(int) {}
void TablePopColumnChannel() {}
void EndColumns() {}
void PushColumnsBackground() {}
void PopColumnsBackground() {}

}  // namespace ImGui
