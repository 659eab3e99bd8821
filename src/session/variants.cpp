#include "session/variants.h"

#include "base/say.h"
#include "scenario/branch.h"
#include "scenario/change.h"
#include "session/strategies.h"

#include <utility>

namespace session {

using scenario::Document;
using scenario::json::Kind;
using scenario::json::Member;
using scenario::json::Value;

namespace {

Error cannot(Phrase message, std::initializer_list<Named> values = {}) {
    return {say_plain(message, values), 0, 0, {}};
}

struct Whole {
    Value file;    // without "compare" and titles; for a branch, the file after it
    Value patch;   // the row that produced it; an empty object for the file itself
    Value title;   // null: it has none
    Value from;    // the time of the branch; null: it is not a branch
    Value before;  // for a branch, the file before it
    Value before_patch;  // the patch that produced `before`
};

std::vector<Whole> wholes(const Document& document) {
    const Value& source = document.source;
    const auto kept = [](const Value* value) { return value ? *value : Value(); };
    std::vector<Whole> all;
    all.push_back({scenario::file_of(source, 0), Value::object(), kept(source.find("name")), {}, {}, {}});
    if (const Value* rows = source.find("compare"))
        for (const Value& row : rows->items) {
            Whole& whole = all.emplace_back();
            const size_t variant = all.size() - 1;
            const Value* title = row.find("title");
            whole.title = kept(title ? title : row.find("name"));
            whole.file = scenario::file_of(source, variant);
            whole.patch = row;
            for (const char* key : {"title", "name", "from", "before"}) whole.patch.erase(key);
            if (const Value* from = row.find("from")) {
                whole.from = *from;
                whole.before = scenario::file_before(source, variant);
                const Value* before = row.find("before");
                whole.before_patch = before ? *before : Value::object();
            }
        }
    return all;
}

// Returns the patch that has the effect of `first` followed by `then`.
Value composed(Value first, const Value& then) {
    for (const Member& member : then.members) {
        Value* old = first.find(member.key);
        if (old && old->kind == Kind::object && member.value.kind == Kind::object)
            *old = composed(std::move(*old), member.value);
        else first[member.key] = member.value;
    }
    return first;
}

// Returns the source with these variants. Rows are rewritten if the file that they patch has changed.
Value written(std::vector<Whole> all) {
    Value source = std::move(all.front().file);
    const Value under = scenario::inherited(source);
    if (all.front().title.kind == Kind::string) source["name"] = std::move(all.front().title);
    Value rows = Value::array();
    for (size_t i = 1; i < all.size(); ++i) {
        Whole& whole = all[i];
        const auto patch_to = [](const Value& base, const Value& patch, const Value& file) {
            return composed(patch, difference(merge_patch(base, patch), file));
        };
        const bool branches = whole.from.kind != Kind::null;
        Value row = patch_to(branches ? whole.before : under, whole.patch, whole.file);
        if (whole.title.kind == Kind::string) row["title"] = std::move(whole.title);
        if (branches) {
            row["from"] = std::move(whole.from);
            Value before = patch_to(under, whole.before_patch, whole.before);
            if (!before.members.empty()) row["before"] = std::move(before);
        }
        rows.items.push_back(std::move(row));
    }
    if (!rows.items.empty()) source["compare"] = std::move(rows);
    return source;
}

}  // namespace

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
    if (document.source.find("compare") && order.front() > 0 &&
        document.source.find("compare")->items[order.front() - 1].find("from"))
        return cannot("the first run cannot be one that branches: move another run above it");
    const std::vector<Whole> all = wholes(document);
    std::vector<Whole> now;
    for (const size_t variant : order) now.push_back(all[variant]);
    return written(std::move(now));
}

Result<Value> with_branch(const Document& document, size_t variant, Time from) {
    std::vector<Whole> all = wholes(document);
    if (all.size() == max_variants) return cannot("there may be at most {max} runs", {{"max", max_variants}});
    if (all[variant].from.kind != Kind::null) return cannot("a run that branches cannot branch again");
    if (from == Time{}) return cannot("a run cannot branch at its start: move the playhead to a later time");
    Whole branch;
    branch.file = branch.before = all[variant].file;
    branch.file.erase("flaw");
    branch.before.erase("flaw");
    branch.from = Value::of(std::string_view(time_text(from)));
    branch.before_patch = std::move(all[variant].patch);
    branch.patch = Value::object();
    all[variant].patch = branch.before_patch;
    all.insert(all.begin() + std::ptrdiff_t(variant) + 1, std::move(branch));
    return written(std::move(all));
}

Result<Document> with_file_of(const Document& document, size_t variant, Value file) {
    std::vector<Whole> all = wholes(document);
    auto alone = scenario::interpret(file);
    if (!alone) return alone.error();
    all[variant].file = std::move(file);
    return scenario::interpret(written(std::move(all)));
}

Result<Document> with_parameter_of(const Document& document, size_t variant, std::string_view id,
                                   std::string_view value) {
    auto alone = scenario::interpret(scenario::file_of(document.source, variant));
    if (!alone) return alone.error();
    auto changed = scenario::with_parameter(*alone, id, value);
    if (!changed) return changed.error();
    return with_file_of(document, variant, std::move(changed->source));
}

}  // namespace session
