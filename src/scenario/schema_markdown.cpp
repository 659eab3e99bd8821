#include "scenario/schema_markdown.h"

#include "base/number.h"
#include "scenario/fields.h"
#include "scenario/operation_help.h"
#include "scenario/steps.h"
#include "scenario/values.h"

#include <algorithm>
#include <vector>

namespace scenario {

namespace {

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }
std::string codes(std::string_view keys) {  // "a b" -> "`a`, `b`"
    std::string all;
    while (!keys.empty()) {
        const std::string_view key = keys.substr(0, keys.find(' '));
        keys.remove_prefix(std::min(key.size() + 1, keys.size()));
        all += (all.empty() ? "" : ", ") + code(key);
    }
    return all;
}

// Each record has its own heading, because the names of records are not unique: there are two kinds of handler.
struct Section {
    const Record* record;
    std::string_view heading;
    std::string_view intro;
};

class Reference {
public:
    std::string text();
    std::string keys_of(const Record& record);

private:
    void line(std::string_view words = {}) { out_.append(words).append("\n"); }
    void row(std::initializer_list<std::string> cells);
    void table(std::initializer_list<std::string> heads);
    void heading(std::string_view level, std::string_view words) {
        line("\n" + std::string(level) + " " + std::string(words) + "\n");
    }
    void section(const Section& section);
    void field_row(const Field& field, const Record& record);
    void steps();
    void operations();
    void policies();
    void strategies();

