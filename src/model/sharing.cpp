#include "model/sharing.h"

#include <algorithm>
#include <cassert>

namespace model {

// The largest error of rounding: far below a nanosecond.
constexpr UInt128 nothing = 1u << 20;

void Sharing::move_on(Time now) {
    assert(now >= since_);
    if (users() > 0) now_ += (Virtual((now - since_).ns) << fraction_bits) * Virtual(rate_of()) / Virtual(users());
    since_ = now;
}

void Sharing::add(uint32_t user, Time work, Time now) {
    move_on(now);
    ends_.insert({now_ + (Virtual(work.ns) << fraction_bits), added_++, user});
    all_.insert(user);
}

void Sharing::remove(uint32_t user, Time now) {
    move_on(now);
    const auto at = std::find_if(ends_.begin(), ends_.end(), [&](const End& end) { return end.user == user; });
    if (at != ends_.end()) ends_.erase(at);
    all_.erase(user);
}

std::optional<Time> Sharing::next_end(Time now) {
    if (ends_.empty()) return {};
    move_on(now);
    const Virtual target = ends_.begin()->at;
    if (target <= now_ + nothing) return now;
    const Virtual rate = Virtual(rate_of()) << fraction_bits;
    const Virtual wait = ((target - now_ - nothing) * Virtual(users()) + rate - 1) / rate;
    return wait > Virtual(longest_time.ns) ? longest_time : now + Time{int64_t(wait)};
}

std::optional<uint32_t> Sharing::take_done(Time now) {
    move_on(now);
    if (ends_.empty() || ends_.begin()->at > now_ + nothing) return {};
    // Rounding may have separated equal ends: the user that came first is taken.
    auto first = ends_.begin();
    for (auto at = first; at != ends_.end() && at->at <= ends_.begin()->at + nothing;
         at = ends_.upper_bound({at->at, ~uint64_t(0), ~uint32_t(0)}))
        if (at->number < first->number) first = at;  // (among those at the same moment, the first is taken)
    const uint32_t user = first->user;
    ends_.erase(first);
    all_.erase(user);
    return user;
}

}  // namespace model
