#include "model/strategy.h"

#include "model/strategies/event_loop.h"
#include "model/strategies/pool.h"
#include "model/strategies/thread_per_task.h"

#include <array>
#include <cassert>

namespace model {

namespace {

using Options = scenario::Strategy;
using Made = std::unique_ptr<Strategy>;
using scenario::StrategyKind;

struct Row {
    StrategyKind kind;
    Made (*make)(const Options&, Threads&);
};
const std::array<Row, 5> table{{
    {StrategyKind::one_at_a_time, [](const Options&, Threads& t) -> Made { return std::make_unique<Pool>(t, 1, Pool::Wait::holds_thread); }},
    {StrategyKind::thread_per_task, [](const Options&, Threads& t) -> Made { return std::make_unique<ThreadPerTask>(t); }},
    {StrategyKind::thread_pool, [](const Options& o, Threads& t) -> Made { return std::make_unique<Pool>(t, o.threads, Pool::Wait::holds_thread); }},
    {StrategyKind::event_loop, [](const Options& o, Threads& t) -> Made { return std::make_unique<EventLoop>(t, o.loops); }},
    {StrategyKind::async_pool, [](const Options& o, Threads& t) -> Made { return std::make_unique<Pool>(t, o.threads, Pool::Wait::frees_thread); }},
}};

}  // namespace

std::unique_ptr<Strategy> make_strategy(const scenario::Strategy& options, Threads& threads) {
    for (const Row& row : table)
        if (row.kind == options.kind) return row.make(options, threads);
    assert(!"a strategy without a row");
    return {};
}

}  // namespace model
