#pragma once

// Why a text is not JSON, in words that help to mend it: a comma that is missing, a bracket that is never closed, a
// number or word that JSON does not have.

#include "base/result.h"
#include "scenario/json_scan.h"

#include <string>

namespace scenario::json {

// What the reader had come to when the lexer or the grammar gave up.
struct Stuck {
    bool finished = false;             // the outermost value was complete
    Kind inside = Kind::null;          // object or array: the innermost open bracket; else none is open
    Place opened;                      // where that bracket stands
    Place last_value;                  // of the last value that was complete or opened
    const std::string* key = nullptr;  // read, and its value not yet
};

// Says in words what is wrong there, and where.
Error explain(const Scanner& scanner, const Stuck& stuck);

}  // namespace scenario::json
