// Functions and operations: the rules for more than one key, and the names that must be known.

#include "scenario/reader.h"

#include "scenario/javascript.h"

#include "scenario/suggest.h"
#include "scenario/values.h"

#include "base/number.h"

#include <algorithm>
#include <cassert>

namespace scenario {

using json::Kind;
using json::Value;

namespace {

constexpr size_t max_operations = 4'000;

bool listed(std::string_view keys, std::string_view key) {
    while (!keys.empty()) {
        const size_t end = std::min(keys.find(' '), keys.size());
        if (keys.substr(0, end) == key) return true;
        keys.remove_prefix(std::min(end + 1, keys.size()));
    }
    return false;
}

// Kinds of things that a name may refer to.
enum Named : uint8_t { timer = 1, promise = 2, task = 4, lock = 8, event = 16, queue = 32, future = 64 };

struct Use {
    uint8_t makes = 0;   // the kind of thing that it declares, with "name" or as the value of the verb (new_promise)
    uint8_t wants = 0;   // the kinds of things that the value of the verb may refer to
    Phrase noun = "";
};
Use use_of(const Operation& operation) {
    switch (operation.kind) {
        case OpKind::timeout:
        case OpKind::interval:
        case OpKind::immediate:
        case OpKind::animation_frame: return {timer};
        case OpKind::new_promise: return {promise};
        case OpKind::create_task: return {task};
        case OpKind::new_object:
            switch (operation.object) {
                case ObjectKind::lock:
                case ObjectKind::semaphore: return {lock};
                case ObjectKind::event: return {event};
                case ObjectKind::queue: return {queue};
                case ObjectKind::future: return {future};
            }
            return {};
        case OpKind::clear: return {0, timer | event, Phrase("timer or event")};
        case OpKind::count_then_clear: return {0, timer, Phrase("interval")};
        case OpKind::await_name: return {0, promise | task | event | future, Phrase("promise, task, future or event")};
        case OpKind::resolve:
        case OpKind::reject:
        case OpKind::on_promise: return {0, promise, Phrase("promise")};
        case OpKind::with:
        case OpKind::acquire:
        case OpKind::release: return {0, lock, Phrase("lock or semaphore")};
        case OpKind::set: return {0, event, Phrase("event")};
        case OpKind::put:
        case OpKind::get: return {0, queue, Phrase("queue")};
        case OpKind::set_result: return {0, future, Phrase("future")};
        case OpKind::cancel: return {0, task | future, Phrase("task or future")};
        default: return {};
    }
}

std::string runtimes_text(uint8_t runtimes) {
    std::vector<RichText> names;
    for (const ChoiceRow& row : find_field(strategy_record, "runtime")->choices)
        if (runtimes >> unsigned(row.number) & 1u) names.emplace_back(row.value);
    return list_of(names).plain();
}

// Returns the first operation in the body of a call_soon or call_later that may wait; null if there is none. A call
// inside the body has its own body.
const Operation* first_wait(const std::vector<Operation>& body) {
    for (const Operation& one : body) {
        switch (one.kind) {
            case OpKind::sleep:
            case OpKind::await_call:
            case OpKind::await_name:
            case OpKind::all:
            case OpKind::to_thread:
            case OpKind::with:
            case OpKind::acquire:
            case OpKind::put:
            case OpKind::get:
            case OpKind::wait_for:
            case OpKind::task_group:
            case OpKind::as_completed: return &one;
            case OpKind::call_soon:
            case OpKind::call_later: continue;
            default: break;
        }
        if (const Operation* inner = first_wait(one.body)) return inner;
        for (const Handler& handler : one.handlers)
            if (const Operation* inner = first_wait(handler.body)) return inner;
        if (const Operation* inner = first_wait(one.last)) return inner;
    }
    return nullptr;
}

}  // namespace

bool Reader::words(const Field& field, std::vector<std::string>& into, const Value& value, const Path& path) {
    if (value.kind != Kind::array)
        return fail("\"{key}\" must be a list of texts in [ ], not {value}",
                    {{"key", field.key}, {"value", quoted(value)}}, value.place, path);
    if (value.items.size() > max_words) return fail("there may be at most 16 texts here", value.place, path);
    Field each = field;
    each.type = Type::text;
    for (size_t i = 0; i < value.items.size(); ++i)
        if (!text(each, into.emplace_back(), value.items[i], {&path, {}, i}) ||
            !known_word(field, value.items[i], {&path, {}, i}))
            return false;
    return true;
}

// Is the text one of the words to choose from? "latency:" is followed by the name of a row of work.
bool Reader::known_word(const Field& field, const Value& value, const Path& path) {
    if (field.choices.empty() || find_choice(field, value.string)) {
        if (!value.string.ends_with(':')) return true;
        return fail("{value} must be followed by the name of a row of work", {{"value", quoted(value)}}, value.place,
                    path);
    }
    const size_t colon = value.string.find(':');
    if (colon != std::string::npos && find_choice(field, value.string.substr(0, colon + 1))) {
        const std::string name = value.string.substr(colon + 1);
        std::vector<std::string_view> names;
        for (const Work& row : scenario_.work) names.push_back(row.name);
        if (std::find(names.begin(), names.end(), name) != names.end()) return true;
        return fail("no row of work is called {name}{suggestion}",
                    {{"name", quoted(name)}, {"suggestion", suggestion(name, names)}}, value.place, path);
    }
    return fail("{key} cannot contain {value}{suggestion}",
                {{"key", the_key(field)},
                 {"value", quoted(value)},
                 {"suggestion", suggestion(value.string, values_of(field.choices))}},
                value.place, path);
}

[[gnu::noinline]] bool Reader::lines(const Field& field, std::string& into, const Value& value, const Path& path) {
    if (value.kind == Kind::string) {
        into = value.string;
    } else if (value.kind == Kind::array) {
        for (size_t i = 0; i < value.items.size(); ++i) {
            const Value& line = value.items[i];
            if (line.kind != Kind::string || line.string.find('\n') != std::string::npos)
                return fail("each item of {key} must be one line of text, not {value}",
                            {{"key", the_key(field)}, {"value", quoted(line)}}, line.place, {&path, {}, i});
            into += line.string;
            into += '\n';
        }
    } else {
        return fail("{key} must be text, or a list of lines in [ ], not {value}",
                    {{"key", the_key(field)}, {"value", kind_name(value)}}, value.place, path);
    }
    if (double(into.size()) > field.max)
        return fail("{key} must not be longer than {max} bytes",
                    {{"key", the_key(field)}, {"max", grouped_text(int64_t(field.max))}}, value.place, path);
    if (into.empty()) into = "\n";  // an empty program is a program
    return true;
}

// A scenario with a JavaScript program: one task runs it.
[[gnu::noinline]] bool Reader::finish_javascript(const Value& source) {
    const Path root, strategy{&root, "strategy"};
    for (const std::string_view key : {"programs", "functions", "work"})
        if (const json::Member* other = find_member(source, key))
            return fail("{key} cannot be combined with \"javascript\", because one task runs that program",
                        {{"key", quoted(key)}}, other->place, {&root, key});
    if (const Value* given = source.find("strategy")) {
        if (scenario_.strategy.kind != StrategyKind::event_loop)
            return fail("a JavaScript program runs on an event loop, so \"kind\" must be \"event-loop\"",
                        given->place, {&strategy, "kind"});
        if (scenario_.strategy.runtime != Runtime::node && scenario_.strategy.runtime != Runtime::browser)
            return fail("a JavaScript program needs a \"runtime\": \"node\" or \"browser\"", given->place,
                        {&strategy, "runtime"});
    } else {
        scenario_.strategy.kind = StrategyKind::event_loop;
        scenario_.strategy.runtime = Runtime::node;
    }
    Function function;
    function.name = function_of_javascript;
    scenario_.functions = {function};
    Step code;
    code.kind = StepKind::code;
    scenario_.programs = {{function.name, {code}}};
    Work work;
    work.name = function.name;
    scenario_.work = {work};
    error_ = javascript_error(scenario_);
    return !error_;
}

bool Reader::function(const Field& field, uint32_t& into, const Value& value, const Path& path) {
    return one_of(field, "function", function_names_, into, value, path);
}

// Operations are numbered before the operations inside them are read: see record().
bool Reader::number_operation(Operation& operation, const Value& value, const Path& path) {
    operation.id = uint32_t(operations_.size());
    operations_.push_back({&value, path.text()});
    if (operations_.size() <= max_operations) return true;
    return fail("this is operation number {max} + 1 or later; at most {max} are allowed",
                {{"max", grouped_text(int64_t(max_operations))}}, value.place, path);
}

bool Reader::finish_operation(Operation& operation, const Value& value, const Path& path) {
    const OpRow* row = nullptr;
    for (const json::Member& member : value.members)
        for (const OpRow& one : operation_rows) {
            if (one.key != member.key) continue;
            if (row)
                return fail("an operation does one thing, not both {one} and {other}; make it two",
                            {{"one", quoted(row->key)}, {"other", quoted(member.key)}}, member.place,
                            {&path, member.key});
            row = &one;
        }
    if (!row) {
        std::string known;
        for (const OpRow& one : operation_rows) known += (known.empty() ? "" : ", ") + std::string(one.key);
        return fail("this operation does nothing; it needs one of {known}", {{"known", known}}, value.place, path);
    }
    operation.kind = row->kind;
    for (const json::Member& member : value.members) {
        if (member.key == row->key || member.key.starts_with("x-") || listed(row->needs, member.key) ||
            listed(row->may, member.key))
            continue;
        return fail("{key} does not go with {other}", {{"key", quoted(member.key)}, {"other", quoted(row->key)}},
                    member.place, {&path, member.key});
    }
    for (const Field& field : operation_record.fields)
        if (listed(row->needs, field.key) && !value.find(field.key))
            return fail("{key} needs a {other}", {{"key", quoted(row->key)}, {"other", quoted(field.key)}}, value.place,
                        path);
    if (operation.kind == OpKind::attempt && operation.handlers.empty() && !value.find("finally"))
        return fail("a \"try\" needs an \"except\" or a \"finally\"", value.place, path);
    if (operation.kind == OpKind::call && value.find("finally") && operation.last.empty())
        return fail("\"finally\" does nothing here; leave it out", find_member(value, "finally")->place,
                    {&path, "finally"});
    if (operation.kind == OpKind::new_object && value.find("room") && operation.object != ObjectKind::semaphore &&
        operation.object != ObjectKind::queue)
        return fail("\"room\" belongs to a semaphore or a queue", find_member(value, "room")->place, {&path, "room"});
    if (operation.kind == OpKind::new_object && operation.object == ObjectKind::semaphore && !value.find("room"))
        operation.number = 1;
    if (value.find("device") && value.find("time"))
        return fail("\"time\" and \"device\" both say how long it takes; keep one of them",
                    find_member(value, "time")->place, {&path, "time"});
    return true;
}

bool Reader::finish_handler(Handler& handler, const Value& value, const Path& path) {
    constexpr std::string_view keys[] = {"then", "catch", "finally"};
    const json::Member* given = nullptr;
    for (const json::Member& member : value.members) {
        const auto at = std::find(std::begin(keys), std::end(keys), member.key);
        if (at == std::end(keys)) continue;
        if (given)
            return fail("a handler is one of then, catch and finally, not both {one} and {other}",
                        {{"one", quoted(given->key)}, {"other", quoted(member.key)}}, member.place,
                        {&path, member.key});
        given = &member;
        handler.kind = HandlerKind(at - std::begin(keys));
    }
    if (given) return true;
    return fail("this handler needs one of then, catch and finally", value.place, path);
}

// Every name that is used must be declared somewhere, calls must have as many arguments as the
// function has parameters, and the runtime must support all operations.
bool Reader::check_functions(const Value& source) {
    const std::vector<const Operation*> all = operations_of(scenario_.functions);
    const auto fail_at = [&](const Operation& operation, std::string_view key, std::string message) {
        const Origin& at = operations_[operation.id];
        const json::Member* member = find_member(*at.value, key);
        error_ = Error{std::move(message), (member ? member->value : *at.value).place.line,
                       (member ? member->value : *at.value).place.column,
                       member ? json::pointer_to(at.pointer, key) : at.pointer};
        return false;
    };
    std::vector<std::pair<std::string_view, uint8_t>> given;
    for (const Operation* operation : all)
        if (const Use use = use_of(*operation); use.makes && !operation->name.empty())
            given.push_back({operation->name, use.makes});
    const auto check_call = [&](const Operation& operation, std::string_view key, uint32_t index, size_t args) {
        const Function& function = scenario_.functions[index];
        if (args == function.takes.size()) return true;
        return fail_at(operation, key,
                       say_plain("the function {function} takes {n} {n|argument|arguments} (\"args\"), not {args}",
                                 {{"function", quoted(function.name)}, {"n", function.takes.size()}, {"args", args}}));
    };
    const Runtime runtime = has_runtime(scenario_.strategy) ? scenario_.strategy.runtime : Runtime::plain;
    for (const Operation* operation : all) {
        const OpRow& row = row_of(operation->kind);
        if (const Use use = use_of(*operation); use.wants) {
            std::vector<std::string_view> known;
            for (const auto& [name, kinds] : given)
                if (kinds & use.wants) known.push_back(name);
            if (std::find(known.begin(), known.end(), operation->name) == known.end())
                return fail_at(*operation, row.key,
                               say_plain("there is no {thing} called {name}{suggestion}",
                                         {{"name", quoted(operation->name)},
                                          {"thing", say(use.noun)},
                                          {"suggestion", suggestion(operation->name, known)}}));
        }
        const bool calls_function = operation->kind == OpKind::await_call || operation->kind == OpKind::call ||
                                    operation->kind == OpKind::create_task || operation->kind == OpKind::wait_for;
        if (calls_function && !check_call(*operation, row.key, operation->function, operation->args.size()))
            return false;
        for (const Call& call : operation->calls)
            if (!check_call(*operation, row.key, call.function, call.args.size())) return false;
        if (operation->kind == OpKind::call_soon || operation->kind == OpKind::call_later)
            if (const Operation* wait = first_wait(operation->body))
                return fail_at(
                    *wait, row_of(wait->kind).key,
                    say_plain("{key} waits, but {caller} runs a plain callback, which cannot wait; move it into a "
                              "function, which {caller} can start with \"create_task\"",
                              {{"key", quoted(row_of(wait->kind).key)}, {"caller", quoted(row.key)}}));
        if (runtime != Runtime::plain && !(row.runtimes >> unsigned(runtime) & 1u))
            return fail_at(
                *operation, row.key,
                say_plain("{key} is an operation of {runtimes}; the strategy's runtime is {runtime}",
                          {{"key", quoted(row.key)},
                           {"runtimes", runtimes_text(row.runtimes)},
                           {"runtime", choice_of(*find_field(strategy_record, "runtime"), int(runtime)).value}}));
    }
    const Path root, rows{&root, "work"}, strategy{&root, "strategy"};
    const auto runs_function = [&](const Work& work) { return work.program >= first_function_; };
    if (runtime != Runtime::plain && std::none_of(scenario_.work.begin(), scenario_.work.end(), runs_function))
        return fail(
            "this \"runtime\" runs functions, but no row of work runs one; programs of steps need the plain runtime",
            source.find("strategy")->find("runtime")->place, {&strategy, "runtime"});
    for (size_t i = 0; i < scenario_.work.size(); ++i) {
        const uint32_t program = scenario_.work[i].program;
        if (program < first_function_) continue;
        const Function& function = scenario_.functions[program - first_function_];
        const Path row{&rows, {}, i}, here{&row, "run"};
        const Value& run = *source.find("work")->items[i].find("run");
        if (!function.takes.empty())
            return fail("the function {function} takes arguments, but a row of work passes none",
                        {{"function", quoted(function.name)}}, run.place, here);
        if (scenario_.work[i].patience)
            return fail("\"patience\" is not supported for a function yet",
                        source.find("work")->items[i].find("patience")->place, {&row, "patience"});
        if (runtime == Runtime::plain)
            return fail("{function} is a function: it runs on an event-loop whose runtime is node, browser or asyncio",
                        {{"function", quoted(function.name)}}, run.place, here);
    }
    return true;
}

namespace {

void collect(const std::vector<Operation>& body, std::vector<const Operation*>& into) {
    for (const Operation& operation : body) {
        into.push_back(&operation);
        collect(operation.body, into);
        for (const Handler& handler : operation.handlers) collect(handler.body, into);
        collect(operation.on_error, into);
        collect(operation.last, into);
    }
}

}  // namespace

std::set<std::string> shared_names(const std::vector<Function>& functions) {
    std::set<std::string> shared;
    for (const Function& function : functions) {
        std::vector<const Operation*> operations;
        collect(function.body, operations);
        std::set<std::string> made;
        for (const Operation* one : operations) {
            if (one->kind == OpKind::create_task) made.insert(one->name);
            if (one->kind == OpKind::new_object) shared.insert(one->name);
        }
        for (const Operation* one : operations)
            if (!one->name.empty() && !made.contains(one->name)) shared.insert(one->name);
    }
    return shared;
}

std::vector<const Operation*> operations_of(const std::vector<Function>& functions) {
    std::vector<const Operation*> all;
    for (const Function& function : functions) collect(function.body, all);
    for (uint32_t i = 0; i < all.size(); ++i) assert(all[i]->id == i);
    return all;
}

}  // namespace scenario
