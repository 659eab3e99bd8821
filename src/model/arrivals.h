#pragma once

// When the tasks of each row of work arrive. An open row has one arrival pending at a time;
// a closed row (users) has as many as users are thinking.

#include "model/lengths.h"

#include <cassert>
#include <cstdint>
#include <optional>
#include <vector>

namespace model {

class Arrivals {
public:
    explicit Arrivals(const scenario::Scenario& scenario);

    uint32_t rows() const { return uint32_t(next_.size()); }
    int64_t total() const;  // the number of tasks of all rows with a count

    // Returns when the next task of an open row arrives; none if all have arrived. Never earlier than the one before.
    MaybeTime next(uint32_t row) const {
        const Next& next = next_[row];
        return next.index == next.count || next.at >= next.until ? MaybeTime{} : next.at;
    }

    // Returns the time at which a user of a closed row sends the next task, after finishing `round` tasks at `now`;
    // nullopt if the user sends no more.
    std::optional<Time> after_thinking(uint32_t row, int64_t user, int64_t round, Time now) const;

    // A task of the row arrives: returns its number in the row, and advances the row.
    [[gnu::always_inline]] uint32_t take(uint32_t row) {
        Next& next = next_[row];
        assert(next.index < next.count);
        const int64_t index = next.index++;
        if (next.rate > 0)
            next.at += next.ahead.of(uint32_t(next.index), next.gaps, 1e9, next.rate);  // exponential_gap()
        else if (next.index < next.count) move_on(row);
        return uint32_t(index);
    }

    // Has a closed row reached its count? (Users that are still thinking then send nothing more.)
    bool exhausted(uint32_t row) const { return next_[row].index == next_[row].count; }

private:
    struct Next {
        sim::Draws gaps;
        int64_t index = 0;
        int64_t count = 0;
        Time at;
        Time until = longest_time + nsec(1);  // nothing arrives at or after it
        double rate = 0;
        Ahead ahead;
        std::vector<Time> times;  // ascending; empty unless the file lists them
    };
    void move_on(uint32_t row);  // Requires a row without a rate.

    const scenario::Scenario& scenario_;
    std::vector<Next> next_;
};

}  // namespace model
