// What can be changed: parameters by group, strategies, lanes.

#include "view/panels.h"

#include "present/slider.h"

#include <algorithm>

namespace view {

using scenario::Group;
using scenario::Parameter;
using scenario::ParameterType;

std::vector<const Parameter*> panel_rows(const std::vector<Parameter>& all, Group group, bool open) {
    std::vector<const Parameter*> rows;
    for (const Parameter& row : all)
        if (row.group == group && (row.shown || open)) rows.push_back(&row);
    // Rare parameters come after common ones; both are in the order of the table.
    std::stable_partition(rows.begin(), rows.end(), [](const Parameter* row) { return row->shown; });
    return rows;
}

void Panels::left_panel(Desk& desk) {
    const Skin& skin = desk.skin;
    if (desk.screen.parameters) {
        for (const Group group : {Group::tried, Group::work, Group::machine, Group::strategy}) {
            const std::string title = present::group_title(group);
            const auto opened = std::find(open_.begin(), open_.end(), group);
            const bool open = opened != open_.end();
            const auto rows = panel_rows(*desk.screen.parameters, group, open);
            const size_t all = panel_rows(*desk.screen.parameters, group, true).size();
            if (all == 0) continue;
            heading(skin, title);
            gap(3);
            for (const Parameter* row : rows) parameter(desk, *row);
            const bool has_more = std::any_of(desk.screen.parameters->begin(), desk.screen.parameters->end(),
                                              [&](const Parameter& row) { return row.group == group && !row.shown; });
            if (has_more) {
                ImGui::PushID(title.c_str());
                const ImVec2 at = ImGui::GetCursorScreenPos();
                const bool clicked = ImGui::InvisibleButton("more", {70, 20});
                const ImU32 colour = ink(ImGui::IsItemHovered() ? skin.palette.strong : skin.palette.dim);
                draw_text(*ImGui::GetWindowDrawList(), skin.fonts, Face::text, 12.5f, at + ImVec2{0, 10}, colour,
                          open ? "Fewer" : "More …");
                ImGui::PopID();
                if (clicked && open) open_.erase(opened);
                if (clicked && !open) open_.push_back(group);
            }
            gap(16);
        }
    }

    Flow flow = flow_start();
    if (!desk.screen.strategies.empty()) {  // a recording has none
        heading(skin, "Strategies shown");
        gap(4);
        flow = flow_start();
        for (const auto& strategy : desk.screen.strategies) {
            if (chip(skin, flow, strategy.label, strategy.on)) desk.ask(Command::What::strategy, strategy.id);
            help_on_hover(skin, strategy.help);
        }
        flow_end(flow);
        gap(18);
    }

    const auto switches = [&](const std::string& title, session::Group group) {
        heading(skin, title);
        gap(4);
        Flow row = flow_start();
        for (const auto& action : desk.screen.actions) {
            if (action.group != group || !action.enabled) continue;
            if (chip(skin, row, action.label, action.checked.value_or(false)))
                desk.ask(Command::What::run, std::string(action.id));
            help_on_hover(skin, action.help, action.keys);
        }
        flow_end(row);
    };
    switches(say_plain("Runs"), session::Group::runs);
    gap(18);
    switches(say_plain("Shown as"), session::Group::views);
    gap(18);
    switches(say_plain("Lanes"), session::Group::lanes);
}

void Panels::parameter(Desk& desk, const Parameter& row) {
    const Skin& skin = desk.skin;
    ImGui::PushID(row.id.c_str());
    const bool chooses = row.type == ParameterType::choice && row.enabled;
    name_and_value(skin, row.label, present::pretty_value(row), row.enabled, chooses);
    if (present::has_slider(row)) {
        ImGui::Dummy({ImGui::GetContentRegionAvail().x, 21});
        help_on_hover(skin, present::hint_of(row));
        const SliderAnswer answer = slider(skin, "slider", present::share_of(row, row.position), row.enabled);
        if (answer.share) {
            const std::string value = present::value_text(row, present::value_at(row, *answer.share));
            if (value != dragged_ && value != row.value) desk.ask(Command::What::set, row.id, value);
            dragged_ = value;
        }
        if (answer.let_go) {
            dragged_.clear();
            desk.ask(Command::What::settle, row.id);
        }
        gap(4);
    } else {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const bool clicked = ImGui::InvisibleButton("value", {ImGui::GetContentRegionAvail().x, 24}) && row.enabled;
        help_on_hover(skin, present::hint_of(row));
        if (clicked && row.type == ParameterType::boolean)
            desk.ask(Command::What::set, row.id, row.value == "true" ? "false" : "true");
        if (clicked && chooses) ImGui::OpenPopup("choices");
        if (chooses) {
            std::vector<MenuRow> rows;
            for (const auto& choice : row.choices) rows.push_back({choice.label, {}, choice.value == row.value});
            ImGui::SetNextWindowPos({at.x, at.y + 25}, ImGuiCond_Appearing);
            if (const auto chosen = menu(skin, "choices", rows))
                desk.ask(Command::What::set, row.id, row.choices[*chosen].value);
        }
    }
    ImGui::PopID();
}

}  // namespace view
