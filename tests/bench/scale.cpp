// The cost of a run as the scenario grows: tasks, cores, threads, servers. One line of JSON per point;
// tools/bench_pictures draws them for README.md.
//
//     scale               all series
//     scale tasks cores   only these
//
// Every point is a run of its size in calls of 10,000 events, as on the page, with memory that a
// previous run has touched. It is the median of five runs (of three if a run takes more than a
// second).

#include "tests/bench/service.h"

#include "model/simulation.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <vector>

namespace {

using bench::compute, bench::exponential, bench::service;
using scenario::Scenario;

double now_s() { return double(std::clock()) / CLOCKS_PER_SEC; }  // natively, of this process alone

// The same tasks, queueing for a pool of threads that spend most of their time on a device.
Scenario pool(int64_t tasks, int64_t threads) {
    Scenario s = service(tasks, 4, 0.8);
    s.devices.push_back({"disk", exponential(msec(20))});
    scenario::Step io;
    io.kind = scenario::StepKind::io;
    io.device = {0};
    s.programs[0].steps = {compute(msec(1)), io, compute(msec(1))};
    s.work[0].rate = 0;  // all arrive at once, so that every thread has work
    s.strategy.kind = scenario::StrategyKind::thread_pool;
    s.strategy.threads = threads;
    return s;
}

Scenario fleet(int64_t tasks, int64_t servers) {
    Scenario s = service(tasks, 2, 0.8);
    s.machine.servers = servers;
    s.work[0].rate *= double(servers);
    return s;
}

void measure(const char* series, int64_t x, const Scenario& scenario) {
    model::Budget budget;
    budget.events = 1'000'000'000;
    budget.spans = 100'000'000;
    budget.bytes = uint64_t(16) << 30;
    uint64_t events = 0, spans = 0, tasks = 0;
    const auto run = [&] {
        const double began = now_s();
        model::Simulation simulation(scenario, budget);
        while (simulation.advance(10'000)) {}
        events = simulation.log().events;
        spans = simulation.log().spans.size();
        tasks = simulation.log().tasks.size();
        return now_s() - began;
    };
    const double first = run();  // touches the memory
    const int repeats = first < 0.02 ? int(0.02 / std::max(first, 1e-5)) + 1 : 1, rounds = first > 1 ? 3 : 5;
    std::vector<double> seconds;
    for (int round = 0; round < rounds; ++round) {
        double sum = 0;
        for (int i = 0; i < repeats; ++i) sum += run();
        seconds.push_back(sum / repeats);
    }
    std::sort(seconds.begin(), seconds.end());
    std::printf(
        "{\"series\": \"%s\", \"x\": %lld, \"tasks\": %llu, \"events\": %llu, \"spans\": %llu, \"seconds\": %.6g}\n",
        series, static_cast<long long>(x), static_cast<unsigned long long>(tasks),
        static_cast<unsigned long long>(events), static_cast<unsigned long long>(spans), seconds[seconds.size() / 2]);
    std::fflush(stdout);
}

}  // namespace

int main(int count, char** words) {
    const auto wanted = [&](const char* series) {
        return count < 2 ||
               std::any_of(words + 1, words + count, [&](const char* word) { return std::strcmp(word, series) == 0; });
    };
    if (wanted("tasks"))
        for (const int64_t tasks : {1'000, 10'000, 100'000, 1'000'000, 10'000'000})
            measure("tasks", tasks, service(tasks, 1, 0.8));
    if (wanted("cores"))
        for (const int64_t cores : {1, 4, 16, 64, 256}) measure("cores", cores, service(200'000, cores, 0.8));
    if (wanted("threads"))
        for (const int64_t threads : {1, 10, 100, 1'000, 10'000}) measure("threads", threads, pool(100'000, threads));
    if (wanted("servers"))
        for (const int64_t servers : {1, 3, 10, 30, 100}) measure("servers", servers, fleet(200'000, servers));
}
