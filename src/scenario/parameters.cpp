#include "scenario/parameters.h"

#include "base/say.h"
#include "scenario/computing.h"
#include "scenario/fields.h"
#include "scenario/values.h"

#include "base/number.h"

#include <algorithm>

namespace scenario {

using json::Value;

namespace {

// The choice that a row shows if the file leaves it to the policy.
std::string in_force(std::string_view id, Scheduler scheduler) {
    if (id == "machine.scheduler.quantum") {
        scheduler.quantum.reset();
        const auto quantum = quantum_of(scheduler);
        return quantum ? time_text(*quantum) : "none";
    }
    if (id == "machine.scheduler.preemptive") {
        scheduler.preemptive.reset();
        return preemptive(scheduler) ? "true" : "false";
    }
    return {};
}

std::string text_of(const Field& field, const Value& value) {
    if (field.type == Type::law || field.type == Type::maybe_law) return time_text(mean(law_of(value)));
    if (value.kind == json::Kind::integer) return std::to_string(value.integer);
    if (value.kind == json::Kind::number) return number_text(value.number);
    if (value.kind == json::Kind::boolean) return value.boolean ? "true" : "false";
    return value.string;
}

ParameterType type_of(Type type) {
    switch (type) {
        case Type::integer:
        case Type::seed:
        case Type::bytes: return ParameterType::integer;
        case Type::number: return ParameterType::number;
        case Type::maybe_boolean:
        case Type::boolean: return ParameterType::boolean;
        case Type::maybe_integer: return ParameterType::integer;
        case Type::choice: return ParameterType::choice;
        case Type::duration:
        case Type::maybe_duration:
        case Type::law:
        case Type::maybe_law: return ParameterType::duration;
        default: return ParameterType::text;
    }
}

// The same object in each variant: [0] belongs to the rows; null if a variant does not have it.
using Objects = std::vector<const void*>;

// The member to which `go` leads, in each of them.
template <class Go>
Objects each(const Objects& objects, Go go) {
    Objects members;
    for (const void* object : objects) members.push_back(object ? go(const_cast<void*>(object)) : nullptr);
    return members;
}

class Rows {
public:
    explicit Rows(const Document& document) : document_(document) {
        for (const Variant& variant : document.variants) usages_.emplace_back(variant.scenario);
    }

    std::vector<Parameter> rows;

    void top(std::string_view key, Group group) {
        group_ = group;
        Objects scenarios;
        for (const Variant& variant : document_.variants) scenarios.push_back(&variant.scenario);
        one(*find_field(scenario_record, key), scenario_record, scenarios, &document_.source, "", "");
    }

private:
    void record(const Record& record, const Objects& objects, const Value* source, const std::string& id,
                const std::string& name) {
        for (const Field& field : record.fields) one(field, record, objects, source, id, name);
    }

    // `source` is what the file has for this object, or null.
    void one(const Field& field, const Record& record_, const Objects& objects, const Value* source,
             const std::string& parent, const std::string& name) {
        const std::string id = parent + (parent.empty() ? "" : ".") + std::string(field.key);
        const Value* given = source ? source->find(field.key) : nullptr;
        const void* object = objects[0];
        if (field.type == Type::record) return record(*field.record, each(objects, field.slot), given, id, name);
        if (field.type == Type::maybe_record) {
            if (!given || field.elements->count(field.slot(const_cast<void*>(object))) == 0) return;
            return record(*field.record, each(objects, [&](void* whole) { return maybe(field, whole); }), given, id,
                          name);
        }
        if (field.type == Type::list || field.type == Type::named || field.type == Type::names)
            return several(field, objects, given, id);
        if (field.label.empty() || (field.only_if_given && !given)) return;
        if (&record_ == &work_record && field.key == "count") {
            if (source && source->find("times")) return;
            if (static_cast<const Work*>(object)->count == no_count) return;
        }
        Parameter row = blank(field, objects, id, name);
        row.initial =
            field.required || field.only_if_given ? "" : text_of(field, value_of(field, record_.defaults()));
        row.value = text_of(field, value_of(field, object));
        const std::string unsaid = in_force(id, document_.variants.front().scenario.machine.scheduler);
        if (!unsaid.empty()) row.initial = unsaid;
        if (row.value.empty()) row.value = unsaid;
        if (row.type == ParameterType::duration)
            row.position = row.value == "none" ? row.max : double(parse_time(row.value).value_or(Time{}).ns);
        else if (row.type == ParameterType::integer || row.type == ParameterType::number)
            row.position = parse_number(row.value).value_or(0);
        else if (row.type == ParameterType::boolean)
            row.position = row.value == "true" ? 1 : 0;
        add(std::move(row));
    }

