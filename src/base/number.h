#pragma once

// Numbers as text and back, the same on every platform and in every locale (base/decimal.h).

#include <cstdint>
#include <string>
#include <string_view>
#include <optional>

// The shortest decimal text that reads back as the same double: "0.1", "2", "1e-09".
std::string number_text(double value);

// With at most `digits` after the point and no trailing zeros: "0.32".
std::string rounded_text(double value, int digits);

// "12,345" for people.
std::string grouped_text(int64_t value);

// Parses all of `text`; returns nullopt if it is not a number. The result is always finite.
std::optional<double> parse_number(std::string_view text);
std::optional<int64_t> parse_integer(std::string_view text);
