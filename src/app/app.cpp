#include "app/app.h"

#include "app/platform.h"
#include "app/screen.h"
#include "app/stage_source.h"
#include "base/say.h"
#include "present/code.h"
#include "session/program.h"
#include "view/paint.h"

#include "imgui_impl_opengl3.h"
#include "imgui_internal.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace app {

namespace {

constexpr int frames_after_event = 3;  // Dear ImGui has settled after these
constexpr double shortest_frame_s = 0.001, longest_frame_s = 0.1;

}  // namespace

App::App() : session(platform::now_ms), gui_(ImGui::CreateContext()) {
    IMGUI_CHECKVERSION();
    make_current();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    fonts_ = view::load_fonts();
    timeline_.attach(nullptr, fonts_);
}

App::~App() {
    make_current();
    if (drawable_) {
        bars_.stop();
        ImGui_ImplOpenGL3_Shutdown();
    }
    ImGui::DestroyContext(gui_);
}

void App::make_current() const { ImGui::SetCurrentContext(gui_); }
ImGuiMouseCursor App::cursor() const { return ImGui::GetMouseCursor(); }

bool App::start_graphics() {
    if (!view::load_gl(gl_, platform::gl_address())) return false;
    if (!ImGui_ImplOpenGL3_Init(view::shader_head)) return false;
    drawable_ = true;
    if (!bars_.start(gl_)) {
        message_ = std::string("The bars cannot be drawn here: ") + bars_.error();
        return false;
    }
    timeline_.attach(&bars_, fonts_);
    return true;
}

// While the context is lost: Dear ImGui recreates its objects in the next frame, and so do we.
void App::graphics_lost() {
    if (!drawable_) return;
    lost_ = true;
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
    bars_.forget();
}

void App::graphics_restored() {
    lost_ = false;
    wake();
}

// One frame --------------------------------------------------------------------------------------

double App::frame(double now_ms) {
    const double seconds = elapsed(now_ms);
    const bool moving = session.tick(seconds);
    look_at_another();
    if (!drawable_ || lost_) return wait(moving);
    begin_frame(seconds);
    if (platform::draws_panels())
        show_interface();
    else
        show_timeline();
    end_frame();
    return wait(moving);
}

// Another scenario is shown from its top.
void App::look_at_another() {
    if (std::exchange(loads_, session.loads()) == session.loads()) return;
    look.scroll_px = 0;
    look.help = look.typing = false;
}

double App::elapsed(double now_ms) {
    const double seconds = last_ms_ < 0 ? 0 : (now_ms - last_ms_) / 1000;
    last_ms_ = now_ms;
    return std::max(seconds, 0.0);
}

void App::begin_frame(double seconds) {
    if (!bars_.ready()) bars_.start(gl_);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {surface.width, surface.height};
    io.DisplayFramebufferScale = {surface.density, surface.density};
    io.DeltaTime = float(std::clamp(seconds, shortest_frame_s, longest_frame_s));
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    view::touch_fonts(fonts_);
}

void App::show_timeline() {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::Begin("timeline", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoSavedSettings);
    timeline_.show(picture(), session.state, look, surface.density, pinch_, touch);
    ImGui::End();
    ImGui::PopStyleVar(2);
}

void App::show_interface() {
    view::Screen screen = screen_of(desk(), panel_maker_.update(session), message_);
    screen.wrong = wrong_;
    screen.recent_files = recent;
    const view::Picture shown = picture();
    SessionStage stage(session, staged_, last_ms_ / 1000);
    view::StageSource* pictures = stage.count() > 0 ? &stage : nullptr;
    carry_out(panels_.show(screen, session.state, look, fonts_, timeline_,
                           {shown, surface.density, pinch_, touch, pictures}));
    if (stage.moving()) wake();
}

void App::end_frame() {
    session.pointed = look.pointed;
    ImGui::Render();
    const ImVec4 background = view::vec(chart::palette_of(look.theme).background);
    gl_.Viewport(0, 0, int(surface.width * surface.density + 0.5f), int(surface.height * surface.density + 0.5f));
    gl_.ClearColor(background.x, background.y, background.z, 1);
    gl_.Clear(view::gl::color_buffer_bit);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    pinch_ = 1;
    if (frames_wanted_ > 0) --frames_wanted_;
}

// Fast clicks are spread over frames, and none may be left over. The help of a control
// appears after a moment without any event.
double App::wait(bool moving) const {
    if (!drawable_ || lost_) return moving ? 0 : -1;
    const ImGuiContext& gui = *ImGui::GetCurrentContext();
    if (moving || frames_wanted_ > 0 || gui.InputEventsQueue.Size > 0) return 0;
    const bool help_is_due = gui.HoverItemDelayId != 0 && gui.HoverItemDelayTimer < gui.Style.HoverDelayNormal;
    return help_is_due ? 60 : -1;
}

void App::wake() { frames_wanted_ = frames_after_event; }

// What is shown and asked for --------------------------------------------------------------------

