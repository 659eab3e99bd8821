#pragma once

// Explains why a text is not JSON, in words that help to correct it: a missing comma, a bracket that is never closed,
// a number or word that JSON does not have.

#include "base/result.h"
#include "scenario/json_scan.h"

#include <string>

namespace scenario::json {

// The state of the reader at the moment when the lexer or the grammar gave up.
struct Stuck {
    bool finished = false;             // the outermost value is complete
    Kind inside = Kind::null;          // object or array: the innermost open bracket; null: none is open
    Place opened;                      // the place of that bracket
    Place last_value;                  // the place of the last value that was completed or opened
    const std::string* key = nullptr;  // a key that was read and whose value was not; or null
};

// Describes the error and its place.
Error explain(const Scanner& scanner, const Stuck& stuck);

}  // namespace scenario::json
