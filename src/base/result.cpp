#include "base/result.h"

std::string error_text(const std::string& file, const Error& error) {
    std::string text = file;
    if (error.line > 0) text += ":" + std::to_string(error.line) + ":" + std::to_string(error.column);
    text += text.empty() ? error.message : ": " + error.message;
    if (!error.pointer.empty()) text += " (" + error.pointer + ")";
    return text;
}
