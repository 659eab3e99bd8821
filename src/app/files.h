#pragma once

// Files on the desktop: reads scenarios and recordings, and writes runs.

#include "app/save_dialog.h"

#include <cstddef>
#include <optional>
#include <string>

namespace app {

class App;

// Opens a path, or the id of a built-in scenario. On an error, the app shows it and the result
// is false.
bool open_file(App& app, const std::string& path);  // or a recording

// Returns the text of a file, or nothing if it cannot be read or is longer than `max_bytes`.
std::optional<std::string> text_of_file(const std::string& path, size_t max_bytes);

// Writes what commands ask for: to the path that a dialog returns (save_dialog.h) or, without one, into the folder of
// saved files, never over another file. The app shows where it is.
class Exports {
public:
    // Call this after each frame. Returns true while a dialog is open; then call it again soon.
    bool go_on(App& app);

private:
    void write(App& app, const std::string& path);

    SaveDialog dialog_;
    std::string text_, name_, ending_;
};

}  // namespace app
