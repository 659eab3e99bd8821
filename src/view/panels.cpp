#include "view/panels.h"

#include "base/say.h"

#include "imgui_internal.h"

#include <algorithm>
#include <cmath>

namespace view {

namespace {

constexpr float top_px = 48, transport_px = 46;
constexpr float left_px = 264, plain_right_px = 300, right_with_program_px = 380;
constexpr float stage_share = 0.62f;  // of the height, at most, for the pictures of the moment
constexpr float padding_px = 14;  // around the content of a panel

float width_of_right(const Screen& screen) {
    return !screen.panels.program.lines.empty() ? right_with_program_px : plain_right_px;
}

// A region whose content is inset by `edge` and scrolls when it is taller.
template <class Content>
void region(const char* id, ImVec2 at, ImVec2 size, ImVec2 edge, bool scrolls, Content content) {
    ImGui::SetCursorScreenPos(at);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, edge);
    const ImGuiWindowFlags flags =
        scrolls ? ImGuiWindowFlags_None : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::BeginChild(id, size, ImGuiChildFlags_AlwaysUseWindowPadding, flags);
    ImGui::PopStyleVar();
    content();
    ImGui::EndChild();
}

const Screen::Action* action_of(const Screen& screen, std::string_view id) {
    for (const Screen::Action& action : screen.actions)
        if (action.id == id) return &action;
    return nullptr;
}

// "Space play · ← → step · ..."
std::string hints_of(const Screen& screen) {
    std::string text;
    for (const present::Row& hint : screen.panels.hints)
        text += (text.empty() ? "" : " · ") + hint.label + " " + hint.value;
    return text;
}

}  // namespace

std::vector<Command> Panels::show(const Screen& screen, session::State& state, Look& look, const Fonts& fonts,
                                  Timeline& timeline, const Drawing& drawing) {
    const chart::Palette& palette = chart::palette_of(look.theme);
    apply_style(look.theme);
    Desk desk{screen, state, look, {fonts, palette}, {}, {}};
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const float right_px = width_of_right(screen);
    const float details_px = look.details ? right_px : 0;
    const float middle_px = std::max(200.f, size.x - left_px - details_px);

    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("interleave", nullptr, bare_window);
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    paper.AddRectFilled({0, 0}, {size.x, top_px}, ink(palette.panel));
    paper.AddRectFilled({0, top_px}, {left_px, size.y}, ink(palette.panel));
    if (look.details) paper.AddRectFilled({size.x - right_px, top_px}, size, ink(palette.panel));
    paper.AddRectFilled({left_px, top_px}, {left_px + middle_px, top_px + transport_px}, ink(palette.panel));
    const auto line = [&](ImVec2 a, ImVec2 b) { paper.AddRectFilled(a, b, ink(palette.border)); };
    line({0, top_px - 1}, {size.x, top_px});
    line({left_px - 1, top_px}, {left_px, size.y});
    if (look.details) line({size.x - right_px, top_px}, {size.x - right_px + 1, size.y});

    region("top", {0, 0}, {size.x, top_px - 1}, {16, 8}, false, [&] { top_bar(desk); });
    region("left", {0, top_px}, {left_px - 1, size.y - top_px}, {padding_px, padding_px}, true,
           [&] { left_panel(desk); });
    region("transport", {left_px, top_px}, {middle_px, transport_px - 1}, {12, 8}, false, [&] { transport(desk); });
    const float strip_y = top_px + transport_px;
    ImGui::SetCursorScreenPos({left_px, strip_y});
    message_strip(desk);
    float y = ImGui::GetCursorScreenPos().y;
    if (drawing.stage) {
        const float room = std::min(stage_px_, std::max(120.f, (size.y - y) * stage_share));
        region("stage", {left_px, y}, {middle_px, room}, {0, 0}, true,
               [&] { stage_px_ = std::max(1.f, show_stage(*drawing.stage, desk.skin, look.theme)); });
        y += room;
        line({left_px, y - 1}, {left_px + middle_px, y});
    }
    region("middle", {left_px, y}, {middle_px, std::max(60.f, size.y - y)}, {0, 0}, false,
           [&] { timeline.show(drawing.picture, state, look, drawing.density, drawing.pinch, drawing.touch); });
    if (state.find) find_box(desk, {left_px + middle_px - 12, y});
    if (look.details)
        region("right", {size.x - right_px + 1, top_px}, {right_px - 1, size.y - top_px}, {padding_px, padding_px},
               true, [&] { right_panel(desk); });
    if (look.help) help(desk);
    ImGui::End();
    drawn_ = std::move(desk.drawn);
    return std::move(desk.commands);
}

