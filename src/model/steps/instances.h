#pragma once

// The instance of a declared device, lock or queue: the only one, or one for each server.
// An instance is made when it is first used: 256 of them on each of 1,000 servers would be
// a quarter of a million.

#include "scenario/scenario.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace model {

class Instances {
public:
    template <class Things>  // Requires a member `per`.
    explicit Instances(const Things& things) : only_(things.size(), none) {
        for (const auto& thing : things) per_server_.push_back(thing.per == scenario::Per::server);
    }

    // Returns the number of the instance, from 0 in the order of first use. `make` is called for a new one.
    template <class Make>
    uint32_t of(uint32_t thing, uint32_t server, Make make) {
        uint32_t* number = &only_[thing];
        if (per_server_[thing]) number = &of_server_.try_emplace(uint64_t(thing) << 32 | server, none).first->second;
        if (*number == none) {
            *number = count_++;
            make();
        }
        return *number;
    }
    uint32_t size() const { return count_; }

private:
    static constexpr uint32_t none = 0xFFFF'FFFF;
    std::vector<uint32_t> only_;
    std::vector<bool> per_server_;
    std::unordered_map<uint64_t, uint32_t> of_server_;  // looked up, never iterated
    uint32_t count_ = 0;
};

}  // namespace model
