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

bool random(const Law& law) { return law.kind != LawKind::constant && law.kind != LawKind::list; }

template <class Test>
bool any_step(const std::vector<Step>& steps, Test test) {
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) { return test(step) || any_step(step.steps, test); });
}
template <class Test>
bool any_step(const Scenario& s, Test test) {
    return std::any_of(s.programs.begin(), s.programs.end(), [&](const Program& program) { return any_step(program.steps, test); });
}

bool is_random(const Scenario& s) {
    if (s.machine.scheduler.policy == Policy::lottery && s.machine.scheduler.random.empty()) return true;
    if (most_servers(s.machine) > 1 && (s.machine.balancer == Balancer::random || s.machine.balancer == Balancer::choices)) return true;
    for (const Device& device : s.devices)
        if (random(device.time)) return true;
    if (any_step(s, [](const Step& step) { return step.time && random(*step.time); })) return true;
    for (const Work& work : s.work)
        if (work.rate > 0 || (work.think && random(*work.think)) || (work.every && random(*work.every))) return true;
    return false;
}

bool offloads(const Scenario& s) {
    return any_step(s, [](const Step& step) { return step.kind == StepKind::offload; });
}

// What a row shows where the file leaves the choice to the policy.
std::string in_force(std::string_view id, Scheduler scheduler) {
    if (id == "machine.scheduler.quantum") {
        scheduler.quantum.reset();
        return time_text(quantum_of(scheduler).value_or(msec(10)));
    }
    if (id == "machine.scheduler.preemptive") {
        scheduler.preemptive.reset();
        return preemptive(scheduler) ? "true" : "false";
    }
    return {};
}

// Would another value of this row change anything?
bool has_effect(std::string_view id, const Scenario& s) {
    const StrategyKind kind = s.strategy.kind;
    const Scheduler& scheduler = s.machine.scheduler;
    const bool pool = kind == StrategyKind::thread_pool || kind == StrategyKind::async_pool || kind == StrategyKind::process_pool;
    const bool mlfq = scheduler.policy == Policy::mlfq;
    if (id == "machine.scheduler.quantum") return quantum_of(scheduler).has_value();
    if (id.starts_with("machine.scheduler.levels.") || id == "machine.scheduler.boost" || id == "machine.scheduler.stay_on_io" ||
        id == "machine.scheduler.io_front")
        return mlfq;
    if (id == "machine.scheduler.ties") return quantum_of(scheduler) || mlfq;
    if (id == "machine.scheduler.slice") return quantum_of(scheduler).has_value();
    if (id == "machine.scheduler.preemptive")
        return scheduler.policy == Policy::sjf || scheduler.policy == Policy::priority || scheduler.policy == Policy::edf ||
               scheduler.policy == Policy::rm;
    if (id == "machine.scheduler.balance" || id == "machine.scheduler.partition" || id == "machine.scheduler.peek")
        return scheduler.queues == ReadyQueues::per_core;
    if (id == "machine.choices") return s.machine.balancer == Balancer::choices;
    if (id == "strategy.threads") return pool;
    if (id == "strategy.queue" || id == "strategy.when_full")
        return kind == StrategyKind::thread_pool || kind == StrategyKind::process_pool || kind == StrategyKind::async_pool ||
               kind == StrategyKind::queue_workers || kind == StrategyKind::one_at_a_time;
    if (id == "strategy.workers")
        return kind == StrategyKind::queue_workers || kind == StrategyKind::data_parallel ||
               (kind == StrategyKind::event_loop && offloads(s));
    if (id == "strategy.loops") return kind == StrategyKind::event_loop;
    if (id == "seed") return is_random(s);
    return true;
}

// Rows that come and go with another row's choice, instead of being there and grey.
bool hides_without_effect(std::string_view id) { return id.starts_with("strategy.") || id == "seed"; }

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

class Rows {
public:
    explicit Rows(const Document& document) : document_(document) {}

    std::vector<Parameter> rows;

    void top(std::string_view key, Group group) {
        group_ = group;
        const Scenario& scenario = document_.variants.front().scenario;
        one(*find_field(scenario_record, key), scenario_record, &scenario, &document_.source, "", "");
    }

private:
    void record(const Record& record, const void* object, const Value* source, const std::string& id,
                const std::string& name) {
        for (const Field& field : record.fields) one(field, record, object, source, id, name);
    }

