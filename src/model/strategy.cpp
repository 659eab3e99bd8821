#include "model/strategy.h"

#include "model/strategies/data_parallel.h"
#include "model/strategies/event_loop.h"
#include "model/strategies/loop_threads.h"
#include "model/strategies/pool.h"
#include "model/strategies/queue_workers.h"
#include "model/strategies/thread_per_task.h"

#include <array>
#include <cassert>

namespace model {

namespace {

using Options = scenario::Strategy;
using Made = std::unique_ptr<Strategy>;  // (not model::Made)
using scenario::StrategyKind;

struct Row {
    StrategyKind kind;
    Made (*make)(const Options&, Threads&);
};
using Wait = Pool::Wait;
using As = ThreadPerTask::As;
const std::array<Row, 9> table{{
    {StrategyKind::one_at_a_time, [](const Options& o, Threads& t) -> Made { return std::make_unique<Pool>(t, o, 1, Wait::holds_thread); }},
    {StrategyKind::thread_per_task, [](const Options&, Threads& t) -> Made { return std::make_unique<ThreadPerTask>(t, As::threads); }},
    {StrategyKind::thread_pool, [](const Options& o, Threads& t) -> Made { return std::make_unique<Pool>(t, o, o.threads, Wait::holds_thread); }},
    {StrategyKind::process_per_task, [](const Options&, Threads& t) -> Made { return std::make_unique<ThreadPerTask>(t, As::processes); }},
    {StrategyKind::process_pool, [](const Options& o, Threads& t) -> Made { return std::make_unique<Pool>(t, o, o.threads, Wait::holds_thread, Pool::In::processes); }},
    {StrategyKind::event_loop, [](const Options& o, Threads& t) -> Made {
         if (o.runtime != scenario::Runtime::plain) return std::make_unique<LoopThreads>(t, o);
         return std::make_unique<EventLoop>(t, o);
     }},
    {StrategyKind::async_pool, [](const Options& o, Threads& t) -> Made { return std::make_unique<Pool>(t, o, o.threads, Wait::frees_thread); }},
    {StrategyKind::queue_workers, [](const Options& o, Threads& t) -> Made { return std::make_unique<QueueWorkers>(t, o); }},
    {StrategyKind::data_parallel, [](const Options& o, Threads& t) -> Made { return std::make_unique<DataParallel>(t, o); }},
}};

}  // namespace

std::unique_ptr<Strategy> make_strategy(const scenario::Strategy& options, Threads& threads) {
    for (const Row& row : table)
        if (row.kind == options.kind) return row.make(options, threads);
    assert(!"a strategy without a row");
    return {};
}

}  // namespace model
