#pragma once

// The product without its surfaces: a scenario document, its runs, what is
// shown of them, and undo. The desktop's panels, the page and the keyboard all
// do nothing but read a Lab and call it.
//
//     change -> document -> one Simulation a variant -> log -> results, lanes
//
// A change re-runs at once within a slice of time; a longer run goes on in
// tick(), the chart filling as it goes.

#include "base/result.h"
#include "chart/layout.h"
#include "metrics/why.h"
#include "model/simulation.h"
#include "scenario/document.h"
#include "scenario/parameters.h"
#include "view/state.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

struct Nothing {};

struct PaneRun {
    scenario::Variant variant;
    trace::Log log;
    metrics::Levels levels;
    metrics::Results results;
    std::optional<metrics::WhyIndex> why;
    std::vector<chart::Lane> lanes;
};

class Lab {
public:
    Lab();
    ~Lab();

    // An error leaves everything as it was.
    Result<Nothing> load(std::string_view text);
    Result<Nothing> load_builtin(std::string_view id);
    Result<Nothing> set(std::string_view parameter, std::string_view value);  // can be undone; drags of one parameter are one step
    void toggle_strategy(scenario::StrategyKind kind);
    void undo();
    void redo();
    bool can_undo() const;
    bool can_redo() const;

    // Plays, and goes on with runs that are not finished. `seconds` of real time
    // since the last call. True while something moves.
    bool tick(double seconds);

    const scenario::Document& document() const;
    const std::vector<std::unique_ptr<PaneRun>>& runs() const;
    std::vector<chart::Pane> panes() const;  // those that are not hidden
    uint64_t revision() const;               // changes when results do
    Time end() const;                        // of the longest run
    Time limit() const;                      // how far the view may go: a little beyond

    view::State state;                       // what is shown; anyone may change it
    void fit();                              // shows everything
    void seek(Time t);
    void step(int direction);                // to the next or previous moment when something changes
};

}  // namespace app
