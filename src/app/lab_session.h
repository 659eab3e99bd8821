#pragma once

// A session of the lab on a page: the App, on a canvas with WebGL.

#include "app/app.h"
#include "app/calls/page_session.h"
#include "app/web_canvas.h"
#include "exchange/in/read.h"

#include <memory>

namespace app {

class LabSession : public PageSession {
public:
    ~LabSession() override { canvas.use(); }  // the App frees its GL objects there

    void enter() override { app.make_current(); }
    Desk desk() override { return app.desk(); }
    void wake() override { app.wake(); }
    const present::PanelMaker& panels() override { return app.panels(); }
    const chart::Frame& layout() override { return app.layout(); }
    void resize(float width, float height, float density) override;
    void set_tall_rows(bool on) override { app.surface.tall_rows = on; }
    bool start(int argument) override { return canvas.open(argument) && app.start_graphics(); }
    double frame(double now_ms) override;
    void pointer(PointerEvent event, float x, float y, unsigned modifiers, bool touch) override;
    void wheel(float x, float y, float notches_sideways, float notches, unsigned modifiers) override;
    void pinch(float factor, float x, float y) override;
    bool key(std::string_view code, unsigned modifiers) override { return app.key(code, modifiers); }
    void blur() override;

    WebCanvas canvas;
    App app;
    std::unique_ptr<exchange::Reader> reader;  // of the recording that is being read
};

}  // namespace app
