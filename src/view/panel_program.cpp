// The program beside the chart: its text with the line that runs, and its console. A click on
// either goes to the moment.

#include "view/panels.h"

#include "view/paint.h"

#include <algorithm>

namespace view {

namespace {

constexpr float line_px = 18, code_px = 12;
constexpr float most_program_px = 380, most_console_px = 170;

// A framed region that scrolls, as high as its lines up to `most`.
template <class Content>
void framed(const Skin& skin, const char* id, size_t lines, float most_px, Content content) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size{ImGui::GetContentRegionAvail().x, std::min(most_px, float(lines) * line_px + 12)};
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    paper.AddRectFilled(at, at + size, ink(skin.palette.background), 8);
    paper.AddRect(at, at + size, ink(skin.palette.border), 8);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {1, 6});
    ImGui::BeginChild(id, size, ImGuiChildFlags_AlwaysUseWindowPadding, ImGuiWindowFlags_HorizontalScrollbar);
    ImGui::PopStyleVar();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    content();
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

// True: it was clicked. The ground says what it is: it runs, it is on the stack, it is hovered.
bool row(const char* id, float width_px, bool enabled, ImU32 ground, ImU32 hot, ImVec2& at) {
    at = ImGui::GetCursorScreenPos();
    const ImVec2 size{std::max(width_px, ImGui::GetContentRegionAvail().x), line_px};
    const bool clicked = ImGui::InvisibleButton(id, size) && enabled;
    const ImU32 colour = enabled && ImGui::IsItemHovered() ? hot : ground;
    if (colour) ImGui::GetWindowDrawList()->AddRectFilled(at, at + size, colour);
    return clicked;
}

}  // namespace

void Panels::program(Desk& desk) {
    const Screen& screen = desk.screen;
    if (!screen.program || screen.program->empty()) return;
    const Skin& skin = desk.skin;
    const chart::Palette& palette = skin.palette;
    const float indent_px = width_of(skin.fonts, Face::code, code_px, screen.language == "Python" ? "    " : "  ");
    const ImU32 hot = ink(palette.selection, 0x18);

    heading(skin, "Program · " + screen.language);
    gap(4);
    framed(skin, "program", screen.program->size(), most_program_px, [&] {
        for (int i = 0; i < int(screen.program->size()); ++i) {
            const scenario::CodeLine& line = (*screen.program)[size_t(i)];
            const bool now = i == screen.line, called = std::find(screen.stack.begin(), screen.stack.end(), i) != screen.stack.end();
            const ImU32 ground = now ? ink(palette.parallelism, screen.line_runs ? 0x44 : 0x1C) : called ? ink(palette.parallelism, 0x1C) : 0;
            const float x = 12 + float(line.depth) * indent_px;
            ImVec2 at;
            ImGui::PushID(i);
            if (row("line", x + 8 + width_of(skin.fonts, Face::code, code_px, line.text), line.operation != ~0u, ground, hot, at))
                desk.ask(Command::What::line, std::to_string(i));
            ImGui::PopID();
            ImDrawList& paper = *ImGui::GetWindowDrawList();
            if (now) paper.AddRectFilled(at, at + ImVec2{3, line_px}, ink(palette.parallelism));
            draw_text(paper, skin.fonts, Face::code, code_px, at + ImVec2{x, line_px / 2}, ink(now ? palette.strong : line.operation == ~0u ? palette.dim : palette.text), line.text);
            if (now && screen.line != followed_) {
                ImGui::SetScrollHereY(0.4f);
                followed_ = screen.line;
            }
        }
    });
    if (screen.line < 0) followed_ = -1;
    gap(16);

    heading(skin, "Console");
    gap(4);
    framed(skin, "console", std::max<size_t>(1, screen.console.size()), most_console_px, [&] {
        for (int i = 0; i < int(screen.console.size()); ++i) {
            const Screen::Printed& line = screen.console[size_t(i)];
            const float time_px = 72;
            ImVec2 at;
            ImGui::PushID(i);
            if (row("printed", 12 + time_px + width_of(skin.fonts, Face::code, code_px, line.text), true, 0, hot, at)) desk.ask(Command::What::printed, std::to_string(i));
            ImGui::PopID();
            ImDrawList& paper = *ImGui::GetWindowDrawList();
            draw_text(paper, skin.fonts, Face::text, 11.5f, at + ImVec2{time_px, line_px / 2}, ink(palette.dim), line.time, Align::right);
            const chart::Colour colour = line.error ? palette.warn : line.past ? palette.strong : palette.faint;
            draw_text(paper, skin.fonts, Face::code, code_px, at + ImVec2{time_px + 10, line_px / 2}, ink(colour), line.text);
        }
        if (screen.console_more > 0) text_line(skin, Face::text, 12, ink(palette.dim), "   and " + std::to_string(screen.console_more) + " more");
    });
    gap(22);
}

}  // namespace view
