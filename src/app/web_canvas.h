#pragma once

// The canvas of a session on a page, with its WebGL2 context. A canvas serves one session: when the session is
// closed, the context is released and the canvas cannot be used again.

#include "imgui.h"

namespace app {

class WebCanvas {
public:
    WebCanvas() = default;
    ~WebCanvas();
    WebCanvas(const WebCanvas&) = delete;
    WebCanvas& operator=(const WebCanvas&) = delete;

    // Takes the canvas from the argument with that index of the current call, and makes its context current. Returns
    // false without WebGL2.
    bool open(int argument);
    void use() const;  // makes the context current, if there is one
    void show_cursor(ImGuiMouseCursor cursor);

private:
    int context_ = 0;
    ImGuiMouseCursor cursor_ = ImGuiMouseCursor_Arrow;  // what it shows
};

}  // namespace app
