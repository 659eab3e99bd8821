// The page's side of the program: exports what web_api.h lists. The host
// (web/host.js) owns canvas, events and frames; here is no main().

#include "app/web_api.h"

#include "app/app.h"
#include "app/json_views.h"
#include "app/platform.h"
#include "exchange/in/read.h"
#include "session/follow.h"
#include "session/marks.h"
#include "session/predict.h"
#include "session/program.h"
#include "session/selection_text.h"

#include <emscripten.h>

#include <algorithm>
#include <memory>
#include <string>

#define EXPORT extern "C" EMSCRIPTEN_KEEPALIVE

// Names the canvas that the module was given: no selector, so several may be on a page.
EM_JS(int, il_make_context, (), {
    if (!Module['canvas']) return 0;
    var context = GL.createContext(Module['canvas'], {
        majorVersion: 2, minorVersion: 0, alpha: 0, depth: 0, stencil: 0, antialias: 0,
        enableExtensionsByDefault: 1, powerPreference: 'default'
    });
    if (context) GL.makeContextCurrent(context);
    return context ? 1 : 0;
})

EM_JS(void, il_set_cursor, (const char* name), {
    var canvas = Module['canvas'];
    if (canvas && canvas.style) canvas.style.cursor = UTF8ToString(name);
})

// A piece of a file: larger than what a call may bring along.
EM_JS(int, il_piece_size, (), { return Module['piece'].length; })
EM_JS(void, il_take_piece, (char* bytes), { HEAPU8.set(Module['piece'], bytes); })

namespace app::platform {

double now_ms() { return emscripten_get_now(); }
view::GlAddress gl_address() { return nullptr; }

void set_cursor(ImGuiMouseCursor cursor) {
    static ImGuiMouseCursor shown = ImGuiMouseCursor_Arrow;
    if (cursor == shown) return;
    shown = cursor;
    switch (cursor) {
        case ImGuiMouseCursor_ResizeEW: return il_set_cursor("ew-resize");
        case ImGuiMouseCursor_ResizeAll: return il_set_cursor("grabbing");
        case ImGuiMouseCursor_Hand: return il_set_cursor("pointer");
        default: return il_set_cursor("default");
    }
}

}  // namespace app::platform

namespace {

using namespace app;

// One module, one canvas. Made by the first call, whichever it is.
App& the_app() {
    static std::unique_ptr<App> one;
    if (!one) {
        one = std::make_unique<App>();
        one->surface.panels = false;
        one->surface.page_scrolls = true;
    }
    return *one;
}

session::Session& current() { return the_app().session; }

const char* keep(std::string text) {
    static std::string kept;
    kept = std::move(text);
    return kept.c_str();
}

void send_modifiers(unsigned modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Shift, modifiers & session::shift);
    io.AddKeyEvent(ImGuiMod_Ctrl, modifiers & session::control);
    io.AddKeyEvent(ImGuiMod_Alt, modifiers & session::alt);
    io.AddKeyEvent(ImGuiMod_Super, modifiers & session::meta);
}

enum PointerKind { pointer_move, pointer_down, pointer_up, pointer_leave, pointer_cancel };
constexpr float nowhere = -3.0e38f;  // what Dear ImGui takes for "no mouse"

// A wheel's notch is 100 or 120 CSS pixels. A pinch on a trackpad comes as a wheel
// with Ctrl and a few pixels, and wants more of each.
float notches(double delta_px, bool zooms) {
    const bool fine = zooms && delta_px > -40 && delta_px < 40;
    return float(-delta_px / (fine ? 22 : 110));
}

}  // namespace

// Life -------------------------------------------------------------------------------------------

EXPORT int il_start(double width, double height, double density, int dark) {
    App& app = the_app();
    app.surface.width = float(width);
    app.surface.height = float(height);
    app.surface.density = float(density);
    app.look.theme = dark ? chart::Theme::dark : chart::Theme::light;
    return il_make_context() && app.start_graphics();
}

