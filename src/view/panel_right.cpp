// Reasons and numbers.

#include "view/panels.h"

#include "view/rich_text.h"
#include "view/rows.h"

#include <algorithm>

namespace view {


void Panels::right_panel(Desk& desk) {
    program(desk);
    prediction(desk);
    right_now(desk);
    gap(22);
    reason(desk);
    gap(22);
    range(desk);
    outcome(desk);
    gap(24);
    verdict(desk);
    gap(24);
    code(desk);
    advice(desk);
}

void Panels::prediction(Desk& desk) {
    const Skin& skin = desk.skin;
    const present::Prediction& prediction = desk.screen.panels.prediction;
    if (prediction.sentence.empty()) return;
    desk.drawn.push_back("prediction");
    heading(skin, prediction.title);
    gap(4);
    card(skin, prediction.sentence, ink(skin.palette.accent));
    gap(6);
    if (button(skin, "check", Icon::none, prediction.check, Kind::primary))
        desk.ask(Command::What::run, "check-prediction");
    ImGui::SameLine(0, 6);
    if (button(skin, "close", Icon::none, prediction.close, Kind::plain)) desk.ask(Command::What::run, "predict");
    gap(22);
}

void Panels::reason(Desk& desk) {
    const Skin& skin = desk.skin;
    const present::Reason& reason = desk.screen.panels.reason;
    desk.drawn.push_back("reason");
    heading(skin, reason.title);
    gap(4);
    card(skin, reason.sentence, ink(skin.palette.border));
    const auto step = [&](const char* command, const std::string& words) {
        if (words.empty()) return;
        const auto action = std::find_if(desk.screen.actions.begin(), desk.screen.actions.end(),
                                         [&](const Screen::Action& one) { return one.id == command; });
        if (button(skin, command, Icon::none, words, Kind::quiet)) desk.ask(Command::What::run, command);
        if (action != desk.screen.actions.end()) help_on_hover(skin, action->help, action->keys);
    };
    const ImGuiPlatformIO& outside = ImGui::GetPlatformIO();
    const bool can_copy = !reason.copy.empty() && outside.Platform_ClipboardUserData;
    if (reason.follow.empty() && reason.back.empty() && !can_copy) return;
    gap(6);
    step("cause", reason.follow);
    step("effect", reason.back);
    if (can_copy && button(skin, "copy-reason", Icon::none, reason.copy, Kind::quiet))
        ImGui::SetClipboardText(reason.sentence.plain().c_str());
}

void Panels::right_now(Desk& desk) {
    const Skin& skin = desk.skin;
    const chart::Palette& palette = skin.palette;
    const present::Now& now = desk.screen.panels.now;
    heading(skin, now.title);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float column_px = width / float(std::max<size_t>(1, now.rows.size()));
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    float x = at.x, tallest = 0;
    for (const present::Row& row : now.rows) {
        desk.drawn.push_back("now/" + row.id);
        const ImU32 colour = ink_of(palette, row.emphasis);
        draw_text(paper, skin.fonts, Face::strong, 24, {x, at.y + 16}, colour, row.value);
        const TextStyle style{12, 17, ink(palette.dim), ink(palette.dim)};
        const ImVec2 size = rich_text(&paper, skin.fonts, style, {x, at.y + 34}, column_px - 10, RichText(row.label));
        draw_text(paper, skin.fonts, Face::strong, 12.5f, {x, at.y + 34 + size.y + 9}, colour, row.hint);
        tallest = std::max(tallest, 34 + size.y + 18);
        x += column_px;
    }
    ImGui::Dummy({width, tallest});
}

// The selected range.
void Panels::range(Desk& desk) {
    const present::Range& range = desk.screen.panels.range;
    if (range.panes.empty()) return;
    const Skin& skin = desk.skin;
    const chart::Palette& palette = skin.palette;
    heading(skin, range.title);
    gap(2);
    text_line(skin, Face::strong, 13, ink(palette.strong), range.length);
    for (const present::RangePane& pane : range.panes) {
        const std::string part = "range/" + std::to_string(pane.pane);
        const RowStyle style{skin, desk.drawn, part};
        gap(8);
        text_line(skin, Face::strong, 12.5f, ink(palette.text), pane.title);
        if (!pane.open) {  // for the others, only their differences
            std::vector<present::Row> brief;
            std::copy_if(pane.rows.begin(), pane.rows.end(), std::back_inserter(brief),
                         [](const present::Row& row) { return row.emphasis == present::Emphasis::strong; });
            value_rows(style, brief);
            continue;
        }
        std::vector<present::Row> states;
        for (const present::RangeState& state : pane.states) states.push_back(state.row);
        value_rows(style, states);
        value_rows(style, pane.rows);
        value_rows(style, pane.busiest);
    }
    gap(4);
    if (button(skin, "clear range", Icon::none, range.clear, Kind::quiet)) desk.ask(Command::What::run, "range");
    gap(22);
}

void Panels::outcome(Desk& desk) {
    const Skin& skin = desk.skin;
    const present::Table& outcome = desk.screen.panels.outcome;
    const present::Table& more = desk.screen.panels.more_numbers;
    heading(skin, outcome.title);
    if (const auto pane = run_table({skin, desk.drawn, "outcome"}, outcome)) desk.state.focus = *pane;
    if (present::Table differences = desk.screen.panels.differences; !differences.rows.empty()) {
        for (present::TableRow& row : differences.rows)
            for (std::string& value : row.values) std::replace(value.begin(), value.end(), '\n', ' ');
        gap(12);
        heading(skin, differences.title);
        if (const auto pane = run_table({skin, desk.drawn, "differences"}, differences)) desk.state.focus = *pane;
    }
    gap(6);
    bool& open = desk.look.more_numbers;
    if (fold_line(skin, "more numbers", more.title, open)) open = !open;
    if (open) number_table({skin, desk.drawn, "more_numbers"}, more);
}

void Panels::verdict(Desk& desk) {
    const Skin& skin = desk.skin;
    const present::Verdict& verdict = desk.screen.panels.verdict;
    desk.drawn.push_back("verdict");
    heading(skin, verdict.title);
    gap(4);
    card(skin, verdict.sentence, ink(skin.palette.good));
    if (!verdict.marks.rows.empty()) {
        gap(4);
        if (const auto pane = run_table({skin, desk.drawn, "verdict"}, verdict.marks)) desk.state.focus = *pane;
    }
    gap(10);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const TextStyle style{12, 17, ink(skin.palette.dim), ink(skin.palette.dim)};
    ImGui::Dummy(rich_text(ImGui::GetWindowDrawList(), skin.fonts, style, at, ImGui::GetContentRegionAvail().x,
                           RichText(desk.screen.rules)));
}

}  // namespace view
