#pragma once

// Files on the desktop: reads scenarios and recordings, and writes runs and pictures.

#include "app/file_dialog.h"
#include "view/screen.h"

#include <cstddef>
#include <optional>
#include <string>

namespace app {

class App;
class Window;

// Opens a path, or the id of a built-in scenario. On an error, the app shows it and the result
// is false.
bool open_file(App& app, const std::string& path);  // or a recording

// Returns the text of a file, or nothing if it cannot be read or is longer than `max_bytes`.
std::optional<std::string> text_of_file(const std::string& path, size_t max_bytes);

// Carries out what the menu of files and the commands request (App::take_file_wish). A file is written to the path
// that a dialog returns (file_dialog.h) or, without a dialog, into the folder of saved files, where it never replaces
// another file. The app shows where the file is.
class Files {
public:
    // Call this after each frame. Returns true while a dialog is open; then call it again soon.
    bool go_on(App& app, Window& window);

private:
    void answered(App& app, const FileDialog::Answer& answer);
    void carry_out(App& app, Window& window, const view::FileWish& wish);
    void save(App& app, std::string bytes, std::string ending);
    void write(App& app, const std::string& path);

    FileDialog dialog_;
    bool opens_ = false;  // the dialog asks which file to open
    std::string bytes_, name_, ending_;
};

}  // namespace app
