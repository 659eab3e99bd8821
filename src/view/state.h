#pragma once

// All that a person has set in the view, as plain data: it can be saved,
// restored and put in a link.

#include "base/time.h"
#include "chart/frame/palette.h"
#include "chart/lanes/lanes.h"
#include "metrics/numbers/prediction.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace view {

struct Selection {
    uint32_t pane = 0;  // of all panes, hidden ones too
    uint32_t span = 0;
    auto operator<=>(const Selection&) const = default;
};

struct ChosenCallback {  // of a loop with a runtime
    uint32_t pane = 0;
    uint32_t callback = 0;
    uint32_t operation = 0xFFFF'FFFF;  // the line of the program that is meant; none: all of it
    bool operator==(const ChosenCallback&) const = default;
};

struct Range {  // that was selected
    Time begin, end;  // begin < end
    bool operator==(const Range&) const = default;
};

// Bars that the reader draws over a covered part of a run; never a part of the trace.
struct Prediction {
    uint32_t pane = 0;
    Time from, until;                    // what is covered
    Time grid;                           // guesses begin and end at multiples of it, from `from` on
    bool revealed = false;
    std::vector<TaskId> tasks;           // that may run there
    std::vector<metrics::Guess> guesses;
    std::optional<uint32_t> chosen;      // of these
};

struct FoldChoice {  // a group of lanes that was folded or unfolded
    uint32_t pane = 0;
    chart::GroupKey group;
    bool folded = false;
    bool operator==(const FoldChoice&) const = default;
};

struct LaneName {  // a lane in any run that has it; of a folded group its first
    uint32_t pane = 0;
    chart::GroupKey group;
    uint32_t place = 0;  // in the group
    bool operator==(const LaneName&) const = default;
};

struct State {
    Time begin;                         // shown
    Time end;                           // 0 = fit the whole comparison
    Time playhead;
    bool playing = false;
    double rate = 0;                    // simulated ns a real second; 0 = so that all plays in about 12 s
    bool slow_motion = false;           // playing slows down around every change
    uint32_t focus = 0;                 // the pane that "right now" speaks of
    std::optional<Selection> selection;
    std::optional<ChosenCallback> callback;  // instead of a bar of a span
    std::vector<Selection> trail;       // that the chain of causes was followed from, the last one last
    bool reveal = false;                // the selection's row is to be scrolled into sight
    std::optional<Range> range;
    std::vector<Time> marks;            // of the reader, ascending
    std::optional<Prediction> prediction;
    std::optional<std::string> find;    // what is looked for; none: the box is closed
    bool typing = false;                // keys go into the box; of the desktop only
    std::optional<Time> pointer;        // where the pointer is, while it is over the timeline
    std::optional<LaneName> pointed;    // the lane that it is over
    chart::LaneChoice lanes;
    std::vector<FoldChoice> folds;      // view/folds.h
    std::vector<LaneName> pins;         // lanes that stay in sight
    std::vector<bool> hidden;           // panes
    float scroll_px = 0;
    chart::Theme theme = chart::Theme::dark;
    bool help = false;                  // the list of keys is open
    bool details = true;                // the panel at the right is open
};

}  // namespace view
