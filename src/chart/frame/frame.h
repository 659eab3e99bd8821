#pragma once

// A picture that has been laid out: rectangles, lines and texts, in pixels of the picture (the origin is at the top
// left). layout.h makes it, view/ draws it with GL and ImGui, and svg.h writes it to a file.

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

// Shape and pattern carry the meaning; colour only supports them.
enum class Pattern : uint8_t {
    solid,    // running
    thin,     // ready: a thin tinted bar
    hatched,  // blocked, holding a thread
    dotted,   // waiting with no thread: a dotted line
    outline,  // queued
    sliver,   // a switch or another overhead: red
    shared,   // runs on a fraction of a core: solid up to that height, and above it tinted like ready
    folded,   // narrower than a pixel; `shares` contains its states
};

// Shares of the time of a cell, or of a folded or shared bar, from 0 to 1. A task that shares a core runs for a part
// of the time and is ready for the rest.
struct Shares {
    float running = 0, switching = 0, ready = 0, blocked = 0, waiting = 0, queued = 0;
};
float& share_of(Shares& shares, trace::SpanKind kind);

// y0 and y1 bound what is painted: the whole height of the lane for solid, sliver and
// folded; 1 px less on each side for hatched and outline; the middle third for thin; for
// dotted a line of round dots of that diameter, 2.5 diameters apart, with a centre at every
// multiple. Corners are rounded by 2 px, or by a third of the width if that is less; those
// of bars lower than 8 px are square, and those of thin bars are half circles. fill_of() in
// palette.h has the colours. A hatched bar has 45 degree stripes (1.5 px wide, 7.5 px
// apart, at positions that are fixed in the picture) and a 1 px edge; an outline is a 1 px
// edge.
//
// Each bar is one span and at least 1 px wide. A narrower span becomes a folded bar; its
// shares are scaled down by the factor by which its width was scaled up.
struct Bar {
    float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    Pattern pattern = Pattern::solid;
    // An index into task_colours, determined by the number of the task, or by its row of work if there are
    // several rows.
    uint8_t colour = 0;
    bool mixed = false;       // tasks of several colours share the core; it is drawn in Palette::mixed
    uint32_t pane = 0, row = 0;  // row: index into PaneBox::rows, or into loop_rows from first_loop_row on
    uint32_t span = 0;        // the number of the span in the log
    uint32_t more = 0;        // for words: how many others have no space of their own and are counted in this one's box
    bool single = false;      // for a folded bar: it is one span, not a cell of a fold
    Shares shares;
};

constexpr uint32_t first_loop_row = 0x8000'0000;

// Many spans as consecutive cells. A row across a full screen is one fold and is drawn as
// one rectangle: the shader reads the cells as texels of a texture (view/bars.h).
struct Fold {
    float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    uint32_t pane = 0, row = 0;
    int64_t first = 0;        // the number of its first cell; each cell is 2^Frame::cell_shift ns wide
    uint32_t at = 0;  // an index into Frame::cells; the cells next to the row may be read, too
    uint32_t count = 0;
};

// A cell, a folded bar or a shared bar is drawn as a column of plain rectangles, each as high as the
// share of its state. From the bottom these are running, switching, ready, blocked, waiting, queued. The
// rest at the top is idle and shows the lane. Area is therefore time, except that work and single
// switches are never drawn too low to be seen (at least 1 px, and a quarter of the height).
struct FoldPart {
    trace::SpanKind kind = trace::SpanKind::running;
    float y0 = 0, y1 = 0;
};
size_t fold_parts(const Bar& bar, std::array<FoldPart, share_kinds>& parts);  // returns the number of parts
Shares shares_of(const Cell& cell);

trace::SpanKind kind_of(Pattern pattern);                           // Requires a pattern other than folded and shared.

enum class Ink : uint8_t { text, strong, dim, faint, good, warn, on_bar, concurrency, parallelism, asynchrony };
struct Label {
    float x = 0, y = 0;        // the left end of the line, and its middle in height
    float room_px = 1e9f;      // a text that is wider than this is cut with an ellipsis
    float size_px = 12;        // in CSS pixels
    Ink ink = Ink::text;
    bool bold = false;
    bool centred = false;      // x is the middle of the text
    bool right = false;        // x is the right end of the text
    std::string text;
};

enum class Surface : uint8_t {
    pane,
    title,
    lane,
    grid,
    border,
    concurrency,
    parallelism,
    asynchrony,
    boot,
    up,
    drains,
    mark,
    mark_line,
    overhead,
    held,
    line_short,
    line,
    line_long,
    served,
    limit,
    value,
    value_range,
    value_line,
    instant,
    cover,       // hides the future
    cover_line,
};
struct Box {                    // plain rectangles, drawn before the bars, in order
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    Surface surface = Surface::lane;
};

constexpr uint32_t no_level_row = 0xFFFF'FFFF;
struct RowBox {
    uint32_t lane = 0;          // an index into Pane::lanes; for a folded group, its first lane
    float y0 = 0, y1 = 0;       // the height of the lane's bars
    uint32_t level_row = no_level_row;  // index into FoldedGroups::rows: the row that stands for the whole group
    bool pinned = false;        // it is shown above the other lanes
};
struct GroupHead {              // the place where a group is folded and unfolded: left of its first row
    GroupKey group;
    bool folded = false;
    float y0 = 0, y1 = 0;
    float middle = 0;           // the middle of the row
};
struct PaneBox {
    float y0 = 0, y1 = 0;
    float title_y1 = 0;         // the axis lies between this and lanes_y0
    float lanes_y0 = 0, lanes_y1 = 0;
    // where the pinned lanes are now; nothing else is laid out between lanes_y0 and pins_y1
    float pins_y0 = 0, pins_y1 = 0;
    float loops_y0 = 0;
    float levels_y0 = 0, levels_y1 = 0;
    float loop_y1 = 0;          // the rows of loops lie between loops_y0 and this; the rows of `rows` lie below it
    float room_px = 0;          // the height available to the rows below those of loops
    std::vector<RowBox> loop_rows;  // `lane` is an index into Pane::loop
    std::vector<RowBox> rows;   // the rows that are laid out, from the top
    std::vector<GroupHead> heads;  // likewise
};

struct Frame {
    Viewport viewport;          // shared by all panes
    bool touch = false;         // as in Options
    float width_px = 0;
    float height_px = 0;        // of the whole picture, including the part that is not laid out
    std::vector<PaneBox> panes;
    std::vector<Box> boxes;
    std::vector<Bar> bars;      // in the order of panes, rows and time
    std::vector<Fold> folds;    // likewise
    std::vector<Cell> cells;    // the cells of all folds
    int cell_shift = 0;
    std::vector<Label> labels;

    // Returns where cell `number` of any fold begins.
    float x_of_cell(int64_t number) const { return viewport.x_of({number << cell_shift}); }
    int64_t cell_at(const Fold& fold, float x_px) const;  // Returns the number of the cell, counted from fold.first.
    // Appends the cells of a fold as bars, clipped to the fold.
    void bars_of(const Fold& fold, std::vector<Bar>& bars) const;

    std::vector<Folded> room;   // scratch memory of the layout, which is reused
};

}  // namespace chart
