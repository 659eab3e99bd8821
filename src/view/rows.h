#pragma once

// The rows of present/row.h, drawn at the cursor of the current window.
//
// Every function records the ids of what it draws, so that a test can compare them with what should
// be drawn.

#include "present/row.h"
#include "view/widgets.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace view {

// The ids that were drawn in a frame: "outcome/run-0", "help/mouse/pan".
using Drawn = std::vector<std::string>;

ImU32 ink_of(const chart::Palette& palette, present::Emphasis emphasis);

struct RowStyle {
    const Skin& skin;
    Drawn& drawn;
    std::string_view part;  // "range/0": what the ids of the rows belong to
};

void note(const RowStyle& style, std::string_view id);

// Draws labels on the left and values on the right.
void value_rows(const RowStyle& style, const std::vector<present::Row>& rows);

// Draws a table whose rows are runs, and returns the run that was clicked. Labels may have several lines.
std::optional<uint32_t> run_table(const RowStyle& style, const present::Table& table);

// Draws a table whose columns are runs. It scrolls sideways if they are wider than the available width.
void number_table(const RowStyle& style, const present::Table& table);

}  // namespace view
