#pragma once

// The way to the language. Natively it is linked with the program (engine/near.cpp). On the web it is a
// module of its own, which the page loads when the first scenario with a program is opened (far.cpp).

#include "quickjs/protocol.h"

namespace quickjs {

enum class Reached : uint8_t {
    yes,
    needed,  // the page must load the module first
    lost,    // the module has broken down; it is replaced, and programs that were in it are gone
};

// Sends a request (an Op and what belongs to it), and receives the answer.
Reached ask(const Bytes& request, Answer& answer);

}  // namespace quickjs
