#pragma once

// Makes the strategy that a scenario asks for.

#include "model/strategies/strategy.h"

namespace model {

// `threads` must outlive the result.
std::unique_ptr<Strategy> make_strategy(const scenario::Strategy& options, Threads& threads);

}  // namespace model
