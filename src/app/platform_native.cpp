#include "app/platform.h"

#include <GLFW/glfw3.h>

#include <chrono>

namespace app::platform {

double now_ms() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

view::GlAddress gl_address() { return glfwGetProcAddress; }
bool draws_panels() { return true; }

}  // namespace app::platform
