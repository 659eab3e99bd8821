// The desktop draws every row that the panels have: what is sent to the page is compared with what one
// frame of the whole interface has drawn.

#include "tests/catch2.h"

#include "app/screen.h"
#include "base/json_writer.h"
#include "imgui.h"
#include "present/json.h"
#include "present/panel_maker.h"
#include "scenario/json.h"
#include "session/predict.h"
#include "view/legend.h"
#include "view/panels.h"

#include <algorithm>
#include <set>
#include <string>

using scenario::json::Kind;
using scenario::json::Value;

namespace {

// Collects the ids of all rows below a value, preceded by the panel that they belong to: "range/0/blocked".
void collect(const Value& value, const std::string& place, std::set<std::string>& ids) {
    for (const Value& item : value.items) collect(item, place, ids);
    const Value* id = value.kind == Kind::object ? value.find("id") : nullptr;
    if (id) ids.insert(place + "/" + id->string);
    const Value* pane = value.kind == Kind::object ? value.find("pane") : nullptr;
    const std::string below = pane && !id ? place + "/" + std::to_string(pane->integer) : place;
    for (const auto& member : value.members) collect(member.value, below, ids);
}

std::set<std::string> rows_of(const present::Panels& panels) {
    std::set<std::string> ids;
    for (size_t i = 0; i < present::part_count; ++i) {
        if (present::Part(i) == present::Part::figure) continue;  // is around the timeline of a figure, not of the lab
        JsonWriter json;
        present::write(json, panels, present::Part(i));
        const auto part = scenario::json::parse(json.text());
        REQUIRE(part);
        for (const auto& member : part->members) collect(member.value, std::string(member.key), ids);
    }
    return ids;
}

// One frame of the desktop's interface, without a window.
struct Desktop {
    session::Session session;
    view::Look look;
    view::Fonts fonts;
    view::Timeline timeline;
    view::Panels panels;
    present::PanelMaker maker;

    Desktop() {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        io.DisplaySize = {1920, 1080};  // enough space for the hints
        fonts = view::load_fonts();
        timeline.attach(nullptr, fonts);
    }
    ~Desktop() {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
        ImGui::DestroyContext();
    }

    std::set<std::string> draw() {
        const view::Picture picture{.limit = session.limit(), .last = session.end()};
        const view::Screen screen = app::screen_of({session, look}, maker.update(session), "");
        ImGui::NewFrame();
        view::touch_fonts(fonts);
        panels.show(screen, session.state, look, fonts, timeline, {picture});
        ImGui::EndFrame();
        return {panels.drawn().begin(), panels.drawn().end()};
    }
};

}  // namespace

TEST_CASE("every row of the panels is drawn on the desktop", "[app][view][present]") {
    Desktop desktop;
    desktop.look.help = true;
    desktop.look.more_numbers = true;
    SECTION("of a service, with a range and a prediction") {
        desktop.session.budget.events = 200;  // so that it is cut short, too
        REQUIRE(desktop.session.load_builtin("waiting-on-the-database"));
        session::cover(desktop.session, Time{}, msec(4));
        desktop.session.state.range = {Time{}, msec(22)};
    }
    SECTION("of a program") { REQUIRE(desktop.session.load_builtin("timeout-promise-tick")); }

    const std::set<std::string> drawn = desktop.draw();
    std::set<std::string> rows = rows_of(desktop.maker.panels());
    CHECK(rows.size() > 60);
    // For a pane that is not open, only the rows that represent it.
    for (const present::RangePane& pane : desktop.maker.panels().range.panes)
        if (!pane.open)
            std::erase_if(rows, [&](const std::string& id) {
                return id.starts_with("range/" + std::to_string(pane.pane) + "/");
            });
    for (const std::string& id : rows) {
        INFO(id);
        CHECK(drawn.contains(id));
    }
    CHECK(drawn.contains("reason"));
    CHECK(drawn.contains("verdict"));
    CHECK(drawn.contains("prediction") == !desktop.maker.panels().prediction.sentence.empty());
    CHECK(drawn.contains("program") == !desktop.maker.panels().program.lines.empty());
}

TEST_CASE("every shape of the legend has a sample", "[view][present]") {
    for (const present::Row& row : present::help().legend) {
        INFO(row.id);
        CHECK(view::draw_sample(nullptr, chart::palette_of(chart::Theme::dark), row.id, {}, {}));
    }
    CHECK_FALSE(view::draw_sample(nullptr, chart::palette_of(chart::Theme::dark), "no such shape", {}, {}));
}
