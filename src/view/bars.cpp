#include "view/bars.h"

#include "view/shader_files.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>

namespace view {

namespace {

using chart::Colour;

struct Pen {
    std::vector<BarVertex>& vertices;  // there is space for more than are needed
    float top_px;
    float density;
    size_t count = 0;

    int16_t snap_y(float px) const { return snap(px - top_px); }
    int16_t snap(float px) const {
        const float device_px = std::clamp(px * density, -32'000.f, 32'000.f);
        return int16_t(device_px + (device_px < 0 ? -0.5f : 0.5f));
    }

    void quad(int16_t x0, int16_t y0, int16_t x1, int16_t y1, Colour c, Paint paint, int radius = 0) {
        if (x1 <= x0 || y1 <= y0 || c.a == 0) return;
        quad(x0, y0, x1, y1, uint32_t(c.r) | uint32_t(c.g) << 8 | uint32_t(c.b) << 16 | uint32_t(c.a) << 24, paint,
             radius);
    }

    // The four corners are the same 16 bytes, assembled in registers: a struct that is written byte by byte and copied
    // as a whole stalls the processor.
    void quad(int16_t x0, int16_t y0, int16_t x1, int16_t y1, uint32_t rgba, Paint paint, int radius) {
        static_assert(std::endian::native == std::endian::little);
        if (vertices.size() - count < 4) vertices.resize(2 * vertices.size() + 256);
        const uint64_t corner[2] = {uint64_t(uint16_t(x0)) | uint64_t(uint16_t(y0)) << 16 |
                                        uint64_t(uint16_t(x1)) << 32 | uint64_t(uint16_t(y1)) << 48,
                                    uint64_t(rgba) | uint64_t(paint) << 32 | uint64_t(uint8_t(radius)) << 40};
        for (int i = 0; i < 4; ++i) std::memcpy(static_cast<void*>(&vertices[count++]), corner, sizeof corner);
    }

    // A box is at least one device pixel wide, so that nothing becomes invisible.
    void box(float x0, float y0, float x1, float y1, Colour c) {
        const int16_t left = snap(x0), top = snap_y(y0);
        quad(left, top, std::max<int16_t>(snap(x1), left + 1), std::max<int16_t>(snap_y(y1), top + 1), c, Paint::plain);
    }

    void fold(const chart::Fold& fold, uint32_t at) {
        const int16_t left = snap(fold.x0), top = snap_y(fold.y0);
        const int16_t right = std::max<int16_t>(snap(fold.x1), left + 1),
                      bottom = std::max<int16_t>(snap_y(fold.y1), top + 1);
        quad(left, top, right, bottom, at, Paint::folded, 0);
    }

