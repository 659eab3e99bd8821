// The program next to the chart: its text with the line that runs, and its console. A click on
// a line of either goes to its moment.

#include "view/panels.h"

#include "view/paint.h"

#include <algorithm>

namespace view {

namespace {

constexpr float line_px = 18, code_px = 12;
constexpr float max_program_px = 380, max_console_px = 170;

// A framed region that scrolls. It is as high as its lines, up to `most`.
template <class Content>
void framed(const Skin& skin, const char* id, size_t lines, float max_px, Content content) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size{ImGui::GetContentRegionAvail().x, std::min(max_px, float(lines) * line_px + 12)};
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

// Returns true if it was clicked. The background shows whether the line runs, is on the stack, or is hovered.
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
    const present::Program& program = desk.screen.panels.program;
    const present::ProgramNow& now = desk.screen.panels.program_now;
    if (program.lines.empty()) return;
    const Skin& skin = desk.skin;
    const chart::Palette& palette = skin.palette;
    const ImU32 hot = ink(palette.selection, 0x18);
    desk.drawn.push_back("program");

    heading(skin, program.title);
    gap(4);
    framed(skin, "program", program.lines.size(), max_program_px, [&] {
        for (int i = 0; i < int(program.lines.size()); ++i) {
            const present::Program::Line& line = program.lines[size_t(i)];
            const bool is_now = i == now.line,
                       called = std::find(now.stack.begin(), now.stack.end(), i) != now.stack.end();
            const ImU32 ground = is_now   ? ink(palette.parallelism, now.runs ? 0x44 : 0x1C)
                                 : called ? ink(palette.parallelism, 0x1C)
                                          : 0;
            constexpr float left_px = 12;
            ImVec2 at;
            ImGui::PushID(i);
            if (row("line", left_px + 8 + width_of(skin.fonts, Face::code, code_px, line.text), line.leads, ground, hot,
                    at))
                desk.ask(Command::What::line, std::to_string(i));
            ImGui::PopID();
            ImDrawList& paper = *ImGui::GetWindowDrawList();
            if (is_now) paper.AddRectFilled(at, at + ImVec2{3, line_px}, ink(palette.parallelism));
            const chart::Colour colour = is_now ? palette.strong : line.leads ? palette.text : palette.dim;
            draw_text(paper, skin.fonts, Face::code, code_px, at + ImVec2{left_px, line_px / 2}, ink(colour),
                      line.text);
            if (is_now && now.line != followed_) {
                ImGui::SetScrollHereY(0.4f);
                followed_ = now.line;
            }
        }
    });
    if (now.line < 0) followed_ = -1;
    gap(16);

    heading(skin, program.console_title);
    gap(4);
    framed(skin, "console", std::max<size_t>(1, program.console.size() + !program.console_note.empty()),
           max_console_px, [&] {
               for (int i = 0; i < int(program.console.size()); ++i) {
                   const present::Program::Printed& line = program.console[size_t(i)];
                   constexpr float time_px = 72;
                   ImVec2 at;
                   ImGui::PushID(i);
                   const float text_px = 12 + time_px + width_of(skin.fonts, Face::code, code_px, line.text);
                   const float order_px =
                       line.order.empty() ? 0 : 16 + width_of(skin.fonts, Face::text, 11.5f, line.order);
                   if (row("printed", text_px + order_px, true, 0, hot, at))
                       desk.ask(Command::What::printed, std::to_string(i));
                   ImGui::PopID();
                   ImDrawList& paper = *ImGui::GetWindowDrawList();
                   draw_text(paper, skin.fonts, Face::text, 11.5f, at + ImVec2{time_px, line_px / 2}, ink(palette.dim),
                             line.time, Align::right);
                   const chart::Colour colour = line.error        ? palette.warn
                                                : i < now.printed ? palette.strong
                                                                  : palette.faint;
                   draw_text(paper, skin.fonts, Face::code, code_px, at + ImVec2{time_px + 10, line_px / 2},
                             ink(colour), line.text);
                   if (!line.order.empty())
                       draw_text(paper, skin.fonts, Face::text, 11.5f, at + ImVec2{text_px + 14, line_px / 2},
                                 ink(palette.warn), line.order);
               }
               if (!program.console_note.empty()) {
                   ImGui::Indent(12);
                   text_line(skin, Face::text, 12, ink(palette.dim), program.console_note);
                   ImGui::Unindent(12);
               }
           });
    gap(22);
}

}  // namespace view
