// Reasons and numbers.

#include "view/panels.h"

#include "view/rich_text.h"

#include "base/number.h"

#include <algorithm>
#include <cmath>

namespace view {

namespace {

struct Unit {
    const char* name;
    double ns;
};

// One unit for a column of times, so that they can be compared by eye.
Unit unit_for(Time longest) {
    const double ns = double(longest.ns);
    if (ns >= 10e9) return {"s", 1e9};
    if (ns >= 1e6) return {"ms", 1e6};
    if (ns >= 1e3) return {"µs", 1e3};
    return {"ns", 1};
}

// What would have no two digits left has a unit of its own: "3.2 ms" in a column of s.
std::string in_unit(Time t, Unit unit) {
    const double value = double(t.ns) / unit.ns;
    if (const Unit own = unit_for(t); t.ns > 0 && value < 1) return (double(t.ns) < 100 * own.ns ? in_unit(t, own) : rounded_text(double(t.ns) / own.ns, 0)) + ' ' + own.name;
    std::string text = rounded_text(value, 1);
    if (value < 1000 && unit.ns > 1 && text.find('.') == std::string::npos) text += ".0";
    return text;
}

const char* state_name(trace::SpanKind kind) {
    using enum trace::SpanKind;
    switch (kind) {
        case running:
        case sharing: return "running";
        case switching: return "switching";
        case ready: return "ready";
        case blocked: return "blocked";
        case waiting: return "waiting without a thread";
        case queued: return "queued";
    }
    return "";
}

}  // namespace

void Panels::right_panel(Desk& desk) {
    const Skin& skin = desk.skin;
    program(desk);
    if (!desk.screen.prediction.empty()) {
        heading(skin, "Your prediction");
        gap(4);
        card(skin, desk.screen.prediction, ink(skin.palette.accent));
        gap(6);
        const bool revealed = desk.state.prediction && desk.state.prediction->revealed;
        if (button(skin, "check", Icon::none, revealed ? "Cover again" : "Check", Kind::primary)) desk.ask(Command::What::run, "check-prediction");
        ImGui::SameLine(0, 6);
        if (button(skin, "give up", Icon::none, "Close", Kind::plain)) desk.ask(Command::What::run, "predict");
        gap(22);
    }
    right_now(desk);
    gap(22);
    heading(skin, desk.screen.selected ? "The selected bar" : "Why is it waiting?");
    gap(4);
    card(skin, desk.screen.why.empty() ? "Everything that can run is running." : desk.screen.why, ink(skin.palette.border));
    if (!desk.screen.follow.empty()) {
        gap(6);
        if (button(skin, "follow", Icon::none, "Follow: " + desk.screen.follow, Kind::quiet)) desk.ask(Command::What::run, "cause");
        help_on_hover(skin, "Goes to what this waits for, or what came before it.", "[");
    }
    gap(22);
    measured(desk);
    outcome(desk);
    gap(24);
    heading(skin, "Verdict");
    gap(4);
    card(skin, desk.screen.verdict, ink(skin.palette.good));
    gap(10);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size = ImGui::GetContentRegionAvail();
    const TextStyle style{12, 17, ink(skin.palette.dim), ink(skin.palette.dim)};
    ImGui::Dummy(rich_text(ImGui::GetWindowDrawList(), skin.fonts, style, at, size.x, desk.screen.rules));
}

void Panels::right_now(Desk& desk) {
    const Skin& skin = desk.skin;
    const chart::Palette& palette = skin.palette;
    heading(skin, "Right now · " + desk.screen.focus_title);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    struct Column { int32_t level; const char* says; const char* word; chart::Colour colour; };
    const Column columns[] = {
        {desk.screen.level.concurrency, "in progress", "concurrency", palette.concurrency},
        {desk.screen.level.parallelism, "executing", "parallelism", palette.parallelism},
        {desk.screen.level.asynchrony, "waiting, no thread", "asynchrony", palette.asynchrony},
    };
    float x = at.x, tallest = 0;
    for (const Column& column : columns) {
        const float column_px = width / 3;
        draw_text(paper, skin.fonts, Face::strong, 24, {x, at.y + 16}, ink(column.colour), grouped_text(column.level));
        const TextStyle style{12, 17, ink(palette.dim), ink(palette.dim)};
        const ImVec2 size = rich_text(&paper, skin.fonts, style, {x, at.y + 34}, column_px - 10, column.says);
        draw_text(paper, skin.fonts, Face::strong, 12.5f, {x, at.y + 34 + size.y + 9}, ink(column.colour), column.word);
        tallest = std::max(tallest, 34 + size.y + 18);
        x += column_px;
    }
    ImGui::Dummy({width, tallest});
}

// The selected range.
void Panels::measured(Desk& desk) {
    const session::Measured& measured = desk.screen.measured;
    if (measured.panes.empty()) return;
    const Skin& skin = desk.skin;
    const chart::Palette& palette = skin.palette;
    heading(skin, "Selected range");
    gap(2);
    text_line(skin, Face::strong, 13, ink(palette.strong), measured.title);
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    const float width = ImGui::GetContentRegionAvail().x;
    const auto line = [&](const std::string& name, const std::string& value) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_text(paper, skin.fonts, Face::text, 12.5f, at + ImVec2{0, 10}, ink(palette.dim), name, Align::left, width * 0.66f);
        draw_text(paper, skin.fonts, Face::text, 12.5f, at + ImVec2{width, 10}, ink(palette.strong), value, Align::right);
        ImGui::Dummy({width, 20});
    };
    for (const session::Measured::Pane& pane : measured.panes) {
        gap(8);
        text_line(skin, Face::strong, 12.5f, ink(palette.text), pane.title);
        // One pane is told whole, the others by what tells them apart.
        const bool whole = measured.panes.size() == 1 || pane.number == desk.state.focus;
        for (const auto& [kind, time] : pane.states)
            if (whole) line(state_name(kind), time_label(time));
        for (const auto& [name, value] : pane.rows)
            if (whole || name == "cores busy" || name == "completed") line(name, value);
        for (const auto& [name, value] : pane.busiest)
            if (whole) line(pane.busiest_words + ": " + name, value);
    }
    gap(22);
}

