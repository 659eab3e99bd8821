#include "scenario/document.h"

#include "base/arrange.h"
#include "base/say.h"
#include "scenario/parameters.h"
#include "scenario/reader.h"
#include "scenario/suggest.h"
#include "scenario/titles.h"
#include "scenario/told_apart.h"
#include "scenario/values.h"

#include <algorithm>

namespace scenario {

using json::Kind;
using json::Value;

namespace {

// Does this path of the merged file come from the patch?
bool stands_in(const Value& patch, std::string_view pointer) {
    const Value* value = &patch;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::string_view part = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(part.size());
        const Value* next = nullptr;
        if (value->kind == Kind::array) {
            for (size_t i = 0; i < value->items.size(); ++i)
                if (std::to_string(i) == part) next = &value->items[i];
        }
        for (const json::Member& member : value->members)
            if (json::pointer_to("", member.key).substr(1) == part) next = &member.value;
        if (!next) return false;
        value = next;
    }
    return true;
}

// Turns an error in the merged file into an error in the patch: the file was valid before
// the patch.
Error in_patch(Error error, const Value& patch, size_t index) {
    const std::string row = "/compare/" + std::to_string(index);
    if (!error.pointer.empty() && stands_in(patch, error.pointer)) {
        error.pointer = row + error.pointer;
        return error;
    }
    error.message = error.pointer.empty()
                        ? say_plain("with the changes of this row, {why}", {{"why", std::string(error.message)}})
                        : say_plain("with the changes of this row, {why} (at {place})",
                                    {{"why", std::string(error.message)}, {"place", error.pointer}});
    error.line = patch.place.line;
    error.column = patch.place.column;
    error.pointer = row;
    return error;
}

Error wrong(Phrase message, json::Place place, std::string pointer, std::initializer_list<Named> values = {}) {
    return {say_plain(message, values), place.line, place.column, std::move(pointer)};
}

void put_in_order(const Record& record, Value& value);

void put_in_order(const Field& field, Value& value) {
    switch (field.type) {
        case Type::record:
        case Type::maybe_record:
        case Type::repeat: put_in_order(*field.record, value); break;
        case Type::list:
            for (Value& item : value.items) put_in_order(*field.record, item);
            break;
        case Type::names:
        case Type::named:
            for (json::Member& member : value.members)
                if (!member.key.starts_with("x-")) put_in_order(*field.record, member.value);
            break;
        case Type::patches:
            for (Value& patch : value.items) put_in_order(scenario_record, patch);
            break;
        default: break;
    }
}

void put_in_order(const Record& record, Value& value) {
    if (record.bare) return put_in_order(record.fields[0], value);
    const auto rank = [&](const json::Member& member) {
        const Field* field = find_field(record, member.key);
        return field ? field - record.fields.data() : std::ptrdiff_t(record.fields.size());
    };
    arrange(value.members, [&](const json::Member& a, const json::Member& b) { return rank(a) < rank(b); });
    for (json::Member& member : value.members)
        if (const Field* field = find_field(record, member.key)) put_in_order(*field, member.value);
}

// Does the format have a key with this path, such as "machine.autoscale.boot"? A scenario may omit it.
bool is_path(std::string_view id) {
    const Record* record = &scenario_record;
    while (record) {
        const size_t dot = id.find('.');
        const Field* field = find_field(*record, id.substr(0, dot));
        if (!field) return record == &program_record && id == program_compute.key;
        if (dot == std::string_view::npos) return !field->label.empty();
        id.remove_prefix(dot + 1);
        if (field->type == Type::list || field->type == Type::named || field->type == Type::names) {
            const size_t name = id.find('.');
            if (name == std::string_view::npos) return false;
            id.remove_prefix(name + 1);
        }
        record = field->record;
    }
    return false;
}

// Requires every id in "try" to be that of a parameter.
std::optional<Error> unknown_parameter(const Document& document) {
    const Value* tried = document.source.find("try");
    if (!tried) return {};
    for (size_t i = 0; i < tried->items.size(); ++i) {
        const std::string& id = tried->items[i].string;
        if (is_path(id)) continue;
        const std::vector<Parameter> rows = parameters(document);
        std::vector<std::string_view> ids;
        for (const Parameter& row : rows) ids.push_back(row.id);
        return wrong("\"try\" names {id}, which is not a parameter of this scenario{suggestion}", tried->items[i].place,
                     "/try/" + std::to_string(i), {{"id", quoted(id)}, {"suggestion", suggestion(id, ids)}});
    }
    return {};
}

bool some_share_a_title(const std::vector<Variant>& variants, const std::vector<bool>& untitled) {
    for (size_t i = 0; i < variants.size(); ++i)
        for (size_t k = 0; k < variants.size(); ++k)
            if (i != k && untitled[i] && variants[i].title == variants[k].title) return true;
    return false;
}

// The file of a variant alone.
Value file_of(const Value& source, size_t variant) {
    Value file = source;
    file.erase("compare");
    if (variant == 0) return file;
    file.erase("flaw");
    return json::merge_patch(std::move(file), source.find("compare")->items[variant - 1]);
}

}  // namespace

Result<Document> read(std::string_view text) {
    Result<Value> source = json::parse(text);
    if (!source) return source.error();
    return interpret(std::move(*source));
}

Result<Document> interpret(Value source) {
    Document document;
    Scenario base;
    Totals totals;
    Reader reader(base, totals);
    if (!reader.read(source)) return reader.error();
    const std::string title = base.title;
    const std::string name(translated(base.name));
    std::vector<bool> untitled{name.empty()};
    document.variants.push_back({name, std::move(base)});

    if (const Value* rows = source.find("compare")) {
        const Field& field = *find_field(scenario_record, "compare");
        if (rows->kind != Kind::array)
            return wrong("\"compare\" must be a list of changes in [ ], one object for each variant", rows->place,
                         "/compare");
        if (double(rows->items.size()) > field.max)
            return wrong("there may be at most {max} rows in \"compare\"", rows->place, "/compare",
                         {{"max", int(field.max)}});
        Value unchanged = source;
        unchanged.erase("compare");
        unchanged.erase("flaw");
        for (size_t i = 0; i < rows->items.size(); ++i) {
            const Value& patch = rows->items[i];
            const std::string pointer = "/compare/" + std::to_string(i);
            if (patch.kind != Kind::object)
                return wrong("a row of \"compare\" must be an object in \\{ \\} that contains what is different",
                             patch.place, pointer);
            if (const Value* inner = patch.find("compare"))
                return wrong("a row of \"compare\" cannot have \"compare\" rows of its own", inner->place,
                             pointer + "/compare");
            Variant variant;
            Reader changed(variant.scenario, totals);
            if (!changed.read(json::merge_patch(unchanged, patch)))
                return in_patch(changed.error(), patch, i);
            if (patch.find("title")) variant.title = translated(variant.scenario.title);
            else if (patch.find("name")) variant.title = translated(variant.scenario.name);
            untitled.push_back(variant.title.empty());
            variant.scenario.title = title;
            document.variants.push_back(std::move(variant));
        }
    }
    give_titles(document.variants);
    document.source = std::move(source);
    if (some_share_a_title(document.variants, untitled)) {
        std::vector<Value> files;
        for (size_t i = 0; i < document.variants.size(); ++i) files.push_back(file_of(document.source, i));
        tell_apart(document.variants, untitled, files);
    }
    if (auto error = unknown_parameter(document)) return *error;
    return document;
}

std::string write(const Document& document) {
    Value ordered = document.source;
    put_in_order(scenario_record, ordered);
    return json::write(ordered);
}

}  // namespace scenario
