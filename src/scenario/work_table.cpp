#include "scenario/work_table.h"

#include "base/number.h"
#include "base/time.h"
#include "scenario/fields.h"
#include "scenario/values.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <utility>

namespace scenario {

using json::Kind;
using json::Member;
using json::Value;

namespace {

using ColumnHolds = WorkColumnRow::Holds;

constexpr int64_t max_rows = 1'000;  // of work, as in fields.cpp

constexpr WorkColumnRow column_table[] = {
    {WorkColumn::name, "name", "name", Phrase("Name{@work table}"), Phrase("What the tasks of this row are called."),
     ColumnHolds::text,
     "process|process id|processes|pid|proc|p|task|job|thread|id|prozess|prozesse|aufgabe|auftrag|bezeichnung"},
    {WorkColumn::arrival, "arrival", "at", Phrase("Arrival{@work table}"), Phrase("When it arrives."),
     ColumnHolds::time, "arrival time|arrives|arrives at|at|first at|ankunft|ankunftszeit|ankunftszeitpunkt"},
    {WorkColumn::burst, "burst", "", Phrase("Burst{@work table}"), Phrase("How long it computes on a core of speed 1."),
     ColumnHolds::time,
     "burst time|cpu burst|cpu time|cpu|bt|compute|service|service time|execution time|run time|runtime|duration|"
     "rechenzeit|bedienzeit|laufzeit|ausführungszeit|dauer"},
    {WorkColumn::priority, "priority", "priority", Phrase("Priority{@work table}"),
     Phrase("A smaller number is more urgent."), ColumnHolds::number, "prio|prior|priorität"},
    {WorkColumn::deadline, "deadline", "deadline", Phrase("Deadline{@work table}"),
     Phrase("How long after its arrival it must be finished."), ColumnHolds::time, "due|relative deadline|frist"},
    {WorkColumn::period, "period", "period", Phrase("Period{@work table}"),
     Phrase("The time from one arrival to the next, for tasks that recur periodically."), ColumnHolds::time, "periode"},
    {WorkColumn::count, "count", "count", Phrase("How many{@work table}"),
     Phrase("How many of these tasks arrive in total."), ColumnHolds::number, "how many|number|anzahl"},
    {WorkColumn::nice, "nice", "nice", Phrase("Nice{@work table}"),
     Phrase("From -20 (the largest share of the core) to 19 (the smallest)."), ColumnHolds::number,
     "nice value|nice-wert"},
    {WorkColumn::tickets, "tickets", "tickets", Phrase("Tickets{@work table}"),
     Phrase("Its share of the core, relative to the tickets of the others."), ColumnHolds::number, "lose"},
    {WorkColumn::number_of_class, "class", "class", Phrase("Class{@work table}"),
     Phrase("Under multilevel-queue, the position of its class; 0 is the most urgent."), ColumnHolds::number,
     "queue|klasse"},
};
constexpr bool columns_in_order_of_the_enum() {
    for (size_t i = 0; i < std::size(column_table); ++i)
        if (size_t(column_table[i].column) != i) return false;
    return std::size(column_table) == work_column_count;
}
static_assert(columns_in_order_of_the_enum(), "each column has its row");

const WorkColumnRow& row_for(WorkColumn column) { return column_table[size_t(column)]; }

// Texts -------------------------------------------------------------------------------------------

std::string_view without_space(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const size_t first = text.find_first_not_of(space);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

bool is_a_number(std::string_view text) { return time_typed(text) || parse_number(without_space(text)); }

std::string in_small_letters(std::string_view text) {
    std::string small(without_space(text));
    for (size_t i = 0; i < small.size(); ++i) {
        if (small[i] >= 'A' && small[i] <= 'Z') small[i] = char(small[i] - 'A' + 'a');
        // the capital umlauts of UTF-8
        if (small[i] == '\xc3' && i + 1 < small.size() && uint8_t(small[i + 1]) >= 0x80 && uint8_t(small[i + 1]) < 0x9f)
            small[i + 1] = char(uint8_t(small[i + 1]) + 0x20);
    }
    // "Burst (ms)" and "Burst [ms]" are "burst"
    if (const size_t bracket = small.find_first_of("(["); bracket != small.npos && bracket > 0)
        small = std::string(without_space(std::string_view(small).substr(0, bracket)));
    std::replace(small.begin(), small.end(), '_', ' ');
    return small;
}

bool is_among(std::string_view all, std::string_view one) {
    while (!all.empty()) {
        const size_t end = std::min(all.find('|'), all.size());
        if (all.substr(0, end) == one) return true;
        all.remove_prefix(std::min(end + 1, all.size()));
    }
    return false;
}

std::optional<WorkColumn> column_named(std::string_view heading) {
    const std::string small = in_small_letters(heading);
    for (const WorkColumnRow& row : column_table)
        if (small == row.id || is_among(row.also, small) || small == in_small_letters(say_plain(row.label)))
            return row.column;
    return {};
}

// The file ----------------------------------------------------------------------------------------

std::vector<Value>& rows_of(Value& file) { return file["work"].items; }

std::string program_of(const Value& row) {
    const Value* run = row.find("run");
    return run ? run->string : std::string();
}
std::string name_of(const Value& row) {
    const Value* name = row.find("name");
    return name ? name->string : program_of(row);
}
const Value* steps_of(const Value& file, std::string_view program) {
    const Value* programs = file.find("programs");
    return programs ? programs->find(program) : nullptr;
}
Value* steps_of(Value& file, std::string_view program) {
    Value* programs = file.find("programs");
    return programs ? programs->find(program) : nullptr;
}

// The burst of a program that is a single computation of a fixed time.
std::optional<Time> burst_of(const Value* steps) {
    if (!steps || steps->items.size() != 1) return {};
    const Value& step = steps->items[0];
    if (step.members.size() != 1 || step.members[0].key != "compute") return {};
    const Value& time = step.members[0].value;
    return time.kind == Kind::string ? parse_time(time.string) : std::nullopt;
}

// "compute 2ms, io database, compute 1ms"
std::string program_in_short(const Value* steps) {
    if (!steps) return say_plain("a function{@work table}");
    std::string text;
    constexpr size_t most = 3;
    for (size_t i = 0; i < steps->items.size() && i < most; ++i) {
        if (steps->items[i].members.empty()) continue;
        const Member& verb = steps->items[i].members[0];
        if (!text.empty()) text += ", ";
        text += verb.key;
        if (verb.value.kind == Kind::string) text += ' ' + verb.value.string;
        if (verb.value.kind == Kind::object && verb.value.members.size() == 1) {  // a law
            text += ' ' + verb.value.members[0].key;
            if (verb.value.members[0].value.kind == Kind::string) text += ' ' + verb.value.members[0].value.string;
        }
    }
    if (steps->items.size() > most) text += ", …";
    return text;
}

// Returns how often the file names a program: in rows of work, in spawn and join steps, and in the list of programs.
size_t times_named(const Value& value, std::string_view program) {
    size_t count = value.kind == Kind::string && value.string == program ? 1 : 0;
    for (const Value& item : value.items) count += times_named(item, program);
    for (const Member& member : value.members)
        count += size_t(member.key == program) + times_named(member.value, program);
    return count;
}
// Does only this row use the program? A row with the program's name names it a second time.
bool is_its_own(const Value& file, const Value& row) {
    const std::string program = program_of(row);
    const size_t by_row = times_named(row, program);
    size_t all = 0;
    for (const Member& member : file.members)
        if (member.key == "work" || member.key == "programs") all += times_named(member.value, program);
    return all == by_row + 1;
}

// Returns a name that no program, function or row has. It is valid for a program, unlike some names of rows.
std::string free_name(const Value& file, std::string wish) {
    constexpr size_t longest = 56;
    if (wish.empty() || wish.size() > longest) wish = "P1";
    for (char& c : wish)
        if (uint8_t(c) < 0x20 || c == 0x7F || std::string_view(".:=,/").find(c) != std::string_view::npos) c = '-';
    const auto taken = [&](std::string_view name) {
        if (steps_of(file, name)) return true;
        const Value* functions = file.find("functions");
        if (functions && functions->find(name)) return true;
        const Value* work = file.find("work");
        return work && std::any_of(work->items.begin(), work->items.end(),
                                   [&](const Value& row) { return name_of(row) == name; });
    };
    if (!taken(wish)) return wish;
    // "P3" is followed by "P4", and "job" by "job 2".
    const size_t last = wish.find_last_not_of("0123456789");
    const bool counts = last != wish.npos && last + 1 < wish.size() && wish.size() - last < 8;
    const std::string stem = counts ? wish.substr(0, last + 1) : wish + ' ';
    for (int64_t n = counts ? std::atoll(wish.c_str() + last + 1) + 1 : 2;; ++n)
        if (std::string name = stem + std::to_string(n); !taken(name)) return name;
}

Value computing_for(Time time) {
    Value step = Value::object(), steps = Value::array();
    step["compute"] = Value::of(std::string_view(time_text(time)));
    steps.items.push_back(std::move(step));
    return steps;
}

void set_burst(Value& file, size_t row, Time time) {
    Value& work = rows_of(file)[row];
    if (is_its_own(file, work)) {
        *steps_of(file, program_of(work)) = computing_for(time);
        return;
    }
    const std::string name = name_of(work);
    const std::string program = free_name(file, steps_of(file, name) ? name : name.empty() ? "P1" : name);
    work["run"] = Value::of(std::string_view(program));
    work["name"] = Value::of(std::string_view(name));
    file["programs"][program] = computing_for(time);
}

// Programs that only the removed row ran.
void forget_program(Value& file, const std::string& program) {
    Value* programs = file.find("programs");
    if (!programs || !programs->find(program)) return;
    size_t named = times_named(*programs, program);
    if (const Value* work = file.find("work")) named += times_named(*work, program);
    if (named == 1) programs->erase(program);
    if (programs->members.empty()) file.erase("programs");
}

// "latency:short" in "show" and "task:short" in "lanes" name a row of work; so do "try" entries, by its number.
void follow_name(Value& file, std::string_view old, std::string_view now) {
    for (const char* key : {"show", "lanes"}) {
        Value* list = file.find(key);
        if (!list) continue;
        for (Value& item : list->items) {
            const size_t colon = item.string.find(':');
            if (colon != item.string.npos && std::string_view(item.string).substr(colon + 1) == old)
                item.string.replace(colon + 1, std::string::npos, now);
        }
    }
}
void forget_name(Value& file, std::string_view name) {
    const auto& rows = rows_of(file);
    if (std::any_of(rows.begin(), rows.end(), [&](const Value& row) { return name_of(row) == name; })) return;
    for (const char* key : {"show", "lanes"})
        if (Value* list = file.find(key)) {
            std::erase_if(list->items, [&](const Value& item) {
                const size_t colon = item.string.find(':');
                return colon != item.string.npos && std::string_view(item.string).substr(colon + 1) == name;
            });
            if (list->items.empty()) file.erase(key);
        }
}
// "try" entries name the number of a row and the program. `place_of` returns the new number of a row.
template <class PlaceOf>
void follow_numbers(Value& file, PlaceOf place_of) {
    Value* list = file.find("try");
    if (!list) return;
    std::erase_if(list->items, [&](Value& item) {
        std::string& id = item.string;
        if (id.starts_with("programs.")) {
            const std::string program = id.substr(9, id.rfind('.') - 9);
            return !steps_of(std::as_const(file), program);
        }
        if (!id.starts_with("work.")) return false;
        const size_t end = std::min(id.find('.', 5), id.size());
        const auto number = parse_integer(std::string_view(id).substr(5, end - 5));
        const std::optional<size_t> now = number ? place_of(size_t(*number)) : std::nullopt;
        if (now) id.replace(5, end - 5, std::to_string(*now));
        return !now;
    });
    if (list->items.empty()) file.erase("try");
}
// A value that was removed can no longer be tried.
void forget_trying(Value& file, size_t row, std::string_view key) {
    Value* list = file.find("try");
    if (!list) return;
    const std::string id = "work." + std::to_string(row) + '.' + std::string(key);
    std::erase_if(list->items, [&](const Value& item) { return item.string == id; });
    if (list->items.empty()) file.erase("try");
}

// Returns how long periodic rows are simulated if the file does not say so: until their pattern repeats, or for ten of
// the longest periods. Nothing if no row has a period, or if each row has its own end.
std::optional<Time> horizon_of(const Value& file) {
    const Value* work = file.find("work");
    std::vector<int64_t> periods;
    bool endless = false;
    if (work)
        for (const Value& row : work->items) {
            const Value* period = row.find("period");
            const auto time = period ? parse_time(period->string) : std::nullopt;
            if (!time || *time == Time{}) continue;
            periods.push_back(time->ns);
            endless |= !row.find("count") && !row.find("until") && !row.find("times");
        }
    if (!endless) return {};
    const int64_t longest = *std::max_element(periods.begin(), periods.end());
    int64_t common = 1;
    for (const int64_t period : periods) {
        const int64_t factor = period / std::gcd(common, period);
        if (common > 20 * longest / factor) return Time{std::min(10 * longest, longest_time.ns)};
        common *= factor;
    }
    return Time{std::min(common, longest_time.ns)};
}
void follow_periods(Value& file, std::optional<Time> before) {
    const std::optional<Time> now = horizon_of(file);
    const Value* stop = file.find("stop");
    if (now == before || (stop && (!before || stop->string != time_text(*before)))) return;
    if (now) file["stop"] = Value::of(std::string_view(time_text(*now)));
    else file.erase("stop");
}

// Cells -------------------------------------------------------------------------------------------

Error wrong_cell(const Value& file, size_t row, const WorkColumnRow& column, Phrase why, std::string_view text) {
    const std::string shown(text.substr(0, 40));
    const std::string name = name_of(file.find("work")->items[row]);
    return {say_plain("{column} of {name}: {why}", {{"column", say_plain(column.label)},
                                                    {"name", name.empty() ? std::to_string(row + 1) : name},
                                                    {"why", say_plain(why, {{"text", shown}})}}),
            0, 0, "/work/" + std::to_string(row) + "/" + std::string(column.id)};
}

WorkTableRow shown_row(const Value& file, const Value& row) {
    WorkTableRow shown;
    if (steps_of(file, program_of(row))) shown.program = program_of(row);
    for (const WorkColumnRow& column : column_table) {
        WorkCell& cell = shown.cells[size_t(column.column)];
        const Value* value = column.key.empty() ? nullptr : row.find(column.key);
        if (column.column == WorkColumn::name) {
            cell.text = name_of(row);
        } else if (column.column == WorkColumn::burst) {
            const Value* steps = steps_of(file, program_of(row));
            const auto time = burst_of(steps);
            cell.fixed = !time;
            cell.text = time ? typed_time(*time) : program_in_short(steps);
        } else if (column.column == WorkColumn::arrival && (row.find("times") || row.find("users"))) {
            cell.fixed = true;
            cell.text =
                row.find("users") ? say_plain("from users{@work table}") : say_plain("several times{@work table}");
        } else if (value && value->kind == Kind::string) {
            const auto time = column.holds == ColumnHolds::time ? parse_time(value->string) : std::nullopt;
            cell.fixed = !time;
            cell.text = time ? typed_time(*time) : value->string;
        } else if (value && value->kind == Kind::integer) {
            cell.text = std::to_string(value->integer);
        } else if (value && value->kind != Kind::null) {
            cell.fixed = true;
            cell.text = json::write(*value);
        } else if (column.column == WorkColumn::arrival) {
            cell.text.assign(1, '0');
        }
    }
    for (const Member& member : row.members) {
        const bool shown_in_a_column = std::any_of(std::begin(column_table), std::end(column_table),
                                                   [&](const auto& column) { return column.key == member.key; });
        if (!shown_in_a_column && member.key != "run" && !member.key.starts_with("x-"))
            shown.others.push_back(member.key);
    }
    return shown;
}

std::optional<Error> put(Value& file, size_t row, WorkColumn which, std::string_view given) {
    const WorkColumnRow& column = row_for(which);
    const std::string_view text = without_space(given);
    const WorkCell now = shown_row(file, rows_of(file)[row])[which];
    if (text == now.text) return {};
    if (now.fixed)
        return wrong_cell(file, row, column,
                          "“{text}” cannot replace the value that is there; edit that value in the text", text);
    Value& work = rows_of(file)[row];
    const std::string key(column.key);
    const std::optional<Time> horizon = horizon_of(file);
    switch (column.holds) {
        case ColumnHolds::text: {
            const std::string before = name_of(work);
            if (text.empty()) work.erase(key);
            else work[key] = Value::of(text);
            const std::string after = name_of(work);
            const auto& rows = rows_of(file);
            if (std::none_of(rows.begin(), rows.end(), [&](const Value& one) { return name_of(one) == before; }))
                follow_name(file, before, after);
            return {};
        }
        case ColumnHolds::time: {
            if (text.empty() && which != WorkColumn::burst) {
                work.erase(key);
                forget_trying(file, row, key);
                follow_periods(file, horizon);
                return {};
            }
            const std::optional<Time> time = time_typed(text);
            if (!time)
                return wrong_cell(
                    file, row, column,
                    "“{text}” is not a time. Enter a number of milliseconds, or a time with a unit such as “3s” or "
                    "“250us”",
                    text);
            if (which == WorkColumn::burst) set_burst(file, row, *time);
            else if (which == WorkColumn::arrival && *time == Time{} && !work.find(key)) return {};
            else work[key] = Value::of(std::string_view(time_text(*time)));
            follow_periods(file, horizon);
            return {};
        }
        case ColumnHolds::number: {
            if (text.empty()) {
                work.erase(key);
                forget_trying(file, row, key);
                follow_periods(file, horizon);
                return {};
            }
            const auto number = parse_integer(text);
            if (!number) return wrong_cell(file, row, column, "“{text}” is not a whole number", text);
            work[key] = Value::of(*number);
            follow_periods(file, horizon);
            return {};
        }
    }
    return {};
}

}  // namespace

std::string typed_time(Time t) {
    std::string text = std::to_string(t.ns / 1'000'000);
    if (const int64_t rest = t.ns % 1'000'000; rest > 0) {
        std::string digits = std::to_string(rest);
        digits.insert(0, 6 - digits.size(), '0');
        text += '.' + digits.substr(0, digits.find_last_not_of('0') + 1);
    }
    return text;
}

std::optional<Time> time_typed(std::string_view text) {
    std::string typed(without_space(text));
    // a spreadsheet in German writes "1,5"
    if (typed.find('.') == typed.npos)
        if (const size_t comma = typed.find(','); comma != typed.npos) typed[comma] = '.';
    if (const auto time = parse_time(typed)) return time;
    return parse_time(typed + "ms");
}

std::span<const WorkColumnRow> work_columns() { return column_table; }

std::vector<WorkTableRow> work_table(const Value& file) {
    std::vector<WorkTableRow> table;
    const Value* work = file.find("work");
    if (!work) return table;
    for (const Value& row : work->items) table.push_back(shown_row(file, row));
    return table;
}

// Blocks ------------------------------------------------------------------------------------------

namespace {

char separator_in(std::string_view text) {
    for (const char c : {'\t', ';'})
        if (text.find(c) != text.npos) return c;
    // "1,5" in every cell of a single column is a number, not two cells: a comma is a separator if it is next to a
    // letter, or if a line has several.
    const std::string_view line = text.substr(0, text.find('\n'));
    if (std::count(line.begin(), line.end(), ',') > 0) return ',';
    return without_space(line).find(' ') == text.npos ? '\t' : ' ';
}

std::vector<std::vector<std::string>> cells_in(std::string_view text) {
    const char separator = separator_in(text);
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    const auto end_cell = [&] {
        if (separator != ' ' || !cell.empty()) row.push_back(std::string(without_space(cell)));
        cell.clear();
    };
    const auto end_row = [&] {
        end_cell();
        if (std::any_of(row.begin(), row.end(), [](const std::string& one) { return !one.empty(); }))
            rows.push_back(std::move(row));
        row.clear();
    };
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"') cell += c;
            else if (i + 1 < text.size() && text[i + 1] == '"') cell += text[i++];
            else quoted = false;
        } else if (c == '"' && without_space(cell).empty()) {
            quoted = true;
            cell.clear();
        } else if (c == '\n') {
            end_row();
        } else if (c == separator) {
            end_cell();
        } else if (c != '\r') {
            cell += c;
        }
    }
    end_row();
    return rows;
}

}  // namespace

