#include "scenario/strategies.h"

#include "scenario/fields.h"

#include <algorithm>
#include <cassert>

namespace scenario {

namespace {

constexpr StrategyRow strategy_table[] = {
    {.kind = StrategyKind::one_at_a_time,
     .name = "one-at-a-time",
     .label = "one at a time",
     .help = "One thread runs one task after another, and waits whenever its task waits.",
     .title = Phrase("One at a time · 1 thread"),
     .uses_queue = true,
     .threads_at_start = [](const Strategy&) -> int64_t { return 1; },
     .queue_name = "Pool queue"},
    {.kind = StrategyKind::thread_per_task,
     .name = "thread-per-task",
     .label = "thread per task",
     .help = "Each task gets a new thread when it arrives. While it waits, it holds only that thread.",
     .title = Phrase("Thread per task")},
    {.kind = StrategyKind::thread_pool,
     .name = "thread-pool",
     .label = "thread pool",
     .help = "Several threads share the tasks. A task that waits holds its thread; further tasks queue, or are "
             "rejected when the queue is full.",
     .title = Phrase("Thread pool · {threads|{threads} thread|{threads} threads}"),
     .title_growing = Phrase("Thread pool · {core} to {max} threads"),
     .uses_threads = true,
     .uses_queue = true,
     .may_grow = true,
     .threads_at_start = [](const Strategy& s) { return s.max.value_or(s.threads); },
     .queue_name = "Pool queue"},
    {.kind = StrategyKind::event_loop,
     .name = "event-loop",
     .label = "event loop",
     .help = "One thread runs callbacks; a task that waits holds no thread. Offloaded work goes to the workers.",
     .title = Phrase("{loops|Event loop|Event loops} · {loops|{loops} thread|{loops} threads}"),
     .title_with_pool = Phrase("{loops|Event loop|Event loops} · {loops|{loops} thread|{loops} threads}, "
                               "{workers|{workers} worker|{workers} workers}"),
     .uses_loops = true,
     .uses_workers = true,
     .threads_at_start = [](const Strategy& s) { return s.loops + s.workers; },
     .wait_frees_thread = true,
     .queue_name = "Loop queue"},
    {.kind = StrategyKind::async_pool,
     .name = "async-pool",
     .label = "async on several threads",
     .help = "Tasks are multiplexed on a few threads: one that waits holds no thread, and any thread can resume it.",
     .title = Phrase("Async · {threads|{threads} thread|{threads} threads}"),
     .uses_threads = true,
     .uses_queue = true,
     .threads_at_start = [](const Strategy& s) { return s.threads; },
     .wait_frees_thread = true,
     .queue_name = "Pool queue"},
    {.kind = StrategyKind::process_per_task,
     .name = "process-per-task",
     .label = "process per task",
     .help = "Each task gets a process of its own, which costs more to start and switch and uses more memory than a "
             "thread.",
     .title = Phrase("Process per task"),
     .processes = true},
    {.kind = StrategyKind::process_pool,
     .name = "process-pool",
     .label = "process pool",
     .help = "A fixed number of processes share the tasks, like a thread pool with the costs of processes.",
     .title = Phrase("Process pool · {threads|{threads} process|{threads} processes}"),
     .uses_threads = true,
     .uses_queue = true,
     .threads_at_start = [](const Strategy& s) { return s.threads; },
     .processes = true,
     .queue_name = "Pool queue"},
    {.kind = StrategyKind::queue_workers,
     .name = "queue-workers",
     .label = "queue and workers",
     .help = "Tasks are put into a queue and answered at once; workers do the jobs later.",
     .title = Phrase("Queue and {workers|{workers} worker|{workers} workers}"),
     .uses_queue = true,
     .uses_workers = true,
     .threads_at_start = [](const Strategy& s) { return 1 + s.workers; },
     .queue_name = "Job queue"},
    {.kind = StrategyKind::data_parallel,
     .name = "data-parallel",
     .label = "data parallel",
     .help = "When a task splits its work, the parts are spread over the workers, and the task waits for all of them.",
     .title = Phrase("Data parallel · {workers|{workers} worker|{workers} workers}"),
     .uses_workers = true,
     .threads_at_start = [](const Strategy& s) { return 1 + s.workers; }},
};
static_assert(std::size(strategy_table) == strategy_count, "each strategy has its row");

}  // namespace

constinit const std::array<ChoiceRow, strategy_count> strategy_choices = [] {
    std::array<ChoiceRow, strategy_count> choices{};
    for (size_t i = 0; i < strategy_count; ++i)
        choices[i] = {strategy_table[i].name, strategy_table[i].label, int(strategy_table[i].kind)};
    return choices;
}();

std::span<const StrategyRow> strategy_rows() { return strategy_table; }

const StrategyRow& row_of(StrategyKind kind) {
    const auto row = std::find_if(std::begin(strategy_table), std::end(strategy_table),
                                  [&](const StrategyRow& each) { return each.kind == kind; });
    assert(row != std::end(strategy_table));
    return *row;
}

const StrategyRow* find_strategy(std::string_view name) {
    const auto row = std::find_if(std::begin(strategy_table), std::end(strategy_table),
                                  [&](const StrategyRow& each) { return each.name == name; });
    return row == std::end(strategy_table) ? nullptr : row;
}

bool grows(const Strategy& strategy) { return row_of(strategy.kind).may_grow && strategy.max; }

bool has_runtime(const Strategy& strategy) {
    return row_of(strategy.kind).uses_loops && strategy.runtime != Runtime::plain;
}

std::string strategy_label(const Scenario& scenario) {
    const Strategy& strategy = scenario.strategy;
    const StrategyRow& row = row_of(strategy.kind);
    const bool pool = row.uses_loops && Usage(scenario).pool;
    if (grows(strategy)) return say_plain(row.title_growing, {{"core", *strategy.core}, {"max", *strategy.max}});
    return say_plain(pool ? row.title_with_pool : row.title,
                     {{"threads", strategy.threads}, {"loops", strategy.loops}, {"workers", strategy.workers}});
}

}  // namespace scenario
