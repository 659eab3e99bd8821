#pragma once

// The keys of a figure, as rows of the same kind as those of a scenario file (scenario/fields.h): the reader, the JSON
// Schema and the reference in docs/figure.md are made from them.

#include "scenario/fields.h"

#include <span>
#include <string>

namespace session {

const scenario::Record& figure_record();
const scenario::Record& question_record();

extern const std::span<const scenario::ChoiceRow> panel_choices, theme_choices, view_choices;

// The JSON Schema of figures, and the table of keys in Markdown.
std::string figure_schema();
std::string figure_markdown();

}  // namespace session
