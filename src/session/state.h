#pragma once

// What a link to a session can name, as plain data: the moment, the view, and what was selected,
// measured, folded, looked for and predicted. How a surface shows it is view/look.h.

#include "base/time.h"
#include "chart/frame/viewport.h"
#include "chart/lanes/lanes.h"
#include "session/folds.h"
#include "session/prediction.h"
#include "session/selection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace session {

struct Range {
    Time begin, end;  // begin < end
    bool operator==(const Range&) const = default;
};

struct State {
    Time begin;                         // of the view
    Time end;                           // 0: the view is everything
    Time playhead;
    bool playing = false;
    double rate = 0;                    // simulated ns a real second; 0: everything plays in about 12 s
    bool slow_motion = false;           // playing slows down around every change
    uint32_t focus = 0;                 // the run that "right now" speaks of
    Selection selection;
    std::vector<Selection> trail;       // where the chain of causes was followed from, the last one last
    std::optional<LaneName> along;      // the lane that is walked along, while it shows the selected bar; none: its first
    std::optional<Range> range;         // that is measured
    std::vector<Time> marks;            // of the reader, ascending
    std::optional<Prediction> prediction;
    std::optional<std::string> find;    // what is looked for; none: the box is closed
    chart::LaneChoice lanes;
    std::vector<FoldChoice> folds;
    std::vector<LaneName> pins;         // lanes that stay in sight

    // What is selected, if it is of that kind.
    const ChosenBar* bar() const { return std::get_if<ChosenBar>(&selection); }
    const ChosenCallback* callback() const { return std::get_if<ChosenCallback>(&selection); }
    const ChosenGap* gap() const { return std::get_if<ChosenGap>(&selection); }
};

// Makes the viewport the view. A viewport that holds everything, up to `limit`, is kept as "everything".
void show(State& state, const chart::Viewport& viewport, Time limit);

}  // namespace session
