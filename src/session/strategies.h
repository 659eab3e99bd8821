#pragma once

// Edits the comparison of a document: which strategies are in it.

#include "scenario/document.h"

#include <optional>
#include <string_view>

namespace session {

bool compares(const scenario::Document& document, std::string_view strategy);

// Returns the source with the strategy added as a compare row, or without all variants that
// have it. If the file itself has it, the first remaining compare row takes its place.
// Returns nullopt if no other strategy would be left.
std::optional<scenario::json::Value> toggled(const scenario::Document& document, std::string_view strategy);

// Returns the merge patch that turns `from` into `to`: merge_patch(from, difference(from, to)) == to.
scenario::json::Value difference(const scenario::json::Value& from, const scenario::json::Value& to);

}  // namespace session
