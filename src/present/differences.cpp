#include "present/differences.h"

#include "base/number.h"
#include "base/say.h"
#include "present/columns.h"
#include "session/session.h"

#include <algorithm>
#include <cmath>

namespace present {

namespace {

enum class Better : uint8_t { neither, less, more };

Better better_of(std::string_view column) {
    constexpr std::string_view more[] = {"throughput", "completed"};
    constexpr std::string_view neither[] = {"cores", "threads", "servers", "concurrency", "parallelism", "asynchrony"};
    const auto has = [&](const auto& names) {
        return std::find(std::begin(names), std::end(names), column) != std::end(names);
    };
    return has(more) ? Better::more : has(neither) ? Better::neither : Better::less;
}

std::string with_sign(bool negative, const std::string& amount) { return (negative ? "−" : "+") + amount; }

std::string amount_text(const std::string& column, double amount, Unit unit) {
    switch (measure_of(column)) {
        case Measure::time: return in_column(amount, unit);
        case Measure::count: return grouped_text(std::llround(amount));
        case Measure::share: return rounded_text(amount, 0);
        case Measure::bytes: return bytes_text(std::llround(amount));
        case Measure::number: break;
    }
    return trimmed_text(amount, 3);
}

struct Cell {
    std::string text;
    Emphasis emphasis = Emphasis::plain;
};

Cell difference_cell(const RunResults& run, const RunResults& base, const std::string& column, Unit unit) {
    const double now = number_of(run, column), before = number_of(base, column);
    if (!run.complete || !base.complete || std::isnan(now) || std::isnan(before)) return {nothing};
    const double by = now - before;
    const std::string amount = amount_text(column, std::abs(by), unit);
    if (amount == amount_text(column, 0, unit)) return {"="};
    Cell cell{with_sign(by < 0, amount)};
    const Better better = better_of(column);
    std::string mark;
    if (better != Better::neither) {
        const bool good = (by < 0) == (better == Better::less);
        cell.emphasis = good ? Emphasis::good : Emphasis::warn;
        mark = good ? better_mark : worse_mark;
    }
    std::string share;
    if (before > 0 && measure_of(column) != Measure::share) {
        const double percent = std::abs(100 * by / before);
        share = with_sign(by < 0, rounded_text(percent, percent < 9.95 ? 1 : 0)) + " %";
    }
    if (!mark.empty() || !share.empty())
        cell.text += "\n" + mark + (!mark.empty() && !share.empty() ? " " : "") + share;
    return cell;
}

}  // namespace

Table differences_table(const std::vector<RunResults>& runs, size_t baseline,
                        const std::vector<std::string>& columns) {
    Table table;
    if (baseline >= runs.size() || runs.size() < 2) return table;
    const RunResults& base = runs[baseline];
    if (base.untold) return table;
    const Unit unit = unit_of(runs);
    const std::vector<std::string> shown = columns_of(runs, columns);
    table.title = say_plain("Compared with {run}", {{"run", base.short_title}});
    table.caption = say_plain("How each run differs from {run}; times are in {unit}",
                              {{"run", base.title}, {"unit", unit.name}});
    table.corner = unit.name;
    for (const std::string& name : shown) table.columns.push_back(head_of(name));
    for (const RunResults& run : runs) {
        if (run.pane == base.pane) continue;
        TableRow row{"run-" + std::to_string(run.pane), run.short_title, run.title, {}, Emphasis::plain, run.pane};
        for (const std::string& name : shown) {
            Cell cell = difference_cell(run, base, name, unit);
            row.values.push_back(std::move(cell.text));
            row.emphases.push_back(cell.emphasis);
        }
        table.rows.push_back(std::move(row));
    }
    table.note = say_plain("{better} better, {worse} worse than {run}",
                           {{"better", better_mark}, {"worse", worse_mark}, {"run", base.title}});
    return table;
}

Table differences_of(const session::Session& session) {
    if (!session.state.baseline) return {};
    return differences_table(runs_of(session), *session.state.baseline,
                             session.has_document() ? session.document().variants.front().scenario.shown.columns
                                                    : std::vector<std::string>());
}

}  // namespace present
