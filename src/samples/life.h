#pragma once

// Leads from a bar of a run to the line of a sample that its task is in, and back.
//
//     place_of(span)  ->  a part of the task's life  ->  line_of(sample, place)
//     spans_on(line)  <-  the places of the line
//
// A part that a sample has no line for falls back on the nearest one that it has: a task that starts is on the line
// that hands it over.

#include "samples/sample.h"
#include "scenario/programs.h"
#include "trace/log.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace samples {

// Returns the part of its task's life that the span is. Parts and offloads of a task have lives of their own: those of
// the function of a part, and of the step that offloads.
Place place_of(const scenario::Scenario& scenario, const scenario::StepLists& lists, const trace::Log& log,
               const trace::Span& span);

// Does the task of this span run code at that moment? If not, it waits on its line.
bool runs(const trace::Span& span);

// Returns the line of a place; -1 if the sample has none.
int line_of(const Sample& sample, const Place& place);

// Returns the spans that are on a line, in the order of their starts.
std::vector<size_t> spans_on(const scenario::Scenario& scenario, const trace::Log& log, const Sample& sample, int line);

}  // namespace samples
