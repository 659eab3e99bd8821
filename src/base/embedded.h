#pragma once

// A file that is embedded in the program: see interleave_embed in tools/interleave.cmake.
// `bytes` is followed by a zero byte, which is not part of it.

#include <string_view>

struct Embedded {
    std::string_view name;   // "service.json", without its folder
    std::string_view bytes;
};
