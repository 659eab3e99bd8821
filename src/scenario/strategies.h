#pragma once

// The strategies, one row each. A row contains everything that is known about a strategy without
// running it, as policies.h does for scheduling policies. The behaviour of a strategy is a class
// in model/strategies.

#include "base/say.h"
#include "scenario/scenario.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace scenario {

constexpr size_t strategy_count = size_t(StrategyKind::data_parallel) + 1;

struct StrategyRow {
    StrategyKind kind;
    std::string_view name;   // in files: "thread-pool"
    std::string_view label;  // for people, in a list of strategies: "thread pool"
    std::string_view help;   // a sentence or two on what it does
    // The name of a pane if the file gives it no title. Its places are {threads}, {loops} and {workers}.
    Phrase title;
    Phrase title_with_pool = "";  // used instead if the workers of an event loop have work
    Phrase title_growing = "";    // used instead for a growing pool, with the places {core} and {max}

    // The keys that have a meaning for the strategy.
    bool uses_threads = false, uses_queue = false, uses_loops = false, uses_workers = false;
    bool may_grow = false;  // it may have `core` and `max`
    // The maximum number of threads per server that serve many tasks: made at the start, with the first
    // offload, or as a pool grows.
    int64_t (*threads_at_start)(const Strategy&) = [](const Strategy&) -> int64_t { return 0; };
    bool wait_frees_thread = false;    // a task that waits holds no thread, and a thread picks up tasks as callbacks
    bool processes = false;            // each of its threads is in a process of its own
    const char* queue_name = nullptr;  // the queue in which tasks wait for a thread; null if they never wait for one
};

// In the order of the list of choices.
std::span<const StrategyRow> strategy_rows();
const StrategyRow& row_of(StrategyKind kind);
const StrategyRow* find_strategy(std::string_view name);  // null if no strategy has that name

// Does the pool begin without threads and start them when it needs them?
bool grows(const Strategy& strategy);

// Does an event loop follow the rules of a real runtime and run functions? If not, it runs steps.
bool has_runtime(const Strategy& strategy);

// "Thread pool · 4 threads", "Event loop · 1 thread, 4 workers": the name of a pane if the file gives it no title.
std::string strategy_label(const Scenario& scenario);

}  // namespace scenario