Block block_of(std::string_view text) {
    Block block;
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    block.rows = cells_in(text);
    if (block.rows.empty()) return block;
    const std::vector<std::string>& first = block.rows.front();
    if (std::any_of(first.begin(), first.end(), is_a_number)) return block;
    std::vector<std::optional<WorkColumn>> named;
    for (const std::string& cell : first) {
        auto column = column_named(cell);
        if (column && std::find(named.begin(), named.end(), column) != named.end()) column.reset();
        named.push_back(column);
    }
    // A single "P" or "id" may be the name of a process.
    const auto known = std::count_if(named.begin(), named.end(), [](const auto& one) { return one.has_value(); });
    if (known < 2 && !(known == 1 && named.size() == 1 && named[0] != WorkColumn::name)) return block;
    block.rows.erase(block.rows.begin());
    for (std::vector<std::string>& row : block.rows) {
        std::vector<std::string> kept;
        for (size_t i = 0; i < named.size(); ++i)
            if (named[i]) kept.push_back(i < row.size() ? row[i] : std::string());
        row = std::move(kept);
    }
    for (const auto& column : named) {
        if (column) block.columns.push_back(*column);
        else ++block.left_out;
    }
    return block;
}

// Edits -------------------------------------------------------------------------------------------

Result<Value> with_cell(Value file, size_t row, WorkColumn column, std::string_view text) {
    if (row == rows_of(file).size()) file = with_new_row(std::move(file), row);
    if (auto error = put(file, row, column, text)) return *error;
    return file;
}

