#pragma once

// The window of the desktop program: passes GLFW's events to Dear ImGui and the App, in CSS
// pixels whatever the density of the screen.

#include <string>
#include <string_view>

struct GLFWcursor;
struct GLFWwindow;

namespace app {

class App;

class Window {
public:
    struct Wish {
        int width = 1440, height = 900;  // CSS pixels
        float density = 0;               // 0: that of the screen
        bool visible = true;
    };
    // If there can be no window, prints why and is closed.
    explicit Window(const Wish& wish);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    bool open() const;
    void connect(App& app);
    void measure(App& app) const;     // sets its size and density, as they are now
    void title(const std::string& text);
    void show_cursor(int imgui_cursor);
    void present();
    void wait(double milliseconds);   // waits for events: 0 does not wait, < 0 waits until there is one

    std::string png(const App& app) const;  // what is drawn

    std::string clipboard() const;  // empty if there is no text
    void set_clipboard(const std::string& text);

private:
    GLFWwindow* window_ = nullptr;
    float density_ = 0;
    std::string title_;
    GLFWcursor* sideways_ = nullptr;
    GLFWcursor* hand_ = nullptr;
};

// The KeyboardEvent.code of a physical key; empty if no command uses it.
std::string_view code_of_key(int glfw_key);

}  // namespace app
