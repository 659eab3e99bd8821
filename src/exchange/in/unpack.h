#pragma once

// Recordings that are compressed with gzip (RFC 1952), as many tools write them.
//
// A compressed file is unpacked as a whole, so it needs memory for its content. What it may contain is limited, and a
// file whose content does not have the length and the checksum that it states is refused.

#include "base/result.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace exchange {

constexpr size_t max_packed_bytes = 1'000'000'000, max_unpacked_bytes = 2'000'000'000;

bool is_gzip(std::string_view beginning);

// Returns the content of a file with one gzip member.
Result<std::string> unpacked(std::string_view file);

// Reads the pieces of a file from next(), which returns an empty one at the end, and passes them on; those of a
// compressed file are unpacked. Stops early if feed() returns false.
std::optional<Error> feed_pieces(const std::function<std::string_view()>& next,
                                 const std::function<bool(std::string_view)>& feed);

}  // namespace exchange
