#pragma once

// Edits the comparison of a document by hand: runs are kept, copied, renamed, moved and removed. Variant 0 is the file
// itself, and variant i its compare row i - 1. Each function returns the new source, or why it refuses.
//
// Rows stay as they are written, as far as they can. When another variant becomes the file itself, or when the file
// alone changes, each row also gets what it needs so that its run stays the same.

#include "base/result.h"
#include "base/time.h"
#include "scenario/document.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace session {

constexpr size_t max_variants = 32;

// A copy, right after the original. It has no title: it is named after what distinguishes it as soon as something does.
Result<scenario::json::Value> with_copy(const scenario::Document& document, size_t variant);

// A copy that will differ only from a time on, which is after 0 (scenario/branch.h).
Result<scenario::json::Value> with_branch(const scenario::Document& document, size_t variant, Time from);

// An empty title lets the run be named after what distinguishes it.
Result<scenario::json::Value> with_title(const scenario::Document& document, size_t variant, std::string_view title);

// `order` has the numbers of the variants that remain, in their new order.
Result<scenario::json::Value> with_order(const scenario::Document& document, const std::vector<size_t>& order);

// The file of one variant becomes this one; the others stay as they are.
Result<scenario::Document> with_file_of(const scenario::Document& document, size_t variant, scenario::json::Value file);

// Changes a parameter of one variant; the others stay as they are.
Result<scenario::Document> with_parameter_of(const scenario::Document& document, size_t variant, std::string_view id,
                                             std::string_view value);

}  // namespace session
