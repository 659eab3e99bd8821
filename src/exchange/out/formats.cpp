#include "exchange/out/formats.h"

#include "exchange/out/writers.h"

#include <algorithm>

namespace exchange {

namespace {

constexpr FormatRow rows[] = {
    {Format::perfetto, "perfetto", "Perfetto trace", ".perfetto.json", "application/json",
     "For ui.perfetto.dev: lanes of CPUs, thread states, arrows, counters."},
    {Format::chrome, "chrome", "Chrome trace (JSON)", ".trace.json", "application/json",
     "For every viewer of Chrome's trace format."},
    {Format::speedscope, "speedscope", "speedscope profile", ".speedscope.json", "application/json",
     "For speedscope.app: a profile for each core and thread."},
    {Format::csv, "csv", "Table of spans (CSV)", ".csv", "text/csv",
     "A row for each span, for spreadsheets and scripts."},
    {Format::mermaid, "mermaid", "Mermaid Gantt chart", ".mmd", "text/plain",
     "A Gantt chart as text, for documents that support Mermaid."},
};

}  // namespace

std::span<const FormatRow> formats() { return rows; }

const FormatRow* find_format(std::string_view name) {
    const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const FormatRow& r) { return r.name == name; });
    return row == std::end(rows) ? nullptr : row;
}

std::string write(Format format, std::string_view title, const std::vector<chart::Pane>& panes) {
    switch (format) {
        case Format::perfetto: return write_chrome(title, panes, true);
        case Format::chrome: return write_chrome(title, panes, false);
        case Format::speedscope: return write_speedscope(title, panes);
        case Format::csv: return write_csv(panes);
        case Format::mermaid: return write_mermaid(title, panes);
    }
    return {};
}

}  // namespace exchange
