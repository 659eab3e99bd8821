#pragma once

// The JSON Schema of scenario files (draft 2020-12), made from the tables that the reader uses (fields.h). Editors
// check and complete files with it; rules for more than one key are checked by the reader only.

#include "scenario/fields.h"
#include "scenario/json.h"

#include <string>
#include <string_view>

namespace scenario {

std::string json_schema();

// The same for the file of another record, whose only reference is to durations.
json::Value schema_of(const Record& record, std::string_view title);

}  // namespace scenario
