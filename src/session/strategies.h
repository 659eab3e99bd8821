#pragma once

// Editing a document's comparison: which strategies are in it.

#include "scenario/document.h"

#include <optional>
#include <string_view>

namespace session {

bool compares(const scenario::Document& document, std::string_view strategy);

// The source with the strategy added as a compare row, or without every variant
// that has it. When the file itself has it, the first compare row that stays
// takes its place. Nothing when no other strategy would be left.
std::optional<scenario::json::Value> toggled(const scenario::Document& document, std::string_view strategy);

// The merge patch that makes `to` out of `from`: merge_patch(from, difference(from, to)) == to.
scenario::json::Value difference(const scenario::json::Value& from, const scenario::json::Value& to);

}  // namespace session
