#include "present/picture.h"

#include "base/time.h"
#include "chart/svg/svg.h"
#include "present/figure.h"
#include "present/help.h"
#include "session/prepared.h"
#include "session/session.h"

#include <algorithm>

namespace present {

namespace {

// "*Thread pool*: finish *148.0 ms*, threads *4*"; one run needs no name.
std::vector<RichText> number_lines(const Figure& figure) {
    std::vector<RichText> lines;
    for (size_t i = 0; i < figure.runs.size(); ++i) {
        std::vector<RichText> parts;
        for (const TableRow& row : figure.numbers)
            parts.push_back(say("{number} *{value}*", {{"number", row.label}, {"value", row.values[i]}}));
        if (parts.empty()) continue;
        RichText line;
        for (const RichText& part : parts) {
            if (!line.empty()) line.append(" · ");
            line.append(part);
        }
        lines.push_back(figure.runs.size() == 1
                            ? line
                            : say("{run}: {numbers}", {{"run", figure.runs[i].label}, {"numbers", line}}));
    }
    return lines;
}

bool shows(const Figure& figure, std::string_view panel) {
    return std::find(figure.show.begin(), figure.show.end(), panel) != figure.show.end();
}

}  // namespace

PictureOptions picture_options(const session::Session& session) {
    PictureOptions options;
    const session::OpenFigure* opened = session.figure();
    if (!opened) return options;
    const Figure figure = figure_panel(session);
    options.title = !opened->figure.title.empty();
    options.caption = !figure.caption.empty();
    options.numbers = shows(figure, "numbers");
    options.legend = shows(figure, "legend");
    options.verdict = shows(figure, "verdict");
    if (opened->figure.theme == session::FigureTheme::dark) options.theme = chart::Theme::dark;
    return options;
}

std::string picture_of(const session::Session& session, const PictureOptions& options) {
    const chart::Viewport viewport = session.viewport();
    chart::Options layout;
    layout.begin = viewport.begin;
    layout.end = viewport.end;
    layout.width_px = options.width_px;
    const Figure figure = figure_panel(session);
    const bool untold = session.untold();  // the verdict and the ends of the runs are part of the answer
    chart::Surroundings around;
    if (options.title) around.title = figure.title;
    if (options.legend) around.legend = picture_legend();
    if (options.numbers) around.notes = number_lines(figure);
    if (options.verdict && !untold) around.notes.push_back(session.verdict());
    if (options.caption && !figure.caption.empty()) around.notes.emplace_back(figure.caption);
    const std::string title = figure.title.empty() ? "interleave" : figure.title;
    std::string description = session.asks() ? figure.question->text : untold ? "" : description_of(session.runs());
    if (!figure.caption.empty()) description = figure.caption + ' ' + description;
    return chart::svg_picture(session.panes(), layout, options.theme, title, description, around);
}

std::vector<chart::LegendEntry> picture_legend() {
    std::vector<chart::LegendEntry> entries;
    for (const Row& row : help().legend) entries.push_back({row.id, row.label});
    return entries;
}

std::string description_of(const std::vector<std::unique_ptr<session::Run>>& runs) {
    RichText text;
    for (const auto& run : runs) {
        if (run->results.ended.forever()) continue;
        text.then(
            say(run->log().complete ? Phrase("{run} finishes after {time}.") : Phrase("{run} is cut short at {time}."),
                {{"run", run->variant.title}, {"time", time_label(run->results.makespan)}}));
    }
    return text.then(session::endings_of(runs)).then(session::verdict_of(runs)).plain();
}

}  // namespace present
