#pragma once

// What one session of a page owns, as the shared calls see it. Each module of the page has its own kind: that of the
// lab draws with Dear ImGui (app/lab_session.h), that of a figure without (figure/figure.h). Two sessions share
// nothing.

#include "app/calls/commands.h"
#include "app/calls/web_call.h"
#include "chart/frame/frame.h"
#include "present/panel_maker.h"
#include "present/staged.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace app {

enum class PointerEvent : uint8_t { move, down, up, leave, cancel };

class PageSession {
public:
    PageSession() = default;
    virtual ~PageSession() = default;
    PageSession(const PageSession&) = delete;
    PageSession& operator=(const PageSession&) = delete;

    virtual void enter() {}                             // called before each call
    virtual Desk desk() = 0;
    session::Session& session() { return desk().session; }
    virtual void wake() = 0;                            // something has changed that must be drawn
    virtual const present::PanelMaker& panels() = 0;    // up to date
    virtual const chart::Frame& layout() = 0;           // as it is drawn, or would be

    // The surface, in CSS pixels.
    virtual void resize(float width, float height, float density) = 0;
    virtual void set_tall_rows(bool on) = 0;
    virtual bool start(int canvas) = 0;                 // Returns false if it cannot draw on that argument.
    virtual double frame(double now_ms) = 0;            // Draws. Returns the milliseconds until the next frame.

    // Input. Modifiers are a bit set of session::Modifier; positions are CSS pixels from the top left of the canvas.
    virtual void pointer(PointerEvent event, float x, float y, unsigned modifiers, bool touch) = 0;
    virtual void wheel(float x, float y, float notches_sideways, float notches, unsigned modifiers) = 0;
    virtual void pinch(float factor, float x, float y) = 0;
    virtual bool key(std::string_view code, unsigned modifiers) = 0;  // Returns true if the key was used.
    virtual void blur() = 0;                            // No key and no button is pressed any more.

    present::Staged staged;  // the pictures of the moment
};

// A module defines these two.
std::unique_ptr<PageSession> new_page_session();
std::vector<Row> page_calls();

// The rows that every module has (shared_calls.cpp).
std::span<const Row> shared_calls();
std::span<const Row> stage_calls();  // (stage_calls.cpp)

}  // namespace app
