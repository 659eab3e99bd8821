// span_total_bytes: the bytes of a span with all lanes that show it (those of its core, its thread and its
// task) and their sums. The run is M/M/1 at 80 %, one thread per task: every span except switches has a
// task and a thread, and there are half as many lanes of tasks as spans. Records of tasks are not
// included.

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
