#pragma once

// What must hold for any text from anywhere. A fuzzer provides the texts; a check that
// fails prints why and ends the program.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fuzz {

// Reads `text`. If it is a scenario, it is written, read and written again, which must give the same
// text; its first variants are run, explained and drawn. Returns false if it is rejected.
bool check_text(std::string_view text);

// Reads `text` as a recording, in pieces of one length and of another, which must give the same
// result. If it is a recording, it is measured, explained, drawn, exported and read again.
bool check_recording(std::string_view text, size_t piece, size_t other_piece);

// Ends the program with the message, and with the text if there is one.
[[noreturn]] void fail(std::string_view what, std::string_view text = {});

// Is the text well-formed JSON? (Checked with our own parser.)
bool is_json(std::string_view text);

// Returns the built-in scenarios, keys, choices and units as a dictionary for libFuzzer.
std::string dictionary();

}  // namespace fuzz
