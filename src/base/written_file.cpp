#include "base/written_file.h"

#include <cstdio>
#include <filesystem>
#include <system_error>

namespace {

bool write_all(const std::string& path, std::string_view text) {
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    if (!file) return false;
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
    return std::fclose(file) == 0 && written;
}

}  // namespace

bool write_whole_file(const std::string& path, std::string_view text) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    const bool exists = fs::exists(status);
    if (exists && !fs::is_regular_file(status)) return write_all(path, text);
    // Replace the file that a symbolic link points to, not the link.
    const fs::path target = exists ? fs::canonical(path, error) : fs::path(path);
    if (exists && error) return write_all(path, text);
    const std::string beside = target.string() + ".part";
    if (!write_all(beside, text)) {
        fs::remove(beside, error);
        return false;
    }
    if (exists) fs::permissions(beside, status.permissions(), error);
    fs::rename(beside, target, error);
    if (!error) return true;
    fs::remove(beside, error);
    return false;
}
