#pragma once

// A picture that has been laid out: rectangles, lines and texts, in pixels of the picture (the origin is top left).
// layout.h makes it, view/ draws it with GL and ImGui, and svg.h writes it to a file.

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

// Shape and pattern carry the meaning; colour only supports it.
enum class Pattern : uint8_t {
    solid,    // running
    thin,     // ready: a thin tinted bar
    hatched,  // blocked, holding a thread
    dotted,   // waiting with no thread: a dotted line
    outline,  // queued
    sliver,   // a switch or another overhead: red
    shared,   // runs on a fraction of a core: solid up to that height, and tinted like ready above it
    folded,   // narrower than a pixel; `shares` says what it contains
};

// Shares of the time of a cell, or of a folded or shared bar, 0 to 1. A task that shares a core runs for a part and is
// ready for the rest.
struct Shares {
    float running = 0, switching = 0, ready = 0, blocked = 0, waiting = 0, queued = 0;
};
float& share_of(Shares& shares, trace::SpanKind kind);

// y0 and y1 bound what is painted: the whole height of the lane for solid, sliver and
// folded; inset by 1 px for hatched and outline; the middle third for thin; for dotted
// a line of round dots of that diameter, 2.5 diameters apart, with a centre at every
// multiple. Corners are rounded by 2 px, or by a third of the width if that is less;
// those of bars lower than 8 px are square, and those of thin bars are half circles.
// fill_of() in palette.h has the colours. A hatched bar has 45 degree stripes (1.5 px
// wide, 7.5 px apart, at fixed places of the picture) and a 1 px edge; an outline is a
// 1 px edge.
//
// Each bar is one span and at least 1 px wide. A narrower span becomes a folded bar
// whose shares are scaled down by as much as its width was scaled up.
struct Bar {
    float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    Pattern pattern = Pattern::solid;
    // Index into task_colours: by the number of the task, or by its row of work when there are several rows.
    uint8_t colour = 0;
    bool mixed = false;       // tasks of several colours share the core; it is drawn in Palette::mixed
    uint32_t pane = 0, row = 0;  // row: index into PaneBox::rows, or into loop_rows from first_loop_row on
    uint32_t span = 0;        // its number in the log
    uint32_t more = 0;        // words: others that have no room of their own and are counted in this one's box
    bool single = false;      // of a folded bar: it is one span, not a cell of a fold
    Shares shares;
};

constexpr uint32_t first_loop_row = 0x8000'0000;

// Many spans as consecutive cells. A row of a full screen is one of these and is drawn as
// one rectangle: the shader reads the cells as texels of a texture (view/bars.h).
struct Fold {
    float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    uint32_t pane = 0, row = 0;
    int64_t first = 0;        // number of its first cell; each is 2^Frame::cell_shift ns wide
    uint32_t at = 0;  // index into Frame::cells; the cell before the first and the one after the last may be read too
    uint32_t count = 0;
};

// A cell, a folded bar or a shared bar is a column of plain rectangles, each as high as the share of its
// state: from the bottom running, switching, ready, blocked, waiting, queued. What remains at the top is
// idle and shows the lane. Area is therefore time, except that work and single switches are never drawn
// too low to see (1 px, and a quarter).
struct FoldPart {
    trace::SpanKind kind = trace::SpanKind::running;
    float y0 = 0, y1 = 0;
};
size_t fold_parts(const Bar& bar, std::array<FoldPart, share_kinds>& parts);  // returns how many
Shares shares_of(const Cell& cell);

trace::SpanKind kind_of(Pattern pattern);                           // Requires neither folded nor shared.

enum class Ink : uint8_t { text, strong, dim, faint, good, warn, on_bar, concurrency, parallelism, asynchrony };
struct Label {
    float x = 0, y = 0;        // the left end of the line, and its middle in height
    float room_px = 1e9f;      // the text is cut with an ellipsis beyond this
    float size_px = 12;        // CSS pixels
    Ink ink = Ink::text;
    bool bold = false;
    bool centred = false;      // x is its middle
    bool right = false;        // x is its right end
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
    uint32_t lane = 0;          // index into Pane::lanes; of a folded group, its first lane
    float y0 = 0, y1 = 0;       // of the lane's bars
    uint32_t level_row = no_level_row;  // index into FoldedGroups::rows: the row that stands for the whole group
    bool pinned = false;        // it is shown above the others
};
struct GroupHead {              // the place where a group is folded and unfolded: left of its first row
    GroupKey group;
    bool folded = false;
    float y0 = 0, y1 = 0;
    float middle = 0;           // of the row
};
struct PaneBox {
    float y0 = 0, y1 = 0;
    float title_y1 = 0;         // the axis lies between this and lanes_y0
    float lanes_y0 = 0, lanes_y1 = 0;
    // where pinned lanes are now; nothing else is laid out between lanes_y0 and pins_y1
    float pins_y0 = 0, pins_y1 = 0;
    float loops_y0 = 0;
    float levels_y0 = 0, levels_y1 = 0;
    float loop_y1 = 0;          // the rows of loops lie between loops_y0 and this, and those of `rows` below
    float room_px = 0;          // the height available to the rows below those of loops
    std::vector<RowBox> loop_rows;  // `lane` is an index into Pane::loop
    std::vector<RowBox> rows;   // those that are laid out, from the top
    std::vector<GroupHead> heads;  // likewise
};

struct Frame {
    Viewport viewport;          // shared by all panes
    bool touch = false;         // as in Options
    float width_px = 0;
    float height_px = 0;        // of the whole picture, including what is not laid out
    std::vector<PaneBox> panes;
    std::vector<Box> boxes;
    std::vector<Bar> bars;      // in order of pane, row and time
    std::vector<Fold> folds;    // likewise
    std::vector<Cell> cells;    // of folds
    int cell_shift = 0;
    std::vector<Label> labels;

    // Returns where cell `number` of any fold begins.
    float x_of_cell(int64_t number) const { return viewport.x_of({number << cell_shift}); }
    int64_t cell_at(const Fold& fold, float x_px) const;  // Returns the number of the cell, counted from fold.first.
    // Appends its cells as bars, clipped to the fold.
    void bars_of(const Fold& fold, std::vector<Bar>& bars) const;

    std::vector<Folded> room;   // scratch space of the layout, reused
};

}  // namespace chart
