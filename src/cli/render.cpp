#include "cli/commands.h"
#include "cli/source.h"

#include "chart/lanes.h"
#include "chart/layout.h"
#include "chart/svg.h"
#include "metrics/report.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace cli {

namespace {

// What a picture cannot show to somebody who does not see it.
std::string description(const std::vector<Outcome>& outcomes) {
    std::string text;
    std::vector<metrics::Verdict> verdicts;
    for (const Outcome& o : outcomes) {
        text += o.variant.title + (o.log.complete ? " finishes after " : " is cut short at ") + time_label(o.results.makespan) + ". ";
        verdicts.push_back(o.results.verdict);
    }
    text += metrics::verdict_sentence(verdicts);
    std::erase(text, '*');
    return text;
}

bool write_file(const std::string& path, const std::string& text) {
    if (path == "-") return bool(std::cout << text << std::flush);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (!file) return false;
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fclose(file) == 0 && written;
}

bool chosen(const RenderOptions& options, const char* lane) { return std::find(options.lanes.begin(), options.lanes.end(), lane) != options.lanes.end(); }

}  // namespace

int render(const RenderOptions& options) {
    chart::Options layout;
    layout.width_px = float(options.width);
    for (const auto& [text, name, time] : {std::tuple(&options.from, "--from", &layout.begin), std::tuple(&options.to, "--to", &layout.end)}) {
        if (text->empty()) continue;
        const auto t = parse_time(*text);
        if (!t) {
            std::cerr << name << ' ' << *text << ": write a number and a unit, as in 20ms\n";
            return usage;
        }
        *time = *t;
    }
    int exit = ok;
    const auto document = open(options.source, exit);
    if (!document) return exit;
    const auto outcomes = run_variants(*document, options.variant, options.budget);
    if (!outcomes) return usage;

    Time end = msec(1);
    std::vector<chart::Lanes> lanes;
    for (const Outcome& o : *outcomes) {
        end = std::max(end, o.log.end);
        lanes.push_back(chart::lanes_of(o.variant.scenario, o.log, {chosen(options, "cores"), chosen(options, "threads"), chosen(options, "tasks")}));
    }
    std::vector<chart::Pane> panes;
    for (size_t i = 0; i < outcomes->size(); ++i) {
        const Outcome& o = (*outcomes)[i];
        panes.push_back({o.variant.title, &o.variant.scenario, &o.log, &o.results, &o.levels, &lanes[i]});
    }
    if (options.to.empty()) layout.end = end;
    if (layout.end <= layout.begin) {
        std::cerr << "--to must be later than --from\n";
        return usage;
    }
    const chart::Theme theme = options.theme == "dark" ? chart::Theme::dark : chart::Theme::light;
    const std::string svg = chart::svg_text(chart::svg_layout(panes, layout), theme, document->variants[0].scenario.title, description(*outcomes));
    if (!write_file(options.output, svg)) {
        std::cerr << options.output << ": cannot be written\n";
        return usage;
    }
    return all_complete(*outcomes) ? ok : over_budget;
}

}  // namespace cli
