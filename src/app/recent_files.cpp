#include "app/recent_files.h"

#include "base/written_file.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace app {

namespace {

std::filesystem::path list_path() {
    const char* state = std::getenv("XDG_STATE_HOME");
    if (state && *state == '/') return std::filesystem::path(state) / "interleave" / "recent";
    const char* home = std::getenv("HOME");
    if (!home || *home != '/') return {};
    return std::filesystem::path(home) / ".local" / "state" / "interleave" / "recent";
}

}  // namespace

std::vector<std::string> recent_files() {
    std::vector<std::string> files;
    std::ifstream list(list_path());
    for (std::string line; files.size() < max_recent_files && std::getline(list, line);)
        if (!line.empty() && line[0] == '/') files.push_back(line);
    return files;
}

std::vector<std::string> remember_file(const std::string& path) {
    std::vector<std::string> files = recent_files();
    std::error_code error;
    const std::string whole = std::filesystem::absolute(path, error).string();
    if (error || whole.find('\n') != whole.npos) return files;
    std::erase(files, whole);
    files.insert(files.begin(), whole);
    files.resize(std::min(files.size(), max_recent_files));
    const std::filesystem::path list = list_path();
    if (list.empty()) return files;
    std::filesystem::create_directories(list.parent_path(), error);
    std::string text;
    for (const std::string& file : files) text += file + '\n';
    if (!error) (void)write_whole_file(list.string(), text);
    return files;
}

}  // namespace app
