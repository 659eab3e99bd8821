#pragma once

// Panels as JSON, for the page. The members are those of the structs, by the same names; a rich text is a
// list whose every second text is strong, an emphasis is its name.

#include "base/json_writer.h"
#include "present/help.h"
#include "present/row.h"

#include <vector>

namespace present {

void write(JsonWriter& json, const Row& row);
void write(JsonWriter& json, const std::vector<Row>& rows);
void write(JsonWriter& json, const Table& table);
void write(JsonWriter& json, const Help& help);

}  // namespace present
