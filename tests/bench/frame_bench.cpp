// One frame of the timeline, without a GPU: layout and what is uploaded, in ms.
//
//     frame_1e4_out     10 thousand spans on 64 cores, all of them visible
//     frame_1e7_out     10 million
//     frame_1e7_worst   10 million, at the zoom and place that cost most: the median frame of a pan
//                       at each zoom from everything to a few spans per core, and the maximum of these.
//                       With INTERLEAVE_ZOOMS set, each of them is written to stderr
//
//     frame_lanes_1e1   a scrolled frame of 10 threads, 1000 spans each
//     frame_lanes_1e4   of 10 thousand threads: as many spans each, a screen of them visible
//     hit_lanes_1e4     what is under the pointer there
//
// The picture is 1440 px wide. A frame that has been laid out is never laid out again: each measured
// frame begins at least one pixel further on, or is a little wider.

#include "tests/bench/bench.h"

#include "chart/hit.h"
#include "chart/layout.h"
#include "model/simulation.h"
#include "view/bars.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstdio>
#include <vector>

namespace {

constexpr uint32_t cores = 64;

// Runs, switches and pauses of very different lengths, 40 us on average, on every core.
struct Run {
    scenario::Scenario scenario;
    trace::Log log;
    metrics::Results results;
    chart::Lanes lanes;