    void bar(const chart::Bar& bar, Colour c, Paint paint) {
        const int16_t left = snap(bar.x0), top = snap_y(bar.y0);
        int16_t right = std::max<int16_t>(snap(bar.x1), left + 1);
        const int16_t bottom = std::max<int16_t>(snap_y(bar.y1), top + 1);
        // A thin gap between neighbours, if there is space for it.
        if (paint != Paint::dotted && right - left > 3 * density)
            right -= int16_t(std::max(1.f, std::floor(density / 2)));
        const float radius = std::min({2.f * density, float(right - left) / 3, float(bottom - top) / 2});
        quad(left, top, right, bottom, c, paint, int(radius));
    }
};

Paint paint_of(chart::Pattern pattern) {
    using enum chart::Pattern;
    switch (pattern) {
        case hatched: return Paint::hatched;
        case dotted: return Paint::dotted;
        case outline: return Paint::outline;
        case sliver: return Paint::plain;
        default: return Paint::solid;
    }
}

}  // namespace

void bar_vertices(const chart::Frame& frame, float top_px, chart::Theme theme, float density,
                  std::vector<BarVertex>& vertices) {
    const chart::Palette& palette = chart::palette_of(theme);
    vertices.resize(4 * (frame.boxes.size() + frame.bars.size() + frame.folds.size()));
    Pen pen{vertices, top_px, density};
    for (const chart::Box& box : frame.boxes) pen.box(box.x0, box.y0, box.x1, box.y1, of(palette, box.surface));
    const int64_t first = first_cell(frame);
    for (const chart::Fold& fold : frame.folds) pen.fold(fold, uint32_t(int64_t(fold.at) - (fold.first - first)));
    for (const chart::Bar& bar : frame.bars) {
        if (bar.pattern != chart::Pattern::folded && bar.pattern != chart::Pattern::shared) {
            pen.bar(bar, fill_of(palette, bar, kind_of(bar.pattern)), paint_of(bar.pattern));
            continue;
        }
        std::array<chart::FoldPart, chart::share_kinds> parts;
        const size_t count = fold_parts(bar, parts);
        for (size_t i = 0; i < count; ++i)
            pen.box(bar.x0, parts[i].y0, bar.x1, parts[i].y1, fill_of(palette, bar, parts[i].kind));
    }
    vertices.resize(pen.count);
}

std::vector<BarVertex> bar_vertices(const chart::Frame& frame, float top_px, chart::Theme theme, float density) {
    std::vector<BarVertex> vertices;
    bar_vertices(frame, top_px, theme, density, vertices);
    return vertices;
}

int64_t first_cell(const chart::Frame& frame) { return (frame.viewport.begin.ns >> frame.cell_shift) - 4; }

CellGrid cell_grid(const chart::Frame& frame, float density) {
    const double width = double(int64_t(1) << frame.cell_shift) / frame.viewport.ns_per_px();
    return {frame.x_of_cell(first_cell(frame)) * density, float(width) * density};
}

// GL ---------------------------------------------------------------------------------------------

namespace {

constexpr int texture_width = 1024;
constexpr int fold_colours = chart::mixed_colour + 1;

}  // namespace

unsigned Bars::compile(unsigned type, const char* name) {
    std::string_view body;
    for (const Embedded& file : shader_files())
        if (file.name == name) body = file.bytes;
    std::string text = shader_head;
    const auto define = [&](const char* word, Paint paint) {
        text += std::string("#define ") + word + " " + std::to_string(int(paint)) + "\n";
    };
    define("PLAIN", Paint::plain);
    define("SOLID", Paint::solid);
    define("HATCHED", Paint::hatched);
    define("DOTTED", Paint::dotted);
    define("OUTLINE", Paint::outline);
    define("FOLDED", Paint::folded);
    text += "#define TEXTURE_WIDTH " + std::to_string(texture_width) + "\n#define SHARE_KINDS " +
            std::to_string(chart::share_kinds) + "\n#define FOLD_COLOURS " + std::to_string(fold_colours) +
            "\n#define WHOLE_SHARE " + std::to_string(chart::whole_share) + ".0\n";
    text += body;

    const unsigned shader = gl_->CreateShader(type);
    const char* const lines = text.c_str();
    gl_->ShaderSource(shader, 1, &lines, nullptr);
    gl_->CompileShader(shader);
    int good = 0;
    gl_->GetShaderiv(shader, gl::compile_status, &good);
    if (!good) gl_->GetShaderInfoLog(shader, int(sizeof error_), nullptr, error_);
    gl_->AttachShader(program_, shader);
    gl_->DeleteShader(shader);  // the program keeps it alive
    return good;
}

bool Bars::start(const Gl& gl) {
    gl_ = &gl;
    program_ = gl.CreateProgram();
    if (!compile(gl::vertex_shader, "bars.vert") || !compile(gl::fragment_shader, "bars.frag")) return false;
    gl.LinkProgram(program_);
    int good = 0;
    gl.GetProgramiv(program_, gl::link_status, &good);
    if (!good) return false;
    offset_ = gl.GetUniformLocation(program_, "u_offset");
    screen_ = gl.GetUniformLocation(program_, "u_screen");
    density_ = gl.GetUniformLocation(program_, "u_density");
    stripe_ = gl.GetUniformLocation(program_, "u_stripe");
    edge_ = gl.GetUniformLocation(program_, "u_edge");
    cells_ = gl.GetUniformLocation(program_, "u_cells");
    grid_ = gl.GetUniformLocation(program_, "u_grid");
    fills_ = gl.GetUniformLocation(program_, "u_fills");

    gl.GenVertexArrays(1, &vertex_array_);
    gl.GenBuffers(1, &vertex_buffer_);
    gl.GenBuffers(1, &index_buffer_);
    gl.BindVertexArray(vertex_array_);
    gl.BindBuffer(gl::array_buffer, vertex_buffer_);
    gl.BindBuffer(gl::element_array_buffer, index_buffer_);
    const auto at = [](size_t offset) { return reinterpret_cast<const void*>(offset); };
    constexpr int stride = sizeof(BarVertex);
    gl.VertexAttribIPointer(0, 4, gl::type_short, stride, at(offsetof(BarVertex, x0)));
    gl.VertexAttribPointer(1, 4, gl::unsigned_byte, 1, stride, at(offsetof(BarVertex, r)));
    gl.VertexAttribIPointer(2, 4, gl::type_byte, stride, at(offsetof(BarVertex, paint)));
    for (unsigned i = 0; i < 3; ++i) gl.EnableVertexAttribArray(i);
    gl.BindVertexArray(0);
    gl.GenTextures(1, &cells_texture_);
    indexed_quads_ = 0;
    texture_rows_ = 0;
    fresh_ = true;
    return true;
}

void Bars::forget() {
    program_ = vertex_array_ = vertex_buffer_ = index_buffer_ = cells_texture_ = 0;
    indexed_quads_ = 0;
}

void Bars::stop() {
    if (!program_) return;
    gl_->DeleteProgram(program_);
    gl_->DeleteVertexArrays(1, &vertex_array_);
    gl_->DeleteBuffers(1, &vertex_buffer_);
    gl_->DeleteBuffers(1, &index_buffer_);
    gl_->DeleteTextures(1, &cells_texture_);
    forget();
}

void Bars::set(const chart::Frame& frame, float top_px, chart::Theme theme, float density) {
    bar_vertices(frame, top_px, theme, density, vertices_);
    cell_grid_ = cell_grid(frame, density);
    const size_t rows = (frame.cells.size() + texture_width - 1) / texture_width;
    texels_.assign(frame.cells.begin(), frame.cells.end());
    texels_.resize(rows * texture_width);
    fresh_ = true;
}

// One texel, which is two 32-bit numbers, is one cell.
void Bars::upload_cells() {
    const int rows = std::max(1, int(texels_.size() / texture_width));
    if (texels_.empty()) texels_.resize(texture_width);
    if (rows > texture_rows_) {
        texture_rows_ = rows + rows / 2;
        gl_->TexImage2D(gl::texture_2d, 0, int(gl::rg32ui), texture_width, texture_rows_, 0, gl::rg_integer,
                        gl::unsigned_int, nullptr);
        gl_->TexParameteri(gl::texture_2d, gl::texture_min_filter, int(gl::nearest));
        gl_->TexParameteri(gl::texture_2d, gl::texture_mag_filter, int(gl::nearest));
    }
    gl_->TexSubImage2D(gl::texture_2d, 0, 0, 0, texture_width, rows, gl::rg_integer, gl::unsigned_int, texels_.data());
}

// Uploads into our own vertex array, which is bound.
void Bars::upload() {
    fresh_ = false;
    gl_->BindBuffer(gl::array_buffer, vertex_buffer_);
    gl_->BufferData(gl::array_buffer, ptrdiff_t(vertices_.size() * sizeof(BarVertex)), vertices_.data(),
                    gl::dynamic_draw);
    const size_t quads = vertices_.size() / 4;
    if (quads <= indexed_quads_) return;
    indexed_quads_ = quads + quads / 2;
    std::vector<uint32_t> indices;
    indices.reserve(6 * indexed_quads_);
    for (uint32_t first = 0; first < 4 * indexed_quads_; first += 4)
        for (uint32_t corner : {0u, 1u, 2u, 2u, 1u, 3u}) indices.push_back(first + corner);
    gl_->BufferData(gl::element_array_buffer, ptrdiff_t(indices.size() * sizeof(uint32_t)), indices.data(),
                    gl::dynamic_draw);
}

// Sets the colour of each kind of part of a cell, for each colour of a cell.
void Bars::set_fills(const chart::Palette& palette) {
    std::array<float, 4 * chart::share_kinds * fold_colours> fills;
    size_t at = 0;
    for (size_t kind = 0; kind < chart::share_kinds; ++kind)
        for (int colour = 0; colour < fold_colours; ++colour) {
            chart::Bar bar;
            bar.pattern = chart::Pattern::folded;
            bar.mixed = colour == chart::mixed_colour;
            bar.colour = uint8_t(bar.mixed ? 0 : colour);
            const Colour c = fill_of(palette, bar, trace::SpanKind(kind));
            for (uint8_t part : {c.r, c.g, c.b, c.a}) fills[at++] = float(part) / 255;
        }
    gl_->Uniform4fv(fills_, int(at / 4), fills.data());
}

void Bars::draw(const Place& place) {
    if (!program_ || vertices_.empty()) return;
    const chart::Palette& palette = chart::palette_of(place.theme);
    const auto uniform = [this](int where, Colour c) {
        gl_->Uniform4f(where, float(c.r) / 255, float(c.g) / 255, float(c.b) / 255, float(c.a) / 255);
    };
    gl_->Enable(gl::scissor_test);
    gl_->Scissor(place.clip_x0, place.screen_height - place.clip_y1, std::max(0, place.clip_x1 - place.clip_x0),
                 std::max(0, place.clip_y1 - place.clip_y0));
    gl_->UseProgram(program_);
    gl_->Uniform2i(offset_, place.x, place.y);
    gl_->Uniform2f(screen_, float(place.screen_width), float(place.screen_height));
    gl_->Uniform1f(density_, place.density);
    uniform(stripe_, palette.blocked_line);
    uniform(edge_, palette.blocked_edge);
    gl_->Uniform1i(cells_, 1);
    gl_->Uniform2f(grid_, cell_grid_.x, cell_grid_.width);
    set_fills(palette);
    gl_->ActiveTexture(gl::texture0 + 1);
    gl_->BindTexture(gl::texture_2d, cells_texture_);
    gl_->BindVertexArray(vertex_array_);
    if (fresh_) {
        upload_cells();
        upload();
    }
    gl_->DrawElements(gl::triangles, int(vertices_.size() / 4 * 6), gl::unsigned_int, nullptr);
    gl_->BindVertexArray(0);
    gl_->BindBuffer(gl::array_buffer, 0);
    gl_->BindTexture(gl::texture_2d, 0);
    gl_->ActiveTexture(gl::texture0);
}

}  // namespace view
