#include "app/window.h"

#include "app/app.h"
#include "app/files.h"
#include "session/keys.h"

#include <GLFW/glfw3.h>
#include <stb/stb_image_write.h>

#include <array>
#include <cstdio>
#include <vector>

namespace app {

namespace {

App& app_of(GLFWwindow* window) { return *static_cast<App*>(glfwGetWindowUserPointer(window)); }

// The factor from window coordinates to CSS pixels.
ImVec2 css_scale(GLFWwindow* window) {
    int width = 1, height = 1;
    glfwGetWindowSize(window, &width, &height);
    const App::Surface& surface = app_of(window).surface;
    return {surface.width / float(std::max(width, 1)), surface.height / float(std::max(height, 1))};
}

unsigned modifiers_of(int glfw_mods) {
    unsigned modifiers = 0;
    if (glfw_mods & GLFW_MOD_SHIFT) modifiers |= session::shift;
    if (glfw_mods & GLFW_MOD_CONTROL) modifiers |= session::control;
    if (glfw_mods & GLFW_MOD_ALT) modifiers |= session::alt;
    if (glfw_mods & GLFW_MOD_SUPER) modifiers |= session::meta;
    return modifiers;
}

void send_modifiers(GLFWwindow* window) {
    const auto held = [window](int left, int right) {
        return glfwGetKey(window, left) == GLFW_PRESS || glfwGetKey(window, right) == GLFW_PRESS;
    };
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Shift, held(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT));
    io.AddKeyEvent(ImGuiMod_Ctrl, held(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL));
    io.AddKeyEvent(ImGuiMod_Super, held(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER));
}

void on_cursor(GLFWwindow* window, double x, double y) {
    const ImVec2 scale = css_scale(window);
    ImGui::GetIO().AddMousePosEvent(float(x) * scale.x, float(y) * scale.y);
    app_of(window).wake();
}

void on_enter(GLFWwindow* window, int entered) {
    if (!entered) ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    app_of(window).wake();
}

void on_button(GLFWwindow* window, int button, int action, int) {
    send_modifiers(window);
    if (button < ImGuiMouseButton_COUNT) ImGui::GetIO().AddMouseButtonEvent(button, action == GLFW_PRESS);
    app_of(window).wake();
}

void on_scroll(GLFWwindow* window, double dx, double dy) {
    send_modifiers(window);
    ImGui::GetIO().AddMouseWheelEvent(float(dx), float(dy));
    app_of(window).wake();
}

void on_key(GLFWwindow* window, int key, int, int action, int mods) {
    if (action != GLFW_RELEASE) app_of(window).key(code_of_key(key), modifiers_of(mods));
    send_modifiers(window);
    app_of(window).wake();
}

void on_character(GLFWwindow* window, unsigned character) { app_of(window).type(character); }

void on_drop(GLFWwindow* window, int count, const char** paths) {
    for (int i = 0; i < count; ++i) open_file(app_of(window), paths[i]);
}

void on_change(GLFWwindow* window, int, int) { app_of(window).wake(); }
void on_refresh(GLFWwindow* window) { app_of(window).wake(); }

}  // namespace

std::string_view code_of_key(int key) {
    static constexpr std::array<std::string_view, 26> letters = {
        "KeyA", "KeyB", "KeyC", "KeyD", "KeyE", "KeyF", "KeyG", "KeyH", "KeyI", "KeyJ", "KeyK", "KeyL", "KeyM",
        "KeyN", "KeyO", "KeyP", "KeyQ", "KeyR", "KeyS", "KeyT", "KeyU", "KeyV", "KeyW", "KeyX", "KeyY", "KeyZ"};
    static constexpr std::array<std::string_view, 10> digits = {
        "Digit0", "Digit1", "Digit2", "Digit3", "Digit4", "Digit5", "Digit6", "Digit7", "Digit8", "Digit9"};
    if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) return letters[size_t(key - GLFW_KEY_A)];
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return digits[size_t(key - GLFW_KEY_0)];
    switch (key) {
        case GLFW_KEY_SPACE: return "Space";
        case GLFW_KEY_LEFT: return "ArrowLeft";
        case GLFW_KEY_RIGHT: return "ArrowRight";
        case GLFW_KEY_HOME: return "Home";
        case GLFW_KEY_END: return "End";
        case GLFW_KEY_EQUAL: return "Equal";
        case GLFW_KEY_MINUS: return "Minus";
        case GLFW_KEY_KP_ADD: return "NumpadAdd";
        case GLFW_KEY_KP_SUBTRACT: return "NumpadSubtract";
        case GLFW_KEY_COMMA: return "Comma";
        case GLFW_KEY_PERIOD: return "Period";
        case GLFW_KEY_SLASH: return "Slash";
        case GLFW_KEY_LEFT_BRACKET: return "BracketLeft";
        case GLFW_KEY_RIGHT_BRACKET: return "BracketRight";
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER: return "Enter";
        case GLFW_KEY_DELETE: return "Delete";
        case GLFW_KEY_BACKSPACE: return "Backspace";
        case GLFW_KEY_ESCAPE: return "Escape";
        case GLFW_KEY_F1: return "F1";
        default: return {};
    }
}

