#pragma once

// What must hold for any text, whoever wrote it. A fuzzer gives the texts; a check
// that fails says so and stops the program.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fuzz {

// Reads `text`. If it is a scenario: it is written, read and written again, and comes
// back the same; each of its first variants is run, explained and drawn. False: refused.
bool check_text(std::string_view text);

// Reads `text` as a recording, in pieces of one length and of another: it gives the same. If it is
// one, it is measured, explained, drawn, exported and read again.
bool check_recording(std::string_view text, size_t piece, size_t other_piece);

// Ends the program with the words, and the text if there is one.
[[noreturn]] void fail(std::string_view what, std::string_view text = {});

// JSON is well formed? (Read by our own parser.)
bool is_json(std::string_view text);

// The built-in scenarios, keys, choices and units as a libFuzzer dictionary.
std::string dictionary();

}  // namespace fuzz
