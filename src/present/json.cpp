#include "present/json.h"

namespace present {

namespace {

// What is empty, plain or about no run is left out.
void write_text(JsonWriter& json, std::string_view name, const std::string& text) {
    if (!text.empty()) json.member(name, text);
}
void write_emphasis(JsonWriter& json, Emphasis emphasis) {
    if (emphasis != Emphasis::plain) json.member("emphasis", emphasis_name(emphasis));
}
void write_pane(JsonWriter& json, const std::optional<uint32_t>& pane) {
    if (pane) json.member("pane", *pane);
}

}  // namespace

void write(JsonWriter& json, const Row& row) {
    json.begin_object().member("id", row.id).member("label", row.label).member("value", row.value);
    write_text(json, "hint", row.hint);
    write_emphasis(json, row.emphasis);
    json.end_object();
}

void write(JsonWriter& json, const std::vector<Row>& rows) {
    json.begin_array();
    for (const Row& row : rows) write(json, row);
    json.end_array();
}

void write(JsonWriter& json, const Table& table) {
    json.begin_object().member("title", table.title).member("caption", table.caption).member("corner", table.corner);
    json.key("columns").begin_array();
    for (const Column& column : table.columns) {
        json.begin_object().member("id", column.id).member("label", column.label);
        write_text(json, "hint", column.hint);
        write_pane(json, column.pane);
        json.end_object();
    }
    json.end_array().key("rows").begin_array();
    for (const TableRow& row : table.rows) {
        json.begin_object().member("id", row.id).member("label", row.label).key("values").begin_array();
        for (const std::string& value : row.values) json.value(value);
        json.end_array();
        write_text(json, "hint", row.hint);
        write_emphasis(json, row.emphasis);
        write_pane(json, row.pane);
        json.end_object();
    }
    json.end_array().member("note", table.note).end_object();
}

void write(JsonWriter& json, const Help& help) {
    json.begin_object().member("title", help.title).member("text", help.text).member("keys_title", help.keys_title);
    json.member("mouse_title", help.mouse_title).key("mouse");
    write(json, help.mouse);
    json.member("legend_title", help.legend_title).key("legend");
    write(json, help.legend);
    json.end_object();
}

}  // namespace present