Result<Value> with_block(Value file, size_t row, std::span<const WorkColumn> shown, size_t at, const Block& block) {
    std::vector<WorkColumn> columns = block.columns;
    const size_t before = rows_of(file).size();
    if (columns.empty()) {
        if (at < shown.size()) columns.assign(shown.begin() + std::ptrdiff_t(at), shown.end());
    } else {
        row = before;  // the new rows are put below the old ones, which are then removed
        if (block.rows.empty()) return Error{say_plain("there are headings, but no rows below them"), 0, 0, {}};
    }
    // It is refused before each cell is read and written, which takes as long as there are rows.
    if (row + block.rows.size() > size_t(max_rows))
        return Error{say_plain("a scenario has at most {max} rows of work", {{"max", grouped_text(max_rows)}}),
                     0, 0, {}};
    for (size_t i = 0; i < block.rows.size(); ++i) {
        while (rows_of(file).size() <= row + i) {
            const size_t end = rows_of(file).size();
            file = with_new_row(std::move(file), end);
        }
        for (size_t j = 0; j < block.rows[i].size() && j < columns.size(); ++j) {
            if (columns[j] == WorkColumn::burst && block.rows[i][j].empty()) continue;
            if (auto error = put(file, row + i, columns[j], block.rows[i][j])) return *error;
        }
    }
    if (!block.columns.empty())
        for (size_t i = before; i-- > 0;) {
            auto without = with_row_removed(std::move(file), i);
            if (!without) return without.error();
            file = std::move(*without);
        }
    return file;
}

