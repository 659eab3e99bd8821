#pragma once

// When the tasks of each row of work arrive: one pending arrival a row, the next
// one worked out when it is taken.

#include "scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace model {

class Arrivals {
public:
    explicit Arrivals(const scenario::Scenario& scenario);

    uint32_t rows() const { return uint32_t(next_.size()); }
    int64_t total() const;  // tasks of all rows

    // When the row's next task arrives; nullopt when all have. Never earlier than the last one.
    std::optional<Time> next(uint32_t row) const;

    // Its number in the row; the row moves on.
    uint32_t take(uint32_t row);

private:
    struct Next {
        int64_t index = 0;
        int64_t count = 0;
        Time at;
        std::vector<Time> times;  // ascending; only where the file lists them
    };
    Time gap(uint32_t row, int64_t index) const;  // before task `index`

    const scenario::Scenario& scenario_;
    std::vector<Next> next_;
};

}  // namespace model
