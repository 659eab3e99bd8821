#pragma once

// A field of a CSV file (RFC 4180).

#include <string>
#include <string_view>

// Quoted where it must be. What would be a formula for a spreadsheet gets a ' in front.
std::string csv_field(std::string_view text);
