#include "present/step_table.h"

#include "base/say.h"
#include "scenario/fields.h"
#include "scenario/step_table.h"
#include "scenario/steps.h"
#include "session/session.h"
#include "session/table_edits.h"

#include <algorithm>

namespace present {

namespace {

struct FieldLabel {
    std::string_view key;
    Phrase label;
};
constexpr FieldLabel field_labels[] = {
    {"compute", Phrase("for{@step}")},
    {"sleep", Phrase("for{@step}")},
    {"offload", Phrase("for{@step}")},
    {"io", Phrase("device{@step}")},
    {"lock", Phrase("lock{@step}")},
    {"unlock", Phrase("lock{@step}")},
    {"acquire", Phrase("semaphore{@step}")},
    {"release", Phrase("semaphore{@step}")},
    {"send", Phrase("queue{@step}")},
    {"receive", Phrase("queue{@step}")},
    {"spawn", Phrase("program{@step}")},
    {"join", Phrase("program, or empty for all{@step}")},
    {"mark", Phrase("text{@step}")},
    {"log", Phrase("text{@step}")},
    {"parts", Phrase("parts{@step}")},
    {"times", Phrase("times{@step}")},
    {"time", Phrase("instead of its own time{@step}")},
    {"blocking", Phrase("it holds its thread{@step}")},
    {"priority", Phrase("priority{@step}")},
};

std::string label_for(std::string_view key) {
    for (const FieldLabel& one : field_labels)
        if (one.key == key) return say_plain(one.label);
    return {};
}

const char* holds_name(scenario::StepValue::Holds holds) {
    using Holds = scenario::StepValue::Holds;
    switch (holds) {
        case Holds::time: return "time";
        case Holds::number: return "number";
        case Holds::name: return "name";
        case Holds::text: return "text";
        case Holds::flag: return "flag";
        case Holds::nothing: return "nothing";
    }
    return "";
}

std::string use_of(const scenario::Scenario& scenario, std::string_view program) {
    std::vector<RichText> rows;
    for (const scenario::Work& work : scenario.work)
        if (scenario.programs[work.program].name == program) rows.push_back(RichText(work.name));
    if (rows.empty()) return say_plain("no row of work runs it");
    return say_plain("run by {rows}", {{"rows", list_of(rows, 4)}});
}

}  // namespace

StepTable step_table_of(const session::Session& session) {
    StepTable table;
    table.title = say_plain("Programs");
    if (!session.has_document()) return table;
    table.words = say_plain(
        "Times are in ms. You can also type “3s”, “exponential 5” or “uniform 1 3”. A name that does not exist yet is "
        "added to the scenario.");
    if (session.state.aim)
        table.words += ' ' + say_plain("These programs belong only to the run “{run}”.",
                                       {{"run", session.runs()[*session.state.aim]->variant.title}});
    for (const std::string_view kind : scenario::step_choices())
        table.kinds.push_back(
            {std::string(kind), std::string(kind), label_of(scenario::find_field(scenario::step_record, kind)->help)});
    const scenario::json::Value file = session::edited_file(session);
    for (const char* key : {"io", "lock", "acquire", "send", "spawn"})
        table.names.emplace_back(key, scenario::names_for(file, key));
    const auto names_key = [](std::string_view key) -> std::string {
        return key == "unlock"    ? "lock"
               : key == "release" ? "acquire"
               : key == "receive" ? "send"
               : key == "join"    ? "spawn"
                                  : std::string(key);
    };
    const size_t variant = session.state.aim ? size_t(session.variant_of(*session.state.aim)) : 0;
    const scenario::Scenario& edited = session.document().variants[variant].scenario;
    for (const scenario::ProgramSteps& program : scenario::step_table(file)) {
        StepProgram& shown = table.programs.emplace_back();
        shown.name = program.name;
        shown.used = use_of(edited, program.name);
        for (const scenario::StepLine& line : program.lines) {
            StepRowShown& row = shown.rows.emplace_back();
            row.path = line.path;
            row.depth = line.depth;
            row.kind = line.kind;
            for (const scenario::StepValue& value : line.values)
                row.fields.push_back({value.key, label_for(value.key), value.text, holds_name(value.holds),
                                      value.holds == scenario::StepValue::Holds::name ? names_key(value.key) : ""});
        }
    }
    return table;
}

}  // namespace present
