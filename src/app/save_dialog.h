#pragma once

// Asks where to write a file, with a dialog of the desktop: zenity, kdialog or, on macOS, osascript, whichever is
// installed. The dialog is a program of its own: ours continues, and checks for an answer from time to time.

#include <optional>
#include <string>

namespace app {

class SaveDialog {
public:
    SaveDialog() = default;
    ~SaveDialog();
    SaveDialog(const SaveDialog&) = delete;
    SaveDialog& operator=(const SaveDialog&) = delete;

    // Returns false if there is no such program. `suggested` is the path that the dialog shows at first.
    bool open(const std::string& suggested);
    bool is_open() const { return child_ > 0; }

    enum class What { chosen, cancelled, failed };  // failed: it could not ask, because there is no display
    struct Answer {
        What what;
        std::string path;  // the dialog has asked before it returns a path that exists
    };
    std::optional<Answer> answer();  // returned once

private:
    int child_ = 0;
    int pipe_ = -1;
    std::string path_;
};

// Returns the folder for saved files: the downloads, the home folder, or the current one.
std::string save_folder();

}  // namespace app
