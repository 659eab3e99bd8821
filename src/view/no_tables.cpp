// Dear ImGui without its tables and columns, of which we use none: 17 kB of the page's module. In
// place of imgui_tables.cpp, what the rest of Dear ImGui calls there. The debug build has the real
// ones, which its tools use.

#include "imgui.h"
#include "imgui_internal.h"

namespace ImGui {

// For settings and memory of tables that were made: there are none.
void TableSettingsAddSettingsHandler() {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}

// Called inside a table, or inside columns.
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
