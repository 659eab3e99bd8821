#include "present/figure.h"

#include "base/say.h"
#include "model/simulation.h"
#include "present/columns.h"
#include "session/figure_keys.h"
#include "session/session.h"

#include <algorithm>

namespace present {

namespace {

const std::vector<std::string>& or_else(const std::optional<session::Words>& words,
                                        const std::vector<std::string>& otherwise) {
    return words ? *words : otherwise;
}

std::vector<std::string> knobs_of(const session::Session& session, const session::Figure& figure) {
    if (!session.has_document()) return {};
    std::vector<std::string> ids;
    for (const std::string& id : or_else(figure.knobs, session.document().variants.front().scenario.shown.parameters)) {
        const auto& rows = session.parameters();
        const bool exists = std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
        if (exists && ids.size() < session::max_knobs) ids.push_back(id);
    }
    return ids;
}

}  // namespace

Figure figure_panel(const session::Session& session, bool hints) {
    const session::OpenFigure* opened = session.figure();
    static const session::Figure plain;
    const session::Figure& said = opened ? opened->figure : plain;
    Figure figure;
    figure.title = said.title.empty() ? session.title() : said.title;
    figure.caption = said.caption;
    if (said.engine && *said.engine != model::engine_version)
        figure.note = say_plain(
            "This figure was made with version {made} of the engine; this is version {now}, whose "
            "results may differ.",
            {{"made", *said.engine}, {"now", model::engine_version}});
    for (const scenario::ChoiceRow& row : session::theme_choices)
        if (row.number == int(said.theme)) figure.theme = row.value;
    figure.show = or_else(said.show, {"numbers"});
    figure.knobs = knobs_of(session, said);
    figure.question = question_of(session);

    const std::vector<RunResults> runs = runs_of(session);
    for (const RunResults& run : runs)
        figure.runs.push_back({"run-" + std::to_string(run.pane), run.short_title, run.title, run.pane});
    const bool listed = session.has_document();
    const std::vector<std::string> names =
        columns_of(runs, or_else(said.numbers, listed ? session.document().variants.front().scenario.shown.columns
                                                      : std::vector<std::string>()));
    const Unit unit = unit_of(runs);
    for (const std::string& name : said.numbers&& said.numbers->empty() ? std::vector<std::string>() : names) {
        const Column head = head_of(name, hints);
        TableRow row{head.id, head.label, head.hint, {}, Emphasis::plain, {}};
        for (const RunResults& run : runs)
            row.values.push_back(run.untold ? unknown : text_of(run, name, number_of(run, name), unit));
        figure.numbers.push_back(std::move(row));
    }
    return figure;
}

}  // namespace present
