#pragma once

// Carries out requests (quickjs/protocol.h), and holds all open programs.

#include "quickjs/protocol.h"

namespace quickjs {

Bytes answer_to(const uint8_t* request, size_t size);

}  // namespace quickjs
