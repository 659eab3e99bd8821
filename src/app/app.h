#pragma once

// The interactive program: a session, Dear ImGui and the frame. The platform feeds
// ImGuiIO and keys, calls wake() when something happened, and frame() when it
// is time to draw.
//
// There may be several, each with its own Dear ImGui context. Requires, where there are several, that
// make_current() was last called for this App before any other function of it, and that its GL context is
// current before it draws, loses its graphics or is destroyed.

#include "app/calls/commands.h"
#include "imgui.h"
#include "present/panel_maker.h"
#include "present/staged.h"
#include "view/bars.h"
#include "view/fonts.h"
#include "view/gl.h"
#include "view/panels.h"
#include "view/timeline.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app {

class App {
public:
    // The surface to draw on, in CSS pixels.
    struct Surface {
        float width = 960, height = 540;
        float density = 1;       // device pixels per CSS pixel
        bool tall_rows = false;  // for fingers
        bool fit = true;         // its height does not depend on that of the picture
    };

    App();
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    void make_current() const;

    // Requires a current context. If there is none, or it is not good enough (false),
    // everything works except drawing.
    bool start_graphics();
    void graphics_lost();
    void graphics_restored();

    // Draws. Returns the milliseconds until the next frame is needed: 0 at once, < 0
    // when nothing moves until something happens.
    double frame(double now_ms);
    void wake();
    bool awake() const { return frames_wanted_ > 0; }
    ImGuiMouseCursor cursor() const;  // as it should be after the last frame

    bool key(std::string_view code, unsigned modifiers);  // returns true if the key was used
    void type(uint32_t character);  // goes into the text box that has the focus, if there is one
    void pinch(float factor);

    // Opens a scenario. On an error, shows it and returns false.
    bool drop(const std::string& name, std::string_view text);
    void show_recording(exchange::Recorded recorded);
    bool fail(std::string message);  // shows an error and returns false
    void tell(std::string message);  // shows a message that is not an error
    const std::string& message() const { return message_; }
    std::string title() const;       // of the window
    std::vector<uint8_t> pixels(int width, int height) const;  // what was drawn: RGBA, from the bottom up

    // Returns what the menu of files has requested since the last call.
    std::optional<view::FileWish> take_file_wish() { return std::exchange(file_wish_, std::nullopt); }
    std::vector<std::string> recent;  // files, for that menu

    const present::PanelMaker& panels();  // the contents of the panels, up to date

    const chart::Frame& layout();  // of the timeline, as it is or would be

    session::Session session;
    view::Look look;
    Desk desk() { return {session, look}; }
    Surface surface;
    bool touch = false;  // the last pointer was a finger

private:
    view::Picture picture() const;
    double elapsed(double now_ms);
    void look_at_another();
    void begin_frame(double seconds);
    void show_timeline();
    void show_interface();
    void end_frame();
    void carry_out(const std::vector<view::Command>& commands);
    double wait(bool moving) const;

    ImGuiContext* gui_;
    view::Gl gl_;
    view::Bars bars_;
    view::Fonts fonts_;
    view::Timeline timeline_;
    view::Panels panels_;
    present::PanelMaker panel_maker_;
    present::Staged staged_;
    bool drawable_ = false;
    bool lost_ = false;  // the graphics context is lost: frames continue, but draw nothing
    float pinch_ = 1;
    bool opened_box_ = false;  // opened by the key whose character comes next
    int frames_wanted_ = 3;
    uint32_t loads_ = 0;       // of the session, when it was last checked
    double last_ms_ = -1;
    std::string message_;
    std::optional<view::FileWish> file_wish_;
    bool wrong_ = true;  // the message is an error
};

}  // namespace app
