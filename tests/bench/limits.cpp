// What the page does with the scenarios of tests/support/limits.h, without its surfaces: reads them, runs
// them in slices, and makes results, lanes, JSON, one frame and one SVG.
//
//     limits                    the names
//     limits --text NAME        the scenario
//     limits NAME               one line: total ms, ms of the longest slice, peak MiB, the outcome of the runs
//     limits --read < FILE      the same line for any scenario
//
// One scenario per process, because the peak of memory would otherwise be that of the largest. tools/limits
// runs them all.

#include "app/calls/json_views.h"
#include "session/session.h"
#include "chart/layout.h"
#include "tests/support/limits.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <iostream>
#include <iterator>
#include <string>

#ifndef __wasm__
#include <sys/resource.h>
#endif

namespace {

// Natively, the processor time of this process; in Node, the wall clock.
double now_ms() { return double(std::clock()) * 1e3 / CLOCKS_PER_SEC; }

double peak_mib() {
#ifdef __wasm__
    return double(__builtin_wasm_memory_size(0)) / 16;  // memory only grows
#else
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
#endif
}

int measure(const support::Limit& limit) {
    const double began = now_ms();
    double longest = 0, since = began;
    const auto step = [&] {
        const double now = now_ms();
        longest = std::max(longest, now - since);
        since = now;
    };
    session::Session session(now_ms);
    view::Look look;
    const app::Desk desk{session, look};
    const auto loaded = session.load(limit.text);
    if (!loaded) {
        std::printf("%s: refused: %s (%s)\n", limit.name.c_str(), loaded.error().message.substr(0, 200).c_str(),
                    loaded.error().pointer.c_str());
        return 1;
    }
    step();
    while (session.running()) {
        session.tick(0.016);
        step();
    }
    const double ran = now_ms();
    size_t bytes = app::json_results(session).size() + app::json_state(desk).size() +
                   app::json_parameters(desk).size() + app::json_strategies(session).size();
    present::PanelMaker maker;
    maker.update(session);
    for (size_t i = 0; i < present::part_count; ++i)
        bytes += app::json_panel(maker, present::part_name(present::Part(i))).size();
    chart::Options options;
    options.begin = session.viewport().begin;
    options.end = session.viewport().end;
    options.height_px = 1'000;  // the height of a screen
    const chart::Frame frame = chart::layout(session.panes(), options);
    bytes += app::json_layout(desk, frame).size();
    step();
    const double drawn = now_ms();
    const size_t svg = app::svg_of(desk).size();
    const double all = now_ms();
    uint64_t events = 0, spans = 0;
    std::string why;
    for (const auto& run : session.runs()) {
        events += run->log().events;
        spans += run->log().spans.size();
        why = run->log().stopped_by;
    }
    std::printf(
        "%-44s %6.0f ms  slice %5.0f  views %5.0f  svg %5.0f  %5.0f MiB  %8llu events %8llu spans  json %zu k  svg %zu "
        "k  %s\n",
        limit.name.c_str(), all - began, longest, drawn - ran, all - drawn, peak_mib(),
        static_cast<unsigned long long>(events), static_cast<unsigned long long>(spans), bytes / 1000, svg / 1000,
        why.c_str());
    return 0;
}

}  // namespace

int main(int count, char** words) {
    const bool text = count > 2 && std::strcmp(words[1], "--text") == 0;
    const std::string name = count > 1 ? words[count - 1] : "";
    if (name == "--read")
        return measure({"standard input", {std::istreambuf_iterator<char>(std::cin), {}}});
    for (const support::Limit& limit : support::limits()) {
        if (name.empty()) std::puts(limit.name.c_str());
        else if (limit.name == name) return text ? std::fputs(limit.text.c_str(), stdout) < 0 : measure(limit);
    }
    return name.empty() ? 0 : 2;
}
