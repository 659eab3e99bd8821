#pragma once

// First come, first served: one queue for all cores, in the order in which
// threads became ready; a thread runs until it waits or ends.

#include "model/scheduler.h"

#include <deque>

namespace model {

class Fcfs final : public Scheduler {
public:
    explicit Fcfs(const scenario::Scheduler&) {}

    void add(ThreadId thread, Joins how) override;
    std::optional<ThreadId> pick(CoreId core) override;
    bool empty() const override { return queue_.empty(); }
    std::optional<Time> slice(ThreadId) const override { return {}; }

private:
    std::deque<ThreadId> queue_;
};

}  // namespace model
