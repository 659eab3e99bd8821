#include "view/widgets.h"

#include "chart/frame/text_width.h"
#include "view/rich_text.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace view {

namespace {

constexpr float control_px = 30;  // the height of buttons
constexpr float chip_px = 25;
constexpr float setting_px = 13;

float room() { return ImGui::GetContentRegionAvail().x; }
ImVec2 cursor() { return ImGui::GetCursorScreenPos(); }

struct Touch {
    bool hovered = false, held = false, clicked = false;
};
Touch touchable(const char* id, ImVec2 size, bool enabled) {
    Touch touch;
    touch.clicked = ImGui::InvisibleButton(id, size) && enabled;
    touch.hovered = ImGui::IsItemHovered() && enabled;
    touch.held = ImGui::IsItemActive() && enabled;
    if (touch.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    return touch;
}

}  // namespace

ImDrawList& paper() { return *ImGui::GetWindowDrawList(); }

void apply_style(chart::Theme theme) {
    const chart::Palette& palette = chart::palette_of(theme);
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = style.FramePadding = style.ItemSpacing = style.ItemInnerSpacing = {0, 0};
    style.WindowBorderSize = style.ChildBorderSize = 0;
    style.PopupBorderSize = 1;
    style.PopupRounding = 8;
    style.ScrollbarSize = 9;
    style.ScrollbarRounding = 5;
    style.HoverDelayNormal = 0.45f;
    using Slot = std::pair<ImGuiCol, chart::Colour>;
    for (const auto& [slot, colour] :
         {Slot{ImGuiCol_PopupBg, palette.control}, Slot{ImGuiCol_Border, palette.border},
          Slot{ImGuiCol_ScrollbarGrab, palette.border}, Slot{ImGuiCol_ScrollbarGrabHovered, palette.faint},
          Slot{ImGuiCol_ScrollbarGrabActive, palette.dim}})
        style.Colors[slot] = vec(colour);
    style.Colors[ImGuiCol_ScrollbarBg] = style.Colors[ImGuiCol_ChildBg] =
        style.Colors[ImGuiCol_WindowBg] = {0, 0, 0, 0};
}

void gap(float height_px) { ImGui::Dummy({1, height_px}); }

void heading(const Skin& skin, std::string_view text) {
    std::string capitals(text);
    for (char& c : capitals) c = char(std::toupper(static_cast<unsigned char>(c)));
    constexpr float of_letters = 0.92f;  // the share of the letters; the rest is the space between them
    capitals = chart::cut_to(capitals, ImGui::GetContentRegionAvail().x * of_letters, 11.5f, true);
    const ImVec2 at = cursor();
    float x = at.x;
    // Capitals need a little space between the letters.
    for (size_t i = 0; i < capitals.size();) {
        size_t next = i + 1;
        while (next < capitals.size() && (capitals[next] & 0xC0) == 0x80) ++next;
        const std::string_view letter = std::string_view(capitals).substr(i, next - i);
        draw_text(paper(), skin.fonts, Face::strong, 11.5f, {x, at.y + 9}, ink(skin.palette.dim), letter);
        x += width_of(skin.fonts, Face::strong, 11.5f, letter) + 0.6f;
        i = next;
    }
    ImGui::Dummy({room(), 22});
}

void text_line(const Skin& skin, Face face, float css_px, ImU32 colour, std::string_view text) {
    draw_text(paper(), skin.fonts, face, css_px, cursor() + ImVec2{0, css_px * 0.75f}, colour, text, Align::left,
              room());
    ImGui::Dummy({room(), css_px * 1.5f});
}

void name_and_value(const Skin& skin, std::string_view name, std::string_view value, bool enabled, bool is_menu) {
    const ImVec2 at = cursor();
    const float width = room(), y = at.y + 10;
    float right = at.x + width;
    if (is_menu) {
        draw_icon(paper(), Icon::down, {right - 6, y}, ink(enabled ? skin.palette.strong : skin.palette.faint));
        right -= 15;
    }
    const float value_px = std::min(width_of(skin.fonts, Face::text, setting_px, value), width * 0.6f);
    draw_text(paper(), skin.fonts, Face::text, setting_px, {right, y},
              ink(enabled ? skin.palette.strong : skin.palette.faint), value, Align::right, width * 0.6f);
    draw_text(paper(), skin.fonts, Face::text, setting_px, {at.x, y},
              ink(enabled ? skin.palette.text : skin.palette.faint), name, Align::left, right - at.x - value_px - 10);
}

SliderAnswer slider(const Skin& skin, const char* id, double share, bool enabled) {
    constexpr float radius = 6.5f, height = 18;
    const ImVec2 at = cursor();
    const float width = room();
    const Touch touch = touchable(id, {width, height}, enabled);
    SliderAnswer answer;
    const float left = at.x + radius, length = width - 2 * radius;
    if (touch.held) {
        share = std::clamp(double((ImGui::GetIO().MousePos.x - left) / length), 0.0, 1.0);
        answer.share = share;
    }
    answer.let_go = enabled && ImGui::IsItemDeactivated();

    const float y = at.y + height / 2 - 1, x = left + float(share) * length;
    const chart::Palette& palette = skin.palette;
    paper().AddRectFilled({at.x, y - 2}, {at.x + width, y + 2}, ink(palette.border), 2);
    if (x > left) paper().AddRectFilled({at.x, y - 2}, {x, y + 2}, ink(enabled ? palette.accent : palette.faint), 2);
    if (!enabled) return answer;
    const bool dark = palette.panel.r < 128;
    if (touch.hovered || touch.held) paper().AddCircleFilled({x, y}, radius + 4, ink(palette.selection));
    paper().AddCircleFilled({x, y}, radius, dark ? IM_COL32(255, 255, 255, 255) : ink(palette.accent));
    return answer;
}

Flow flow_start() {
    const ImVec2 at = cursor();
    return {at.x, at.x + room(), at.x, at.y, true};
}

bool chip(const Skin& skin, Flow& flow, std::string_view label, bool on, bool enabled) {
    constexpr float pad = 11, between = 6;
    const chart::Palette& palette = skin.palette;
    const ImVec2 size{width_of(skin.fonts, Face::text, 12.5f, label) + 2 * pad, chip_px};
    if (!flow.first && flow.x + size.x > flow.right) {
        flow.x = flow.left;
        flow.y += chip_px + between;
    }
    flow.first = false;
    const ImVec2 at{flow.x, flow.y};
    ImGui::SetCursorScreenPos(at);
    const Touch touch = touchable(std::string(label).c_str(), size, enabled);
    flow.x += size.x + between;
    if (on)
        paper().AddRectFilled(at, at + size, ink(palette.control_active, palette.panel.r < 128 ? 0x88 : 0x22),
                              size.y / 2);
    if (touch.hovered) paper().AddRectFilled(at, at + size, ink(palette.selection), size.y / 2);
    paper().AddRect(at, at + size, ink(on ? palette.control_active : palette.border), size.y / 2, 0, 1);
    const chart::Colour word = !enabled ? palette.faint : on ? palette.strong : palette.dim;
    draw_text(paper(), skin.fonts, Face::text, 12.5f, {at.x + size.x / 2, at.y + size.y / 2}, ink(word), label,
              Align::centre);
    return touch.clicked;
}

void flow_end(const Flow& flow) {
    ImGui::SetCursorScreenPos({flow.left, flow.y});
    ImGui::Dummy({flow.right - flow.left, flow.first ? 0 : chip_px});
}

bool button(const Skin& skin, const char* id, Icon icon, std::string_view label, Kind kind, bool enabled) {
    const chart::Palette& palette = skin.palette;
    const float icon_px = icon == Icon::none ? 0 : 16, between = icon_px > 0 && !label.empty() ? 6 : 0;
    const float label_px = label.empty() ? 0 : width_of(skin.fonts, Face::text, setting_px, label);
    const ImVec2 size{icon_px + between + label_px + (label.empty() ? 14 : 24), control_px};
    const ImVec2 at = cursor();
    const Touch touch = touchable(id, size, enabled);
    chart::Colour fill = kind == Kind::primary ? palette.control_active : palette.control;
    if (touch.hovered && kind != Kind::primary) fill = palette.control_hot;
    if (kind != Kind::quiet || touch.hovered) paper().AddRectFilled(at, at + size, ink(fill), 6);
    if (kind == Kind::primary && touch.hovered) paper().AddRectFilled(at, at + size, IM_COL32(255, 255, 255, 24), 6);
    if (kind != Kind::primary) paper().AddRect(at, at + size, ink(palette.border), 6);
    const ImU32 colour = kind == Kind::primary ? IM_COL32(255, 255, 255, 255)
                                               : ink(enabled ? palette.strong : palette.faint, enabled ? 255 : 130);
    const float left = at.x + (size.x - icon_px - between - label_px) / 2;
    draw_icon(paper(), icon, {left + 8, at.y + size.y / 2}, colour);
    draw_text(paper(), skin.fonts, Face::text, setting_px, {left + icon_px + between, at.y + size.y / 2}, colour,
              label);
    return touch.clicked;
}

bool menu_button(const Skin& skin, const char* id, std::string_view label, float max_px, Kind kind) {
    const chart::Palette& palette = skin.palette;
    const float label_px = std::min(width_of(skin.fonts, Face::text, setting_px + 0.5f, label), max_px - 40);
    const bool bare = kind == Kind::quiet;
    const float pad = bare ? 4 : 11;
    const ImVec2 size{label_px + 2 * pad + 18, control_px};
    const ImVec2 at = cursor();
    const Touch touch = touchable(id, size, true);
    if (!bare || touch.hovered)
        paper().AddRectFilled(at, at + size, ink(touch.hovered ? palette.control_hot : palette.control), 6);
    if (!bare) paper().AddRect(at, at + size, ink(palette.border), 6);
    const ImU32 colour = ink(kind == Kind::primary ? palette.strong : palette.text);
    draw_text(paper(), skin.fonts, Face::text, setting_px + 0.5f, {at.x + pad, at.y + size.y / 2}, colour, label,
              Align::left, label_px + 1);
    draw_icon(paper(), Icon::down, {at.x + size.x - pad - 6, at.y + size.y / 2}, colour);
    if (touch.clicked) ImGui::OpenPopup(id);
    ImGui::SetNextWindowPos({at.x, at.y + size.y + 4}, ImGuiCond_Appearing);
    return touch.clicked;
}

std::optional<size_t> menu(const Skin& skin, const char* id, const std::vector<MenuRow>& rows, bool stays_open) {
    const chart::Palette& palette = skin.palette;
    std::optional<size_t> chosen;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {5, 5});
    if (ImGui::BeginPopup(id, ImGuiWindowFlags_NoMove)) {
        float width = 120;
        for (const MenuRow& row : rows)
            width = std::max({width, width_of(skin.fonts, Face::text, setting_px, row.label),
                              std::min(420.f, width_of(skin.fonts, Face::text, 11.5f, row.note))});
        const bool checks = std::any_of(rows.begin(), rows.end(), [](const MenuRow& row) { return row.checked; });
        const float indent = checks ? 24 : 9;
        for (size_t i = 0; i < rows.size(); ++i) {
            const ImVec2 at = cursor();
            const ImVec2 size{width + indent + 12, rows[i].note.empty() ? 27.f : 44.f};
            ImGui::PushID(int(i));
            const Touch touch = touchable("row", size, true);
            ImGui::PopID();
            if (touch.hovered)
                paper().AddRectFilled(at, at + size, ink(palette.control_active, palette.panel.r < 128 ? 0x90 : 0x20),
                                      5);
            if (rows[i].checked) draw_icon(paper(), Icon::check, {at.x + 13, at.y + 13}, ink(palette.accent));
            draw_text(paper(), skin.fonts, Face::text, setting_px, {at.x + indent, at.y + 13.5f}, ink(palette.strong),
                      rows[i].label);
            if (!rows[i].note.empty())
                draw_text(paper(), skin.fonts, Face::text, 11.5f, {at.x + indent, at.y + 31}, ink(palette.dim),
                          rows[i].note, Align::left, width);
            if (!touch.clicked) continue;
            chosen = i;
            if (!stays_open) ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    return chosen;
}

bool fold_line(const Skin& skin, const char* id, std::string_view label, bool open) {
    constexpr float height = 24, arrow_px = 16;
    const ImVec2 at = cursor();
    const Touch touch =
        touchable(id, {arrow_px + 6 + width_of(skin.fonts, Face::text, setting_px, label), height}, true);
    const ImU32 colour = ink(touch.hovered ? skin.palette.strong : skin.palette.dim);
    draw_text(paper(), skin.fonts, Face::text, setting_px, at + ImVec2{0, height / 2}, colour, label);
    draw_icon(paper(), open ? Icon::up : Icon::down,
              at + ImVec2{width_of(skin.fonts, Face::text, setting_px, label) + 12, height / 2}, colour);
    return touch.clicked;
}

void card(const Skin& skin, const RichText& text, ImU32 border) {
    constexpr float pad = 11;
    const ImVec2 at = cursor();
    const float width = room();
    const TextStyle style{13, 19.5f, ink(skin.palette.text), ink(skin.palette.strong)};
    const ImVec2 inner = rich_text(nullptr, skin.fonts, style, {}, width - 2 * pad, text);
    const ImVec2 size{width, inner.y + 2 * pad};
    paper().AddRectFilled(at, at + size, ink(skin.palette.card), 8);
    paper().AddRect(at, at + size, border, 8);
    rich_text(&paper(), skin.fonts, style, at + ImVec2{pad, pad}, width - 2 * pad, text);
    ImGui::Dummy(size);
}

void help_on_hover(const Skin& skin, std::string_view text, std::string_view keys) {
    if (text.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal)) return;
    const chart::Palette& palette = skin.palette;
    const TextStyle style{12.5f, 18, ink(palette.text), ink(palette.strong)};
    RichText sentence(text);
    if (!keys.empty()) {
        sentence.append("  ");
        sentence.append(keys, true);
    }
    const ImVec2 inner = rich_text(nullptr, skin.fonts, style, {}, 260, sentence);
    const ImVec2 size = inner + ImVec2{20, 15}, screen = ImGui::GetIO().DisplaySize;
    ImVec2 at{ImGui::GetItemRectMin().x, ImGui::GetItemRectMax().y + 6};
    at.x = std::clamp(at.x, 4.f, std::max(4.f, screen.x - size.x - 4));
    if (at.y + size.y > screen.y - 4) at.y = ImGui::GetItemRectMin().y - size.y - 6;
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled(at, at + size, ink(palette.control), 6);
    list.AddRect(at, at + size, ink(palette.border), 6);
    rich_text(&list, skin.fonts, style, at + ImVec2{10, 7.5f}, 260, sentence);
}

}  // namespace view
