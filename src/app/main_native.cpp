// The desktop program.
//
//     interleave [SCENARIO] [--theme dark|light] [--size WxH] [--density D]
//                [--at TIME] [--do COMMAND] [--screenshot FILE.png] [--words FILE] | --help | --version
//
// SCENARIO is a file, the id of a built-in scenario, or the file of a recording. With --screenshot it draws one
// picture into the file and exits. --do runs a command of app/calls/commands.h first. --words reads a catalogue
// (scenario/catalogue.h) and shows everything in its language.

#include "app/app.h"
#include "app/files.h"
#include "app/platform.h"
#include "app/recent_files.h"
#include "app/window.h"
#include "base/number.h"
#include "base/written_file.h"
#include "model/simulation.h"
#include "scenario/catalogue.h"

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr const char* usage =
    "interleave [SCENARIO] [--theme dark|light] [--size WxH] [--density D] [--at TIME] [--do COMMAND] [--screenshot "
    "FILE.png] [--words FILE]\n";
constexpr const char* manual =
    "\n"
    "  SCENARIO            a file, the id of a built-in scenario, or the recording of a real program\n"
    "  --theme dark|light  the colours\n"
    "  --size WxH          the size of the window, such as 1440x900\n"
    "  --density D         device pixels per pixel, 0.5 to 4\n"
    "  --at TIME           where the playhead is, such as 21.4ms\n"
    "  --do COMMAND        runs a command first, such as play; it may be given several times\n"
    "  --screenshot FILE   draws one picture into the file, and exits\n"
    "  --words FILE        shows everything in the language of a catalogue, such as web/words/de.json\n"
    "  --version           prints the version of the engine\n";
constexpr const char* first_scenario = "waiting-on-the-database";

struct Wishes {
    std::string scenario = first_scenario;
    app::Window::Wish window;
    std::optional<Time> at;
    std::vector<std::string> commands;  // rows of app/calls/commands.cpp
    std::string screenshot;
    std::string words;
    chart::Theme theme = chart::Theme::dark;
};

bool read_size(std::string_view text, app::Window::Wish& wish) {
    const size_t x = text.find('x');
    if (x == text.npos) return false;
    const auto width = parse_integer(text.substr(0, x)), height = parse_integer(text.substr(x + 1));
    if (!width || !height || *width < 200 || *height < 200 || *width > 16'000 || *height > 16'000) return false;
    wish.width = int(*width);
    wish.height = int(*height);
    return true;
}

bool read_option(std::string_view name, std::string_view value, Wishes& wishes) {
    if (name == "--theme") {
        wishes.theme = value == "light" ? chart::Theme::light : chart::Theme::dark;
        return value == "light" || value == "dark";
    }
    if (name == "--size") return read_size(value, wishes.window);
    if (name == "--density") {
        const auto density = parse_number(value);
        if (!density || *density < 0.5 || *density > 4) return false;
        wishes.window.density = float(*density);
        return true;
    }
    if (name == "--at") {
        wishes.at = parse_time(value);
        return wishes.at.has_value();
    }
    if (name == "--do") {
        wishes.commands.emplace_back(value);
        return app::find_command(value).has_value();
    }
    if (name == "--screenshot") {
        wishes.screenshot = value;
        return !value.empty();
    }
    if (name == "--words") {
        wishes.words = value;
        return !value.empty();
    }
    return false;
}

std::optional<Wishes> read_arguments(int count, char** texts) {
    Wishes wishes;
    for (int i = 1; i < count; ++i) {
        const std::string_view text = texts[i];
        if (!text.starts_with("--")) {
            wishes.scenario = text;
        } else if (i + 1 == count || !read_option(text, texts[i + 1], wishes)) {
            return std::nullopt;
        } else {
            ++i;
        }
    }
    return wishes;
}

// Returns false after it has said what is wrong with the file.
bool take_catalogue(const std::string& path) {
    const auto text = app::text_of_file(path, scenario::max_catalogue_bytes);
    if (!text) {
        std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
        return false;
    }
    auto catalogue = scenario::read_catalogue(*text);
    if (!catalogue) {
        std::fprintf(stderr, "%s\n", error_text(path, catalogue.error()).c_str());
        return false;
    }
    set_catalogue(std::move(*catalogue));
    return true;
}

int take_screenshot(app::App& app, app::Window& window, const std::string& path) {
    for (double now_ms = 0; app.frame(now_ms) == 0 && now_ms < 60'000; now_ms += 16) window.present();
    if (const std::string png = window.png(app); png.empty() || !write_whole_file(path, png)) {
        std::fprintf(stderr, "interleave: can't write %s\n", path.c_str());
        return 1;
    }
    return 0;
}

}  // namespace

int main(int count, char** texts) {
    const std::string_view first = count > 1 ? texts[1] : "";
    if (first == "--help" || first == "-h") {
        std::fputs(usage, stdout);
        std::fputs(manual, stdout);
        return 0;
    }
    if (first == "--version") {
        std::printf("interleave %s, engine %d\n", INTERLEAVE_VERSION, int(model::engine_version));
        return 0;
    }
    const auto wishes = read_arguments(count, texts);
    if (!wishes) {
        std::fputs(usage, stderr);
        return 2;
    }
    if (!wishes->words.empty() && !take_catalogue(wishes->words)) return 1;
    app::Window::Wish wish = wishes->window;
    wish.visible = wishes->screenshot.empty();
    if (!wish.visible && wish.density == 0) wish.density = 1;
    app::Window window(wish);
    if (!window.open()) return 1;

    app::App app;
    app.session.budget = {};  // a desktop has more memory than a page
    if (!app.start_graphics()) {
        std::fputs("interleave: OpenGL 3.3 is needed\n", stderr);
        return 1;
    }
    window.connect(app);
    app.look.theme = wishes->theme;
    if (!open_file(app, wishes->scenario) && app.session.runs().empty()) {
        const std::string message = app.message();
        std::fprintf(stderr, "%s\n", message.c_str());
        if (!wishes->screenshot.empty()) return 1;
        open_file(app, first_scenario);
        app.fail(message);
    }
    window.measure(app);
    if (wishes->at) app.session.seek(*wishes->at);
    for (const std::string& command : wishes->commands) app::run_command(app.desk(), command);
    if (!wishes->screenshot.empty()) return take_screenshot(app, window, wishes->screenshot);

    app.recent = app::recent_files();
    app::Files files;
    for (double wait_ms = 0; window.open(); window.wait(wait_ms)) {
        if (wait_ms < 0 && !app.awake()) continue;  // an event that changes nothing
        window.measure(app);
        wait_ms = app.frame(app::platform::now_ms());
        if (files.go_on(app, window) && (wait_ms < 0 || wait_ms > 100)) wait_ms = 100;
        window.show_cursor(app.cursor());
        window.present();
        window.title(app.title());
    }
    return 0;
}
