#pragma once

// Carries out requests (quickjs/protocol.h), and holds all open programs.

#include "quickjs/protocol.h"

namespace quickjs {

Bytes answer_to(const uint8_t* request, size_t size);

// What the open programs use. Both are zero when all of them have been closed.
struct InUse {
    size_t programs = 0;
    uint64_t bytes = 0;  // of memory that QuickJS has allocated
};
InUse in_use();

}  // namespace quickjs
