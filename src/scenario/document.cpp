#include "scenario/document.h"

#include "base/arrange.h"
#include "base/number.h"
#include "base/say.h"
#include "scenario/branch.h"
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

constexpr int64_t longest_from = int64_t(1000) * 24 * 3600 * 1'000'000'000;

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

// Reads a row with "from" (branch.h).
std::optional<Error> read_branch(const Value& source, size_t variant, const Value* from, Scenario& scenario,
                                 Totals& totals) {
    const Value& patch = source.find("compare")->items[variant - 1];
    const std::string pointer = "/compare/" + std::to_string(variant - 1);
    if (!from)
        return wrong(
            "\"before\" is allowed only in a row with \"from\": it contains what is different before that time",
            patch.place, pointer + "/before");
    const std::optional<Time> time = from->kind == Kind::string ? parse_time(from->string) : std::nullopt;
    if (!time || *time == Time{} || *time > Time{longest_from})
        return wrong("\"from\" must be a duration such as \"20ms\", longer than 0 and at most 1000 days, not {value}",
                     from->place, pointer + "/from", {{"value", quoted(*from)}});
    const Value* before = patch.find("before");
    if (before && before->kind != Kind::object)
        return wrong("\"before\" must be an object in \\{ \\} that contains what is different before \"from\"",
                     before->place, pointer + "/before");
    if (before) {
        for (const json::Member& member : before->members)
            if (is_about_row(member.key) || member.key == "compare")
                return wrong("{key} is not allowed in \"before\"", member.place, pointer + "/before",
                             {{"key", quoted(member.key)}});
    }
    for (const char* key : {"title", "name"})
        if (const Value* title = patch.find(key);
            title && (title->kind != Kind::string || title->string.size() > 800))
            return wrong("the title of a row must be text of up to 200 characters", title->place, pointer + "/" + key);
    const int64_t counted_before = totals.cores;
    Reader first(scenario, totals);
    if (!first.read(file_before(source, variant)))
        return in_patch(first.error(), before ? *before : patch, variant - 1);
    Future change{*time, {}};
    Reader then(change.to.emplace_back(), totals);
    if (!then.read(file_of(source, variant))) return in_patch(then.error(), patch, variant - 1);
    if (auto error = cannot_become(scenario, change.to.front(), patch)) {
        error->pointer = pointer + error->pointer;
        if (error->line == 0) {
            error->line = patch.place.line;
            error->column = patch.place.column;
        }
        return error;
    }
    scenario.changes.push_back(std::move(change));
    // Every server that there ever is has room for all the cores that there ever are.
    totals.cores = std::max(totals.cores, counted_before + max_servers(scenario) * max_cores(scenario));
    if (totals.cores > max_cores_in_all)
        return wrong("there are {count} cores on all servers of all variants; at most {max} are allowed", patch.place,
                     pointer,
                     {{"count", grouped_text(totals.cores)}, {"max", grouped_text(max_cores_in_all)}});
    return {};
}

// Returns a title such as "From 20 ms: Cores 1".
std::string title_of_branch(const Value& source, size_t variant, Time from) {
    std::vector<std::string> told = differences(file_before(source, variant), file_of(source, variant));
    std::string what;
    constexpr size_t max_told = 2;
    for (size_t i = 0; i < std::min(told.size(), max_told); ++i)
        what = what.empty() ? told[i]
                            : say_plain("{title} · {part}", {{"title", std::string(what)}, {"part", told[i]}});
    if (what.empty()) return say_plain("From {time}", {{"time", time_words(from)}});
    return say_plain("From {time}: {changes}", {{"time", time_words(from)}, {"changes", what}});
}

bool some_share_a_title(const std::vector<Variant>& variants, const std::vector<bool>& untitled) {
    for (size_t i = 0; i < variants.size(); ++i)
        for (size_t k = 0; k < variants.size(); ++k)
            if (i != k && untitled[i] && variants[i].title == variants[k].title) return true;
    return false;
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
            const Value* from = patch.find("from");
            if (from || patch.find("before")) {
                if (auto error = read_branch(source, i + 1, from, variant.scenario, totals)) return *error;
            } else {
                Reader changed(variant.scenario, totals);
                if (!changed.read(json::merge_patch(unchanged, patch))) return in_patch(changed.error(), patch, i);
            }
            const Value* own_title = patch.find("title");
            if (!own_title) own_title = patch.find("name");
            if (own_title) variant.title = translated(own_title->string);
            untitled.push_back(variant.title.empty());
            variant.scenario.title = title;
            document.variants.push_back(std::move(variant));
        }
    }
    give_titles(document.variants);
    document.source = std::move(source);
    for (size_t i = 1; i < document.variants.size(); ++i)
        if (untitled[i] && !document.variants[i].scenario.changes.empty())
            document.variants[i].title =
                title_of_branch(document.source, i, document.variants[i].scenario.changes[0].from);
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
