#pragma once

// The desktop's window: GLFW's events become Dear ImGui's and the App's, in CSS
// pixels whatever the screen's density.

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
        float density = 0;               // 0 = the screen's
        bool visible = true;
    };
    // Prints why and is closed when there can be none.
    explicit Window(const Wish& wish);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    bool open() const;
    void connect(App& app);
    void measure(App& app) const;     // its size and density, as they are now
    void title(const std::string& text);
    void show_cursor(int imgui_cursor);
    void present();
    void wait(double milliseconds);   // for events: 0 does not, < 0 until there is one

    // What is drawn, as PNG.
    bool save(const std::string& path, const App& app) const;

private:
    GLFWwindow* window_ = nullptr;
    float density_ = 0;
    std::string title_;
    GLFWcursor* sideways_ = nullptr;
    GLFWcursor* hand_ = nullptr;
};

// Physical keys by KeyboardEvent.code; empty for those that no command uses.
std::string_view code_of_key(int glfw_key);

}  // namespace app
