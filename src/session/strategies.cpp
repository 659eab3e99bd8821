#include "session/strategies.h"

#include "scenario/strategies.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace session {

using scenario::Document;
using scenario::json::Kind;
using scenario::json::Member;
using scenario::json::Value;

namespace {

bool has(const scenario::Variant& variant, std::string_view strategy) {
    return scenario::row_of(variant.scenario.strategy.kind).name == strategy;
}

Value added(Value source, std::string_view strategy) {
    Value patch = Value::object();
    patch["strategy"] = Value::object();
    patch["strategy"]["kind"] = Value::of(strategy);
    Value& rows = source["compare"];
    if (rows.kind != Kind::array) rows = Value::array();
    rows.items.push_back(std::move(patch));
    return source;
}

// Returns the compare rows that stay, after [0] has become the file itself. The others are patches to the
// old file, and are rewritten as patches to the new one, so that they keep their meaning.
Value promoted(const Value& source, std::vector<Value> rows) {
    Value old_base = source;
    old_base.erase("compare");
    Value first = std::move(rows.front());
    rows.erase(rows.begin());
    first.erase("title");  // it is the title of the pane; the title of the file is that of the scenario
    Value base = merge_patch(old_base, first);

    Value compare = Value::array();
    for (Value& row : rows) {
        const Value* title = row.find("title");
        const Value kept = title ? *title : Value();
        row.erase("title");
        Value patch = difference(base, merge_patch(old_base, row));
        if (kept.kind == Kind::string) patch["title"] = kept;
        compare.items.push_back(std::move(patch));
    }
    if (!compare.items.empty()) base["compare"] = std::move(compare);
    return base;
}

}  // namespace

Value difference(const Value& from, const Value& to) {
    Value patch = Value::object();
    for (const Member& member : to.members) {
        const Value* old = from.find(member.key);
        if (!old) {
            patch[member.key] = member.value;
        } else if (old->kind == Kind::object && member.value.kind == Kind::object) {
            Value inner = difference(*old, member.value);
            if (!inner.members.empty()) patch[member.key] = std::move(inner);
        } else if (!(*old == member.value)) {
            patch[member.key] = member.value;
        }
    }
    for (const Member& member : from.members)
        if (!to.find(member.key)) patch[member.key] = Value();
    return patch;
}

bool compares(const Document& document, std::string_view strategy) {
    return std::any_of(document.variants.begin(), document.variants.end(),
                       [&](const auto& variant) { return has(variant, strategy); });
}

std::optional<Value> toggled(const Document& document, std::string_view strategy) {
    if (!compares(document, strategy)) return added(document.source, strategy);

    std::vector<Value> rows;
    if (const Value* compare = document.source.find("compare")) rows = compare->items;
    std::vector<Value> kept;
    for (size_t i = 0; i < rows.size(); ++i)
        if (!has(document.variants[i + 1], strategy)) kept.push_back(std::move(rows[i]));

    if (has(document.variants.front(), strategy)) {
        if (kept.empty()) return std::nullopt;
        return promoted(document.source, std::move(kept));
    }
    Value source = document.source;
    if (kept.empty())
        source.erase("compare");
    else
        source["compare"].items = std::move(kept);
    return source;
}

}  // namespace session
