#pragma once

// Files on the desktop: scenarios and recordings in, runs out.

#include "app/save_dialog.h"

#include <cstddef>
#include <optional>
#include <string>

namespace app {

class App;

// A path, or the id of a built-in scenario. What is wrong is shown by the app;
// false then.
bool open_file(App& app, const std::string& path);  // a recording, too

// Returns the text of a file, or nothing when it cannot be read or is longer than `max_bytes`.
std::optional<std::string> text_of_file(const std::string& path, size_t max_bytes);

// Writes what commands ask for: where a dialog says (save_dialog.h), or, without one, into the folder of what is
// saved, never over another file. The app says where it is.
class Exports {
public:
    // To be called after each frame. True while a dialog is open: then call it again soon.
    bool go_on(App& app);

private:
    void write(App& app, const std::string& path);

    SaveDialog dialog_;
    std::string text_, name_, ending_;
};

}  // namespace app
