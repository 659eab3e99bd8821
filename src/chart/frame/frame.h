#pragma once

// A picture that has been laid out: rectangles, lines and words, in pixels of the picture (origin top left). layout.h
// makes it; view/ draws it with GL and ImGui, svg.h writes it as a file.

#include "chart/frame/cell.h"
#include "chart/frame/folded.h"
#include "chart/frame/group_key.h"
#include "chart/frame/viewport.h"
#include "trace/span_store.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace chart {

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
    uint32_t more = 0;        // words: others that have no room of their own and are counted in this one's box
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

struct Frame {
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

}  // namespace chart
