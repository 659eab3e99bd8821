// Moves a slider in each scenario of the gallery and measures the ms until the new run is laid out: for each
// scenario the median over values of its first slider, as on the page.
//
//     resim_median, resim_max   over the scenarios; a longer run continues in slices, and the first
//                               picture is what counts

#include "tests/bench/bench.h"

#include "session/builtins.h"
#include "session/session.h"
#include "chart/layout.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

double now_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

bool is_number(const scenario::Parameter& row) {
    using enum scenario::ParameterType;
    return row.shown && row.enabled && (row.type == integer || row.type == number || row.type == duration) &&
           row.low < row.high;
}

double change(session::Session& session, const scenario::Parameter& row, int times) {
    const std::string first = row.value, id = row.id;
    std::string other;  // the first value that it accepts
    for (const char* text : {"2", "3", "5", "8", "2ms", "5ms", "10ms"})
        if (other.empty() && first != text && session.set(id, text)) other = text;
    if (other.empty()) return -1;
    std::vector<double> measured;
    chart::Frame frame;
    for (int i = 0; i < times; ++i) {
        const double since = now_ms();
        if (!session.set(id, i % 2 == 0 ? first : other)) return -1;
        chart::Options options;
        options.begin = session.viewport().begin;
        options.end = session.viewport().end;
        options.width_px = 840;
        options.height_px = 900;
        chart::layout(session.panes(), options, frame);
        measured.push_back(now_ms() - since);
        while (session.running()) session.tick(0.016);
    }
    std::nth_element(measured.begin(), measured.begin() + times / 2, measured.end());
    return measured[size_t(times / 2)];
}

std::vector<double> gallery() {
    static std::vector<double> all;
    if (!all.empty()) return all;
    for (const session::Builtin& builtin : session::builtins()) {
        session::Session session(now_ms);
        if (!session.load_builtin(builtin.id)) continue;
        while (session.running()) session.tick(0.016);
        const auto rows = session.parameters();
        double worst = -1;
        for (const scenario::Parameter& row : rows)
            if (is_number(row) && (worst = change(session, row, 11)) >= 0) break;
        if (worst >= 0) all.push_back(worst);
        if (std::getenv("INTERLEAVE_EACH"))
            std::fprintf(stderr, "%-40s %.2f ms\n", std::string(builtin.id).c_str(), worst);
    }
    std::sort(all.begin(), all.end());
    return all;
}

void resim_median(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(gallery().size());
    state.counters["value"] = gallery()[gallery().size() / 2];
    state.SetLabel("ms");
}
BENCHMARK(resim_median)->Iterations(1);

void resim_max(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(gallery().size());
    state.counters["value"] = gallery().back();
    state.SetLabel("ms");
}
BENCHMARK(resim_max)->Iterations(1);

}  // namespace
