#pragma once

// A field of a CSV file (RFC 4180).

#include <string>
#include <string_view>

// Quoted where necessary. What a spreadsheet would take for a formula gets a ' in front.
std::string csv_field(std::string_view text);
