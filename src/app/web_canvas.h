#pragma once

// The canvas of a session on a page, with its WebGL2 context. A canvas serves one session: when that is
// closed, the context is given back and the canvas is of no use any more.

#include "imgui.h"

namespace app {

class WebCanvas {
public:
    WebCanvas() = default;
    ~WebCanvas();
    WebCanvas(const WebCanvas&) = delete;
    WebCanvas& operator=(const WebCanvas&) = delete;

    // Of the call under way, the argument of that number. Makes its context current. Returns false without WebGL2.
    bool open(int argument);
    void use() const;  // makes the context current, if there is one
    void show_cursor(ImGuiMouseCursor cursor);

private:
    int context_ = 0;
    ImGuiMouseCursor cursor_ = ImGuiMouseCursor_Arrow;  // what it shows
};

}  // namespace app