    static const void* maybe(const Field& field, void* object) {
        void* slot = field.slot(object);
        return field.elements->count(slot) > 0 ? field.elements->at(slot, 0) : nullptr;
    }

    static std::string_view name_of(const Record& record, const void* element) {
        return *static_cast<const std::string*>(record.title(const_cast<void*>(element)));
    }

    // The element called `name`, or number `i` of a list, in a field of an object; null if there is none.
    static const void* element_of(const Field& field, void* object, size_t i, std::string_view name) {
        void* all = field.slot(object);
        const size_t count = field.elements->count(all);
        if (field.type == Type::list) return i < count ? field.elements->at(all, i) : nullptr;
        for (size_t k = 0; k < count; ++k)
            if (const void* element = field.elements->at(all, k); name_of(*field.record, element) == name)
                return element;
        return nullptr;
    }

    void several(const Field& field, const Objects& objects, const Value* given, const std::string& id) {
        void* all = field.slot(const_cast<void*>(objects[0]));
        for (size_t i = 0; i < field.elements->count(all); ++i) {
            const void* element = field.elements->at(all, i);
            const std::string name =
                field.record->title ? std::string(name_of(*field.record, element))
                                    : say_plain("{thing} {n}", {{"thing", label_of(field.record->name)}, {"n", i + 1}});
            const bool listed = field.type == Type::list;
            const Value* source = !given ? nullptr : listed ? &given->items[i] : given->find(name);
            const std::string element_id = id + "." + (listed ? std::to_string(i) : name);
            const Objects elements = each(objects, [&](void* object) { return element_of(field, object, i, name); });
            // Elements without names, such as levels under mlfq, are shown only where they have an effect.
            if (!field.record->title && !in_effect(field.record->fields[0], elements)) continue;
            if (field.record->bare) {
                // (functions are programs too, but they have no such steps)
                if (source) all_computing(*source, elements, name, element_id);
            } else {
                record(*field.record, elements, source, element_id, name);
            }
        }
    }

    // One row for everything that a program computes.
    void all_computing(const Value& steps, const Objects& programs, const std::string& name, const std::string& id) {
        const std::vector<Computing> all = computing(const_cast<Value&>(steps));  // it is only read
        if (all.empty()) return;
        Parameter row = blank(program_compute, programs, id + ".compute", name);
        row.value = time_text(total(all));
        row.position = double(total(all).ns);
        add(std::move(row));
    }

    // Does the field have an effect in any variant?
    bool in_effect(const Field& field, const Objects& objects) const {
        for (size_t i = 0; i < objects.size(); ++i)
            if (objects[i] && (!field.effective_when || field.effective_when(usages_[i], objects[i]))) return true;
        return false;
    }

    Parameter blank(const Field& field, const Objects& objects, const std::string& id, const std::string& name) const {
        Parameter row;
        row.id = id;
        const std::string label = label_of(field.label);
        row.label = name.empty() ? label : say_plain("{^name}: {label}", {{"name", name}, {"label", label}});
        row.help = label_of(field.help);
        row.type = type_of(field.type);
        row.unit = label_of(field.unit);
        row.group = group_;
        row.min = field.min;
        row.max = field.max;
        row.low = field.low;
        row.high = field.high;
        row.logarithmic = field.logarithmic;
        for (const ChoiceRow& choice : field.choices)
            if (choice.number >= 0)
                row.choices.push_back({std::string(choice.value), label_of(choice.label)});
        row.enabled = in_effect(field, objects);
        if (row.type == ParameterType::boolean) row.max = row.high = 1;
        row.shown = !field.extra && (row.enabled || !field.hidden_without_effect);
        return row;
    }

    void add(Parameter row) {
        const bool taken = std::any_of(rows.begin(), rows.end(),
                                       [&](const Parameter& other) { return other.label == row.label; });
        if (taken) row.label += " (" + row.id.substr(0, row.id.rfind('.')) + ")";
        rows.push_back(std::move(row));
    }

    const Document& document_;
    std::vector<Usage> usages_;  // by variant
    Group group_ = Group::work;
};

}  // namespace

std::vector<Parameter> parameters(const Document& document) {
    Rows rows(document);
    for (const char* key : {"work", "programs", "devices", "locks", "semaphores", "queues", "stop", "warmup", "seed"})
        rows.top(key, Group::work);
    rows.top("machine", Group::machine);
    rows.top("strategy", Group::strategy);
    for (const std::string& id : document.variants.front().scenario.shown.parameters)
        for (Parameter& row : rows.rows)
            if (row.id == id && row.enabled) {
                row.group = Group::tried;
                row.shown = true;
            }
    return std::move(rows.rows);
}

}  // namespace scenario