    explicit Run(size_t count) {
        constexpr uint32_t tasks = 100'000;
        scenario.work.push_back({.name = "task", .count = tasks});
        for (uint32_t i = 0; i < tasks; ++i) log.tasks.push_back({.index = i});
        log.cores = log.cores_per_server = cores;
        uint64_t state = 1;
        const auto draw = [&](uint64_t below) {
            state = state * 6364136223846793005ull + 1442695040888963407ull;
            return (state >> 33) % below;
        };
        trace::Span next[cores];
        const auto follow = [&](uint32_t core) {
            trace::Span& span = next[core];
            span.start = span.end();
            if (draw(4) == 0) span.start += nsec(int64_t(draw(40'000)));
            span.kind = draw(8) == 0 ? trace::SpanKind::switching : trace::SpanKind::running;
            span.duration = nsec(1 + int64_t(draw(span.kind == trace::SpanKind::switching ? 4'000
                                                  : draw(20) == 0                         ? 400'000
                                                                                          : 60'000)));
            span.task = {uint32_t(draw(tasks))};
            span.core = {core};
        };
        for (uint32_t core = 0; core < cores; ++core) follow(core);
        // A winner tree over the cores finds the one that ends first.
        uint32_t first[2 * cores];
        const auto decide = [&](uint32_t node) {
            const uint32_t a = first[2 * node], b = first[2 * node + 1];
            first[node] = next[b].end() < next[a].end() ? b : a;
        };
        for (uint32_t core = 0; core < cores; ++core) first[cores + core] = core;
        for (uint32_t node = cores; --node > 0;) decide(node);
        for (size_t i = 0; i < count; ++i) {
            const uint32_t core = first[1];
            log.spans.push(next[core]);
            log.end = next[core].end();
            follow(core);
            for (uint32_t node = (cores + core) / 2; node > 0; node /= 2) decide(node);
        }
        results.makespan = log.end;
        lanes = chart::lanes_of(scenario, log, {.cores = true, .threads = false});
    }

    std::vector<chart::Pane> panes() const { return {{"run", &scenario, &log, &results, nullptr, &lanes}}; }
};

const Run& run_of(size_t spans) {
    static Run* run = nullptr;  // only one exists at a time, because they are large
    static size_t of = 0;
    if (of == spans) return *run;
    delete run;
    run = new Run(spans);
    of = spans;
    return *run;
}

class Frames {
public:
    explicit Frames(const Run& run) : panes_(run.panes()) {}

    void draw(Time begin, Time end, float width = 1440) {
        chart::Options options;
        options.begin = begin;
        options.end = end;
        options.width_px = width;
        options.height_px = 900;
        chart::layout(panes_, options, frame_);
        view::bar_vertices(frame_, 0, chart::Theme::dark, 1, vertices_);
        texels_.assign(frame_.cells.begin(), frame_.cells.end());  // as Bars::set does
    }
    size_t bars() const { return frame_.bars.size(); }
    size_t cells() const { return frame_.cells.size(); }

private:
    std::vector<chart::Pane> panes_;
    chart::Frame frame_;
    std::vector<view::BarVertex> vertices_;
    std::vector<chart::Cell> texels_;
};

void whole(benchmark::State& state, size_t spans) {
    const Run& run = run_of(spans);
    Frames frames(run);
    int step = 0;
    for (auto _ : state) frames.draw({}, run.log.end + usec(++step % 64));
}
void frame_1e4_out(benchmark::State& state) { whole(state, 10'000); }
BENCHMARK(frame_1e4_out)->Unit(benchmark::kMillisecond);
void frame_1e7_out(benchmark::State& state) { whole(state, 10'000'000); }
BENCHMARK(frame_1e7_out)->Unit(benchmark::kMillisecond);

// A pool of this many threads that compute and wait in turn, and its frame while it is scrolled.
struct Pool {
    scenario::Scenario scenario;
    trace::Log log;
    metrics::Results results;
    chart::Lanes lanes;

    explicit Pool(uint32_t threads) {
        constexpr uint32_t spans = 1'000;
        scenario.work.push_back({.name = "task", .count = threads});
        for (uint32_t i = 0; i < threads; ++i) {
            log.tasks.push_back({.index = i});
            log.threads.push_back({.number = i});
        }
        log.cores = log.cores_per_server = 1;
        for (uint32_t i = 0; i < spans; ++i)
            for (uint32_t thread = 0; thread < threads; ++thread) {
                trace::Span span;
                span.start = usec(i * 100);
                span.duration = usec(100) - Time{int64_t(threads - thread)};
                span.kind = (i + thread) % 3 == 0 ? trace::SpanKind::running : trace::SpanKind::blocked;
                span.task = {thread};
                span.thread = {thread};
                log.spans.push(span);
            }
        log.end = usec(spans * 100);
        results.makespan = log.end;
        lanes = chart::lanes_of(scenario, log, {.cores = false, .threads = true});
    }
};

void lanes(benchmark::State& state, uint32_t threads, bool hits) {
    const Pool pool(threads);
    const std::vector<chart::Pane> panes{{"pool", &pool.scenario, &pool.log, &pool.results, nullptr, &pool.lanes}};
    chart::Frame frame;
    std::vector<view::BarVertex> vertices;
    chart::Options options;
    options.width_px = 1440;
    options.height_px = 900;
    options.end = pool.log.end;
    if (hits) {
        options.top_px = 10'000;
        chart::layout(panes, options, frame);
    }
    int step = 0;
    for (auto _ : state) {
        ++step;
        if (hits) {
            benchmark::DoNotOptimize(
                chart::hit(frame, panes, 200 + float(step * 31 % 1200), options.top_px + float(step % 900)).span);
            continue;
        }
        options.end = pool.log.end + usec(step % 64);
        options.top_px = threads > 100 ? float(step * 7 % 20'000) : 0;
        chart::layout(panes, options, frame);
        view::bar_vertices(frame, options.top_px, chart::Theme::dark, 1, vertices);
    }
}
void frame_lanes_1e1(benchmark::State& state) { lanes(state, 10, false); }
BENCHMARK(frame_lanes_1e1)->Unit(benchmark::kMillisecond);
void frame_lanes_1e4(benchmark::State& state) { lanes(state, 10'000, false); }
BENCHMARK(frame_lanes_1e4)->Unit(benchmark::kMillisecond);
void hit_lanes_1e4(benchmark::State& state) { lanes(state, 10'000, true); }
BENCHMARK(hit_lanes_1e4);

// This is not processor time, which WebAssembly reports in whole milliseconds. The median excludes frames
// that were interrupted.
double now_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void frame_1e7_worst(benchmark::State& state) {
    const Run& run = run_of(10'000'000);
    Frames frames(run);
    constexpr int pan = 15, places = 3;
    double worst = 0;
    for (auto _ : state) {
        for (double share = 1; share > 1e-6; share /= 1.3) {
            const Time length{std::max<int64_t>(1'000, int64_t(double(run.log.end.ns) * share))};
            for (int place = 0; place < places; ++place) {
                double times[pan];
                Time begin{int64_t(double((run.log.end - length).ns) * (0.1 + 0.4 * place))};
                for (double& time : times) {
                    begin += Time{1 + length.ns / 400};
                    const double since = now_ms();
                    frames.draw(begin, begin + length);
                    time = now_ms() - since;
                }
                std::nth_element(times, times + pan / 2, times + pan);
                if (std::getenv("INTERLEAVE_ZOOMS"))
                    std::fprintf(stderr, "%8.2g %8zu bars %8zu cells %7.3f ms\n", share, frames.bars(), frames.cells(),
                                 times[pan / 2]);
                worst = std::max(worst, times[pan / 2]);
            }
        }
    }
    state.counters["value"] = worst;
    state.SetLabel("ms");
}
BENCHMARK(frame_1e7_worst)->Iterations(1);

}  // namespace
