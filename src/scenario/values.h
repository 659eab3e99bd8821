#pragma once

// Values as the file writes them, and back: laws, sizes, limits.

#include "base/result.h"
#include "scenario/fields.h"
#include "scenario/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace scenario {

// "1MiB", "4 KiB", "512B"; whole bytes only.
std::optional<int64_t> parse_bytes(std::string_view text);
std::string bytes_text(int64_t bytes);  // "1MiB"

// A law as the file has it: "20ms" or {"exponential": "20ms"}.
json::Value law_value(const Law& law);
Law law_of(const json::Value& value);  // of a value that the reader has taken

// The same kind of law with another mean.
Law with_mean(const Law& law, Time mean);

// What a struct's member holds, as the file would have it; null for what is not
// there (an optional) and for lists and objects.
json::Value value_of(const Field& field, const void* object);

// "1 to 256", "1us to 3600s": what a field allows.
std::string range_text(const Field& field);

// What kind of thing a value is: "text", "a number", "a list".
std::string kind_name(const json::Value& value);

// The value as it would be quoted in an error: `4`, `"4"`, cut when it is long.
std::string quoted(const json::Value& value);
std::string quoted(std::string_view text);

}  // namespace scenario
