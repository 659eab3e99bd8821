// span_total_bytes: of a span with all lanes that show it (its core's, its thread's, its task's), and
// what those are summed up in. M/M/1 at 80 %, a thread a task: every span but a switch has a task
// and a thread, and the tasks' lanes are as many as half the spans. Records of tasks are not in it.

#include "tests/bench/bench.h"
#include "tests/bench/service.h"

#include "chart/lanes/lanes.h"
#include "model/simulation.h"

namespace {

void span_total_bytes(benchmark::State& state) {
    const scenario::Scenario s = bench::service(1'000'000);
    const trace::Log log = model::run(s);
    double bytes = 0;
    for (auto _ : state) {
        const chart::Lanes lanes = chart::lanes_of(s, log, {.cores = true, .threads = true, .tasks = true});
        bytes = double(log.spans.bytes() + lanes.bytes()) / double(log.spans.size());
    }
    state.counters["value"] = bytes;
    state.SetLabel("bytes");
}
BENCHMARK(span_total_bytes)->Unit(benchmark::kMillisecond);

}  // namespace
