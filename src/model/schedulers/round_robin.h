#pragma once

// Round robin: first come, first served, but a turn on a core lasts one quantum
// at most; then the thread goes to the tail. A turn starts afresh whenever a
// thread gets a core, and what is left of one that ends early is given up.

#include "model/scheduler.h"

#include <deque>

namespace model {

class RoundRobin final : public Scheduler {
public:
    explicit RoundRobin(const scenario::Scheduler& options) : quantum_(options.quantum) {}

    void add(ThreadId thread, Joins how) override;
    std::optional<ThreadId> pick(CoreId core) override;
    bool empty() const override { return queue_.empty(); }
    std::optional<Time> slice(ThreadId) const override { return quantum_; }

private:
    Time quantum_;
    std::deque<ThreadId> queue_;
};

}  // namespace model
