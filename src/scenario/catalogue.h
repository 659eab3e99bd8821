#pragma once

// The texts in another language: a JSON file with a translation of each English text of the program.
//
//     {
//       "version": 1,
//       "language": "de",                                    a BCP 47 tag
//       "plurals": "one-other",                              a rule of base/say.h
//       "templates": {"{^core} is *idle*.": "{^core} ist *frei*."},
//       "texts": {"Typing while music plays": "Tippen zur Musik"}
//     }
//
// base/say.h says how a template is written. A translation may move, repeat and omit the places of the English
// text, but it must not have others, and it must have as many plural forms as the language needs. Texts are taken
// literally. `tools/words` writes a file with all English texts, to be filled in.

#include "base/result.h"
#include "base/say.h"

#include <string_view>

namespace scenario {

constexpr size_t max_catalogue_bytes = 2 * 1024 * 1024;
constexpr size_t max_translation_bytes = 4'000;

// Returns a sorted catalogue without errors, or the first error with its place.
Result<Catalogue> read_catalogue(std::string_view text);

}  // namespace scenario
