#include "app/files.h"

#include "app/app.h"
#include "app/recent_files.h"
#include "app/window.h"
#include "base/say.h"
#include "base/written_file.h"
#include "exchange/in/read.h"
#include "exchange/in/unpack.h"
#include "present/picture.h"
#include "scenario/document.h"
#include "session/builtins.h"

#include <cstdio>
#include <memory>

namespace app {

namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

constexpr size_t piece = 1 << 20;

bool open_recording(App& app, const std::string& path, std::FILE* file) {
    exchange::Reader reader;
    std::string bytes(piece, '\0');
    const auto next = [&] { return std::string_view(bytes).substr(0, std::fread(bytes.data(), 1, piece, file)); };
    const auto error = exchange::feed_pieces(next, [&](std::string_view part) { return reader.feed(part); });
    if (error) return app.fail(error_text(path, *error));
    auto recorded = std::move(reader).finish(path.substr(path.find_last_of("/\\") + 1));
    if (!recorded) return app.fail(error_text(path, recorded.error()));
    app.show_recording(std::move(*recorded));
    return true;
}

// "A web service, again" -> "a-web-service-again"
std::string file_name(std::string_view title) {
    std::string name;
    for (char c : title) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter) name += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
        else if (!name.empty() && name.back() != '-') name += '-';
    }
    while (!name.empty() && name.back() == '-') name.pop_back();
    return name.empty() ? "interleave" : name.substr(0, 60);
}

// Returns a path that does not exist yet, with a number if necessary, or an empty string if there is none.
std::string free_path(const std::string& name, const std::string& ending) {
    for (int n = 1; n < 1000; ++n) {
        const std::string path = name + (n == 1 ? "" : "-" + std::to_string(n)) + ending;
        if (!File(std::fopen(path.c_str(), "rb"))) return path;
    }
    return {};
}

}  // namespace

bool open_file(App& app, const std::string& path) {
    for (const session::Builtin& builtin : session::builtins())
        if (builtin.id == path) return app.drop(builtin.id, builtin.text);

    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) return app.fail(say_plain("{file} can't be opened", {{"file", path}}));
    std::string text(scenario::longest_text + 1, '\0');  // one more byte, so that the reader says that it is too long
    text.resize(std::fread(text.data(), 1, text.size(), file.get()));
    bool opened = false;
    if (exchange::looks_like_recording(text, text.size())) {
        std::rewind(file.get());
        opened = open_recording(app, path, file.get());
    } else {
        opened = app.drop(path, text);
    }
    if (opened) app.recent = remember_file(path);
    return opened;
}

std::optional<std::string> text_of_file(const std::string& path, size_t max_bytes) {
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) return std::nullopt;
    std::string text(max_bytes + 1, '\0');  // one more byte, to see whether it is too long
    text.resize(std::fread(text.data(), 1, text.size(), file.get()));
    if (text.size() > max_bytes) return std::nullopt;
    return text;
}

bool Files::go_on(App& app, Window& window) {
    if (const auto answer = dialog_.answer()) answered(app, *answer);
    if (const auto format = app.session.take_export(); format && !dialog_.is_open())
        save(app, app.session.exported(*format),
             std::string(exchange::formats()[size_t(*format)].ending));
    if (const auto wish = app.take_file_wish(); wish && !dialog_.is_open()) carry_out(app, window, *wish);
    return dialog_.is_open();
}

void Files::answered(App& app, const FileDialog::Answer& answer) {
    using What = FileDialog::What;
    if (!opens_) {
        if (answer.what == What::chosen) write(app, answer.path);
        if (answer.what == What::failed) write(app, free_path(name_, ending_));
        return;
    }
    if (answer.what == What::chosen) open_file(app, answer.path);
    if (answer.what == What::failed) app.tell(say_plain("Drop a file onto the window to open it."));
}

void Files::carry_out(App& app, Window& window, const view::FileWish& wish) {
    using enum view::FileWish::What;
    switch (wish.what) {
        case open:
            opens_ = dialog_.ask_which_to_open(save_folder());
            if (!opens_) app.tell(say_plain("Drop a file onto the window to open it."));
            break;
        case recent: open_file(app, wish.path); break;
        case copy:
            window.set_clipboard(scenario::write(app.session.document()));
            app.tell(say_plain("The scenario is on the clipboard, as text."));
            break;
        case paste: app.drop(say_plain("the clipboard"), window.clipboard()); break;
        case save_svg: save(app, present::picture_of(app.session, {.legend = true}), ".svg"); break;
        case save_png: save(app, window.png(app), ".png"); break;
    }
}

void Files::save(App& app, std::string bytes, std::string ending) {
    bytes_ = std::move(bytes);
    name_ = save_folder() + '/' + file_name(app.session.title());
    ending_ = std::move(ending);
    opens_ = false;
    if (!dialog_.ask_where_to_save(name_ + ending_)) write(app, free_path(name_, ending_));
}

void Files::write(App& app, const std::string& path) {
    const bool written = !path.empty() && write_whole_file(path, bytes_);
    if (written) app.tell(say_plain("Wrote {file}", {{"file", path}}));
    else app.fail(say_plain("{file} can't be written", {{"file", path.empty() ? name_ + ending_ : path}}));
    bytes_ = {};
}

}  // namespace app
