#pragma once

// Numbers the lists of steps: first the programs in order, then, list by list, what the
// parts of its splits and its offloads run (an offload is one compute step), then what
// operations of functions run on the pool, and what a JavaScript program can request.

#include "scenario/scenario.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace scenario {

// Do tasks of this row, tasks that they spawn, or their parts take the lock?
bool takes_lock(const Scenario& scenario, const Work& work, LockId lock);

class StepLists {
public:
    explicit StepLists(const Scenario& scenario);  // Requires that `scenario` outlives it and does not change.

    const std::vector<Step>& operator[](uint32_t list) const { return *lists_[list]; }
    size_t size() const { return lists_.size(); }

    // The list that an operation (fs_stat, pool_cpu, to_thread ...) runs on a thread of the pool.
    uint32_t of_pool(uint32_t operation) const;

    // What a JavaScript program can request. The program gives the times.
    uint32_t of_source_compute() const { return source_; }    // on a thread of the pool
    uint32_t of_source_block() const { return source_ + 1; }  // likewise
    uint32_t of_source_wait() const { return source_ + 2; }   // without a thread
    uint32_t of_source_device(DeviceId device) const { return source_ + 3 + device.index; }

    // The list that the parts, or the offload, of step `step` of list `list` run.
    uint32_t below(uint32_t list, uint32_t step) const;

private:
    struct Child {
        uint32_t list, step, below;
    };
    std::vector<const std::vector<Step>*> lists_;
    std::vector<Child> children_;  // ascending
    std::vector<std::pair<uint32_t, uint32_t>> pool_;  // operation, list; ascending
    std::vector<std::unique_ptr<std::vector<Step>>> made_;
    uint32_t source_ = 0;  // the first list of what a JavaScript program can request
};

}  // namespace scenario
