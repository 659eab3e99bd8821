#pragma once

// Google Benchmark or, where there is no package of it (on the web), the few of its functions that we use.
//
// tools/bench makes its rows from names: a benchmark has the name of its row, without _native and
// _wasm. Its value is the counter "value" (the label is the unit), or else the items per second
// (the label names the items: "tasks/s"), or else the time of one iteration in ms.
//
//     static void mm1(benchmark::State& state) {
//         for (auto _ : state) run_a_million(...);
//         state.SetItemsProcessed(state.iterations() * 1'000'000);
//         state.SetLabel("tasks/s");
//     }
//     BENCHMARK(mm1);
//
// The code that is measured should be called often: V8 does not replace a running loop by
// its optimised code.

#if __has_include(<benchmark/benchmark.h>)
#include <benchmark/benchmark.h>
#else

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace benchmark {

enum TimeUnit { kNanosecond, kMicrosecond, kMillisecond, kSecond };
using IterationCount = int64_t;

struct Counter {
    double value = 0;
    Counter() = default;
    Counter(double v) : value(v) {}
    operator double() const { return value; }
};

class State {
public:
    State(IterationCount wanted, std::vector<int64_t> arguments) : wanted_(wanted), arguments_(std::move(arguments)) {}

    struct [[maybe_unused]] Value {};
    struct End {};
    struct Iterator {
        State* state;
        IterationCount left;
        Value operator*() const { return {}; }
        void operator++() { --left; }
        bool operator!=(End) {
            if (left > 0) return true;
            state->stop();
            return false;
        }
    };
    Iterator begin() {
        ResumeTiming();
        return {this, wanted_};
    }
    End end() { return {}; }

    void PauseTiming();
    void ResumeTiming();
    int64_t range(std::size_t index = 0) const { return arguments_.at(index); }
    IterationCount iterations() const { return wanted_; }
    void SetItemsProcessed(int64_t count) { items = count; }
    void SetBytesProcessed(int64_t) {}
    void SetLabel(const std::string& text) { label = text; }

    std::map<std::string, Counter> counters;
    int64_t items = 0;
    std::string label;
    double seconds = 0;

private:
    void stop() { PauseTiming(); }

    IterationCount wanted_;
    std::vector<int64_t> arguments_;
    double since_ = 0;
};

struct Benchmark {
    std::string name;
    void (*function)(State&) = nullptr;
    std::vector<int64_t> arguments;
    IterationCount iterations = 0;  // 0: as many as fill the time

    Benchmark* Name(const std::string& text) { return name = text, this; }
    Benchmark* Arg(int64_t value) { return arguments.push_back(value), this; }
    Benchmark* Args(const std::vector<int64_t>& values) { return arguments = values, this; }
    Benchmark* Iterations(IterationCount count) { return iterations = count, this; }
    Benchmark* Unit(TimeUnit) { return this; }
    Benchmark* UseRealTime() { return this; }
    Benchmark* MinTime(double) { return this; }
    Benchmark* Repetitions(int) { return this; }
};

Benchmark* add(const char* name, void (*function)(State&));

template <class T>
void DoNotOptimize(T&& value) {
    asm volatile("" : : "r"(&value) : "memory");
}
inline void ClobberMemory() { asm volatile("" : : : "memory"); }

}  // namespace benchmark

#define BENCHMARK(function) \
    [[maybe_unused]] static benchmark::Benchmark* benchmark_of_##function = benchmark::add(#function, function)

#endif
