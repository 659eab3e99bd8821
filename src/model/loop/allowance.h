#pragma once

#include <cstdint>

namespace model::loop {

// How much a loop may do before the engine checks whether the run is within its budgets. It is counted
// in operations and choices, each of which takes a few dozen nanoseconds of real time.
class Allowance {
public:
    // Returns false when it is used up.
    bool take() { return ++taken_ <= size; }

    static constexpr uint64_t size = 256;

private:
    uint64_t taken_ = 0;
};

}  // namespace model::loop
