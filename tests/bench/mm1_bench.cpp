// M/M/1 at 80 %: one core, Poisson arrivals, exponential work; tasks per second.
//
//     mm1         the whole model with spans recorded, a thread per task
//     mm1_limit   a bare loop over std::priority_queue that only finds the mean time in system:
//                 the cost of a program written for nothing else
//     span_bytes  of one recorded span, with its share of the chunk

#include "tests/bench/bench.h"
#include "tests/bench/service.h"

#include "model/simulation.h"

#include <cmath>
#include <cstdint>
#include <queue>
#include <vector>

namespace {

constexpr int64_t tasks = 1'000'000;

void mm1(benchmark::State& state) {
    const scenario::Scenario s = bench::service(tasks);
    model::run(s);  // so that a run after another one is measured: the memory is there (base/pieces.h)
    for (auto _ : state) {
        model::Simulation simulation(s);
        while (simulation.advance(10'000)) {}  // in several calls, as on the page
        benchmark::DoNotOptimize(simulation.log().spans.size());
    }
    state.SetItemsProcessed(state.iterations() * tasks);
    state.SetLabel("tasks/s");
}
BENCHMARK(mm1);

struct Event {
    int64_t at;
    int kind;  // 0 arrival, 1 departure
    bool operator>(const Event& other) const { return at > other.at; }
};

double limit_mean(uint64_t seed) {
    uint64_t s = seed;
    const auto exponential = [&](double mean) {
        s += 0x9E3779B97F4A7C15ull;  // SplitMix64
        uint64_t z = s;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ z >> 27) * 0x94D049BB133111EBull;
        z ^= z >> 31;
        return int64_t(-std::log((double(int64_t(z >> 11)) + 0.5) * 0x1p-53) * mean);
    };
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
    std::queue<int64_t> waiting;  // arrival times; the front one is being served
    int64_t arrived = 0;
    double sum = 0;
    events.push({exponential(1e6), 0});
    while (!events.empty()) {
        const Event event = events.top();
        events.pop();
        if (event.kind == 0) {
            if (waiting.empty()) events.push({event.at + exponential(8e5), 1});
            waiting.push(event.at);
            if (++arrived < tasks) events.push({event.at + exponential(1e6), 0});
        } else {
            sum += double(event.at - waiting.front());
            waiting.pop();
            if (!waiting.empty()) events.push({event.at + exponential(8e5), 1});
        }
    }
    return sum / double(tasks);
}

void mm1_limit(benchmark::State& state) {
    uint64_t seed = 1;
    for (auto _ : state) {
        double mean = limit_mean(seed++);
        benchmark::DoNotOptimize(mean);
    }
    state.SetItemsProcessed(state.iterations() * tasks);
    state.SetLabel("tasks/s");
}
BENCHMARK(mm1_limit);

void span_bytes(benchmark::State& state) {
    double bytes = 0;
    for (auto _ : state) {
        const trace::Log log = model::run(bench::service(tasks));
        bytes = double(log.spans.bytes()) / double(log.spans.size());
    }
    state.counters["value"] = bytes;
    state.SetLabel("bytes");
}
BENCHMARK(span_bytes);

}  // namespace
