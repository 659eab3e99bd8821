#pragma once

// One writer per format, and the code that they share. Other code includes formats.h.

#include "chart/frame/pane.h"
#include "chart/lanes/lanes.h"

#include <string>
#include <string_view>
#include <vector>

namespace exchange {

std::string write_chrome(std::string_view title, const std::vector<chart::Pane>& panes, bool for_perfetto);
std::string write_speedscope(std::string_view title, const std::vector<chart::Pane>& panes);
std::string write_csv(const std::vector<chart::Pane>& panes);
std::string write_mermaid(std::string_view title, const std::vector<chart::Pane>& panes);

// The lanes of cores and threads are exported.
inline auto lanes_of(const chart::Pane& pane) {
    return chart::lanes_of(*pane.scenario, *pane.log, {.cores = true, .threads = true, .tasks = false});
}
inline bool is_exported(const chart::Lane& lane) {
    return lane.kind == chart::LaneKind::core || lane.kind == chart::LaneKind::thread;
}

// "ready: preempted", "run"
std::string state_of(const trace::Span& span);

}  // namespace exchange