    // `source` is what the file has for the object, null when it has nothing.
    void one(const Field& field, const Record& record_, const void* object, const Value* source,
             const std::string& parent, const std::string& name) {
        const std::string id = parent + (parent.empty() ? "" : ".") + std::string(field.key);
        const Value* given = source ? source->find(field.key) : nullptr;
        if (field.type == Type::record)
            return record(*field.record, field.slot(const_cast<void*>(object)), given, id, name);
        if (field.type == Type::maybe_record) {
            if (given && field.elements->count(field.slot(const_cast<void*>(object))) > 0)
                record(*field.record, field.elements->at(field.slot(const_cast<void*>(object)), 0), given, id, name);
            return;
        }
        if (field.type == Type::list || field.type == Type::named || field.type == Type::names)
            return several(field, object, given, id);
        if (field.label.empty() || (field.only_if_given && !given)) return;
        if (&record_ == &work_record && field.key == "count") {
            if (source && source->find("times")) return;
            if (static_cast<const Work*>(object)->count == no_count) return;
        }
        Parameter row = blank(field, id, name);
        row.initial =
            field.required || field.only_if_given ? "" : text_of(field, value_of(field, record_.defaults()));
        row.value = text_of(field, value_of(field, object));
        const std::string unsaid = in_force(id, document_.variants.front().scenario.machine.scheduler);
        if (!unsaid.empty()) row.initial = unsaid;
        if (row.value.empty()) row.value = unsaid;
        if (row.type == ParameterType::duration)
            row.position = double(parse_time(row.value).value_or(Time{}).ns);
        else if (row.type == ParameterType::integer || row.type == ParameterType::number)
            row.position = parse_number(row.value).value_or(0);
        else if (row.type == ParameterType::boolean)
            row.position = row.value == "true" ? 1 : 0;
        add(std::move(row));
    }

    void several(const Field& field, const void* object, const Value* given, const std::string& id) {
        void* all = field.slot(const_cast<void*>(object));
        // Of things that have no name, only where they count: levels under mlfq.
        if (!field.record->title && !in_effect(id + ".0")) return;
        for (size_t i = 0; i < field.elements->count(all); ++i) {
            const void* element = field.elements->at(all, i);
            const std::string name =
                field.record->title ? *static_cast<const std::string*>(field.record->title(const_cast<void*>(element)))
                                    : say_plain("{thing} {n}", {{"thing", label_of(field.record->name)}, {"n", i + 1}});
            const bool listed = field.type == Type::list;
            const Value* source = !given ? nullptr : listed ? &given->items[i] : given->find(name);
            const std::string element_id = id + "." + (listed ? std::to_string(i) : name);
            if (field.record->bare) {
                if (source) all_computing(*source, name, element_id);  // (functions are programs too, and none of these)
            } else {
                record(*field.record, element, source, element_id, name);
            }
        }
    }

    // All that a program computes, as one row.
    void all_computing(const Value& steps, const std::string& name, const std::string& id) {
        const std::vector<Computing> all = computing(const_cast<Value&>(steps));  // only looked at
        if (all.empty()) return;
        Parameter row = blank(program_compute, id + ".compute", name);
        row.value = time_text(total(all));
        row.position = double(total(all).ns);
        add(std::move(row));
    }

    bool in_effect(std::string_view id) const {
        return std::any_of(document_.variants.begin(), document_.variants.end(),
                           [&](const Variant& variant) { return has_effect(id, variant.scenario); });
    }

    Parameter blank(const Field& field, const std::string& id, const std::string& name) const {
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
        row.enabled = in_effect(id);
        if (row.type == ParameterType::boolean) row.max = row.high = 1;
        row.shown = !field.extra && (row.enabled || !hides_without_effect(id));
        return row;
    }

    void add(Parameter row) {
        const bool taken = std::any_of(rows.begin(), rows.end(),
                                       [&](const Parameter& other) { return other.label == row.label; });
        if (taken) row.label += " (" + row.id.substr(0, row.id.rfind('.')) + ")";
        rows.push_back(std::move(row));
    }

    const Document& document_;
    Group group_ = Group::work;
};

}  // namespace

std::vector<Parameter> parameters(const Document& document) {
    Rows rows(document);
    for (const char* key : {"work", "programs", "devices", "locks", "queues", "stop", "warmup", "seed"}) rows.top(key, Group::work);
    rows.top("machine", Group::machine);
    rows.top("strategy", Group::strategy);
    return std::move(rows.rows);
}

}  // namespace scenario
