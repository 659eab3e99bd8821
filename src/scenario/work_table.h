#pragma once

// The work of a scenario as a table to type into, with a row for each row of work:
//
//     name   arrival   burst   priority
//     P1     0         24      3
//     P2     0         3       1
//
// Both input and output are texts. In a column of times, a number without a unit is in milliseconds, and "3s" or
// "250us" may also be typed. A value that the table cannot edit (a law, a rate, a program of several steps) is a fixed
// cell, which says what the value is. Each edit returns a new file; the rest of the file stays as it was written.

#include "base/result.h"
#include "base/say.h"
#include "base/time.h"
#include "scenario/json.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scenario {

enum class WorkColumn : uint8_t {
    name,
    arrival,
    burst,
    priority,
    deadline,
    period,
    count,
    nice,
    tickets,
    number_of_class
};
constexpr size_t work_column_count = size_t(WorkColumn::number_of_class) + 1;

struct WorkColumnRow {
    WorkColumn column;
    std::string_view id;   // "arrival"
    std::string_view key;  // of a row of work: "at"; of burst, none
    Phrase label, help;
    enum class Holds : uint8_t { text, time, number } holds = Holds::number;
    std::string_view also = {};  // other headings of a pasted column, in lower case, separated by "|"
};
std::span<const WorkColumnRow> work_columns();  // in the order of the enum

struct WorkCell {
    std::string text;    // as it can be typed: "24"; or, if it is fixed, what it is: "every 10 ms"
    bool fixed = false;  // it is edited elsewhere
};
struct WorkTableRow {
    std::array<WorkCell, work_column_count> cells;
    std::string program;              // the program that its tasks run; empty: they run a function
    std::vector<std::string> others;  // the other keys of the row: "every", "users"
    const WorkCell& operator[](WorkColumn column) const { return cells[size_t(column)]; }
};

// Requires that `file` is the valid file of a single variant (branch.h).
std::vector<WorkTableRow> work_table(const json::Value& file);

// Times as they are typed: "24" is 24 ms, and "3s" or "250us" may also be typed.
std::optional<Time> time_typed(std::string_view text);
std::string typed_time(Time t);  // in ms, exactly: "24", "0.25"

// A block of texts, row by row, as it is pasted: cells are separated by tabs, semicolons, commas or spaces.
struct Block {
    std::vector<WorkColumn> columns;  // the columns that its first line names; empty: it has no such line
    std::vector<std::vector<std::string>> rows;
    size_t left_out = 0;  // columns whose names are not known
};
Block block_of(std::string_view text);

// Puts a block into the table, with its first cell at `row` and at position `at` among the visible columns. Rows are
// added below if they are needed. A block that names its columns replaces the whole table. An error names the cell.
Result<json::Value> with_block(json::Value file, size_t row, std::span<const WorkColumn> shown, size_t at,
                               const Block& block);
// Typing a period into a file without a stop also sets the stop: the time at which the pattern of all periods repeats.
Result<json::Value> with_cell(json::Value file, size_t row, WorkColumn column, std::string_view text);

json::Value with_new_row(json::Value file, size_t at);  // `at` is at most the number of rows
json::Value with_row_copied(json::Value file, size_t row);
json::Value with_row_moved(json::Value file, size_t row, int by);    // -1: up
Result<json::Value> with_row_removed(json::Value file, size_t row);  // the last one stays

// Returns an initial file: one core, first come, first served, and three processes with these bursts.
json::Value new_work(std::string_view title);

}  // namespace scenario
