#pragma once

// A file that is embedded in the program: see interleave_embed in
// tools/interleave.cmake. A zero byte follows `bytes`, outside of it.

#include <string_view>

struct Embedded {
    std::string_view name;   // "service.json", without folders
    std::string_view bytes;
};