bool Panels::action_button(Desk& desk, std::string_view id, Icon icon, Kind kind) {
    const Screen::Action* action = action_of(desk.screen, id);
    if (!action) return false;
    const bool clicked = button(desk.skin, std::string(id).c_str(), icon, {}, kind, action->enabled);
    help_on_hover(desk.skin, action->help, action->keys);
    if (clicked) desk.ask(Command::What::run, std::string(id));
    return clicked;
}

// Top bar ----------------------------------------------------------------------------------------

void Panels::top_bar(Desk& desk) {
    const Skin& skin = desk.skin;
    const auto same_line = [](float between) { ImGui::SameLine(0, between); };
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    const float inter_px = width_of(skin.fonts, Face::strong, 14.5f, "inter");
    const float brand_px = inter_px + width_of(skin.fonts, Face::strong, 14.5f, "leave");
    draw_text(paper, skin.fonts, Face::strong, 14.5f, at + ImVec2{0, 15}, ink(skin.palette.strong), "inter");
    draw_text(paper, skin.fonts, Face::strong, 14.5f, at + ImVec2{inter_px, 15}, ink(skin.palette.accent), "leave");
    ImGui::Dummy({brand_px, 30});

    same_line(18);
    menu_button(skin, "scenario", desk.screen.title, 420, Kind::primary);
    std::vector<MenuRow> rows;
    for (const auto& scenario : desk.screen.scenarios) rows.push_back({scenario.title, scenario.description, false});
    if (const auto chosen = menu(skin, "scenario", rows))
        desk.ask(Command::What::load, desk.screen.scenarios[*chosen].id);

    if (!desk.screen.strategies.empty()) {  // a recording has none
        same_line(18);
        menu_button(skin, "compare", desk.screen.panels.compare, 240, Kind::plain);
        rows.clear();
        for (const auto& chip : desk.screen.strategies) rows.push_back({chip.label, {}, chip.on});
        if (const auto chosen = menu(skin, "compare", rows, true))
            desk.ask(Command::What::strategy, desk.screen.strategies[*chosen].id);
    }

    same_line(14);
    action_button(desk, "undo", Icon::undo);
    same_line(6);
    action_button(desk, "redo", Icon::redo);

    const std::string file = say_plain("File");
    const float file_px = 40 + width_of(skin.fonts, Face::text, 13, file);
    ImGui::SetCursorScreenPos(
        {ImGui::GetWindowPos().x + ImGui::GetWindowSize().x - 16 - 30 - 6 - 34 - 6 - file_px, at.y});
    menu_button(skin, "file", file, 120, Kind::plain);
    file_menu(desk);
    ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x + ImGui::GetWindowSize().x - 16 - 30 - 6 - 34, at.y});
    action_button(desk, "theme", Icon::theme);
    same_line(6);
    if (button(skin, "keys", Icon::none, "?", Kind::plain)) desk.ask(Command::What::run, "help");
}

