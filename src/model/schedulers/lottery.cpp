#include "model/schedulers/lottery.h"

namespace model {

void Lottery::add(ThreadId thread, Joins how) {
    if (how == Joins::slice_over) slices_.over(thread);
    ready_.insert(thread);
}

std::optional<ThreadId> Lottery::pick(CoreId core) {
    const auto in_draw = [&](ThreadId thread) { return !restricted_ || facts_.may_run(thread, core); };
    int64_t tickets = 0;
    for (const ThreadId thread : ready_)
        if (in_draw(thread)) tickets += facts_.thread(thread).tickets;
    if (tickets == 0) return {};
    const uint64_t number = options_.random.empty() ? facts_.random() >> 1 : uint64_t(options_.random[drawn_++ % options_.random.size()]);
    const int64_t winning = int64_t(number % uint64_t(tickets));
    int64_t sum = 0;
    for (const ThreadId thread : ready_) {
        if (!in_draw(thread)) continue;
        sum += facts_.thread(thread).tickets;
        if (sum <= winning) continue;
        facts_.tell(Facts::Told::draw, thread, winning, tickets, 0);
        ready_.erase(thread);
        return thread;
    }
    return {};
}

}  // namespace model
