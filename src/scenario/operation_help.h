#pragma once

// What each operation of a function does, in a sentence. The reference and the JSON Schema show it; the page does
// not, and is not made larger by it.

#include "scenario/code.h"

#include <string_view>

namespace scenario {

std::string_view help_of(OpKind kind);

}  // namespace scenario
