#include "figure/web_painter.h"

#include <emscripten.h>

// Module.painter is web/core/painter.js. It is given the numbers of operations in the module's memory, which are read
// before it returns.

EM_JS(int, il_open_surface, (int i), { return Module['painter'].open(Module['given'][i]); })
EM_JS(void, il_close_surface, (int surface), { Module['painter'].close(surface); })
EM_JS(void, il_set_cursor, (int surface, const char* name), {
    Module['painter'].setCursor(surface, UTF8ToString(name));
})
EM_JS(void, il_paint, (int surface, const uint32_t* picture, int words, const char* texts, int bytes, int drawing,
                       const uint32_t* over, int over_words, const char* over_texts, int over_bytes, float scroll_px,
                       float density), {
    var list = function(at, count, texts, bytes) {
        return {
            words: HEAPU32.subarray(at >> 2, (at >> 2) + count),
            numbers: HEAPF32.subarray(at >> 2, (at >> 2) + count),
            texts: HEAPU8.subarray(texts, texts + bytes),
        };
    };
    Module['painter'].paint(surface, list(picture, words, texts, bytes), drawing,
                            list(over, over_words, over_texts, over_bytes), scroll_px, density);
})

namespace figure {

namespace {

class WebPainter : public Painter {
public:
    ~WebPainter() override {
        if (surface_) il_close_surface(surface_);
    }

    bool open(int argument) override {
        if (!surface_) surface_ = il_open_surface(argument);
        return surface_ != 0;
    }

    void paint(const chart::Canvas& picture, uint32_t drawing, const chart::Canvas& over, float scroll_px,
               float density) override {
        il_paint(surface_, picture.words().data(), int(picture.words().size()), picture.texts().data(),
                 int(picture.texts().size()), int(drawing), over.words().data(), int(over.words().size()),
                 over.texts().data(), int(over.texts().size()), scroll_px, density);
    }

    void show_cursor(view::Cursor cursor) override {
        if (cursor == cursor_) return;
        cursor_ = cursor;
        constexpr const char* names[] = {"default", "pointer", "ew-resize", "grabbing"};
        il_set_cursor(surface_, names[size_t(cursor)]);
    }

private:
    int surface_ = 0;
    view::Cursor cursor_ = view::Cursor::arrow;  // what the canvas shows
};

}  // namespace

double now_ms() { return emscripten_get_now(); }
std::unique_ptr<Painter> make_web_painter() { return std::make_unique<WebPainter>(); }

}  // namespace figure
