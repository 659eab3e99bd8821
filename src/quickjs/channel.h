#pragma once

// The channel to the language. Natively the language is linked with the program (engine/near.cpp). On the web it is a
// separate module, which the page loads when the first scenario with a program is opened (far.cpp).

#include "quickjs/protocol.h"

namespace quickjs {

enum class Reached : uint8_t {
    yes,
    needed,  // the page must load the module first
    lost,    // the module has crashed; it is replaced, and the programs in it are lost
};

// Sends a request (an Op and its arguments), and receives the answer.
Reached ask(const Bytes& request, Answer& answer);

}  // namespace quickjs
