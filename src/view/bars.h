#pragma once

// Draws the boxes and bars of a chart::Frame with one draw call through our own shader
// (shaders/bars.*): quads of 16 bytes per vertex, in device pixels. They are made again
// only when the frame, the theme or the density changes. Moving the picture on the screen
// (scrolling) only changes a uniform.
//
// A fold is one quad, however many cells it has: the cells are uploaded to a texture as they
// are, 8 bytes each, and the fragment shader finds the cell of its pixel and stacks the
// shares. The colours of the shares are uniforms.
//
// Instances would be smaller, but software GL, which tests and old machines use, takes 30
// µs for each.

#include "chart/frame/palette.h"
#include "chart/layout.h"
#include "view/gl.h"

#include <cstdint>
#include <vector>

namespace view {

enum class Paint : uint8_t { plain, solid, hatched, dotted, outline, folded };

struct BarVertex {
    int16_t x0, y0, x1, y1;
    uint8_t r, g, b, a;   // of a fold: where cell 0 of the picture is in the texture, as 32 bits
    Paint paint;
    uint8_t radius_px;
    uint8_t unused[2];

    BarVertex() {}  // left uninitialised: the vector is resized and then filled
};
static_assert(sizeof(BarVertex) == 16);

// A pure function: the vertices of a frame, relative to `top_px` of the picture (16 bits do
// not reach to the end of a long one).
void bar_vertices(const chart::Frame& frame, float top_px, chart::Theme theme, float density,
                  std::vector<BarVertex>& vertices);
std::vector<BarVertex> bar_vertices(const chart::Frame& frame, float top_px, chart::Theme theme, float density);

// Cells are counted from one that lies a little to the left of the picture. These are its
// number, and where it begins, in device pixels.
int64_t first_cell(const chart::Frame& frame);
struct CellGrid { float x = 0, width = 1; };
CellGrid cell_grid(const chart::Frame& frame, float density);

class Bars {
public:
    // Requires a current context. Returns false if a shader is rejected; error() returns the reason.
    bool start(const Gl& gl);
    const char* error() const { return error_; }
    bool ready() const { return program_ != 0; }
    void forget();  // the context is gone, and with it all our objects
    void stop();

    // The frame owns the cells; they are copied.
    void set(const chart::Frame& frame, float top_px, chart::Theme theme, float density);

    // Rectangles are in device pixels from the top left.
    struct Place {
        int x = 0, y = 0;                                      // where the left edge of the picture and its top_px are
        int clip_x0 = 0, clip_y0 = 0, clip_x1 = 0, clip_y1 = 0;
        int screen_width = 0, screen_height = 0;
        float density = 1;
        chart::Theme theme = chart::Theme::dark;
    };
    void draw(const Place& place);

private:
    unsigned compile(unsigned type, const char* name);
    void upload();
    void upload_cells();
    void set_fills(const chart::Palette& palette);

    const Gl* gl_ = nullptr;
    unsigned program_ = 0, vertex_array_ = 0, vertex_buffer_ = 0, index_buffer_ = 0;
    unsigned cells_texture_ = 0;
    int offset_ = 0, screen_ = 0, density_ = 0, stripe_ = 0, edge_ = 0, cells_ = 0, grid_ = 0, fills_ = 0;
    size_t indexed_quads_ = 0;
    int texture_rows_ = 0;
    bool fresh_ = false;
    std::vector<BarVertex> vertices_;
    std::vector<chart::Cell> texels_;  // whole rows of the texture
    CellGrid cell_grid_;
    char error_[512] = "";
};

}  // namespace view