view::Picture App::picture() const {
    view::Picture picture;
    const auto panes = session.panes();
    for (size_t i = 0; i < panes.size(); ++i) {
        const session::Run& run = *session.runs()[i];
        picture.panes.push_back({panes[i], run.why ? &*run.why : nullptr, uint32_t(i)});
    }
    picture.revision = session.revision();
    picture.limit = session.limit();
    picture.last = session.end();
    picture.page_scrolls = !platform::draws_panels();
    picture.tall_rows = surface.tall_rows;
    picture.fit = surface.fit;
    picture.found = session.found().spans;
    picture.reveals = session.reveals;
    return picture;
}

const present::PanelMaker& App::panels() {
    panel_maker_.update(session);
    return panel_maker_;
}

const chart::Frame& App::layout() {
    look_at_another();
    if (drawable_ && !platform::draws_panels())
        return timeline_.lay_out(picture(), session.state, look, surface.width, surface.height);
    return drawable_ ? timeline_.frame()
                     : timeline_.lay_out(picture(), session.state, look, surface.width, surface.height);
}

void App::carry_out(const std::vector<view::Command>& commands) {
    for (const view::Command& command : commands) {
        using enum view::Command::What;
        Result<session::Nothing> result = session::Nothing{};
        switch (command.what) {
            case run: run_command(desk(), command.id); break;
            case set: result = session.set(command.id, command.value); break;
            case settle: session.settle(); break;
            case rate: session.change_rate(std::atoi(command.id.c_str())); break;
            case strategy: result = session.toggle_strategy(command.id); break;
            case load: result = session.load_builtin(command.id); break;
            case dismiss: message_.clear(); break;
            case line: session::go_to_line(session, size_t(std::max(0, std::atoi(command.id.c_str())))); break;
            case code_line:
                present::go_to_code_line(session, size_t(std::max(0, std::atoi(command.id.c_str()))));
                break;
            case language: present::choose_language(session, command.id); break;
            case file: file_wish_ = command.file; break;
            case printed: session::go_to_printed(session, size_t(std::max(0, std::atoi(command.id.c_str())))); break;
        }
        if (!result) fail(result.error().message);
        else if (command.what != run && command.what != settle) message_.clear();
        wake();
    }
}

bool App::key(std::string_view code, unsigned modifiers) {
    if (code == "Escape" && platform::draws_panels() && ImGui::GetCurrentContext()->OpenPopupStack.Size > 0) {
        ImGui::ClosePopupToLevel(0, false);
        wake();
        return true;
    }
    if (platform::draws_panels() && (modifiers & ~unsigned(session::meta)) == session::control) {
        using enum view::FileWish::What;
        const auto wish = code == "KeyO" ? std::optional(open) : code == "KeyC" ? std::optional(copy)
                        : code == "KeyV" ? std::optional(paste) : std::nullopt;
        if (wish) {
            file_wish_ = view::FileWish{*wish, {}};
            wake();
            return true;
        }
    }
    const bool typing = platform::draws_panels() && session.state.find && look.typing;
    if (typing && code == "Backspace") {
        std::string& text = *session.state.find;
        // The remaining bytes of a character in UTF-8.
        while (!text.empty() && (text.back() & 0xC0) == 0x80) text.pop_back();
        if (!text.empty()) text.pop_back();
        wake();
        return true;
    }
    const auto command = command_of_key(code, modifiers);
    const bool alone = !(modifiers & (session::control | session::meta));
    if (typing && command && !(command->surfaces & session::while_typing) && alone) return false;
    if (!command || !command->enabled(desk())) return false;
    command->act(desk());
    opened_box_ = command->id == "find" && look.typing;
    wake();
    return true;
}

void App::type(uint32_t character) {
    if (std::exchange(opened_box_, false) || !session.state.find || !look.typing || character < 32 ||
        session.state.find->size() > 200)
        return;
    char bytes[5] = {};
    ImTextCharToUtf8(bytes, character);
    *session.state.find += bytes;
    wake();
}

void App::pinch(float factor) {
    pinch_ *= factor;
    wake();
}

bool App::drop(const std::string& name, std::string_view text) {
    const auto result = session.load(text);
    if (!result) return fail(error_text(name, result.error()));
    message_.clear();
    wake();
    return true;
}

void App::show_recording(exchange::Recorded recorded) {
    session.open_recording(std::move(recorded));
    message_.clear();
    wake();
}

bool App::fail(std::string message) {
    tell(std::move(message));
    wrong_ = true;
    return false;
}

void App::tell(std::string message) {
    message_ = std::move(message);
    wrong_ = false;
    wake();
}

std::string App::title() const {
    return session.runs().empty() ? "Interleave" : say_plain("{title} – Interleave", {{"title", session.title()}});
}

std::vector<uint8_t> App::pixels(int width, int height) const {
    std::vector<uint8_t> pixels(4 * size_t(width) * size_t(height));
    gl_.ReadPixels(0, 0, width, height, view::gl::rgba, view::gl::unsigned_byte, pixels.data());
    return pixels;
}

}  // namespace app