void Panels::file_menu(Desk& desk) {
    using What = FileWish::What;
    std::vector<MenuRow> rows;
    std::vector<Command> commands;  // of each row
    const auto wish = [&](What what, std::string label, std::string note, std::string path = {}) {
        rows.push_back({std::move(label), std::move(note), false});
        commands.push_back({Command::What::file, {}, {}, {what, std::move(path)}});
    };
    wish(What::open, say_plain("Open a file…"), "Ctrl+O");
    for (const std::string& path : desk.screen.recent_files)
        wish(What::recent, path.substr(path.rfind('/') + 1), path, path);
    if (!desk.screen.strategies.empty()) wish(What::copy, say_plain("Copy the scenario"), "Ctrl+C");
    wish(What::paste, say_plain("Paste a scenario"), "Ctrl+V");
    wish(What::save_svg, say_plain("Save the timeline as SVG…"), {});
    wish(What::save_png, say_plain("Save the window as PNG…"), {});
    for (const Screen::Action& action : desk.screen.actions) {
        if (action.group != session::Group::exports || !action.enabled) continue;
        rows.push_back({action.label, action.keys, false});
        commands.push_back({Command::What::run, std::string(action.id), {}, {}});
    }
    if (const auto chosen = menu(desk.skin, "file", rows)) desk.commands.push_back(std::move(commands[*chosen]));
}

// Transport --------------------------------------------------------------------------------------

void Panels::transport(Desk& desk) {
    const Skin& skin = desk.skin;
    const present::Clock& clock = desk.screen.panels.clock;
    const auto same_line = [](float between) { ImGui::SameLine(0, between); };
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float end_x = at.x + ImGui::GetContentRegionAvail().x;
    action_button(desk, "start", Icon::start);
    same_line(8);
    action_button(desk, "step-back", Icon::back);
    same_line(8);
    action_button(desk, "play", desk.state.playing ? Icon::pause : Icon::play, Kind::primary);
    same_line(8);
    action_button(desk, "step", Icon::forward);

    same_line(12);
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    const ImVec2 time_at = ImGui::GetCursorScreenPos();
    draw_text(paper, skin.fonts, Face::strong, 14.5f, time_at + ImVec2{0, 15}, ink(skin.palette.strong), clock.time);
    ImGui::Dummy({std::max(72.f, width_of(skin.fonts, Face::strong, 14.5f, clock.time)), 30});
    same_line(8);
    menu_button(skin, "rate", clock.rate, 160, Kind::quiet);
    std::vector<MenuRow> rows;
    const auto& rates = desk.screen.panels.rates;
    for (const present::Row& rate : rates) {
        rows.push_back({rate.label, {}, rate.emphasis == present::Emphasis::strong});
        desk.drawn.push_back("rates/" + rate.id);
    }
    const Screen::Action* slow = action_of(desk.screen, "rate-slow-motion");
    if (slow) rows.push_back({std::string(slow->label), slow->keys, slow->checked.value_or(false)});
    if (const auto chosen = menu(skin, "rate", rows)) {
        if (*chosen < rates.size()) desk.ask(Command::What::rate, rates[*chosen].id);
        else desk.ask(Command::What::run, std::string(slow->id));
    }
    same_line(0);
    const float used_x = ImGui::GetCursorScreenPos().x;

    const float buttons_px = 6 * 30 + 4 * 6 + 14;
    const std::string hints = hints_of(desk.screen);
    const float hints_px = width_of(skin.fonts, Face::text, 13, hints);
    const float hints_x = end_x - buttons_px - 16 - hints_px;
    if (hints_x > used_x + 20) {
        draw_text(paper, skin.fonts, Face::text, 13, {hints_x, at.y + 15}, ink(skin.palette.dim), hints);
        for (const present::Row& hint : desk.screen.panels.hints) desk.drawn.push_back("hints/" + hint.id);
    }
    ImGui::SetCursorScreenPos({end_x - buttons_px, at.y});
    action_button(desk, "find", Icon::find);
    same_line(6);
    action_button(desk, "mark", Icon::mark);
    same_line(6);
    action_button(desk, "range", Icon::measure);
    same_line(14);
    action_button(desk, "zoom-out", Icon::minus);
    same_line(6);
    action_button(desk, "zoom-in", Icon::plus);
    same_line(6);
    action_button(desk, "fit", Icon::fit);
}

