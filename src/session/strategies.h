#pragma once

// Editing a document's comparison: which strategies are in it.

#include "scenario/document.h"

#include <optional>
#include <string_view>

namespace session {

bool compares(const scenario::Document& document, std::string_view strategy);

// Returns the source with the strategy added as a compare row, or without every variant
// that has it. If the file itself has it, the first remaining compare row
// takes its place. Returns nothing if no other strategy would be left.
std::optional<scenario::json::Value> toggled(const scenario::Document& document, std::string_view strategy);

// The merge patch that turns `from` into `to`: merge_patch(from, difference(from, to)) == to.
scenario::json::Value difference(const scenario::json::Value& from, const scenario::json::Value& to);

}  // namespace session
