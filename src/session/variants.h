#pragma once

// Edits the variants of a document: copies, renames, moves and removes them. Variant 0 is the file itself, and variant
// i is row i - 1 of its "compare". Each function returns the new source, or an error that says why the edit is not
// possible.
//
// Rows stay as they are written as far as possible. If another variant becomes the file itself, or if only the file
// changes, each row is extended so that its run stays the same.

#include "base/result.h"
#include "base/time.h"
#include "scenario/document.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace session {

constexpr size_t max_variants = 32;

// Inserts a copy after the original. The copy has no title: it is named after what distinguishes it, once it differs.
Result<scenario::json::Value> with_copy(const scenario::Document& document, size_t variant);

// Inserts a copy that can differ only after the time `from` (scenario/branch.h). Returns an error if `from` is 0.
Result<scenario::json::Value> with_branch(const scenario::Document& document, size_t variant, Time from);

// Sets the title. If it is empty, the run is named after what distinguishes it.
Result<scenario::json::Value> with_title(const scenario::Document& document, size_t variant, std::string_view title);

// Reorders and removes variants. `order` contains the numbers of the variants that remain, in their new order.
Result<scenario::json::Value> with_order(const scenario::Document& document, const std::vector<size_t>& order);

// Replaces the file of one variant; the others stay as they are.
Result<scenario::Document> with_file_of(const scenario::Document& document, size_t variant, scenario::json::Value file);

// Changes a parameter of one variant only.
Result<scenario::Document> with_parameter_of(const scenario::Document& document, size_t variant, std::string_view id,
                                             std::string_view value);

}  // namespace session