// Over the timeline, under the transport.
void Panels::find_box(Desk& desk, ImVec2 right_top) {
    constexpr float box_px = 470, height = 42, input_px = 230;
    const Skin& skin = desk.skin;
    const chart::Palette& palette = skin.palette;
    ImGui::SetNextWindowPos({right_top.x - box_px, right_top.y});
    ImGui::SetNextWindowSize({box_px, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {6, 6});
    ImGui::Begin("find", nullptr,
                 (bare_window & ~ImGuiWindowFlags_NoBringToFrontOnFocus) | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    paper.AddRectFilled({right_top.x - box_px, right_top.y}, {right_top.x, right_top.y + height}, ink(palette.panel), 8,
                        ImDrawFlags_RoundCornersBottom);
    paper.AddRect({right_top.x - box_px, right_top.y}, {right_top.x, right_top.y + height}, ink(palette.border), 8,
                  ImDrawFlags_RoundCornersBottom);
    if (ImGui::InvisibleButton("text", {input_px, 30})) desk.look.typing = true;
    else if (ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered()) desk.look.typing = false;
    paper.AddRectFilled(at, at + ImVec2{input_px, 30}, ink(palette.control), 6);
    paper.AddRect(at, at + ImVec2{input_px, 30}, ink(desk.look.typing ? palette.accent : palette.border), 6);
    const std::string& text = *desk.state.find;
    const bool empty = text.empty();
    draw_text(paper, skin.fonts, Face::text, 13, at + ImVec2{9, 15}, ink(empty ? palette.faint : palette.strong),
              empty ? desk.screen.panels.found.placeholder : text, Align::left, input_px - 18);
    if (desk.look.typing) {
        const float x = at.x + 10 + std::min(input_px - 18, width_of(skin.fonts, Face::text, 13, text));
        paper.AddLine({x, at.y + 7}, {x, at.y + 23}, ink(palette.strong));
    }
    draw_text(paper, skin.fonts, Face::text, 12.5f, at + ImVec2{input_px + 10, 15}, ink(palette.dim),
              desk.screen.panels.found.text);
    ImGui::SetCursorScreenPos({right_top.x - 6 - 3 * 30 - 2 * 6, at.y});
    action_button(desk, "find-previous", Icon::up);
    ImGui::SameLine(0, 6);
    action_button(desk, "find-next", Icon::down);
    ImGui::SameLine(0, 6);
    action_button(desk, "find", Icon::close);
    ImGui::End();
    ImGui::PopStyleVar();
}

// A message until it is dismissed; otherwise a warning, if there is one.
void Panels::message_strip(Desk& desk) {
    const bool wrong = desk.screen.wrong;
    if (!desk.screen.message.empty()) {
        if (strip(desk, desk.screen.message, wrong ? present::Emphasis::warn : present::Emphasis::good, true))
            desk.ask(Command::What::dismiss, {});
        return;
    }
    for (const present::Row& row : desk.screen.panels.warnings) {
        desk.drawn.push_back("warnings/" + row.id);
        strip(desk, row.label, row.emphasis, false);
    }
}

// Returns whether it was dismissed.
bool Panels::strip(Desk& desk, std::string_view text, present::Emphasis emphasis, bool can_dismiss) {
    const chart::Palette& palette = desk.skin.palette;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetIO().DisplaySize.x - left_px - (desk.look.details ? width_of_right(desk.screen) : 0);
    const ImVec2 size{width, 34};
    ImDrawList& paper = *ImGui::GetWindowDrawList();
    const chart::Colour colour = emphasis == present::Emphasis::good ? palette.good : palette.warn;
    paper.AddRectFilled(at, at + size, ink(colour, 0x22));
    paper.AddRectFilled(at, at + ImVec2{3, size.y}, ink(colour));
    draw_text(paper, desk.skin.fonts, Face::text, 13, at + ImVec2{14, size.y / 2}, ink(palette.strong), text,
              Align::left, width - 60);
    bool dismissed = false;
    if (can_dismiss) {
        ImGui::SetCursorScreenPos({at.x + width - 36, at.y + 2});
        dismissed = button(desk.skin, "dismiss", Icon::close, {}, Kind::quiet);
    }
    ImGui::SetCursorScreenPos({at.x, at.y + size.y});
    return dismissed;
}

}  // namespace view
