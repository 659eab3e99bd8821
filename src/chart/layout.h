#pragma once

// Lay out: runs + viewport -> rectangles, lines and words, in pixels of the
// picture (origin top left). Pure; view/ draws a Frame with GL and ImGui,
// svg.h writes the same Frame as a file.
//
//     pane   title bar   Thread pool · 4 threads   finish 148.0 ms   ...
//            axis        0 ms     20 ms     40 ms
//            loops       Call stack ...             of event loops with a runtime (loop_lanes.h)
//            lanes       Core 1  ####  ####          one row each
//                        Thread 1 ..
//            levels      concurrency, parallelism, asynchrony over time
//     pane   ...         (all panes share the viewport)
//
// What is narrower than 3 px is folded with its neighbours into cells that know the
// shares of each state. Cells lie on a grid that is fixed in time (a power of two ns
// each, 1.5 to 3 px), so that nothing shimmers while the picture is panned. Rows and
// times out of sight are skipped, and where a cell holds many spans they have been
// summed up beforehand (sums.h): a frame costs the cells in sight, however many spans there are.

#include "chart/lanes.h"
#include "chart/level_sums.h"
#include "chart/loop_lanes.h"
#include "chart/viewport.h"
#include "metrics/numbers/levels.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chart {

struct FoldedGroups;

// One run, ready to be laid out. All that is pointed to outlives the layout.
struct Pane {
    std::string_view title;
    const scenario::Scenario* scenario = nullptr;
    const trace::Log* log = nullptr;
    const metrics::Results* results = nullptr;
    const metrics::Levels* levels = nullptr;
    const Lanes* lanes = nullptr;
    const LoopPicture* loop = nullptr;  // none: it has no such loops, or they are not shown
    const FoldedGroups* folded = nullptr;  // groups.h; none: all are open
    const LevelSums* level_sums = nullptr;  // none: there are few steps
};

constexpr float narrow_px = 3;
constexpr float least_rows_px = 320;  // what the rows of a pane should fit in: a hundred, on a screen beside another pane

struct Options {
    Time begin;
    Time end;
    float width_px = 960;    // of the whole picture, labels and margins included
    float top_px = 0;        // only what lies between top_px and top_px + height_px of the
    float height_px = 1e9f;  // picture is laid out (panes' boxes always are)
    bool touch = false;      // taller rows
    float rows_px = least_rows_px;  // the rows of a pane fit in this, with those of loops and pins, as far as they can be low
    float fold_px = narrow_px;  // what is narrower is folded, into cells half as wide or wider
    float scroll_px = 0;     // what of the picture is above the screen: pinned lanes stay below
};

// Shape and pattern first, colour second.
enum class Pattern : uint8_t {
    solid,    // running
    thin,     // ready: a thin tinted bar
    hatched,  // blocked, holding a thread
    dotted,   // waiting with no thread: a dotted line
    outline,  // queued
    sliver,   // a switch or another overhead: red
    shared,   // runs on a part of a core: solid as high as that, and above it tinted like ready
    folded,   // narrower than a pixel; `shares` says of what
};

struct Shares {  // of a cell's, or a folded or shared bar's time, 0 to 1; what shares a core runs for a part and is ready for the rest
    float running = 0, switching = 0, ready = 0, blocked = 0, waiting = 0, queued = 0;
};
float& share_of(Shares& shares, trace::SpanKind kind);

// y0 and y1 are what is to be painted: the whole height of the lane for solid,
// sliver and folded; inset by 1 px for hatched and outline; the middle third for
// thin; for dotted a line of round dots of that diameter, 2.5 diameters apart,
// fixed to the picture (a centre at every multiple). Corners are rounded by 2 px, or a third of the width if
// that is less; those of bars lower than 8 px are square, and those of thin ones
// half round. Colours: fill_of() in palette.h. A hatched bar has
// 45 degree stripes (1.5 px wide, 7.5 px apart, fixed to the picture) and a 1 px
// edge; an outline is a 1 px edge.
//
// Each bar is one span and at least 1 px wide. A narrower one is a folded bar, with
// its shares scaled down as its width was scaled up.
struct Bar {
    float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    Pattern pattern = Pattern::solid;
    uint8_t colour = 0;       // of task_colours: by the task's number, or its row of work when there are several rows
    bool mixed = false;       // tasks of several colours share the core; drawn in Palette::mixed
    uint32_t pane = 0, row = 0;  // row: in PaneBox::rows, or from first_loop_row on in loop_rows
    uint32_t span = 0;        // number in the log
    bool single = false;      // folded: it is one span, not the cell of a fold
    Shares shares;
};

constexpr uint32_t first_loop_row = 0x8000'0000;

// Many spans: cells that follow one another. A row of a full screen is one of these, and it is
// drawn as one rectangle: the shader reads the cells from a texture (view/bars.h), whose
// texels they are (struct Cell in sums.h).
struct Fold {
    float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    uint32_t pane = 0, row = 0;
    int64_t first = 0;        // number of its first cell, 2^Frame::cell_shift ns each
    uint32_t at = 0;          // in Frame::cells; one before the first and one after the last may be read too
    uint32_t count = 0;
};

