#pragma once

// The JSON Schema of scenario files (draft 2020-12), made from the tables that the reader uses (fields.h). Editors
// check and complete files with it; rules for more than one key are checked by the reader only.

#include <string>

namespace scenario {

std::string json_schema();

}  // namespace scenario