void Panels::outcome(Desk& desk) {
    const Skin& skin = desk.skin;
    const chart::Palette& palette = skin.palette;
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    heading(skin, "Outcome");
    Time longest;
    for (const auto& row : desk.screen.outcomes) longest = std::max(longest, row.results->makespan);
    const Unit unit = unit_for(longest);

    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float ends[] = {at.x + width * 0.47f, at.x + width * 0.67f, at.x + width * 0.82f, at.x + width};
    const float name_px = width * 0.31f;
    float y = at.y + 14;
    draw_text(paper, skin.fonts, Face::text, 12, {at.x, y}, ink(palette.dim), unit.name);
    // Where tasks are lost or late, that is the point, not the cores.
    const auto any = [&](auto counts) { return std::any_of(desk.screen.outcomes.begin(), desk.screen.outcomes.end(), counts); };
    const auto lost_of = [](const metrics::Results& results) { return results.rejected + results.gave_up; };
    const bool late = any([](const auto& row) { return row.results->missed > 0; });
    const bool lost = !late && any([&](const auto& row) { return lost_of(*row.results) > 0; });
    const char* const heads[] = {"finish", "p95", late ? "missed" : lost ? "lost" : "cores", "threads"};
    for (int i = 0; i < 4; ++i) draw_text(paper, skin.fonts, Face::text, 12, {ends[i], y}, ink(palette.dim), heads[i], Align::right);
    y += 14;
    const TextStyle name_style{12.5f, 17, ink(palette.strong), ink(palette.strong)};
    for (const auto& row : desk.screen.outcomes) {
        paper.AddLine({at.x, y}, {at.x + width, y}, ink(palette.border));
        const TextStyle style = row.best ? TextStyle{12.5f, 17, ink(palette.good), ink(palette.good)} : name_style;
        const std::string name = row.best ? "*" + row.title + "*" : row.title;
        const float name_height = rich_text(nullptr, skin.fonts, style, {}, name_px, name).y;
        const float height = name_height + 15;
        ImGui::SetCursorScreenPos({at.x, y});
        ImGui::PushID(int(row.number));
        if (ImGui::InvisibleButton("row", {width, height})) desk.state.focus = row.number;
        if (ImGui::IsItemHovered()) paper.AddRectFilled({at.x - 6, y + 1}, {at.x + width + 6, y + height}, ink(palette.selection, 0x18), 4);
        ImGui::PopID();
        paper.PushClipRect({at.x, y}, {at.x + name_px, y + height}, true);  // names of files have no blanks
        rich_text(&paper, skin.fonts, style, {at.x, y + 7.5f}, name_px, name);
        paper.PopClipRect();
        const metrics::Results& results = *row.results;
        const std::string cells[] = {in_unit(results.makespan, unit), in_unit(results.latency.p95, unit),
                                     late   ? grouped_text(results.missed)
                                     : lost ? grouped_text(lost_of(results))
                                            : results.cores.empty() ? "–"  // a recording may not tell
                                            : rounded_text(100 * results.utilisation, 0) + " %",
                                     grouped_text(results.threads_peak)};
        for (int i = 0; i < 4; ++i)
            draw_text(paper, skin.fonts, row.best ? Face::strong : Face::text, 12.5f, {ends[i], y + height / 2},
                      ink(row.best ? palette.good : palette.strong), cells[i], Align::right);
        y += height;
    }
    paper.AddLine({at.x, y}, {at.x + width, y}, ink(palette.border));
    ImGui::SetCursorScreenPos({at.x, y});
    ImGui::Dummy({width, 1});
}

}  // namespace view
