#pragma once

// Runs as files for other programs. The files contain the lanes of the picture: cores and
// threads, with every span and its reason.
//
//     perfetto     Chrome trace JSON with what only Perfetto supports: thread states with
//                  their core, which fill its own lanes of CPUs; nested slices
//     chrome       the same events without these, for every viewer; cores are lanes of a process
//     speedscope   one profile per lane: which task had it for how long
//     csv          one row per span
//     mermaid      a Gantt chart as text, for documents
//
// The bytes are the same on every platform. read.h reads perfetto and chrome back, which
// results in the same spans.

#include "chart/frame/pane.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exchange {

enum class Format : uint8_t { perfetto, chrome, speedscope, csv, mermaid };

struct FormatRow {
    Format format;
    std::string_view name;    // on the command line
    std::string_view label;   // in menus
    std::string_view ending;  // extension of the file: ".perfetto.json"
    std::string_view type;    // MIME
    std::string_view help;
};
std::span<const FormatRow> formats();
const FormatRow* find_format(std::string_view name);

// `lanes` of the panes is not used: it makes no difference which lanes are shown.
std::string write(Format format, std::string_view title, const std::vector<chart::Pane>& panes);

}  // namespace exchange
