#include "view/rows.h"

#include "view/rich_text.h"

#include <algorithm>

namespace view {

namespace {

constexpr float row_text_px = 12.5f, row_small_px = 12, row_line_px = 20, row_label_px = 17;

bool is_strong(const present::TableRow& row) {
    return row.emphasis == present::Emphasis::good || row.emphasis == present::Emphasis::warn;
}

}  // namespace

ImU32 ink_of(const chart::Palette& palette, present::Emphasis emphasis) {
    using enum present::Emphasis;
    switch (emphasis) {
        case plain:
        case strong: return ink(palette.strong);
        case dim: return ink(palette.dim);
        case good: return ink(palette.good);
        case warn: return ink(palette.warn);
        case concurrency: return ink(palette.concurrency);
        case parallelism: return ink(palette.parallelism);
        case asynchrony: return ink(palette.asynchrony);
    }
    return ink(palette.strong);
}

void note(const RowStyle& style, std::string_view id) {
    style.drawn.push_back(std::string(style.part) + "/" + std::string(id));
}

void value_rows(const RowStyle& style, const std::vector<present::Row>& rows) {
    const Skin& skin = style.skin;
    const float width = ImGui::GetContentRegionAvail().x;
    for (const present::Row& row : rows) {
        note(style, row.id);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float value_px = width_of(skin.fonts, Face::text, row_text_px, row.value);
        draw_text(paper(), skin.fonts, Face::text, row_text_px, at + ImVec2{0, row_line_px / 2}, ink(skin.palette.dim),
                  row.label, Align::left, width - value_px - 8);
        draw_text(paper(), skin.fonts, Face::text, row_text_px, at + ImVec2{width, row_line_px / 2},
                  ink_of(skin.palette, row.emphasis), row.value, Align::right);
        ImGui::Dummy({width, row_line_px});
        help_on_hover(skin, row.hint);
    }
}

std::optional<uint32_t> run_table(const RowStyle& style, const present::Table& table) {
    const Skin& skin = style.skin;
    const chart::Palette& palette = skin.palette;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    std::optional<uint32_t> clicked;

    // Columns are as wide as their contents and aligned to the right; the labels get the rest.
    std::vector<float> ends(table.columns.size());
    float right = at.x + width;
    for (size_t i = table.columns.size(); i-- > 0;) {
        float column_px = width_of(skin.fonts, Face::text, row_small_px, table.columns[i].label);
        for (const present::TableRow& row : table.rows)
            column_px = std::max(
                column_px, width_of(skin.fonts, row.emphasis == present::Emphasis::plain ? Face::text : Face::strong,
                                    row_text_px, row.values[i]));
        ends[i] = right;
        right -= column_px + 11;
    }
    // A name that would take more than two lines beside its values stands above them; then all do.
    const auto label_height = [&](const present::TableRow& row, float room_px) {
        const TextStyle label_style{row_text_px, row_label_px, 0, 0};
        return rich_text(nullptr, skin.fonts, label_style, {}, room_px, RichText(row.label, is_strong(row))).y;
    };
    const bool stacked = std::any_of(table.rows.begin(), table.rows.end(), [&](const present::TableRow& row) {
        return right - at.x < 60 || label_height(row, right - at.x) > 2.5f * row_label_px;
    });
    const float label_px = stacked ? width : right - at.x;

    float y = at.y + 14;
    draw_text(paper(), skin.fonts, Face::text, row_small_px, {at.x, y}, ink(palette.dim), table.corner);
    for (size_t i = 0; i < table.columns.size(); ++i) {
        const std::string& label = table.columns[i].label;
        note(style, table.columns[i].id);
        draw_text(paper(), skin.fonts, Face::text, row_small_px, {ends[i], y}, ink(palette.dim), label, Align::right);
        const float head_px = width_of(skin.fonts, Face::text, row_small_px, label);
        ImGui::SetCursorScreenPos({ends[i] - head_px, y - 9});
        ImGui::Dummy({head_px, 18});
        help_on_hover(skin, table.columns[i].hint);
    }
    y += 14;
    for (const present::TableRow& row : table.rows) {
        note(style, row.id);
        const ImU32 colour = ink_of(palette, row.emphasis);
        const bool strong = is_strong(row);
        const TextStyle label_style{row_text_px, row_label_px, colour, colour};
        const RichText label(row.label, strong);
        const float height = label_height(row, label_px) + 15 + (stacked ? row_label_px : 0);
        const float values_y = stacked ? y + height - 7.5f - row_label_px / 2 : y + height / 2;
        paper().AddLine({at.x, y}, {at.x + width, y}, ink(palette.border));
        ImGui::SetCursorScreenPos({at.x, y});
        ImGui::PushID(row.id.c_str());
        if (ImGui::InvisibleButton("row", {width, height})) clicked = row.pane;
        if (ImGui::IsItemHovered())
            paper().AddRectFilled({at.x - 6, y + 1}, {at.x + width + 6, y + height}, ink(palette.selection, 0x18), 4);
        help_on_hover(skin, row.hint);
        ImGui::PopID();
        paper().PushClipRect({at.x, y}, {at.x + label_px, y + height}, true);  // names of files have no blanks
        rich_text(&paper(), skin.fonts, label_style, {at.x, y + 7.5f}, label_px, label);
        paper().PopClipRect();
        for (size_t i = 0; i < row.values.size(); ++i)
            draw_text(paper(), skin.fonts, strong ? Face::strong : Face::text, row_text_px, {ends[i], values_y},
                      colour, row.values[i], Align::right);
        y += height;
    }
    paper().AddLine({at.x, y}, {at.x + width, y}, ink(palette.border));
    ImGui::SetCursorScreenPos({at.x, y});
    ImGui::Dummy({width, 1});
    if (!table.note.empty()) {
        gap(4);
        const TextStyle note_style{row_small_px, 16, ink(palette.dim), ink(palette.dim)};
        ImGui::Dummy(
            rich_text(&paper(), skin.fonts, note_style, ImGui::GetCursorScreenPos(), width, RichText(table.note)));
    }
    return clicked;
}

void number_table(const RowStyle& style, const present::Table& table) {
    const Skin& skin = style.skin;
    const chart::Palette& palette = skin.palette;
    float label_px = 0;
    for (const present::TableRow& row : table.rows)
        label_px = std::max(label_px, width_of(skin.fonts, Face::text, row_text_px, row.label));
    std::vector<float> columns_px;
    float all_px = label_px;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        float column_px = std::min(110.f, width_of(skin.fonts, Face::text, row_small_px, table.columns[i].label));
        for (const present::TableRow& row : table.rows)
            column_px = std::max(column_px, width_of(skin.fonts, Face::text, row_text_px, row.values[i]));
        columns_px.push_back(column_px);
        all_px += column_px + 14;
    }
    const float width = ImGui::GetContentRegionAvail().x;
    const float bar_px = all_px > width ? ImGui::GetStyle().ScrollbarSize : 0;
    ImGui::BeginChild("numbers", {width, float(table.rows.size() + 1) * row_line_px + bar_px}, ImGuiChildFlags_None,
                      ImGuiWindowFlags_HorizontalScrollbar);
    // The remaining width is distributed between the columns.
    const float spare_px = table.columns.empty() ? 0 : std::max(0.f, width - all_px) / float(table.columns.size());
    const auto line = [&](auto text_of, ImU32 colour, float size_px) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        float x = at.x + label_px;
        for (size_t i = 0; i < columns_px.size(); ++i) {
            x += columns_px[i] + 14 + spare_px;
            draw_text(paper(), skin.fonts, Face::text, size_px, {x, at.y + row_line_px / 2}, colour, text_of(i),
                      Align::right, columns_px[i] + 1);
        }
        return at;
    };
    line([&](size_t i) { return std::string_view(table.columns[i].label); }, ink(palette.dim), row_small_px);
    for (const present::Column& column : table.columns) note(style, column.id);
    ImGui::Dummy({std::max(width, all_px), row_line_px});
    for (const present::TableRow& row : table.rows) {
        note(style, row.id);
        const ImVec2 at =
            line([&](size_t i) { return std::string_view(row.values[i]); }, ink(palette.strong), row_text_px);
        draw_text(paper(), skin.fonts, Face::text, row_text_px, at + ImVec2{0, row_line_px / 2}, ink(palette.dim),
                  row.label);
        ImGui::Dummy({std::max(width, all_px), row_line_px});
        help_on_hover(skin, row.hint);
    }
    ImGui::EndChild();
}

}  // namespace view
