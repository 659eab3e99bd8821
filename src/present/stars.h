#pragma once

// Texts with *stars* around what is strong, for those that are not yet made by say().

#include "base/say.h"

#include <string_view>

namespace present {

RichText from_stars(std::string_view text);

}  // namespace present