EXPORT void il_canvas_ui(int all) {
    the_app().surface.panels = all;
    the_app().surface.page_scrolls = !all;
    the_app().wake();
}

EXPORT void il_coarse(int coarse) {
    the_app().surface.tall_rows = coarse;
    the_app().wake();
}

EXPORT void il_resize(double width, double height, double density) {
    App& app = the_app();
    app.surface.width = float(width);
    app.surface.height = float(height);
    app.surface.density = float(density);
    app.wake();
}

EXPORT double il_frame(double now_ms) { return the_app().frame(now_ms); }

EXPORT void il_theme(int dark) {
    the_app().look.theme = dark ? chart::Theme::dark : chart::Theme::light;
    the_app().wake();
}

EXPORT void il_context_lost() { the_app().graphics_lost(); }
EXPORT void il_context_restored() { the_app().wake(); }

// Input ------------------------------------------------------------------------------------------

EXPORT void il_pointer(int kind, int, double x, double y, int, int modifiers, int is_touch) {
    App& app = the_app();
    ImGuiIO& io = ImGui::GetIO();
    app.touch = is_touch;
    io.AddMouseSourceEvent(is_touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    send_modifiers(unsigned(modifiers));
    if (kind != pointer_leave && kind != pointer_cancel) io.AddMousePosEvent(float(x), float(y));
    if (kind == pointer_down) io.AddMouseButtonEvent(0, true);
    if (kind == pointer_cancel) io.AddMousePosEvent(nowhere, nowhere);  // so that it is no click
    if (kind == pointer_up || kind == pointer_cancel) io.AddMouseButtonEvent(0, false);
    if (kind == pointer_leave || (kind == pointer_up && is_touch)) io.AddMousePosEvent(nowhere, nowhere);
    app.wake();
}

EXPORT void il_wheel(double x, double y, double dx, double dy, int modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    const bool zooms = modifiers & (session::control | session::meta);
    send_modifiers(unsigned(modifiers));
    io.AddMousePosEvent(float(x), float(y));
    io.AddMouseWheelEvent(notches(dx, false), notches(dy, zooms));
    the_app().wake();
}

EXPORT void il_pinch(double factor, double x, double y) {
    ImGui::GetIO().AddMousePosEvent(float(x), float(y));
    the_app().pinch(float(factor));
}

EXPORT int il_key(const char* code, int modifiers) { return the_app().key(code, unsigned(modifiers)); }

EXPORT void il_blur() {
    send_modifiers(0);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    the_app().wake();
}

// Scenario ---------------------------------------------------------------------------------------

EXPORT const char* il_builtins() { return keep(json_builtins()); }
EXPORT const char* il_load_builtin(const char* id) {
    the_app().wake();
    return keep(json_result(current().load_builtin(id)));
}
EXPORT const char* il_load(const char* text) {
    the_app().wake();
    return keep(json_result(current().load(text)));
}
EXPORT const char* il_scenario() { return keep(scenario::write(current().document())); }
EXPORT const char* il_parameters() { return keep(json_parameters(current())); }
EXPORT const char* il_set(const char* id, const char* value) {
    the_app().wake();
    return keep(json_result(current().set(id, value)));
}
EXPORT void il_settle() { current().settle(); }
EXPORT const char* il_strategies() { return keep(json_strategies(current())); }
EXPORT const char* il_toggle_strategy(const char* id) {
    the_app().wake();
    return keep(json_result(current().toggle_strategy(id)));
}

// Recordings and files out -----------------------------------------------------------------------

namespace {
std::unique_ptr<exchange::Reader> reader;
}

EXPORT int il_is_recording(const char* text, double size) { return exchange::looks_like_recording(text, size_t(size)); }
EXPORT void il_recording_begin() { reader = std::make_unique<exchange::Reader>(exchange::ReadLimits{.events = 6'000'000}); }
EXPORT int il_recording_feed() {
    std::string piece(size_t(il_piece_size()), '\0');
    il_take_piece(piece.data());
    return reader && reader->feed(piece);
}
EXPORT const char* il_recording_open(const char* name) {
    if (!reader) return keep(json_error({"nothing was read", 0, 0, {}}));
    auto recorded = std::move(*reader).finish(name);
    reader.reset();
    if (!recorded) return keep(json_error(recorded.error()));
    current().open_recording(std::move(*recorded));
    the_app().wake();
    return keep(json_ok());
}
EXPORT const char* il_formats() { return keep(json_formats()); }
EXPORT const char* il_export(const char* id) {
    const exchange::FormatRow* row = exchange::find_format(id);
    return keep(row ? current().exported(row->format) : std::string());
}
EXPORT void il_export_taken() { current().take_export(); }

// Commands ---------------------------------------------------------------------------------------

EXPORT const char* il_commands() { return keep(json_commands(the_app().desk())); }
EXPORT const char* il_command(const char* id) {
    the_app().wake();
    if (run_command(the_app().desk(), id)) return keep(json_ok());
    const bool known = find_command(id).has_value();
    return keep(json_error({std::string(known ? "nothing to do for '" : "there is no command '") + id + "'", 0, 0, {}}));
}

// What is on screen ------------------------------------------------------------------------------

EXPORT const char* il_state() { return keep(json_state(the_app().desk())); }
EXPORT const char* il_results() { return keep(json_results(current())); }
EXPORT const char* il_now() { return keep(json_now(current())); }
EXPORT const char* il_range() { return keep(json_range(current())); }
EXPORT const char* il_program() { return keep(json_program(current())); }
EXPORT const char* il_layout() { return keep(json_layout(the_app().desk(), the_app().layout())); }
EXPORT const char* il_svg() { return keep(svg_of(the_app().desk())); }

EXPORT void il_seek(double t_ns) {
    current().seek(Time{int64_t(t_ns)});
    the_app().wake();
}
EXPORT void il_show(double begin_ns, double end_ns) {
    chart::Viewport viewport = current().viewport();
    viewport.begin = Time{int64_t(begin_ns)};
    viewport.end = Time{int64_t(end_ns)};
    current().show(viewport.zoomed(1, 0, current().limit()));
    the_app().wake();
}
EXPORT void il_focus(int pane) {
    current().state.focus = uint32_t(pane);
    the_app().wake();
}
EXPORT int il_find(const char* text) {
    current().state.find = text;
    the_app().wake();
    return int(current().found().all.size());
}
EXPORT void il_measure(double begin_ns, double end_ns) {
    const Time begin{int64_t(std::max(0.0, begin_ns))}, end{int64_t(std::max(0.0, end_ns))};
    if (begin < end) current().state.range = session::Range{begin, end};
    else current().state.range.reset();
    the_app().wake();
}
EXPORT void il_mark(double t_ns) {
    the_app().wake();
    session::set_mark(current(), Time{int64_t(std::clamp(t_ns, 0.0, 9e15))});
}
// 0: there is no such bar or gap.
EXPORT int il_select(const char* name) {
    the_app().wake();
    return session::go_to(current(), session::parse_selection(name));
}
EXPORT void il_cover(double begin_ns, double end_ns) {
    the_app().wake();
    if (session::can_predict(current()) && begin_ns >= 0 && end_ns >= 0) session::cover(current(), Time{int64_t(begin_ns)}, Time{int64_t(end_ns)});
}
EXPORT void il_guess(int core, int task, double begin_ns, double end_ns) {
    the_app().wake();
    if (core >= 0 && task >= 0) session::add_guess(current(), {{uint32_t(core)}, {uint32_t(task)}, Time{int64_t(begin_ns)}, Time{int64_t(end_ns)}});
}
EXPORT int il_line(int line) {
    the_app().wake();
    return line >= 0 && session::go_to_line(current(), size_t(line));
}
EXPORT int il_printed(int number) {
    the_app().wake();
    return number >= 0 && session::go_to_printed(current(), size_t(number));
}
EXPORT void il_scroll(double y_px) {
    the_app().look.scroll_px = float(y_px);
    the_app().wake();
}
