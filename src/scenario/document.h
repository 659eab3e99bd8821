#pragma once

// A scenario file: one scenario and the variants that it is compared with.
//
//     Result<Document> document = scenario::read(text);
//     for (const Variant& v : document->variants) run(v.scenario);
//
// read() is the one strict reader for every untrusted text: file, link, message, editor. It
// accepts at most 256 KiB and 32 levels. It returns the first error with its line, column
// and JSON pointer, and says what would be right.

#include "base/result.h"
#include "scenario/json.h"
#include "scenario/scenario.h"

#include <string>
#include <string_view>
#include <vector>

namespace scenario {

struct Variant {
    std::string title;  // from the file; otherwise made from the strategy
    Scenario scenario;
};

struct Document {
    json::Value source;             // what was read, with x- keys and patches
    std::vector<Variant> variants;  // [0] is the file itself, then its `compare` rows
};

using json::longest_text;
constexpr int deepest = 32;
constexpr size_t max_keys = 5'000;  // in one object: a catalogue of texts has more than 2,000

Result<Document> read(std::string_view text);

// The same for a tree that was edited. Errors have the places of the text that the tree
// came from.
Result<Document> interpret(json::Value source);

// Returns the canonical text: two spaces, keys in the order of the format, x- keys kept.
// read(write(d)) gives the same variants, and writing those gives the same text.
std::string write(const Document& document);

}  // namespace scenario