Value with_new_row(Value file, size_t at) {
    std::vector<Value>& rows = rows_of(file);
    const std::string name = free_name(file, rows.empty() ? "P1" : at > 0 ? name_of(rows[at - 1]) : name_of(rows[0]));
    Value row = Value::object();
    row["run"] = Value::of(std::string_view(name));
    Value& programs = file["programs"];
    if (programs.kind != Kind::object) programs = Value::object();
    programs[name] = computing_for(msec(1));
    Value& work = file["work"];
    work.items.insert(work.items.begin() + std::ptrdiff_t(at), std::move(row));
    follow_numbers(file, [&](size_t old) { return std::optional(old + size_t(old >= at)); });
    return file;
}

Value with_row_copied(Value file, size_t row) {
    std::vector<Value>& rows = rows_of(file);
    Value copy = rows[row];
    copy.erase("id");
    const std::string name = free_name(file, name_of(copy));
    const std::string program = program_of(copy);
    if (burst_of(steps_of(std::as_const(file), program))) {
        Value steps = *steps_of(std::as_const(file), program);
        copy["run"] = Value::of(std::string_view(name));
        copy.erase("name");
        file["programs"][name] = std::move(steps);
    } else {
        copy["name"] = Value::of(std::string_view(name));
    }
    rows_of(file).insert(rows_of(file).begin() + std::ptrdiff_t(row) + 1, std::move(copy));
    follow_numbers(file, [&](size_t old) { return std::optional(old + size_t(old > row)); });
    return file;
}

