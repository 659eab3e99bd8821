#include "model/scheduler.h"

#include "model/schedulers/fcfs.h"
#include "model/schedulers/round_robin.h"

#include <array>
#include <cassert>

namespace model {

namespace {

using Make = std::unique_ptr<Scheduler> (*)(const scenario::Scheduler&);

template <class Kind>
std::unique_ptr<Scheduler> make(const scenario::Scheduler& options) {
    return std::make_unique<Kind>(options);
}

struct Row {
    scenario::Policy policy;
    Make make;
};
constexpr std::array<Row, 2> table{{
    {scenario::Policy::fcfs, make<Fcfs>},
    {scenario::Policy::round_robin, make<RoundRobin>},
}};

}  // namespace

std::unique_ptr<Scheduler> make_scheduler(const scenario::Scheduler& options) {
    for (const Row& row : table)
        if (row.policy == options.policy) return row.make(options);
    assert(!"a policy without a row");
    return {};
}

}  // namespace model
