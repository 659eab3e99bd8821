#pragma once

#include "model/loop/meter.h"

#include <cstdint>

namespace model::loop {

// How much a loop may do before the engine checks whether the run is within its budgets. This is limited in operations
// and choices, each of which takes a few dozen nanoseconds of real time, and in memory, because a single operation can
// create thousands of objects.
class Allowance {
public:
    explicit Allowance(const Meter& meter) : meter_(meter), most_(meter.bytes() + bytes) {}

    // Returns false when it is used up.
    bool take() { return ++taken_ <= size && meter_.bytes() <= most_; }

    static constexpr uint64_t size = 256;
    static constexpr uint64_t bytes = 1 << 18;

private:
    const Meter& meter_;
    const uint64_t most_;
    uint64_t taken_ = 0;
};

}  // namespace model::loop