Value with_row_moved(Value file, size_t row, int by) {
    std::vector<Value>& rows = rows_of(file);
    const size_t other = by < 0 ? row - 1 : row + 1;
    if ((by < 0 && row == 0) || other >= rows.size()) return file;
    std::swap(rows[row], rows[other]);
    follow_numbers(file, [&](size_t old) { return std::optional(old == row ? other : old == other ? row : old); });
    return file;
}

Result<Value> with_row_removed(Value file, size_t row) {
    if (rows_of(file).size() == 1) return Error{say_plain("at least one row must remain"), 0, 0, {}};
    const std::optional<Time> horizon = horizon_of(file);
    const std::string name = name_of(rows_of(file)[row]), program = program_of(rows_of(file)[row]);
    rows_of(file).erase(rows_of(file).begin() + std::ptrdiff_t(row));
    forget_program(file, program);
    forget_name(file, name);
    follow_periods(file, horizon);
    follow_numbers(file,
                   [&](size_t old) { return old == row ? std::nullopt : std::optional(old - size_t(old > row)); });
    return file;
}

Value new_work(std::string_view title) {
    Value file = Value::object();
    file["version"] = Value::of(int64_t(1));
    file["title"] = Value::of(title);
    file["machine"] = Value::object();
    file["machine"]["cores"] = Value::of(int64_t(1));
    file["machine"]["scheduler"] = Value::object();
    file["machine"]["scheduler"]["policy"] = Value::of(std::string_view("fcfs"));
    file["programs"] = Value::object();
    file["work"] = Value::array();
    constexpr std::pair<const char*, int64_t> bursts[] = {{"P1", 24}, {"P2", 3}, {"P3", 3}};
    for (const auto& [name, burst] : bursts) {
        file["programs"][name] = computing_for(msec(burst));
        Value& row = file["work"].items.emplace_back(Value::object());
        row["run"] = Value::of(std::string_view(name));
    }
    file["strategy"] = Value::object();
    file["strategy"]["kind"] = Value::of(std::string_view("thread-per-task"));
    return file;
}

}  // namespace scenario
