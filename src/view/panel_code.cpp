// The run in focus as code, in the language that is chosen, with the line that the chosen task is on; and which tools
// suit its situation. A click on a line goes to its next bar.

#include "view/panels.h"

#include "view/paint.h"
#include "view/rich_text.h"

#include <algorithm>

namespace view {

namespace {

constexpr float code_line_px = 17, sample_px = 12, max_sample_px = 340;

}  // namespace

void Panels::code(Desk& desk) {
    const present::Code& code = desk.screen.panels.code;
    const present::CodeNow& now = desk.screen.panels.code_now;
    if (code.title.empty()) return;
    const Skin& skin = desk.skin;
    const chart::Palette& palette = skin.palette;
    desk.drawn.push_back("code");
    heading(skin, code.title);
    gap(4);
    Flow flow = flow_start();
    for (const present::Row& row : code.languages) {
        desk.drawn.push_back("code/" + row.id);
        if (chip(skin, flow, row.label, row.emphasis == present::Emphasis::strong))
            desk.ask(Command::What::language, row.id);
    }
    flow_end(flow);
    gap(4);

    const ImVec2 top = ImGui::GetCursorScreenPos();
    const ImVec2 size{ImGui::GetContentRegionAvail().x,
                      std::min(max_sample_px, float(code.lines.size()) * code_line_px + 14)};
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    paper.AddRectFilled(top, top + size, ink(palette.background), 8);
    paper.AddRect(top, top + size, ink(palette.border), 8);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {1, 6});
    ImGui::BeginChild("sample", size, ImGuiChildFlags_AlwaysUseWindowPadding, ImGuiWindowFlags_HorizontalScrollbar);
    ImGui::PopStyleVar();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (const present::Code::Line& line : code.lines) {
        const bool is_now = int(line.number) == now.line;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = std::max(ImGui::GetContentRegionAvail().x,
                                     20 + width_of(skin.fonts, Face::code, sample_px, line.text));
        ImGui::PushID(int(line.number));
        if (ImGui::InvisibleButton("line", {width, code_line_px}) && line.leads)
            desk.ask(Command::What::code_line, std::to_string(line.number));
        const bool hot = line.leads && ImGui::IsItemHovered();
        ImGui::PopID();
        ImDrawList& ground = *ImGui::GetWindowDrawList();
        if (is_now || hot)
            ground.AddRectFilled(
                at, at + ImVec2{width, code_line_px},
                is_now ? ink(palette.parallelism, now.runs ? 0x44 : 0x1C) : ink(palette.selection, 0x18));
        if (is_now) ground.AddRectFilled(at, at + ImVec2{3, code_line_px}, ink(palette.parallelism));
        const chart::Colour colour = is_now ? palette.strong : line.leads ? palette.text : palette.dim;
        draw_text(ground, skin.fonts, Face::code, sample_px, at + ImVec2{12, code_line_px / 2}, ink(colour), line.text);
    }
    ImGui::PopStyleVar();
    ImGui::EndChild();
    if (!now.text.empty()) {
        gap(6);
        card(skin, now.text, ink(palette.border));
    }
    if (!code.remark.empty()) {
        gap(6);
        card(skin, code.remark, ink(palette.border));
    }
    gap(6);
    if (button(skin, "copy-code", Icon::none, code.copy, Kind::quiet)) ImGui::SetClipboardText(code.whole.c_str());
    gap(22);
}

void Panels::advice(Desk& desk) {
    const present::Advice& advice = desk.screen.panels.advice;
    if (advice.situations.empty()) return;
    const Skin& skin = desk.skin;
    desk.drawn.push_back("advice");
    heading(skin, advice.title);
    for (const present::Advice::Situation& situation : advice.situations) {
        desk.drawn.push_back("advice/" + situation.row.id);
        gap(6);
        RichText text(situation.row.label, true);
        text.then(situation.idea);
        card(skin, text, ink(skin.palette.border));
        for (const present::Advice::Tool& tool : situation.tools) {
            gap(4);
            RichText row(tool.name, true);
            row.then(tool.text);
            card(skin, row, ink(skin.palette.border));
        }
    }
    gap(22);
}

}  // namespace view
