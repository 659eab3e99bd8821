#include "cli/render_view.h"

#include "base/say.h"
#include "chart/svg/canvas_svg.h"
#include "cli/source.h"
#include "present/staged.h"
#include "session/machines.h"
#include "stage/poster.h"

#include <iostream>

namespace cli {

std::vector<std::string> view_names() {
    std::vector<std::string> names;
    for (const stage::ViewRow& row : stage::views()) names.emplace_back(row.name);
    names.emplace_back("history");
    return names;
}

int render_view(const RenderOptions& options, const session::RunSet& runs) {
    const stage::ViewRow& view = *stage::find_view(options.view);
    stage::PosterOptions poster;
    poster.view = view.view;
    poster.width_px = float(options.width);
    Time end;
    for (const auto& run : runs.all()) end = std::max(end, run->log().end);
    poster.at = Time{end.ns / 3};
    if (!options.at.empty()) {
        const auto at = parse_time(options.at);
        if (!at) {
            std::cerr << "--at " << options.at << ": write a number and a unit, as in 20ms\n";
            return usage;
        }
        poster.at = *at;
    }
    const std::string title(translated(runs.all()[0]->variant.scenario.title));
    if (options.title) poster.title = title;
    std::vector<stage::Prepared> prepared;
    prepared.reserve(runs.all().size());
    std::vector<stage::PosterRun> shown;
    bool applies = false;
    for (const auto& run : runs.all()) {
        const stage::Prepared& one = prepared.emplace_back(run->variant.scenario, run->log());
        shown.push_back(
            {run->variant.title, present::staged_facts(*run, true), one.run(run->variant.scenario, run->log())});
        const RichText why = view.why_not(shown.back().run);
        applies |= why.empty();
        if (!why.empty()) std::cerr << run->variant.title << ": " << why.plain() << '\n';
    }
    if (!applies) return usage;
    const chart::Theme theme = options.theme == "dark" ? chart::Theme::dark : chart::Theme::light;
    const stage::Poster made = stage::poster(shown, poster, theme);
    const std::string svg = chart::svg_text(made.canvas, made.width, made.height, theme, title, made.description);
    if (!write_file(options.output, svg)) {
        std::cerr << options.output << ": cannot be written\n";
        return usage;
    }
    return all_complete(runs.all()) ? ok : over_budget;
}

int render_history(const RenderOptions& options) {
    int exit = ok;
    const auto opened = open(options.source, exit);
    if (!opened) return exit;
    const scenario::Scenario& scenario = opened->document.variants[0].scenario;
    const std::vector<stage::Outcome> outcomes = session::run_on_machines(opened->document, options.budget);
    const stage::Machine* chosen = session::machine_of(scenario);
    const chart::Theme theme = options.theme == "dark" ? chart::Theme::dark : chart::Theme::light;
    const std::string title(translated(scenario.title));
    const stage::HistoryPicture picture =
        stage::draw_history(outcomes, title, chosen ? chosen->id : "", float(options.width), theme);
    const std::string svg =
        chart::svg_text(picture.canvas, picture.width, picture.height, theme, title, picture.description);
    if (write_file(options.output, svg)) return ok;
    std::cerr << options.output << ": cannot be written\n";
    return usage;
}

}  // namespace cli