    std::string out_;
};

const Section* find_section(const Record* record);

// GitHub's rule: letters become lower case, spaces become hyphens, and everything except letters, digits, - and
// _ is removed.
std::string link_to(std::string_view heading, std::string_view words) {
    std::string anchor;
    for (const char c : heading) {
        if (c == ' ') anchor += '-';
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-') anchor += c;
        else if (c >= 'A' && c <= 'Z') anchor += char(c - 'A' + 'a');
    }
    return "[" + std::string(words) + "](#" + anchor + ")";
}

std::string link_to(const Record& record, std::string_view words) {
    const Section* section = find_section(&record);
    return section ? link_to(section->heading, words) : std::string(words);
}

std::string element_text(const Field& field) {
    const std::string several = field.type == Type::list ? "a list of " : "an object: name → ";
    if (field.record == &program_record) return "an object: name → a list of " + link_to(step_record, "steps");
    const std::string_view name = field.record->name;
    if (field.type != Type::list) return several + link_to(*field.record, name);
    return several + link_to(*field.record, std::string(name) + (name.ends_with("s") ? "es" : "s"));
}

// Describes the values that a key accepts.
std::string value_text(const Field& field) {
    const std::string range = field.max > field.min ? ", " + range_text(field) : "";
    const auto in_list = [&] {
        if (field.min <= 0) return ", up to " + grouped_text(int64_t(field.max)) + " of them";
        return ", " + grouped_text(int64_t(field.min)) + " to " + grouped_text(int64_t(field.max)) + " of them";
    };
    switch (field.type) {
        case Type::integer:
        case Type::maybe_integer:
        case Type::seed: return "a whole number" + range;
        case Type::number: return "a number" + range;
        case Type::boolean:
        case Type::maybe_boolean: return "`true` or `false`";
        case Type::text: return "a text of up to " + grouped_text(int64_t(field.max)) + " characters";
        case Type::bytes: return "a size such as `1MiB`" + range;
        case Type::choice:
            if (field.choices.data() == policy_choices.data()) return "a " + link_to("Policies", "policy");
            if (field.choices.data() == strategy_choices.data()) return "a " + link_to("Strategies", "strategy");
            if (field.choices.data() == class_policy_choices.data())
                return "a " + link_to("Policies", "policy") + " for classes";
            return "one of these words";
        case Type::duration:
        case Type::maybe_duration: return "a duration" + range;
        case Type::law:
        case Type::maybe_law: return "a duration or a " + link_to("Durations and laws", "law");
        case Type::durations: return "a list of durations";
        case Type::device: return "the name of a device";
        case Type::lock: return "the name of a lock";
        case Type::semaphore: return "the name of a semaphore";
        case Type::queue: return "the name of a queue";
        case Type::program:
        case Type::maybe_program: return "the name of a program";
        case Type::lines: return "a text, or a list of its lines";
        case Type::function: return "the name of a function";
        case Type::join: return "`true` or the name of a program";
        case Type::flag: return "`true`";
        case Type::integers: return "a whole number" + range + ", or a list of them";
        case Type::row_ids: return "a list of `id`s" + in_list();
        case Type::repeat:
        case Type::maybe_record:
        case Type::record:
            if (!field.record->text_is.empty()) return "a text or a " + link_to(*field.record, field.record->name);
            return "an object: " + link_to(*field.record, field.record->name);
        case Type::warmup: return "a duration or a number of tasks";
        case Type::names: return "a list of names, or an object: name → " + link_to(*field.record, field.record->name);
        case Type::list: return element_text(field) + in_list();
        case Type::named: return element_text(field);
        case Type::version: return "`1`";
        case Type::note: return "a text";
        case Type::patches: return "a list of changes, up to " + std::to_string(int64_t(field.max));
        case Type::settings: return "an object: parameter → value, up to " + std::to_string(int64_t(field.max));
        case Type::source: return "a text or a scenario";
        case Type::maybe_words:
        case Type::words:
            if (!field.choices.empty()) return "a list of these words";
            return "a list of texts of up to " + std::to_string(int64_t(field.max)) + " characters";
        case Type::later: break;
    }
    return "not supported yet";
}

std::string meaning_text(const Field& field) {
    std::string text(field.help);
    if (field.type == Type::words || field.type == Type::maybe_words) {
        for (const ChoiceRow& choice : field.choices)
            text += (&choice == field.choices.data() ? "<br>" : ", ") + code(choice.value) +
                    (choice.value.ends_with(':') ? " and the name of a row of work" : "");
        return text;
    }
    if (field.type != Type::choice) return text;
    for (const void* table_of_its_own :
         {static_cast<const void*>(policy_choices.data()), static_cast<const void*>(class_policy_choices.data()),
          static_cast<const void*>(strategy_choices.data())})
        if (field.choices.data() == table_of_its_own) return text;
    for (const ChoiceRow& choice : field.choices)
        if (choice.number >= 0)
            text += (text.empty() ? "" : "<br>") + code(choice.value) + ": " + std::string(choice.label);
    return text;
}

std::string default_text(const Field& field, const Record& record) {
    if (field.required) return "required";
    const json::Value initial = value_of(field, record.defaults());
    switch (initial.kind) {
        case json::Kind::boolean: return code(initial.boolean ? "true" : "false");
        case json::Kind::integer:
            if (double(initial.integer) < field.min) return "";  // if the key is missing, there is none
            return code(field.type == Type::bytes ? bytes_text(initial.integer) : std::to_string(initial.integer));
        case json::Kind::number: return initial.number < field.min ? "" : code(number_text(initial.number));
        case json::Kind::string: return initial.string.empty() ? "" : code(initial.string);
        default: return "";
    }
}

void Reference::row(std::initializer_list<std::string> cells) {
    for (const std::string& cell : cells) out_ += cell.empty() ? "| " : "| " + cell + " ";
    out_ += "|\n";
}

void Reference::table(std::initializer_list<std::string> heads) {
    row(heads);
    for (size_t i = 0; i < heads.size(); ++i) out_ += "|---";
    out_ += "|\n";
}

void Reference::field_row(const Field& field, const Record& record) {
    row({code(field.key), value_text(field), default_text(field, record), meaning_text(field)});
}

void Reference::section(const Section& section) {
    heading("##", section.heading);
    if (!section.intro.empty()) line(std::string(section.intro) + "\n");
    table({"key", "value", "default", "meaning"});
    for (const Field& field : section.record->fields)
        if (field.type != Type::later) field_row(field, *section.record);
}

void Reference::steps() {
    heading("##", "Steps");
    line(
        "A step is an object with one of these keys. A program is a list of steps, which a task does one after "
        "another.\n");
    table({"key", "value", "goes with", "meaning"});
    for (const StepRow& step : step_rows())
        row({code(step.field.key), value_text(step.field), codes(step.with), std::string(step.field.help)});
    const Field& repeat = *find_field(step_record, "repeat");
    row({code(repeat.key), value_text(repeat), "", std::string(repeat.help)});
    line("\nKeys that say more about a step:\n");
    table({"key", "value", "meaning"});
    for (const Field& field : step_record.fields)
        if (!field.verb) row({code(field.key), value_text(field), std::string(field.help)});
}

void Reference::operations() {
    const auto runtimes_of = [](const OpRow& row) {
        std::string all;
        for (const auto& [runtime, name] :
             {std::pair(Runtime::node, "node"), {Runtime::browser, "browser"}, {Runtime::asyncio, "asyncio"}})
            if (row.runtimes >> unsigned(runtime) & 1) all += (all.empty() ? "" : " ") + std::string(name);
        return codes(all);
    };
    heading("##", "Operations");
    line(
        "An operation is an object with one of these keys and those that it needs. A key that it may have is in "
        "brackets.\n");
    table({"key", "value", "goes with", "runtimes", "meaning"});
    for (const OpRow& operation : operation_rows) {
        const Field& field = *find_field(operation_record, operation.key);
        std::string with = codes(operation.needs);
        if (!operation.may.empty()) with += (with.empty() ? "(" : " (") + codes(operation.may) + ")";
        row({code(operation.key), value_text(field), with, runtimes_of(operation),
             std::string(help_of(operation.kind))});
    }
    line("\nKeys that go with operations:\n");
    table({"key", "value", "meaning"});
    for (const Field& field : operation_record.fields)
        if (!field.verb) row({code(field.key), value_text(field), std::string(field.help)});
}

void Reference::policies() {
    const auto preemption = [](Preemption preemption) -> std::string {
        switch (preemption) {
            case Preemption::never: return "no";
            case Preemption::off: return "if `preemptive` is `true`";
            case Preemption::on: return "unless `preemptive` is `false`";
            case Preemption::always: return "yes";
        }
        return {};
    };
    heading("##", "Policies");
    line(
        "The values of `machine.scheduler.policy`. A policy preempts when a more urgent thread takes the core from a "
        "running one.\n");
    table({"value", "name", "takes `quantum`", "preempts", "for classes", "goes by", "rule"});
    for (const PolicyRow& policy : policy_rows()) {
        const bool by_default = policy.default_quantum != Time{};
        Scheduler scheduler;
        scheduler.policy = policy.policy;
        row({code(policy.name), std::string(policy.label),
             !policy.takes_quantum ? "no"
             : by_default          ? "default " + code(time_text(policy.default_quantum))
                                   : "default none",
             preemption(policy.preemption), policy.in_classes ? "yes" : "", codes(policy.goes_by),
             rules_text(scheduler)});
    }
}

void Reference::strategies() {
    heading("##", "Strategies");
    line("The values of `strategy.kind`, and the other keys of `strategy` that mean something to each.\n");
    table({"value", "keys", "meaning"});
    for (const StrategyRow& strategy : strategy_rows()) {
        std::string keys;
        if (strategy.uses_threads) keys += "threads ";
        if (strategy.may_grow) keys += "core max ";
        if (strategy.uses_queue) keys += "queue when_full ";
        if (strategy.uses_loops) keys += "loops runtime module ";
        if (strategy.uses_workers) keys += "workers ";
        row({code(strategy.name), codes(keys), std::string(strategy.help)});
    }
}

const Record& record_under(const Record& record, std::string_view key) { return *find_field(record, key)->record; }

// In the order of the reference.
const std::vector<Section>& sections() {
    static const std::vector<Section> all{
        {&scenario_record, "The file",
         "A file is an object with these keys. Either `programs` or `functions` is needed."},
        {&machine_record, "machine", ""},
        {&record_under(machine_record, "autoscale"), "machine.autoscale", ""},
        {&scheduler_record, "machine.scheduler", ""},
        {&record_under(scheduler_record, "levels"), "machine.scheduler.levels",
         "The levels of `mlfq`, the most urgent first."},
        {&record_under(scheduler_record, "classes"), "machine.scheduler.classes",
         "The classes of `multilevel-queue`, the most urgent first. A row of work says with `class` which of them its "
         "tasks belong to."},
        {&record_under(scheduler_record, "cache"), "machine.scheduler.cache", ""},
        {&record_under(machine_record, "costs"), "machine.costs", ""},
        {&record_under(machine_record, "memory"), "machine.memory", ""},
        {&device_record, "devices", ""},
        {&lock_record, "locks", "Where a lock needs no keys, `\"locks\": [\"NAME\"]` is enough."},
        {&semaphore_record, "semaphores",
         "Where a semaphore needs no other keys, `\"semaphores\": {\"NAME\": COUNT}` is enough."},
        {&queue_record, "queues", ""},
        {&work_record, "work",
         "A row of work says which tasks arrive and when. A task runs the program (or function) that `run` names."},
        {&strategy_record, "strategy", ""},
        {&split_record, "split", ""},
        {&repeat_record, "repeat", ""},
        {&function_record, "functions",
         "A function without parameters may be written as the list of its operations alone."},
        {&call_record, "Calls", ""},
        {&promise_handler_record, "Handlers of promises",
         "A handler is one of these: what to do when the promise is resolved, when it is rejected, or in both cases."},
        {&except_record, "Handlers of errors", ""},
    };
    return all;
}

const Section* find_section(const Record* record) {
    static const Section step{&step_record, "Steps", ""}, operation{&operation_record, "Operations", ""};
    if (record == step.record) return &step;
    if (record == operation.record) return &operation;
    const auto at =
        std::find_if(sections().begin(), sections().end(), [&](const Section& each) { return each.record == record; });
    return at == sections().end() ? nullptr : &*at;
}

std::string Reference::keys_of(const Record& record) {
    table({"key", "value", "default", "meaning"});
    for (const Field& field : record.fields)
        if (field.type != Type::later) field_row(field, record);
    return std::move(out_);
}

std::string Reference::text() {
    for (const Section& each : sections()) {
        if (each.record == &split_record) steps();
        section(each);
        if (each.record == &scheduler_record) policies();
        if (each.record == &strategy_record) strategies();
        if (each.record == &function_record) operations();
    }
    return std::move(out_);
}

}  // namespace

std::string format_markdown() { return Reference().text(); }
std::string keys_markdown(const Record& record) { return Reference().keys_of(record); }

}  // namespace scenario
