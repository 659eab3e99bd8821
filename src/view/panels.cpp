#include "view/panels.h"

namespace view {

std::vector<Command> Panels::show(const Screen&, State& state, const Fonts&, Timeline& timeline, const Picture& picture,
                                  float density, float pinch, bool touch) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("all", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground);
    timeline.show(picture, state, density, pinch, touch);
    ImGui::End();
    return {};
}

}  // namespace view
