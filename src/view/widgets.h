#pragma once

// The few controls that the panels are made of, drawn by us at the cursor of the
// current window: nothing of Dear ImGui's own look is left.

#include "base/say.h"
#include "view/fonts.h"
#include "view/icons.h"
#include "view/paint.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace view {

struct Look {
    const Fonts& fonts;
    const chart::Palette& palette;
};

void apply_style(chart::Theme theme);  // of what is left to Dear ImGui: scroll bars, popups

void gap(float height_px);
void heading(const Look& look, std::string_view text);
void text_line(const Look& look, Face face, float css_px, ImU32 colour, std::string_view text);

// A name at the left, a value at the right.
void name_and_value(const Look& look, std::string_view name, std::string_view value, bool enabled, bool is_menu);

struct SliderAnswer {
    std::optional<double> share;  // where it was dragged to
    bool let_go = false;
};
SliderAnswer slider(const Look& look, const char* id, double share, bool enabled);

// Chips flow: next to each other while there is room. Call flow_start() before the first.
struct Flow {
    float left = 0, right = 0, x = 0, y = 0;
    bool first = true;
};
Flow flow_start();
bool chip(const Look& look, Flow& flow, std::string_view label, bool on, bool enabled = true);
void flow_end(const Flow& flow);

enum class Kind : uint8_t { quiet, plain, primary };
bool button(const Look& look, const char* id, Icon icon, std::string_view label, Kind kind, bool enabled = true);

// A button that opens a menu of rows; the one that was chosen.
struct MenuRow {
    std::string label;
    std::string note;
    bool checked = false;
};
bool menu_button(const Look& look, const char* id, std::string_view label, float most_px, Kind kind);
std::optional<size_t> menu(const Look& look, const char* id, const std::vector<MenuRow>& rows, bool stays_open = false);

void card(const Look& look, const RichText& text, ImU32 border);

// For what was drawn last: after a moment, its help.
void help_on_hover(const Look& look, std::string_view text, std::string_view keys = {});

}  // namespace view
