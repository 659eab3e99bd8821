#pragma once

// Changes one value of a scenario: the new value is put into the tree that was read, and the tree is read again, so
// that a change obeys the same rules as a file.

#include "base/result.h"
#include "scenario/document.h"

#include <string_view>

namespace scenario {

// Returns the document with the new value. `id` is the id of a row of parameters.h, or any path of the
// file ("compare.0.strategy.threads"). An error says what is wrong and what is allowed.
Result<Document> with_parameter(const Document& document, std::string_view id, std::string_view value);

}  // namespace scenario