// A cell, a folded or a shared bar is a column of plain rectangles, each as high as its state's
// share of the time: from the bottom running, switching, ready, blocked, waiting,
// queued; what is left at the top is idle and shows the lane. So area is time,
// but for work that would be lower than 1 px and a single switch (a quarter).
struct FoldPart {
    trace::SpanKind kind = trace::SpanKind::running;
    float y0 = 0, y1 = 0;
};
size_t fold_parts(const Bar& bar, std::array<FoldPart, share_kinds>& parts);  // how many
Shares shares_of(const Cell& cell);

trace::SpanKind kind_of(Pattern pattern);                           // not of folded and shared

enum class Ink : uint8_t { text, strong, dim, faint, good, warn, on_bar, concurrency, parallelism, asynchrony };
struct Label {
    float x = 0, y = 0;        // left end of the line, its middle in height
    float room_px = 1e9f;      // cut with an ellipsis beyond
    float size_px = 12;        // CSS pixels
    Ink ink = Ink::text;
    bool bold = false;
    bool centred = false;      // about x
    bool right = false;        // ends at x
    std::string text;
};

enum class Surface : uint8_t { pane, title, lane, grid, border, concurrency, parallelism, asynchrony, boot, up, drains, mark, mark_line, overhead, held, line_short, line, line_long, served, limit, value, value_range, value_line, instant };
struct Box {                    // plain rectangles, drawn before the bars, in order
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    Surface surface = Surface::lane;
};

constexpr uint32_t no_level_row = 0xFFFF'FFFF;
struct RowBox {
    uint32_t lane = 0;          // in Pane::lanes; of a folded group its first
    float y0 = 0, y1 = 0;       // of the lane's bars
    uint32_t level_row = no_level_row;  // in FoldedGroups::rows: it shows all of a group
    bool pinned = false;        // it is shown above the others
};
struct GroupHead {              // where a group is folded and unfolded: left of its first row
    GroupKey group;
    bool folded = false;
    float y0 = 0, y1 = 0;
    float middle = 0;           // of the row
};
struct PaneBox {
    float y0 = 0, y1 = 0;
    float title_y1 = 0;         // the axis is from here to lanes_y0
    float lanes_y0 = 0, lanes_y1 = 0;
    float pins_y0 = 0, pins_y1 = 0;  // pinned lanes, where they are now; nothing else is laid out between lanes_y0 and pins_y1
    float loops_y0 = 0;
    float levels_y0 = 0, levels_y1 = 0;
    float loop_y1 = 0;          // the rows of loops are from loops_y0 to here, those of `rows` below
    float room_px = 0;          // that the rows below those of loops have had
    std::vector<RowBox> loop_rows;  // `lane` is in Pane::loop
    std::vector<RowBox> rows;   // those that are laid out, from the top
    std::vector<GroupHead> heads;  // likewise
};

struct Folded;

struct Frame {
    Frame();
    Frame(Frame&&) noexcept;
    Frame& operator=(Frame&&) noexcept;
    ~Frame();

    Viewport viewport;          // of all panes
    bool touch = false;         // as in Options
    float width_px = 0;
    float height_px = 0;        // of the whole picture, beyond what is laid out too
    std::vector<PaneBox> panes;
    std::vector<Box> boxes;
    std::vector<Bar> bars;      // by pane, row, time
    std::vector<Fold> folds;    // likewise
    std::vector<Cell> cells;    // of folds
    int cell_shift = 0;
    std::vector<Label> labels;

    // Where a cell of any fold begins.
    float x_of_cell(int64_t number) const { return viewport.x_of({number << cell_shift}); }
    int64_t cell_at(const Fold& fold, float x_px) const;  // its number, from fold.first
    // Its cells as bars, cut to it.
    void bars_of(const Fold& fold, std::vector<Bar>& bars) const;

    std::vector<Folded> room;   // of the layout itself, used again
};

Frame layout(const std::vector<Pane>& panes, const Options& options);

// The same into a frame whose memory is used again: what a picture that moves wants.
void layout(const std::vector<Pane>& panes, const Options& options, Frame& frame);

constexpr float pin_px = 20;  // at the right end of the labels: a lane is pinned there

// What is at a place.
struct Hit {
    enum class What : uint8_t { nothing, bar, folded, lane_gap, levels, title, mark, callback, line, pair, loop_gap, level_row, group_head, pin, instant } what = What::nothing;
    uint32_t pane = 0;
    uint32_t lane = 0;   // of what loops have: in Pane::loop; level_row: in FoldedGroups::rows; group_head: in PaneBox::heads; pin: that can be pinned
    uint32_t span = 0;   // bar: which; folded: the first; mark: number of the note; instant: in Recording::instants; callback, line, pair: its number
    uint32_t count = 0;  // folded: spans that touch the cell
    Shares shares;       // folded
    Time t;
};
// Marks have a flag above the first row. A bar is hit a little beside it too (1.5 px), a folded one is not opened:
// `span` is the first of `count`.
Hit hit(const Frame& frame, const std::vector<Pane>& panes, float x_px, float y_px);

// The time axis: places of grid lines, 64 to 160 px apart, at 1, 2 or 5 times a
// power of ten, from the first at or after `begin`. All in one unit.
struct Tick { Time at; std::string text; };
std::vector<Tick> ticks_of(const Viewport& viewport);

}  // namespace chart
