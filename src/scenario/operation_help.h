#pragma once

// What each operation of a function does, in a sentence. The reference and the JSON Schema show these texts; the
// page does not, so they do not make it larger.

#include "scenario/code.h"

#include <string_view>

namespace scenario {

std::string_view help_of(OpKind kind);

}  // namespace scenario
