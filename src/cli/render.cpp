#include "cli/commands.h"
#include "cli/source.h"

#include "chart/layout.h"
#include "chart/svg/svg.h"
#include "session/prepared.h"

#include <algorithm>
#include <iostream>

namespace cli {

namespace {

// Describes the picture for people who cannot see it.
std::string description(const session::RunSet& runs) {
    RichText text;
    for (const auto& run : runs.all()) {
        if (run->results.ended.forever()) continue;
        text.then(
            say(run->log().complete ? Phrase("{run} finishes after {time}.") : Phrase("{run} is cut short at {time}."),
                {{"run", run->variant.title}, {"time", time_label(run->results.makespan)}}));
    }
    return text.then(session::endings_of(runs.all())).then(session::verdict_of(runs.all())).plain();
}

chart::LaneChoice choice_of(const RenderOptions& options, const scenario::Scenario& scenario) {
    if (options.lanes.empty()) return chart::first_lanes(scenario);
    const auto chosen = [&](const char* lane) {
        return std::find(options.lanes.begin(), options.lanes.end(), lane) != options.lanes.end();
    };
    return {chosen("cores"),   chosen("threads"), chosen("tasks"),   chosen("loops"),
            chosen("devices"), chosen("queues"),  chosen("counters")};
}

}  // namespace

int render(const RenderOptions& options) {
    chart::Options layout;
    layout.width_px = float(options.width);
    for (const auto& [text, name, time] :
         {std::tuple(&options.from, "--from", &layout.begin), std::tuple(&options.to, "--to", &layout.end)}) {
        if (text->empty()) continue;
        const auto t = parse_time(*text);
        if (!t) {
            std::cerr << name << ' ' << *text << ": write a number and a unit, as in 20ms\n";
            return usage;
        }
        *time = *t;
    }
    int exit = ok;
    const auto runs = runs_of(options.source, options.variant, options.budget, exit);
    if (!runs) return exit;
    const scenario::Scenario& first = runs->all()[0]->variant.scenario;
    Time end = msec(1);
    for (const auto& run : runs->all()) end = std::max(end, run->log().end);
    if (options.to.empty()) layout.end = end;
    if (layout.end <= layout.begin) {
        std::cerr << "--to must be later than --from\n";
        return usage;
    }
    const chart::Theme theme = options.theme == "dark" ? chart::Theme::dark : chart::Theme::light;
    const std::string svg =
        chart::svg_picture(panes_of(*runs, choice_of(options, first)), layout, theme, first.title, description(*runs));
    if (!write_file(options.output, svg)) {
        std::cerr << options.output << ": cannot be written\n";
        return usage;
    }
    return all_complete(*runs) ? ok : over_budget;
}

}  // namespace cli
