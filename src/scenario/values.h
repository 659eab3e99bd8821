#pragma once

// Converts values to the form of the file and back: laws, sizes, limits.

#include "base/result.h"
#include "scenario/fields.h"
#include "scenario/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace scenario {

// Reads "1MiB", "4 KiB", "512B". Only whole bytes are accepted.
std::optional<int64_t> parse_bytes(std::string_view text);
std::string bytes_text(int64_t bytes);  // "1MiB"

// A law in the form of the file: "20ms" or {"exponential": "20ms"}.
json::Value law_value(const Law& law);
Law law_of(const json::Value& value);  // Requires a value that the reader has accepted.

// Returns the same kind of law with another mean.
Law with_mean(const Law& law, Time mean);

// Returns the value of a struct's member in the form of the file; null for an optional that
// is missing, and for lists and objects.
json::Value value_of(const Field& field, const void* object);

// "1 to 256", "1us to 3600s": the range that a field allows.
std::string range_text(const Field& field);

// The kind of a value: "text", "a number", "a list".
std::string kind_name(const json::Value& value);

// The value as an error quotes it: `4`, `"4"`, shortened if it is long.
std::string quoted(const json::Value& value);
std::string quoted(std::string_view text);

}  // namespace scenario
