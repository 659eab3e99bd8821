#include "base/csv.h"

#include "base/utf8.h"

std::string csv_field(std::string_view text) {
    std::string field = valid_utf8(text);
    if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) field.insert(0, "'");
    if (field.find_first_of(",\"\n\r") == std::string::npos) return field;
    std::string quoted = "\"";
    for (char c : field) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}
