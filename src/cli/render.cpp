#include "cli/commands.h"
#include "cli/render_view.h"
#include "cli/source.h"

#include "chart/loops/loop_lanes.h"
#include "chart/svg/svg.h"
#include "present/picture.h"
#include "session/prepared.h"
#include "session/session.h"

#include <algorithm>
#include <iostream>

namespace cli {

namespace {

chart::LaneChoice choice_of(const RenderOptions& options, const scenario::Scenario& scenario) {
    if (options.lanes.empty()) return chart::first_lanes(scenario);
    chart::LaneChoice choice = chart::lanes_named(options.lanes);
    choice.counters = std::find(options.lanes.begin(), options.lanes.end(), "counters") != options.lanes.end();
    return choice;
}

// Reads what was given with --from or --to, if anything was. Returns false if it is no time, and says so.
bool read_time(const std::string& text, const char* name, std::optional<Time>& time) {
    if (text.empty()) return true;
    time = parse_time(text);
    if (!time) std::cerr << name << ' ' << text << ": write a number and a unit, as in 20ms\n";
    return time.has_value();
}

chart::Theme theme_of(const std::string& name) { return name == "dark" ? chart::Theme::dark : chart::Theme::light; }

int written(const RenderOptions& options, const std::string& svg) {
    if (write_file(options.output, svg)) return ok;
    std::cerr << options.output << ": cannot be written\n";
    return usage;
}

bool is_ordered(Time begin, Time end) {
    if (begin < end) return true;
    std::cerr << "--to must be later than --from\n";
    return false;
}

int render_figure(const RenderOptions& options, const std::string& text, std::optional<Time> from,
                  std::optional<Time> to) {
    if (options.variant != "all") {
        std::cerr << "--variant: a figure says itself which runs it shows\n";
        return usage;
    }
    session::Session session;
    session.budget = options.budget;
    const auto opened = session.open_figure(text, session::Reading::strict);
    if (!opened) {
        std::cerr << error_text(options.source.scenario, opened.error()) << '\n';
        return invalid;
    }
    for (const session::Dropped& one : *opened) std::cerr << one.part << ": " << one.why << '\n';
    int exit = ok;
    const auto changes = changes_of(options.source, exit);
    if (!changes) return exit;
    for (const scenario::Setting& change : *changes) {
        const auto changed = session.set(change.id, change.value);
        if (changed) continue;
        std::cerr << "--set " << change.id << '=' << change.value << ": " << changed.error().message << '\n';
        return invalid;
    }
    if (!options.lanes.empty()) session.set_lanes(chart::lanes_named(options.lanes));
    const chart::Viewport shown = session.viewport();
    if (!is_ordered(from.value_or(shown.begin), to.value_or(shown.end))) return usage;
    if (from || to) {
        session.state.begin = from.value_or(shown.begin);
        session.state.end = to.value_or(shown.end);
    }
    present::PictureOptions picture = present::picture_options(session);
    picture.width_px = float(options.width);
    picture.title |= options.title;
    picture.legend |= options.legend;
    picture.verdict |= options.verdict;
    if (!options.theme.empty()) picture.theme = theme_of(options.theme);
    exit = written(options, present::picture_of(session, picture));
    if (exit != ok) return exit;
    return all_complete(session.runs()) ? ok : over_budget;
}

}  // namespace

int render(const RenderOptions& options) {
    std::optional<Time> from, to;
    if (!read_time(options.from, "--from", from) || !read_time(options.to, "--to", to)) return usage;
    if (options.view == "history") return render_history(options);
    int exit = ok;
    std::optional<session::RunSet> runs;
    if (is_recording(options.source.scenario)) {
        runs = runs_of(options.source, options.variant, options.budget, exit);
    } else {
        const auto text = text_of(options.source, exit);  // standard input can be read once
        if (!text) return exit;
        if (session::is_figure(*text) && options.view != "timeline") {
            std::cerr << "--view: a figure is drawn as a timeline\n";
            return usage;
        }
        if (session::is_figure(*text)) return render_figure(options, *text, from, to);
        const auto opened = open(options.source, *text, exit);
        if (opened) runs = run_variants(*opened, options.variant, options.budget, exit);
    }
    if (!runs) return exit;
    if (options.view != "timeline") return render_view(options, *runs);
    const scenario::Scenario& first = runs->all()[0]->variant.scenario;
    Time end = msec(1);
    for (const auto& run : runs->all()) end = std::max(end, run->log().end);
    chart::Options layout;
    layout.width_px = float(options.width);
    layout.begin = from.value_or(Time{});
    layout.end = to.value_or(end);
    if (!is_ordered(layout.begin, layout.end)) return usage;
    chart::Surroundings around;
    if (options.title) around.title = translated(first.title);
    if (options.legend) around.legend = present::picture_legend();
    if (options.verdict) around.notes.push_back(session::verdict_of(runs->all()));
    const std::string svg =
        chart::svg_picture(panes_of(*runs, choice_of(options, first)), layout, theme_of(options.theme), first.title,
                           present::description_of(runs->all()), around);
    exit = written(options, svg);
    if (exit != ok) return exit;
    return all_complete(runs->all()) ? ok : over_budget;
}

}  // namespace cli
