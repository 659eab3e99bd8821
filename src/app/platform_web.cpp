// What the lab's module needs of the page: a clock, and WebGL contexts on its canvases.

#include "app/platform.h"
#include "app/web_canvas.h"

#include <emscripten.h>

// --- Canvases -----------------------------------------------------------------------------------

EM_JS(int, il_make_context, (int i), {
    var canvas = Module['given'][i];
    if (!canvas || !canvas.getContext) return 0;
    var context = GL.createContext(canvas, {
        majorVersion: 2, minorVersion: 0, alpha: 0, depth: 0, stencil: 0, antialias: 0,
        enableExtensionsByDefault: 1, powerPreference: 'default'
    });
    if (context) GL.makeContextCurrent(context);
    return context;
})
EM_JS(void, il_use_context, (int context), { GL.makeContextCurrent(context); })
EM_JS(void, il_drop_context, (int context), {
    var loss = GL.contexts[context].GLctx.getExtension('WEBGL_lose_context');
    GL.deleteContext(context);
    if (loss) loss.loseContext();  // a page may have only a few of them at a time
})
EM_JS(void, il_set_cursor, (int context, const char* name), {
    GL.contexts[context].GLctx.canvas.style.cursor = UTF8ToString(name);
})

namespace app {

namespace platform {

double now_ms() { return emscripten_get_now(); }
view::GlAddress gl_address() { return nullptr; }
bool draws_panels() { return false; }

}  // namespace platform

bool WebCanvas::open(int argument) {
    if (!context_) context_ = il_make_context(argument);
    return context_ != 0;
}

void WebCanvas::use() const {
    if (context_) il_use_context(context_);
}

void WebCanvas::show_cursor(ImGuiMouseCursor cursor) {
    if (!context_ || cursor == cursor_) return;
    cursor_ = cursor;
    switch (cursor) {
        case ImGuiMouseCursor_ResizeEW: return il_set_cursor(context_, "ew-resize");
        case ImGuiMouseCursor_ResizeAll: return il_set_cursor(context_, "grabbing");
        case ImGuiMouseCursor_Hand: return il_set_cursor(context_, "pointer");
        default: return il_set_cursor(context_, "default");
    }
}

WebCanvas::~WebCanvas() {
    if (context_) il_drop_context(context_);
}

}  // namespace app
