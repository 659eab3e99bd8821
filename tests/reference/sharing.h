#pragma once

// Processor sharing in exact arithmetic: n users of c units each get min(1, c/n) of a unit. Less than
// 2^-12 ns counts as nothing, as in the model, which rounds. The remaining work of each user is
// stored in units of 1/scale of a nanosecond, where scale is divisible by all numbers up to 40: with
// up to 40 users nothing is ever rounded, and more are rejected.

#include "base/time.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <vector>

namespace reference {

struct Sharing {
    __extension__ typedef __int128 Wide;
    static constexpr int64_t scale = 5'342'931'457'063'200;  // lcm(1..40)
    static constexpr size_t max_users = 40;
    static constexpr int64_t nothing = scale / 4096;
    struct User {
        int id;
        Wide needs;
    };
    int64_t units = 1;
    std::vector<User> users;  // in the order in which they came
    Time since;
    Time busy;                // of all units so far
    uint64_t order = 0;       // of its completion: renewed whenever a user comes or goes

    Wide per_ns() const { return Wide(std::min(int64_t(users.size()), units)) * scale / Wide(users.size()); }
    void move_on(Time now) {
        for (User& user : users) user.needs -= per_ns() * (now - since).ns;
        busy += (now - since) * std::min(int64_t(users.size()), units);
        since = now;
    }
    void add(int id, Time work, Time now) {
        move_on(now);
        if (users.size() == max_users) throw std::length_error("more than 40 sharers");
        users.push_back({id, Wide(work.ns) * scale});
    }
    std::optional<Time> next_end() const {
        if (users.empty()) return {};
        Wide min = users[0].needs;
        for (const User& user : users) min = std::min(min, user.needs);
        const Wide wait = min <= nothing ? 0 : (min - nothing + per_ns() - 1) / per_ns();
        return since + Time{int64_t(wait)};
    }
    // Returns the users that are done, ordered by how little they needed, then by when they came.
    std::vector<int> take_done(Time now) {
        move_on(now);
        std::vector<int> done;
        for (;;) {
            Wide min = nothing + 1;
            for (const User& user : users) min = std::min(min, user.needs);
            if (min > nothing) return done;
            const auto first = std::find_if(users.begin(), users.end(),
                                            [&](const User& user) { return user.needs <= min + nothing; });
            done.push_back(first->id);
            users.erase(first);
        }
    }
};

}  // namespace reference
