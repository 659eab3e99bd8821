#include "present/work_table.h"

#include "base/say.h"
#include "scenario/policies.h"
#include "scenario/work_table.h"
#include "session/session.h"
#include "session/table_edits.h"

#include <algorithm>

namespace present {

namespace {

using scenario::WorkColumn;

// Does the policy of a run use this column?
bool matters(const session::Session& session, const scenario::WorkColumnRow& column) {
    return std::any_of(
        session.document().variants.begin(), session.document().variants.end(), [&](const auto& variant) {
            return !column.key.empty() && scenario::goes_by(variant.scenario.machine.scheduler, column.key);
        });
}

std::string words_of(const session::Session& session) {
    std::string words = say_plain("Times are in ms. You can also type “3s” or “250us”.");
    if (session.state.aim) {
        const std::string& run = session.runs()[*session.state.aim]->variant.title;
        words += ' ' + say_plain("This work belongs only to the run “{run}”.", {{"run", run}});
    } else if (const size_t own = session::runs_with_own_work(session); own > 0) {
        words += ' ' + say_plain(
                           "{n|One other run has|{n} other runs have} work of {n|its|their} own, which does not "
                           "change.",
                           {{"n", own}});
    }
    return words;
}

std::string slice_of(const session::Session& session) {
    for (const scenario::Variant& variant : session.document().variants) {
        const scenario::Scheduler& scheduler = variant.scenario.machine.scheduler;
        if (scheduler.policy == scenario::Policy::round_robin && scheduler.quantum)
            return scenario::typed_time(*scheduler.quantum);
    }
    return "4";
}

}  // namespace

WorkTable work_table_of(const session::Session& session) {
    WorkTable table;
    table.title = say_plain("Table of work");
    if (!session.has_document()) return table;
    table.words = words_of(session);
    const auto rows = scenario::work_table(session::edited_file(session));
    for (const scenario::WorkColumnRow& column : scenario::work_columns()) {
        const size_t i = size_t(column.column);
        const bool given =
            std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return !row.cells[i].text.empty(); });
        table.columns.push_back({std::string(column.id), say_plain(column.label), say_plain(column.help),
                                 column.holds != scenario::WorkColumnRow::Holds::text,
                                 i <= size_t(WorkColumn::burst) || given || matters(session, column)});
    }
    for (const scenario::WorkTableRow& row : rows) {
        WorkTableLine& line = table.lines.emplace_back();
        for (const scenario::WorkCell& cell : row.cells) line.cells.push_back({cell.text, cell.fixed});
        line.program = row.program;
        std::string others;
        for (const std::string& key : row.others) others += (others.empty() ? "" : ", ") + key;
        if (!others.empty()) line.note = say_plain("also: {keys}", {{"keys", others}});
    }
    table.policies_title = say_plain("The same work under each of these policies");
    auto chosen = session::compared_contenders(session);
    if (chosen.empty()) chosen = session::suitable_contenders(session);
    for (const session::Contender& contender : session::contenders())
        table.policies.push_back({std::string(contender.id), session::label_of(contender),
                                  std::find(chosen.begin(), chosen.end(), contender.id) != chosen.end()});
    table.slice = slice_of(session);
    return table;
}

}  // namespace present
