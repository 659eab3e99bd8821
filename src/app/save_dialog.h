#pragma once

// Where to write a file, asked by a dialog of the desktop: zenity, kdialog or, on macOS, osascript, whichever is
// installed. It is a program of its own: ours goes on, and looks now and then whether there is an answer.

#include <optional>
#include <string>

namespace app {

class SaveDialog {
public:
    SaveDialog() = default;
    ~SaveDialog();
    SaveDialog(const SaveDialog&) = delete;
    SaveDialog& operator=(const SaveDialog&) = delete;

    // False: there is no such program. `suggested` is the path that stands in it at first.
    bool open(const std::string& suggested);
    bool is_open() const { return child_ > 0; }

    enum class What { chosen, cancelled, failed };  // failed: it could not ask, for want of a display
    struct Answer {
        What what;
        std::string path;  // it has asked before it gives one that exists
    };
    std::optional<Answer> answer();  // once

private:
    int child_ = 0;
    int pipe_ = -1;
    std::string path_;
};

// The folder for what people save: their downloads, their home, or the current one.
std::string save_folder();

}  // namespace app
