#include "session/strategies.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace session {

using scenario::Document;
using scenario::json::Kind;
using scenario::json::Member;
using scenario::json::Value;

std::string_view strategy_help(scenario::StrategyKind kind) {
    using enum scenario::StrategyKind;
    switch (kind) {
        case one_at_a_time: return "One thread does one task after another, waits included.";
        case thread_per_task: return "Each task has a thread of its own, made when it comes. A wait holds that thread, nothing else.";
        case thread_pool: return "A fixed number of threads share the tasks. One that waits is held; tasks beyond queue, or are turned away when the queue has a limit.";
        case process_per_task: return "Each task has a process of its own: dearer to start, to switch to and in memory than a thread.";
        case process_pool: return "A fixed number of processes share the tasks, like a thread pool with the costs of processes.";
        case event_loop: return "One thread runs callbacks; a task that waits holds no thread. Offloaded work goes to the workers.";
        case async_pool: return "Tasks are multiplexed on a few threads: one that waits holds no thread, and any thread goes on with it.";
        case queue_workers: return "Tasks are put on a queue and answered at once; the workers do the job later.";
        case data_parallel: return "A task that splits its work spreads the parts over the workers, and waits for all of them.";
    }
    return "";
}

namespace {

bool has(const scenario::Variant& variant, std::string_view strategy) {
    return scenario::strategy_name(variant.scenario.strategy.kind) == strategy;
}

bool same(const Value& a, const Value& b) {
    return scenario::json::write(a) == scenario::json::write(b);
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

// The compare rows that stay, [0] now the file itself. The others are patches of
// the old file: written anew as patches of the new one, so that they stay what
// they are.
Value promoted(const Value& source, std::vector<Value> rows) {
    Value old_base = source;
    old_base.erase("compare");
    Value first = std::move(rows.front());
    rows.erase(rows.begin());
    first.erase("title");  // of the pane; the file's title is the scenario's
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
        } else if (!same(*old, member.value)) {
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
