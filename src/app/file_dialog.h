#pragma once

// Asks where to write a file, or which file to open, with a dialog of the desktop: zenity, kdialog or, on macOS,
// osascript, whichever is installed. The dialog is a program of its own: ours continues, and checks for an answer from
// time to time.

#include <optional>
#include <string>
#include <vector>

namespace app {

class FileDialog {
public:
    FileDialog() = default;
    ~FileDialog();
    FileDialog(const FileDialog&) = delete;
    FileDialog& operator=(const FileDialog&) = delete;

    // Both return false if there is no such program, or if a dialog is open already. `suggested` is the path that the
    // dialog shows at first, and `folder` the folder whose files it lists.
    bool ask_where_to_save(const std::string& suggested);
    bool ask_which_to_open(const std::string& folder);
    bool is_open() const { return child_ > 0; }

    enum class What { chosen, cancelled, failed };  // failed: it could not ask, because there is no display
    struct Answer {
        What what;
        std::string path;  // to save: the dialog has asked before it returns a path that exists
    };
    std::optional<Answer> answer();  // returned once

private:
    bool start(std::vector<std::string> words);

    int child_ = 0;
    int pipe_ = -1;
    std::string path_;
};

// Returns the folder for saved files: the downloads, the home folder, or the current one.
std::string save_folder();

}  // namespace app
