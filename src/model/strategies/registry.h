#pragma once

// Makes the strategy that a scenario asks for.

#include "model/strategies/strategy.h"

namespace model {

// Requires `threads` to outlive the result.
std::unique_ptr<Strategy> make_strategy(const scenario::Strategy& options, Threads& threads);

}  // namespace model
