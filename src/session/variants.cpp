#include "session/variants.h"

#include "base/say.h"
#include "scenario/change.h"
#include "session/strategies.h"

#include <utility>

namespace session {

using scenario::Document;
using scenario::json::Kind;
using scenario::json::Member;
using scenario::json::Value;

namespace {

// Keys of a row that say something about it rather than change the scenario.
constexpr std::string_view keys_about[] = {"title", "name"};

Error cannot(Phrase message, std::initializer_list<Named> values = {}) {
    return {say_plain(message, values), 0, 0, {}};
}

struct Whole {
    Value file;    // without "compare" and titles
    Value patch;   // the row that made it: an empty object for the file itself
    Value title;   // null: none
};

Value changes_in(const Value& row) {
    Value patch = row;
    for (const std::string_view key : keys_about) patch.erase(key);
    return patch;
}

// What rows are patches to: a flaw is not inherited, and the title of the first run is its own.
Value inherited(Value file) {
    file.erase("flaw");
    file.erase("name");
    return file;
}

std::vector<Whole> wholes(const Document& document) {
    Value base = document.source;
    base.erase("compare");
    std::vector<Whole> all;
    const Value* name = base.find("name");
    all.push_back({base, Value::object(), name ? *name : Value()});
    all.front().file.erase("name");
    if (const Value* rows = document.source.find("compare"))
        for (const Value& row : rows->items) {
            const Value* title = row.find("title");
            if (!title) title = row.find("name");
            Value patch = changes_in(row);
            Value file = merge_patch(inherited(base), patch);
            all.push_back({std::move(file), std::move(patch), title ? *title : Value()});
        }
    return all;
}

// The patch that does what `first` does, then what `then` does.
Value composed(Value first, const Value& then) {
    for (const Member& member : then.members) {
        Value* old = first.find(member.key);
        if (old && old->kind == Kind::object && member.value.kind == Kind::object)
            *old = composed(std::move(*old), member.value);
        else first[member.key] = member.value;
    }
    return first;
}

// The source in which these are the variants. The rows are written anew where the file under them has changed.
Value written(std::vector<Whole> all) {
    Value source = std::move(all.front().file);
    const Value under = inherited(source);
    if (all.front().title.kind == Kind::string) source["name"] = std::move(all.front().title);
    Value rows = Value::array();
    for (size_t i = 1; i < all.size(); ++i) {
        Whole& whole = all[i];
        Value row = composed(whole.patch, difference(merge_patch(under, whole.patch), whole.file));
        if (whole.title.kind == Kind::string) row["title"] = std::move(whole.title);
        rows.items.push_back(std::move(row));
    }
    if (!rows.items.empty()) source["compare"] = std::move(rows);
    return source;
}

}  // namespace

Value file_of(const Document& document, size_t variant) { return std::move(wholes(document)[variant].file); }

Result<Value> with_copy(const Document& document, size_t variant) {
    std::vector<Whole> all = wholes(document);
    if (all.size() == max_variants) return cannot("there may be at most {max} runs", {{"max", max_variants}});
    Whole copy = all[variant];
    copy.title = {};
    all.insert(all.begin() + std::ptrdiff_t(variant) + 1, std::move(copy));
    return written(std::move(all));
}

Result<Value> with_title(const Document& document, size_t variant, std::string_view title) {
    std::vector<Whole> all = wholes(document);
    all[variant].title = title.empty() ? Value() : Value::of(title);
    return written(std::move(all));
}

Result<Value> with_order(const Document& document, const std::vector<size_t>& order) {
    if (order.empty()) return cannot("at least one run must remain");
    const std::vector<Whole> all = wholes(document);
    std::vector<Whole> now;
    for (const size_t variant : order) now.push_back(all[variant]);
    return written(std::move(now));
}

Result<Document> with_parameter_of(const Document& document, size_t variant, std::string_view id,
                                   std::string_view value) {
    std::vector<Whole> all = wholes(document);
    auto alone = scenario::interpret(all[variant].file);
    if (!alone) return alone.error();
    auto changed = scenario::with_parameter(*alone, id, value);
    if (!changed) return changed.error();
    all[variant].file = std::move(changed->source);
    return scenario::interpret(written(std::move(all)));
}

}  // namespace session
