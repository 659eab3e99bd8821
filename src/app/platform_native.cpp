#include "app/platform.h"

#include <GLFW/glfw3.h>

#include <chrono>

namespace app::platform {

double now_ms() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

view::GlAddress gl_address() { return glfwGetProcAddress; }

void set_cursor(ImGuiMouseCursor cursor) {
    GLFWwindow* window = glfwGetCurrentContext();
    static GLFWcursor* const sideways = glfwCreateStandardCursor(GLFW_HRESIZE_CURSOR);
    static GLFWcursor* const hand = glfwCreateStandardCursor(GLFW_HAND_CURSOR);
    switch (cursor) {
        case ImGuiMouseCursor_ResizeEW: return glfwSetCursor(window, sideways);
        case ImGuiMouseCursor_ResizeAll:
        case ImGuiMouseCursor_Hand: return glfwSetCursor(window, hand);
        default: return glfwSetCursor(window, nullptr);
    }
}

}  // namespace app::platform
