#pragma once

// Panels as JSON, for the page. The members have the names of the structs' members; a rich text is a
// list whose every second text is strong; an emphasis is its name.

#include "base/json_writer.h"
#include "present/latency.h"
#include "present/panels.h"
#include "present/processes.h"
#include "present/step_table.h"
#include "present/work_table.h"

#include <vector>

namespace present {

void write(JsonWriter& json, const Row& row);
void write(JsonWriter& json, const std::vector<Row>& rows);
void write(JsonWriter& json, const Table& table);
void write(JsonWriter& json, const Latency& latency);
void write(JsonWriter& json, const WorkTable& table);
void write(JsonWriter& json, const StepTable& table);
void write(JsonWriter& json, const Processes& processes);

// Writes the members of Panels that belong to one part.
void write(JsonWriter& json, const Panels& panels, Part part);

}  // namespace present
