// A Gantt chart of Mermaid. Its dates are whole milliseconds: one millisecond stands for the largest
// unit in which every time is whole, so the chart is exact. Its axis counts in that unit.

#include "exchange/out/writers.h"

#include "base/number.h"
#include "base/utf8.h"
#include "metrics/names.h"

#include <algorithm>

namespace exchange {

namespace {

// Mermaid refuses to draw a longer text (its maxTextSize) unless it is configured otherwise.
constexpr size_t longest_text = 50'000, longest_remark = 100;

struct Unit {
    int64_t ns;
    const char* name;
};

// Replaces what Mermaid would interpret as the end of a name, a comment, markup or a keyword by
// something that looks alike.
std::string safe(std::string_view text) {
    static constexpr std::string_view begins[] = {"%",       "acc",          "axisFormat",  "call",
                                                  "click",   "dateFormat",   "displayMode", "excludes",
                                                  "gantt",   "href",         "includes",    "inclusiveEndDates",
                                                  "section", "tickInterval", "title",       "todayMarker",
                                                  "topAxis", "weekday",      "weekend"};
    std::string out;
    for (const std::string_view begin : begins)
        if (text.starts_with(begin)) out = "\u2060";  // a character of zero width makes it a name
    for (char c : valid_utf8(text)) {
        switch (c) {
            case ':': out += " ·"; break;
            case ';': out += ','; break;
            case '#': out += "No. "; break;
            case '<': out += "‹"; break;
            case '>': out += "›"; break;
            case '\n': case '\r': case '\t': out += ' '; break;
            default: out += c;
        }
    }
    return out.empty() ? "-" : out;
}

const char* tag_of(trace::SpanKind kind) {
    switch (kind) {
        case trace::SpanKind::running:
        case trace::SpanKind::sharing: return "active, ";
        case trace::SpanKind::switching: return "crit, ";
        case trace::SpanKind::blocked: return "done, ";
        default: return "";
    }
}

Unit unit_of(const std::vector<chart::Pane>& panes) {
    Unit unit{1'000'000, "ms"};
    for (const chart::Pane& pane : panes)
        for (size_t i = 0; i < pane.log->spans.size(); ++i)
            for (const Time t : {pane.log->spans.start(i), pane.log->spans.end(i)}) {
                if (t.ns % unit.ns != 0) unit = {1'000, "µs"};
                if (t.ns % unit.ns != 0) return {1, "ns"};
            }
    return unit;
}

}  // namespace

std::string write_mermaid(std::string_view title, const std::vector<chart::Pane>& panes) {
    const Unit unit = unit_of(panes);
    std::string out =
        "gantt\n    title " + safe(title) + " (in " + unit.name + ")\n    dateFormat x\n    axisFormat %Q\n";
    size_t left_out = 0;
    for (const chart::Pane& pane : panes) {
        const trace::Log& log = *pane.log;
        const auto lanes = lanes_of(pane);
        for (const chart::Lane& lane : lanes) {
            if (!is_exported(lane) || lane.spans.empty()) continue;
            std::string section = "    section " +
                                  safe(panes.size() > 1 ? std::string(pane.title) + " · " + lane.label : lane.label) +
                                  '\n';
            for (const uint32_t i : lane.spans) {
                if (left_out > 0) {
                    ++left_out;
                    continue;
                }
                const trace::Span span = log.spans[i];
                std::string name = metrics::task_name(*pane.scenario, log, span.task);
                if (span.kind != trace::SpanKind::running) name += " (" + state_of(span) + ')';
                const std::string line = section + "    " + safe(name) + " :" + tag_of(span.kind) +
                                         std::to_string(span.start.ns / unit.ns) + ", " +
                                         std::to_string(span.end().ns / unit.ns) + '\n';
                if (out.size() + line.size() + longest_remark > longest_text) {
                    ++left_out;
                    continue;
                }
                out += line;
                section.clear();
            }
        }
    }
    if (left_out > 0) out += "    %% " + grouped_text(int64_t(left_out)) + " more bars are left out\n";
    return out;
}

}  // namespace exchange
