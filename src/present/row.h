#pragma once

// The pieces that every panel is made of. A panel is data: rows with an id that never
// changes, a label and a value for people, and a hint that explains them. The panels of the
// desktop and the elements of the page are both drawn from these rows, so that a row says
// the same in both places; neither computes, formats or rounds anything itself.
//
// Emphasis says what a row means, not what it looks like: each surface has its own colours.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace present {

enum class Emphasis : uint8_t {
    plain,
    strong,  // the row to read first
    dim,
    good,
    warn,
    concurrency,  // the three levels have the same colours everywhere
    parallelism,
    asynchrony,
};
std::string_view emphasis_name(Emphasis emphasis);  // "plain", as in JSON and in the page's classes

struct Row {
    std::string id;     // "latency.mean"; unique in its panel
    std::string label;  // "latency, mean"
    std::string value;  // "86.00 ms"
    std::string hint;   // one sentence, or empty
    Emphasis emphasis = Emphasis::plain;
};

// Several values per row, under columns.
struct Column {
    std::string id;
    std::string label;
    std::string hint;
    std::optional<uint32_t> pane;  // the run that the column is about
};

struct TableRow {
    std::string id;
    std::string label;
    std::string hint;
    std::vector<std::string> values;  // one per column
    Emphasis emphasis = Emphasis::plain;
    std::optional<uint32_t> pane;     // the run that the row is about
    std::vector<Emphasis> emphases = {};  // one per value; empty: all values are plain
};

struct Table {
    std::string title;    // "Outcome"
    std::string caption;  // what the table shows, for people who cannot see it
    std::string corner;   // above the labels: the unit of the times
    std::vector<Column> columns;
    std::vector<TableRow> rows;
    std::string note;     // below; may be empty
};

}  // namespace present
