#include "present/compared.h"

#include "base/say.h"
#include "scenario/branch.h"
#include "scenario/told_apart.h"
#include "session/session.h"

#include <algorithm>

namespace present {

namespace {

std::string title_in_file(const scenario::Document& document, size_t variant) {
    const auto text = [](const scenario::json::Value* value) {
        return value && value->kind == scenario::json::Kind::string ? value->string : std::string();
    };
    if (variant == 0) return text(document.source.find("name"));
    const scenario::json::Value& row = document.source.find("compare")->items[variant - 1];
    const std::string title = text(row.find("title"));
    return title.empty() ? text(row.find("name")) : title;
}

}  // namespace

Compared compared_of(const session::Session& session) {
    Compared compared;
    compared.title = say_plain("Runs");
    const session::State& state = session.state;
    const scenario::Document& document = session.document();
    const auto about_pane = [&](ComparedRun& run) {
        run.focus = run.pane == uint32_t(session.focus());
        run.baseline = run.pane && run.pane == state.baseline;
        run.aim = run.pane && run.pane == state.aim;
        if (run.aim) compared.changes = run.title;
    };
    for (size_t i = 0; i < document.variants.size(); ++i) {
        ComparedRun run;
        run.title = document.variants[i].title;
        run.own_title = title_in_file(document, i);
        if (i > 0)
            run.differs =
                scenario::differences(scenario::file_of(document.source, 0), scenario::file_of(document.source, i));
        run.pane = session.run_of(int64_t(i));
        run.variant = uint32_t(i);
        about_pane(run);
        compared.runs.push_back(std::move(run));
    }
    for (uint32_t pane = 0; pane < session.runs().size(); ++pane) {
        if (!session.runs()[pane]->recording) continue;
        ComparedRun run;
        run.title = session.runs()[pane]->variant.title;
        run.pane = pane;
        about_pane(run);
        compared.runs.push_back(std::move(run));
    }
    compared.aims = state.aim.has_value();
    if (!compared.aims) compared.changes = say_plain("all runs");
    return compared;
}

}  // namespace present
