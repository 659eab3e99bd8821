#include "tests/catch2.h"

#include "view/icons.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct NamedIcon {
    view::Icon icon;
    std::string_view name;
};
const std::vector<NamedIcon> icons = {
#define ICON(name, fill, stroke) {view::Icon::name, #name},
#include "view/icons.def"
#undef ICON
};

}  // namespace

TEST_CASE("every icon is drawn inside its box", "[view]") {
    ImGui::CreateContext();
    for (const NamedIcon& one : icons) {
        INFO(one.name);
        ImDrawList list(ImGui::GetDrawListSharedData());
        list._ResetForNewFrame();
        list.Flags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
        list.PushClipRect({0, 0}, {100, 100});
        view::draw_icon(list, one.icon, {50, 50}, IM_COL32_WHITE);
        CHECK((list.VtxBuffer.Size > 0) == (one.icon != view::Icon::none));
        for (const ImDrawVert& corner : list.VtxBuffer) {
            CHECK(std::fabs(corner.pos.x - 50) <= 8);
            CHECK(std::fabs(corner.pos.y - 50) <= 8);
        }
        CHECK(list._Path.Size == 0);
    }
    ImGui::DestroyContext();
}
