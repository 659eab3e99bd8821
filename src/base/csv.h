#pragma once

// A field of a CSV file (RFC 4180).

#include <string>
#include <string_view>

// Quoted where necessary. A text that a spreadsheet would take for a formula is preceded by a '.
std::string csv_field(std::string_view text);
