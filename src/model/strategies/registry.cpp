#include "model/strategies/registry.h"

#include "model/strategies/data_parallel.h"
#include "model/strategies/event_loop.h"
#include "model/strategies/growing_pool.h"
#include "model/strategies/loop_threads.h"
#include "model/strategies/pool.h"
#include "model/strategies/queue_workers.h"
#include "model/strategies/thread_per_task.h"
#include "scenario/strategies.h"

#include <cassert>

namespace model {

namespace {

using Options = scenario::Strategy;
using Owned = std::unique_ptr<Strategy>;
using Wait = Pool::Wait;
using As = ThreadPerTask::As;

Owned one_at_a_time(const Options& options, Threads& threads) {
    return std::make_unique<Pool>(threads, options, 1, Wait::holds_thread);
}

template <Wait wait, Pool::In in = Pool::In::one_process>
Owned pool(const Options& options, Threads& threads) {
    return std::make_unique<Pool>(threads, options, options.threads, wait, in);
}

Owned thread_pool(const Options& options, Threads& threads) {
    if (scenario::grows(options)) return std::make_unique<GrowingPool>(threads, options);
    return pool<Wait::holds_thread>(options, threads);
}

template <As as>
Owned per_task(const Options&, Threads& threads) {
    return std::make_unique<ThreadPerTask>(threads, as);
}

Owned event_loop(const Options& options, Threads& threads) {
    if (scenario::has_runtime(options)) return std::make_unique<LoopThreads>(threads, options);
    return std::make_unique<EventLoop>(threads, options);
}

template <class Kind>
Owned make(const Options& options, Threads& threads) {
    return std::make_unique<Kind>(threads, options);
}

struct Row {
    scenario::StrategyKind kind;
    Owned (*make)(const Options&, Threads&);
};
using scenario::StrategyKind;
constexpr Row table[] = {
    {StrategyKind::one_at_a_time, one_at_a_time},
    {StrategyKind::thread_per_task, per_task<As::threads>},
    {StrategyKind::thread_pool, thread_pool},
    {StrategyKind::process_per_task, per_task<As::processes>},
    {StrategyKind::process_pool, pool<Wait::holds_thread, Pool::In::processes>},
    {StrategyKind::event_loop, event_loop},
    {StrategyKind::async_pool, pool<Wait::frees_thread>},
    {StrategyKind::queue_workers, make<QueueWorkers>},
    {StrategyKind::data_parallel, make<DataParallel>},
};
static_assert(std::size(table) == scenario::strategy_count, "each strategy has its row");

}  // namespace

std::unique_ptr<Strategy> make_strategy(const scenario::Strategy& options, Threads& threads) {
    for (const Row& row : table)
        if (row.kind == options.kind) return row.make(options, threads);
    assert(!"a strategy without a row");
    return {};
}

}  // namespace model
