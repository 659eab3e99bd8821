#pragma once

// A figure on a page: a session and its timeline on the 2D context of a canvas, without Dear ImGui. It is the module
// figure.wasm, which has the calls that web/core/session.js, host.js and the parts of the page use (the lab's module,
// interleave.wasm, has more of them: no recordings, no exports, no search and no built-in scenarios here).
//
//     const module = await loadModule({ light: true });
//     const model = module.open();
//     model.load(text);                       a scenario, as text
//     model.start(canvas, width, height, density);
//     model.frame(performance.now());         draws; web/core/host.js calls this
//     model.whole(false)                      the rest of the module is still being loaded; module.js says so
//     model.hover()                           {"title","when","why","x","y"}: the tooltip, as text for the document
//
// The picture is drawn in two layers: what is laid out, which is made again only when it changes, and over it the
// playhead, outlines and marks of each frame.

#include "app/calls/page_session.h"
#include "present/hover.h"
#include "view/scene/scene.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace figure {

// What carries out the lists of operations (chart/canvas/canvas.h). figure/web_painter.cpp has that of a page.
class Painter {
public:
    virtual ~Painter() = default;
    virtual bool open(int argument) = 0;  // takes the canvas from the argument of the current call
    // Draws the picture, and what lies over it; the top of the canvas is at scroll_px. `drawing` is the number of the
    // picture: it differs if the picture does, so that a painter may keep what it has drawn.
    virtual void paint(const chart::Canvas& picture, uint32_t drawing, const chart::Canvas& over, float scroll_px,
                       float density) = 0;
    virtual void show_cursor(view::Cursor cursor) = 0;
};

class Figure : public app::PageSession {
public:
    Figure(session::Session::Clock clock, std::unique_ptr<Painter> painter);

    app::Desk desk() override { return {session_, look_, place()}; }
    void wake() override {}  // the host asks for a frame after every call
    const present::PanelMaker& panels() override;
    const chart::Frame& layout() override;
    void resize(float width, float height, float density) override;
    void set_tall_rows(bool on) override { tall_rows_ = on; }
    bool start(int argument) override;
    double frame(double now_ms) override;
    void pointer(app::PointerEvent event, float x, float y, unsigned modifiers, bool touch) override;
    void wheel(float x, float y, float notches_sideways, float notches, unsigned modifiers) override;
    void pinch(float factor, float x, float y) override;
    bool key(std::string_view code, unsigned modifiers) override;
    void blur() override;

    // Whether all of the module is here (tools/site/split.mjs). Until then nothing is selected or explained: there
    // are no tooltips, and only the panels that a figure shows first.
    void set_whole(bool whole) {
        whole_ = whole;
        session_.budget.plain = whole;  // the code of plain runs is in the second part
    }

    // What is under the pointer, after the last frame: none where there is nothing to say.
    const present::Hover* hover() const { return hovers_ ? &hover_ : nullptr; }
    std::pair<float, float> pointed_px() const { return {pointing_.x_px, pointing_.y_px}; }

private:
    app::Place place() const { return whole_ ? app::Place::figure : app::Place::young_figure; }
    view::Picture picture() const;
    void look_at_another();
    void draw();
    void place(float x, float y, unsigned modifiers);
    void send();

    session::Session::Clock clock_;
    session::Session session_;
    view::Look look_;
    view::Scene scene_;
    present::PanelMaker panel_maker_;
    std::unique_ptr<Painter> painter_;

    float width_ = 300, height_ = 150, density_ = 1;
    bool tall_rows_ = false, drawable_ = false, whole_ = true;
    double last_ms_ = -1;
    uint32_t loads_ = 0;  // of the session, when it was last checked

    view::Pointing pointing_;  // y from the top of the canvas
    struct Press { double at_s = -1e9; float x_px = 0, y_px = 0; } last_press_;

    chart::Canvas drawn_, over_;
    uint32_t drawings_ = 0;
    // What `drawn_` was made for.
    uint32_t drawn_layout_ = 0;
    chart::Theme drawn_theme_ = chart::Theme::dark;
    float drawn_scroll_px_ = 0, drawn_height_ = 0;

    bool hovers_ = false;
    present::Hover hover_;
};

}  // namespace figure