Window::Window(const Wish& wish) : density_(wish.density) {
    glfwSetErrorCallback([](int, const char* text) { std::fprintf(stderr, "interleave: %s\n", text); });
    if (!glfwInit()) return;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);  // macOS requires it
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_VISIBLE, wish.visible);
    // With a density of our own, the window is larger by that factor, in device pixels.
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, density_ == 0);
    const float factor = density_ == 0 ? 1 : density_;
    window_ = glfwCreateWindow(int(float(wish.width) * factor), int(float(wish.height) * factor), "Interleave", nullptr,
                               nullptr);
    if (!window_) return;
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(wish.visible ? 1 : 0);
    sideways_ = glfwCreateStandardCursor(GLFW_HRESIZE_CURSOR);
    hand_ = glfwCreateStandardCursor(GLFW_HAND_CURSOR);
}

Window::~Window() {
    if (window_) glfwDestroyWindow(window_);
    glfwTerminate();
}

bool Window::open() const { return window_ && !glfwWindowShouldClose(window_); }

void Window::connect(App& app) {
    glfwSetWindowUserPointer(window_, &app);
    glfwSetCursorPosCallback(window_, on_cursor);
    glfwSetCursorEnterCallback(window_, on_enter);
    glfwSetMouseButtonCallback(window_, on_button);
    glfwSetScrollCallback(window_, on_scroll);
    glfwSetKeyCallback(window_, on_key);
    glfwSetCharCallback(window_, on_character);
    glfwSetDropCallback(window_, on_drop);
    glfwSetFramebufferSizeCallback(window_, on_change);
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* window, int) { app_of(window).wake(); });
    glfwSetWindowRefreshCallback(window_, on_refresh);
    // Panels offer to copy only if this is set.
    ImGuiPlatformIO& outside = ImGui::GetPlatformIO();
    outside.Platform_ClipboardUserData = window_;
    outside.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
        glfwSetClipboardString(nullptr, text);
    };
    outside.Platform_GetClipboardTextFn = [](ImGuiContext*) { return glfwGetClipboardString(nullptr); };
}

void Window::measure(App& app) const {
    int width = 0, height = 0;
    float x_scale = 1, y_scale = 1;
    glfwGetFramebufferSize(window_, &width, &height);
    glfwGetWindowContentScale(window_, &x_scale, &y_scale);
    app.surface.density = density_ > 0 ? density_ : std::max(x_scale, 0.5f);
    app.surface.width = float(width) / app.surface.density;
    app.surface.height = float(height) / app.surface.density;
}

// Only if it is another one: X11 answers with an event, which would wake us.
void Window::show_cursor(int imgui_cursor) {
    switch (imgui_cursor) {
        case ImGuiMouseCursor_ResizeEW: return glfwSetCursor(window_, sideways_);
        case ImGuiMouseCursor_ResizeAll:
        case ImGuiMouseCursor_Hand: return glfwSetCursor(window_, hand_);
        default: return glfwSetCursor(window_, nullptr);
    }
}

void Window::title(const std::string& text) {
    if (text == title_) return;
    title_ = text;
    glfwSetWindowTitle(window_, text.c_str());
}

void Window::present() { glfwSwapBuffers(window_); }

void Window::wait(double milliseconds) {
    if (milliseconds < 0)
        glfwWaitEvents();
    else if (milliseconds > 0)
        glfwWaitEventsTimeout(milliseconds / 1000);
    else
        glfwPollEvents();
}

std::string Window::png(const App& app) const {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    const auto pixels = app.pixels(width, height);
    stbi_flip_vertically_on_write(1);
    std::string bytes;
    const auto append = [](void* to, void* from, int size) {
        static_cast<std::string*>(to)->append(static_cast<const char*>(from), size_t(size));
    };
    stbi_write_png_to_func(append, &bytes, width, height, 4, pixels.data(), 4 * width);
    return bytes;
}

std::string Window::clipboard() const {
    const char* text = glfwGetClipboardString(window_);
    return text ? text : "";
}

void Window::set_clipboard(const std::string& text) { glfwSetClipboardString(window_, text.c_str()); }

}  // namespace app
