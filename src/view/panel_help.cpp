// The list of keys, the use of the mouse, and the meaning of the shapes: a sheet over everything else.

#include "view/panels.h"

#include "view/legend.h"
#include "view/rich_text.h"
#include "view/rows.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace view {

namespace {

constexpr float column_px = 286, pad = 24, key_row_px = 27, text_px = 12.5f;

// A thing that is stacked in a column.
struct Item {
    float height = 0;
    std::function<void(ImVec2 at)> draw;
    bool heading = false;  // stays together with the next item
};

void add_heading(std::vector<Item>& items, const Skin& skin, const std::string& text) {
    items.push_back({36,
                     [&skin, &text](ImVec2 at) {
                         draw_text(*ImGui::GetWindowDrawList(), skin.fonts, Face::strong, 13, at + ImVec2{0, 22},
                                   ink(skin.palette.strong), text);
                     },
                     true});
}

void add_keys(std::vector<Item>& items, const Skin& skin, Drawn& drawn, const Screen::Action& action) {
    items.push_back({key_row_px, [&](ImVec2 at) {
        ImDrawList& paper = *ImGui::GetWindowDrawList();
        drawn.push_back("help/keys/" + std::string(action.id));
        const float keys_px = width_of(skin.fonts, Face::strong, 12, action.keys) + 16;
        const ImVec2 cap{at.x + column_px - keys_px, at.y + 2};
        draw_text(paper, skin.fonts, Face::text, text_px, at + ImVec2{0, 13}, ink(skin.palette.text), action.label,
                  Align::left, column_px - keys_px - 8);
        paper.AddRectFilled(cap, cap + ImVec2{keys_px, 22}, ink(skin.palette.control), 5);
        paper.AddRect(cap, cap + ImVec2{keys_px, 22}, ink(skin.palette.border), 5);
        draw_text(paper, skin.fonts, Face::strong, 12, {cap.x + keys_px / 2, at.y + 13}, ink(skin.palette.strong),
                  action.keys, Align::centre);
    }});
}

// Adds a gesture, and below it what it does.
void add_gesture(std::vector<Item>& items, const Skin& skin, Drawn& drawn, const present::Row& row) {
    const TextStyle style{text_px, 17, ink(skin.palette.dim), ink(skin.palette.dim)};
    const RichText text(row.value);
    const float height = rich_text(nullptr, skin.fonts, style, {}, column_px, text).y;
    items.push_back({height + 25, [&skin, &drawn, &row, style, text](ImVec2 at) {
        drawn.push_back("help/" + row.id);
        draw_text(*ImGui::GetWindowDrawList(), skin.fonts, Face::text, text_px, at + ImVec2{0, 9},
                  ink(skin.palette.strong), row.label, Align::left, column_px);
        rich_text(ImGui::GetWindowDrawList(), skin.fonts, style, at + ImVec2{0, 17}, column_px, text);
    }});
}

void add_shape(std::vector<Item>& items, const Skin& skin, Drawn& drawn, const present::Row& row) {
    constexpr float sample_px = 44, indent_px = 56;
    const TextStyle style{text_px, 17, ink(skin.palette.text), ink(skin.palette.text)};
    const RichText text(row.label);
    const float height = rich_text(nullptr, skin.fonts, style, {}, column_px - indent_px, text).y;
    items.push_back({height + 8, [&skin, &drawn, &row, style, text](ImVec2 at) {
        drawn.push_back("help/" + row.id);
        draw_sample(ImGui::GetWindowDrawList(), skin.palette, row.id, at + ImVec2{0, 2}, {sample_px, 14});
        rich_text(ImGui::GetWindowDrawList(), skin.fonts, style, at + ImVec2{indent_px, 0}, column_px - indent_px,
                  text);
    }});
}

// Returns the position of each item, from the upper left corner, in `columns` columns of about equal height.
std::vector<ImVec2> flow(const std::vector<Item>& items, size_t columns, float& height) {
    float all = 0;
    for (const Item& item : items) all += item.height;
    const float max = all / float(columns) + 40;
    std::vector<ImVec2> places;
    ImVec2 at;
    height = 0;
    for (size_t i = 0; i < items.size(); ++i) {
        const float needed = items[i].height + (items[i].heading && i + 1 < items.size() ? items[i + 1].height : 0);
        if (at.y > 0 && at.y + needed > max && at.x + column_px + pad < float(columns) * (column_px + pad))
            at = {at.x + column_px + pad, 0};
        places.push_back(at);
        at.y += items[i].height;
        height = std::max(height, at.y);
    }
    return places;
}

}  // namespace

void Panels::help(Desk& desk) {
    const Skin& skin = desk.skin;
    const chart::Palette& palette = skin.palette;
    const present::Help& help = desk.screen.panels.help;
    std::vector<Item> items;
    add_heading(items, skin, help.keys_title);
    for (const Screen::Action& action : desk.screen.actions)
        if (!action.keys.empty()) add_keys(items, skin, desk.drawn, action);
    add_heading(items, skin, help.mouse_title);
    for (const present::Row& row : help.mouse) add_gesture(items, skin, desk.drawn, row);
    add_heading(items, skin, help.legend_title);
    for (const present::Row& row : help.legend) add_shape(items, skin, desk.drawn, row);

    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const size_t columns = size_t(std::clamp(std::floor((screen.x - 40 - pad) / (column_px + pad)), 1.f, 4.f));
    float content_px = 0;
    const std::vector<ImVec2> places = flow(items, columns, content_px);
    constexpr float head_px = 74;
    const ImVec2 size{float(columns) * (column_px + pad) + pad + 9,
                      std::min(content_px + head_px + pad, screen.y - 40)};
    const ImVec2 at{std::round((screen.x - size.x) / 2), std::round((screen.y - size.y) / 2)};

    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(screen);
    ImGui::SetNextWindowFocus();
    ImGui::Begin("keys", nullptr, bare_window & ~ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    paper.AddRectFilled({0, 0}, screen, IM_COL32(0, 0, 0, 120));
    paper.AddRectFilled(at, at + size, ink(palette.panel), 12);
    paper.AddRect(at, at + size, ink(palette.border), 12);
    draw_text(paper, skin.fonts, Face::strong, 17, at + ImVec2{pad, 30}, ink(palette.strong), help.title);
    draw_text(paper, skin.fonts, Face::text, text_px, at + ImVec2{pad, 54}, ink(palette.dim), help.text, Align::left,
              size.x - 2 * pad);

    ImGui::SetCursorScreenPos(at + ImVec2{0, head_px});
    ImGui::BeginChild("rows", {size.x - 2, size.y - head_px - 8});
    const ImVec2 origin = ImGui::GetCursorScreenPos() + ImVec2{pad, 0};
    for (size_t i = 0; i < items.size(); ++i) items[i].draw(origin + places[i]);
    ImGui::Dummy({1, content_px});
    ImGui::EndChild();
    // A click anywhere except on the scroll bar closes the sheet.
    const float bar_x = at.x + size.x - ImGui::GetStyle().ScrollbarSize - 4;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool on_bar =
        mouse.x > bar_x && mouse.x < at.x + size.x && mouse.y > at.y + head_px && mouse.y < at.y + size.y;
    if (ImGui::IsMouseClicked(0) && !on_bar) desk.look.help = false;
    ImGui::End();
}

}  // namespace view
