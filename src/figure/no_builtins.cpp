// A figure has no built-in scenarios: the page passes their texts. This object takes the place of those that the lab
// and the command line contain.

#include "scenario/builtin_files.h"

namespace scenario {

std::span<const Embedded> builtin_files() { return {}; }

}  // namespace scenario
