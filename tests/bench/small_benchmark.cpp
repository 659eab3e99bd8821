// The part of Google Benchmark that bench.h replaces: runs everything that was added, and
// prints JSON in the same form.

#include "tests/bench/bench.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>

namespace benchmark {

namespace {

std::vector<std::unique_ptr<Benchmark>>& all() {
    static std::vector<std::unique_ptr<Benchmark>> list;
    return list;
}

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

constexpr double wanted_seconds = 0.3;
constexpr int repetitions = 7;

State measure(const Benchmark& benchmark, IterationCount count) {
    State state(count, benchmark.arguments);
    benchmark.function(state);
    return state;
}

// Increases the number until a repetition takes long enough, which also gives the engine time to optimise the code.
IterationCount fitting(const Benchmark& benchmark) {
    if (benchmark.iterations > 0) return benchmark.iterations;
    for (IterationCount count = 1;;) {
        const State state = measure(benchmark, count);
        if (state.seconds >= wanted_seconds || count >= 1'000'000'000) return count;
        const double factor = std::clamp(1.2 * wanted_seconds / std::max(state.seconds, 1e-9), 1.5, 10.0);
        count = std::max(count + 1, IterationCount(double(count) * factor));
    }
}

void report(const Benchmark& benchmark, bool last) {
    const IterationCount count = fitting(benchmark);
    std::vector<State> states;
    for (int i = 0; i < repetitions; ++i) states.push_back(measure(benchmark, count));
    std::sort(states.begin(), states.end(), [](const State& a, const State& b) { return a.seconds < b.seconds; });
    const State& median = states[repetitions / 2];

    std::printf("  {\"name\": \"%s_median\", \"run_name\": \"%s\", \"aggregate_name\": \"median\"",
                benchmark.name.c_str(), benchmark.name.c_str());
    std::printf(", \"iterations\": %lld, \"real_time\": %.6g, \"time_unit\": \"ms\"", static_cast<long long>(count),
                median.seconds * 1e3 / double(count));
    if (median.items > 0) std::printf(", \"items_per_second\": %.6g", double(median.items) / median.seconds);
    for (const auto& [name, counter] : median.counters) std::printf(", \"%s\": %.9g", name.c_str(), counter.value);
    if (!median.label.empty()) std::printf(", \"label\": \"%s\"", median.label.c_str());
    std::printf("}%s\n", last ? "" : ",");
}

}  // namespace

void State::PauseTiming() { seconds += now() - since_; }
void State::ResumeTiming() { since_ = now(); }

Benchmark* add(const char* name, void (*function)(State&)) {
    all().push_back(std::make_unique<Benchmark>());
    all().back()->name = name;
    all().back()->function = function;
    return all().back().get();
}

}  // namespace benchmark

int main() {
    std::printf("{\"benchmarks\": [\n");
    const auto& list = benchmark::all();
    for (const auto& benchmark : list) benchmark::report(*benchmark, benchmark == list.back());
    std::printf("]}\n");
}
