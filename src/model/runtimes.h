#pragma once

// The runtimes that event loops may have: each combines phases with a language.
//
//     runtime   phases                  language
//     node      loop/phases/node.h      loop/language/javascript.h, or source.h for a program as text
//     browser   loop/phases/browser.h   likewise
//     asyncio   loop/phases/asyncio.h   loop/language/python.h

#include "model/loop/loop.h"
#include "scenario/scenario.h"

#include <memory>

namespace model {

// Requires a runtime other than plain. `costly`: a callback has a cost (loop::Next::callback).
std::unique_ptr<loop::Loop> make_loop(const scenario::Scenario& scenario, loop::Host& host, bool costly);

}  // namespace model
