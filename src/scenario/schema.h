#pragma once

// The JSON Schema of scenario files (draft 2020-12), made from the tables that the reader goes by (fields.h). Editors
// check and complete files with it; what takes more than one key to know, only the reader says.

#include <string>

namespace scenario {

std::string json_schema();

}  // namespace scenario
