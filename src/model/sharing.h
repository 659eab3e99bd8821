#pragma once

// Ideal processor sharing: n users of c units each get min(1, c/n) of a unit, all the time.
// The service that each gets is measured in a virtual time that runs at that rate, so that
// an arrival or an end changes one number and not all of them. Virtual time is rounded:
// less than 2^-12 ns counts as nothing. (It is the virtual time of fair queueing: Demers,
// Keshav, Shenker 1989.)

#include "base/time.h"
#include "base/wide.h"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace model {

class Sharing {
public:
    explicit Sharing(int64_t units) : units_(units) {}

    // `user` needs `work` units of service from `now` on.
    void add(uint32_t user, Time work, Time now);
    void remove(uint32_t user, Time now);
    size_t users() const { return ends_.size(); }

    // When the next user is done if nothing changes, rounded up to a whole ns.
    std::optional<Time> next_end(Time now);

    // Returns a user that is done at `now`. Users are returned in the order of their ends, then of their arrival.
    std::optional<uint32_t> take_done(Time now);

    const std::set<uint32_t>& all() const { return all_; }

private:
    using Virtual = UInt128;  // in units of 2^-32 ns
    static constexpr int fraction_bits = 32;
    void move_on(Time now);
    int64_t rate_of() const { return users() == 0 || int64_t(users()) < units_ ? int64_t(users()) : units_; }

    struct End {
        Virtual at = 0;
        uint64_t number = 0;
        uint32_t user = 0;
        auto operator<=>(const End&) const = default;
    };
    int64_t units_;
    Time since_;
    Virtual now_ = 0;
    uint64_t added_ = 0;
    std::set<End> ends_;
    std::set<uint32_t> all_;
};

}  // namespace model
