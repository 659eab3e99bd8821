#include "tests/catch2.h"

#include "present/json.h"

TEST_CASE("rows and tables are written by the names of their members", "[present]") {
    JsonWriter json(JsonWriter::Style::compact);
    present::write(json, std::vector<present::Row>{{"a", "A", "1", "the first", present::Emphasis::good},
                                                   {"b", "B", "2", {}, {}}});
    CHECK(json.text() == R"([{"id": "a", "label": "A", "value": "1", "hint": "the first", "emphasis": "good"}, {"id": "b", "label": "B", "value": "2"}])");

    JsonWriter table(JsonWriter::Style::compact);
    present::write(table, present::Table{"T", "C", "ms", {{"x", "X", {}, 3}}, {{"a", "A", {}, {"1"}, {}, {}}}, "n"});
    CHECK(table.text() == R"({"title": "T", "caption": "C", "corner": "ms", "columns": [{"id": "x", "label": "X", "pane": 3}], )"
                          R"("rows": [{"id": "a", "label": "A", "values": ["1"]}], "note": "n"})");
}
