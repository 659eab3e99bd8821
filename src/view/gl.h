#pragma once

// The few GL functions that we call ourselves (Dear ImGui calls the rest): a table, as
// drivers of the desktop require. CMake chooses gl_native.cpp or gl_web.cpp to fill it.

#include <cstddef>

namespace view {

struct Gl {
    unsigned (*CreateShader)(unsigned type);
    void (*ShaderSource)(unsigned shader, int count, const char* const* text, const int* length);
    void (*CompileShader)(unsigned shader);
    void (*GetShaderiv)(unsigned shader, unsigned what, int* value);
    void (*GetShaderInfoLog)(unsigned shader, int max, int* length, char* text);
    void (*DeleteShader)(unsigned shader);
    unsigned (*CreateProgram)();
    void (*AttachShader)(unsigned program, unsigned shader);
    void (*LinkProgram)(unsigned program);
    void (*GetProgramiv)(unsigned program, unsigned what, int* value);
    void (*UseProgram)(unsigned program);
    void (*DeleteProgram)(unsigned program);
    int (*GetUniformLocation)(unsigned program, const char* name);
    void (*Uniform1f)(int place, float x);
    void (*Uniform1i)(int place, int x);
    void (*Uniform4fv)(int place, int count, const float* values);
    void (*Uniform2f)(int place, float x, float y);
    void (*Uniform4f)(int place, float x, float y, float z, float w);
    void (*Uniform2i)(int place, int x, int y);
    void (*GenVertexArrays)(int count, unsigned* names);
    void (*BindVertexArray)(unsigned name);
    void (*DeleteVertexArrays)(int count, const unsigned* names);
    void (*GenBuffers)(int count, unsigned* names);
    void (*BindBuffer)(unsigned target, unsigned name);
    void (*BufferData)(unsigned target, ptrdiff_t bytes, const void* data, unsigned usage);
    void (*DeleteBuffers)(int count, const unsigned* names);
    void (*EnableVertexAttribArray)(unsigned index);
    void (*VertexAttribPointer)(unsigned index, int size, unsigned type, unsigned char normalised, int stride,
                                const void* offset);
    void (*VertexAttribIPointer)(unsigned index, int size, unsigned type, int stride, const void* offset);
    void (*DrawElements)(unsigned mode, int count, unsigned type, const void* offset);
    void (*ActiveTexture)(unsigned unit);
    void (*GenTextures)(int count, unsigned* names);
    void (*BindTexture)(unsigned target, unsigned name);
    void (*DeleteTextures)(int count, const unsigned* names);
    void (*TexParameteri)(unsigned target, unsigned what, int value);
    void (*TexImage2D)(unsigned target, int level, int kind, int width, int height, int border, unsigned format,
                       unsigned type, const void* texels);
    void (*TexSubImage2D)(unsigned target, int level, int x, int y, int width, int height, unsigned format,
                          unsigned type, const void* texels);
    void (*Enable)(unsigned what);
    void (*Scissor)(int x, int y, int width, int height);
    void (*Viewport)(int x, int y, int width, int height);
    void (*ClearColor)(float r, float g, float b, float a);
    void (*Clear)(unsigned what);
    void (*ReadPixels)(int x, int y, int width, int height, unsigned format, unsigned type, void* pixels);
};

namespace gl {
constexpr unsigned array_buffer = 0x8892, element_array_buffer = 0x8893, dynamic_draw = 0x88E8;
constexpr unsigned vertex_shader = 0x8B31, fragment_shader = 0x8B30, compile_status = 0x8B81, link_status = 0x8B82;
constexpr unsigned triangles = 4, type_byte = 0x1400, unsigned_byte = 0x1401, type_short = 0x1402,
                   unsigned_int = 0x1405;
constexpr unsigned scissor_test = 0x0C11, color_buffer_bit = 0x4000, texture0 = 0x84C0, rgba = 0x1908;
constexpr unsigned texture_2d = 0x0DE1, rg32ui = 0x823C, rg_integer = 0x8228;
constexpr unsigned texture_min_filter = 0x2801, texture_mag_filter = 0x2800, nearest = 0x2600;
}  // namespace gl

// How the platform finds a function by its name; unused on the page.
using GlAddress = void (*(*)(const char* name))();

bool load_gl(Gl& gl, GlAddress address);
extern const char* const shader_head;  // "#version ...", the first lines of a shader

}  // namespace view
