#pragma once

// The reference of the scenario format in Markdown: every object, key, step and operation, made from the same tables
// as the JSON Schema (schema.h). tools/docs puts it into docs/format.md.

#include "scenario/fields.h"

#include <string>

namespace scenario {

std::string format_markdown();

// The table of the keys of one record.
std::string keys_markdown(const Record& record);

}  // namespace scenario
