// stage_index: what a run of a million spans needs before its pictures can be drawn.
// stage_moment: a random moment of that run, as a restaurant or a desk, ready to be drawn by the page.
// stage_scene: only who is where. With argument 1, in a run that is a hundred times as short: both cost the same.

#include "model/simulation.h"
#include "stage/draw.h"
#include "stage/views.h"
#include "tests/bench/bench.h"
#include "tests/bench/service.h"

namespace {

// Tasks that compute, use a device and compute again: about five spans each.
scenario::Scenario with_device(int64_t tasks) {
    scenario::Scenario s = bench::service(tasks, 4, 0.7);
    scenario::Device device;
    device.name = "database";
    device.time.a = msec(4);
    device.capacity = 24;
    s.devices.push_back(device);
    scenario::Step io;
    io.kind = scenario::StepKind::io;
    io.device = {0};
    s.programs[0].steps = {bench::compute(usec(400)), io, bench::compute(usec(400))};
    s.strategy.kind = scenario::StrategyKind::thread_pool;
    s.strategy.threads = 24;
    return s;
}

// All tasks come at once: most of them wait at the door.
scenario::Scenario crowded(int64_t tasks) {
    scenario::Scenario s = with_device(tasks);
    s.work[0].rate = 0;
    return s;
}

struct Made {
    explicit Made(scenario::Scenario what)
        : scenario(std::move(what)), log(model::run(scenario)), prepared(scenario, log) {}
    stage::Run run() const { return prepared.run(scenario, log); }
    scenario::Scenario scenario;
    trace::Log log;
    stage::Prepared prepared;
};

const Made& made(bool large) {
    static const Made million(with_device(250'000)), ten_thousand(with_device(2'500));
    return large ? million : ten_thousand;
}

// Far apart, so that no moment profits from the one before it.
Time moment(const trace::Log& log, uint64_t& state) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return {int64_t((state >> 11) % uint64_t(log.end.ns))};
}

void stage_index(benchmark::State& state) {
    const Made& run = made(true);
    for (auto _ : state) {
        stage::Prepared prepared(run.scenario, run.log);
        benchmark::DoNotOptimize(prepared);
    }
    state.counters["spans"] = double(run.log.spans.size());
    state.counters["bytes_a_span"] = double(run.prepared.scenes.bytes()) / double(run.log.spans.size());
}
BENCHMARK(stage_index)->Unit(benchmark::kMillisecond);

void stage_scene(benchmark::State& state) {
    const Made& run = made(state.range(0) == 0);
    uint64_t random = 1;
    size_t tasks = 0;
    for (auto _ : state) tasks += run.run().at(moment(run.log, random)).tasks.size();
    state.counters["spans"] = double(run.log.spans.size());
    state.counters["tasks"] = double(tasks) / double(state.iterations());
}
BENCHMARK(stage_scene)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

void stage_moment(benchmark::State& state) {
    const Made& run = made(true);
    const stage::ViewRow& view = stage::views()[size_t(state.range(0))];
    uint64_t random = 1;
    chart::Canvas canvas;
    for (auto _ : state) {
        canvas.clear();
        stage::draw(view.plan(run.run(), run.run().at(moment(run.log, random)), {}),
                    chart::palette_of(chart::Theme::light), canvas);
        benchmark::DoNotOptimize(canvas);
    }
    state.SetLabel(std::string(view.name));
}
BENCHMARK(stage_moment)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

void stage_crowd(benchmark::State& state) {
    static const Made run(crowded(200'000));
    const stage::ViewRow& view = stage::views()[size_t(state.range(0))];
    uint64_t random = 1;
    chart::Canvas canvas;
    size_t tasks = 0;
    for (auto _ : state) {
        canvas.clear();
        const metrics::Scene scene = run.run().at(moment(run.log, random));
        tasks += scene.tasks.size();
        stage::draw(view.plan(run.run(), scene, {}), chart::palette_of(chart::Theme::light), canvas);
    }
    state.counters["tasks"] = double(tasks) / double(state.iterations());
    state.SetLabel(std::string(view.name));
}
BENCHMARK(stage_crowd)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

}  // namespace
