#pragma once

// What a link to a session can name, as plain data: the moment, the view, and what was selected,
// measured, folded, searched for and predicted. view/scene/look.h has how a surface shows it.

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

// What the runs are shown as. The timeline is always there; the others are pictures of the moment at the playhead
// (src/stage), drawn above it.
enum class View : uint8_t { timeline, restaurant, desk, chip };

struct State {
    Time begin;                         // of the view
    Time end;                           // 0: the view is everything
    Time playhead;
    View view = View::timeline;
    bool playing = false;
    double rate = 0;                    // simulated ns per real second; 0: the whole run plays in about 12 s
    bool slow_motion = false;           // playing slows down around every change
    uint32_t focus = 0;                 // the run that "right now" is about
    std::optional<uint32_t> aim;        // the run that the controls change; none: all runs (set by Session::aim)
    std::optional<uint32_t> baseline;   // the run that the others are compared with
    Selection selection;
    std::vector<Selection> trail;       // the selections from which causes were followed, the last one last
    std::optional<LaneName> along;  // the lane to walk along while it shows the selected bar; none: its first
    std::optional<Range> range;         // the range that is measured
    std::vector<Time> marks;            // set by the user, ascending
    std::optional<Prediction> prediction;
    std::optional<std::string> find;    // the text that is searched for; none if the box is closed
    std::string language;               // of the code beside the picture; empty: the first one
    chart::LaneChoice lanes;
    std::vector<FoldChoice> folds;
    std::vector<LaneName> pins;         // lanes that stay visible

    // Returns what is selected if it is of that kind, otherwise null.
    const ChosenBar* bar() const { return std::get_if<ChosenBar>(&selection); }
    const ChosenCallback* callback() const { return std::get_if<ChosenCallback>(&selection); }
    const ChosenGap* gap() const { return std::get_if<ChosenGap>(&selection); }
};

// Makes the viewport the view. A viewport that includes everything up to `limit` is stored as "everything".
void show(State& state, const chart::Viewport& viewport, Time limit);

}  // namespace session
