#pragma once

// The few controls that the panels are made of. We draw them at the cursor of the current
// window: nothing of Dear ImGui's own look remains.

#include "base/say.h"
#include "view/fonts.h"
#include "view/icons.h"
#include "view/paint.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace view {

struct Skin {
    const Fonts& fonts;
    const chart::Palette& palette;
};

void apply_style(chart::Theme theme);  // for the parts that Dear ImGui still draws: scroll bars, popups

ImDrawList& paper();  // the draw list of the current window
void gap(float height_px);
void heading(const Skin& skin, std::string_view text);
void text_line(const Skin& skin, Face face, float css_px, ImU32 colour, std::string_view text);

// Draws a name on the left and a value on the right.
void name_and_value(const Skin& skin, std::string_view name, std::string_view value, bool enabled, bool is_menu);

struct SliderAnswer {
    std::optional<double> share;  // the position to which it was dragged
    bool let_go = false;
};
SliderAnswer slider(const Skin& skin, const char* id, double share, bool enabled);

// Chips flow: they are placed next to each other while there is space. Requires a call of flow_start() before
// the first.
struct Flow {
    float left = 0, right = 0, x = 0, y = 0;
    bool first = true;
};
Flow flow_start();
bool chip(const Skin& skin, Flow& flow, std::string_view label, bool on, bool enabled = true);
void flow_end(const Flow& flow);

enum class Kind : uint8_t { quiet, plain, primary };
bool button(const Skin& skin, const char* id, Icon icon, std::string_view label, Kind kind, bool enabled = true);

// A button that opens a menu of rows; returns the row that was chosen.
struct MenuRow {
    std::string label;
    std::string note;
    bool checked = false;
};
bool menu_button(const Skin& skin, const char* id, std::string_view label, float max_px, Kind kind);
std::optional<size_t> menu(const Skin& skin, const char* id, const std::vector<MenuRow>& rows, bool stays_open = false);

// A line that opens and closes what is below it. Returns whether it was clicked.
bool fold_line(const Skin& skin, const char* id, std::string_view label, bool open);

void card(const Skin& skin, const RichText& text, ImU32 border);

// Shows the help of what was drawn last, after a moment.
void help_on_hover(const Skin& skin, std::string_view text, std::string_view keys = {});

}  // namespace view
