#pragma once

// Everything that can be changed in a scenario is a row of one table. Panels, page
// controls, links, `--set`, sweep axes and the JSON Schema are made from it.
//
// The id of a row is the path of its key in the file, with dots: "machine.cores",
// "machine.scheduler.quantum", "strategy.threads", "seed". Rows for things that a file
// names are made for the present document: "devices.database.time", "work.0.count",
// "programs.request.compute" (the sum of the program's compute steps; writing it scales
// each step in proportion).

#include "scenario/document.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scenario {

enum class ParameterType : uint8_t { integer, number, duration, choice, boolean, text };
// The section of the panel. `tried` contains the parameters that the file suggests to try.
enum class Group : uint8_t { tried, work, machine, strategy };

struct Choice {
    std::string value;  // as in the file: "round-robin"
    std::string label;  // for people: "round robin"
};

struct Parameter {
    std::string id;     // "machine.cores"
    std::string label;  // "Cores"
    std::string help;   // one sentence
    ParameterType type = ParameterType::integer;
    std::string unit;  // "", "threads", "per second"; durations contain their own unit
    Group group = Group::machine;
    double min = 0;  // the allowed range; durations in ns
    double max = 0;
    double low = 0;  // the ends of the slider; within min..max
    double high = 0;
    bool logarithmic = false;  // whether the slider's scale is logarithmic
    std::vector<Choice> choices;
    std::string initial;  // the default, as text
    // The present value, as a text that with_parameter() accepts: "4", "20ms", "round-robin"; "none" if it is
    // not given.
    std::string value;
    double position = 0;  // the present value as a number (durations in ns); 0 for choice and text
    bool enabled = true;  // false if it has no effect now (quantum under fcfs)
    bool shown = true;    // on the main panel; the others are under "more"
};

// Returns the rows that apply to this document, with the present values of variant 0, in the
// order in which panels show them.
std::vector<Parameter> parameters(const Document& document);

}  // namespace scenario
