#include "app/file_dialog.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <vector>

extern char** environ;

namespace app {

namespace {

bool is_folder(const std::string& path) {
    struct stat what;
    return stat(path.c_str(), &what) == 0 && S_ISDIR(what.st_mode);
}

bool on_path(const std::string& program) {
    const char* path = std::getenv("PATH");
    for (std::string_view rest = path ? path : ""; !rest.empty();) {
        const size_t colon = rest.find(':');
        if (access((std::string(rest.substr(0, colon)) + '/' + program).c_str(), X_OK) == 0) return true;
        rest.remove_prefix(colon == rest.npos ? rest.size() : colon + 1);
    }
    return false;
}

// No shell reads these: names may contain any characters.
std::vector<std::string> words_to_save(const std::string& suggested) {
    const size_t slash = suggested.rfind('/');
    if (on_path("zenity"))
        return {"zenity",
                "--file-selection",
                "--save",
                "--confirm-overwrite",
                "--title=Export as",
                "--filename=" + suggested};
    if (on_path("kdialog")) return {"kdialog", "--title", "Export as", "--getsavefilename", suggested};
    if (on_path("osascript"))
        return {"osascript",
                "-e",
                "on run {folder_path, file_name}",
                "-e",
                "POSIX path of (choose file name with prompt \"Export as\" default name file_name default location "
                "(POSIX file folder_path))",
                "-e",
                "end run",
                suggested.substr(0, slash),
                suggested.substr(slash + 1)};
    return {};
}

std::vector<std::string> words_to_open(const std::string& folder) {
    if (on_path("zenity")) return {"zenity", "--file-selection", "--title=Open", "--filename=" + folder + '/'};
    if (on_path("kdialog")) return {"kdialog", "--title", "Open", "--getopenfilename", folder};
    if (on_path("osascript"))
        return {"osascript",
                "-e",
                "on run {folder_path}",
                "-e",
                "POSIX path of (choose file with prompt \"Open\" default location (POSIX file folder_path))",
                "-e",
                "end run",
                folder};
    return {};
}

}  // namespace

FileDialog::~FileDialog() {
    if (child_ <= 0) return;
    kill(child_, SIGTERM);
    waitpid(child_, nullptr, 0);
    close(pipe_);
}

bool FileDialog::ask_where_to_save(const std::string& suggested) { return start(words_to_save(suggested)); }
bool FileDialog::ask_which_to_open(const std::string& folder) { return start(words_to_open(folder)); }

bool FileDialog::start(std::vector<std::string> words) {
    int ends[2];
    if (is_open() || words.empty() || pipe(ends) != 0) return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    pid_t child = 0;
    const bool started = posix_spawnp(&child, pointers[0], &actions, nullptr, pointers.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (!started) {
        close(ends[0]);
        return false;
    }
    child_ = child;
    pipe_ = ends[0];
    path_.clear();
    return true;
}

std::optional<FileDialog::Answer> FileDialog::answer() {
    if (!is_open()) return {};
    char bytes[4096];
    ssize_t size;
    while ((size = read(pipe_, bytes, sizeof bytes)) > 0) path_.append(bytes, size_t(size));
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    int status = 0;
    waitpid(child_, &status, 0);  // it has closed its output, so it ends soon
    close(pipe_);
    child_ = 0;
    while (!path_.empty() && path_.back() == '\n') path_.pop_back();
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 255;
    if (code == 0 && !path_.empty()) return Answer{What::chosen, path_};
    return Answer{code <= 1 ? What::cancelled : What::failed, {}};
}

std::string save_folder() {
    const char* home = std::getenv("HOME");
    if (home && is_folder(std::string(home) + "/Downloads")) return std::string(home) + "/Downloads";
    if (home && is_folder(home)) return home;
    char here[4096];
    return getcwd(here, sizeof here) ? here : ".";
}

}  // namespace app
