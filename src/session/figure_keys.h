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

// The word of a choice: "restaurant"; empty if there is no such number.
std::string_view word_of(std::span<const scenario::ChoiceRow> choices, int number);

// The JSON Schema of figures, and the table of keys in Markdown.
std::string figure_schema();
std::string figure_markdown();

}  // namespace session
