// The tables of functions and operations.

#include "scenario/field_makers.h"

#include <cassert>

namespace scenario {

namespace {

constexpr uint8_t bit(Runtime runtime) { return uint8_t(1u << unsigned(runtime)); }
constexpr uint8_t node = bit(Runtime::node), page = bit(Runtime::browser), python = bit(Runtime::asyncio);
constexpr uint8_t js = node | page, all = js | python;

constexpr OpRow op_rows[] = {
    {"log", OpKind::log, all},
    {"busy", OpKind::busy, all},
    {"repeat", OpKind::repeat, all, "do"},
    {"sleep", OpKind::sleep, all},
    {"await", OpKind::await_call, all, "", "args as log_result"},
    {"wait", OpKind::await_name, all, "", "as log_result"},
    {"all", OpKind::all, all, "", "as log_result return_exceptions"},
    {"return", OpKind::return_value, all},
    {"raise", OpKind::raise, all},
    {"reraise", OpKind::reraise, all},
    {"try", OpKind::attempt, all, "", "except finally"},
    {"clear", OpKind::clear, all},
    {"timeout", OpKind::timeout, js, "do", "name"},
    {"interval", OpKind::interval, js, "do", "name"},
    {"count_then_clear", OpKind::count_then_clear, js, "limit"},
    {"immediate", OpKind::immediate, node, "", "name"},
    {"next_tick", OpKind::next_tick, node},
    {"microtask", OpKind::microtask, js},
    {"animation_frame", OpKind::animation_frame, page, "", "name"},
    {"promise_chain", OpKind::promise_chain, js, "", "rejected"},
    {"new_promise", OpKind::new_promise, js, "", "do"},
    {"resolve", OpKind::resolve, js, "", "value"},
    {"reject", OpKind::reject, js, "", "value"},
    {"on_promise", OpKind::on_promise, js, "do"},
    {"call", OpKind::call, js, "", "args then catch finally"},
    {"await_value", OpKind::await_value, js},
    {"await_immediate", OpKind::await_immediate, node},
    {"race", OpKind::race, js, "", "as log_result"},
    {"return_promise", OpKind::return_promise, js},
    {"fs_stat", OpKind::fs_stat, node, "", "time device"},
    {"fs_read_file", OpKind::fs_read_file, node, "", "time device"},
    {"pool_cpu", OpKind::pool_cpu, node, "do"},
    {"create_task", OpKind::create_task, python, "", "args name"},
    {"to_thread", OpKind::to_thread, python},
    {"call_soon", OpKind::call_soon, python},
    {"call_later", OpKind::call_later, python, "do"},
    {"new", OpKind::new_object, python, "name", "room"},
    {"with", OpKind::with, python, "do"},
    {"acquire", OpKind::acquire, python},
    {"release", OpKind::release, python},
    {"set", OpKind::set, python},
    {"put", OpKind::put, python, "value"},
    {"get", OpKind::get, python, "", "as"},
    {"set_result", OpKind::set_result, python, "", "value"},
    {"cancel", OpKind::cancel, python},
    {"wait_for", OpKind::wait_for, python, "within", "args as log_result"},
    {"task_group", OpKind::task_group, python},
    {"as_completed", OpKind::as_completed, python, "", "do"},
    {"set_executor", OpKind::set_executor, python},
};

constexpr ChoiceRow objects[] = {
    {"lock", "lock", int(ObjectKind::lock)},    {"semaphore", "semaphore", int(ObjectKind::semaphore)},
    {"event", "event", int(ObjectKind::event)}, {"queue", "queue", int(ObjectKind::queue)},
    {"future", "future", int(ObjectKind::future)},
};
constexpr ChoiceRow taken_errors[] = {
    {"error", "an error", int(Takes::error)},           {"any", "anything that is raised", int(Takes::any)},
    {"cancelled", "a cancellation", int(Takes::cancelled)}, {"timeout", "a timeout", int(Takes::timeout)},
    {"group", "errors of a task group", int(Takes::group)}, {"value", "a ValueError", int(Takes::value)},
};

constexpr double longest_body = 2'000;
constexpr double longest_words = 200;

constexpr Field body(std::string_view key, bool verb = false) {
    return several<&Operation::body>({.key = key, .max = longest_body, .verb = verb}, Type::list, operation_record);
}
constexpr Field words(std::string_view key, bool verb = false) {
    return field<&Operation::text>({.key = key, .max = longest_words, .verb = verb});
}
constexpr Field described(Field row, std::string_view help) {
    row.help = help;
    return row;
}
constexpr Field name(std::string_view key) {
    return field<&Operation::name>({.key = key, .min = 1, .max = 64, .verb = true});
}
constexpr Field time(std::string_view key, bool verb = true) {
    return field<&Operation::time>({.key = key, .max = 1 * day, .verb = verb});
}
constexpr Field function(std::string_view key) {
    return field<&Operation::function>({.key = key, .verb = true}, Type::function);
}
constexpr Field yes(std::string_view key) { return unkept({.key = key, .verb = true}, Type::flag); }
constexpr Field calls(std::string_view key) {
    return several<&Operation::calls>({.key = key, .min = 1, .max = 1'000, .verb = true}, Type::list, call_record);
}

constexpr Field operation_fields[] = {
    words("log", true),
    time("busy"),
    field<&Operation::number>({.key = "repeat", .min = 1, .max = 1e6, .verb = true}),
    time("sleep"),
    function("await"),
    name("wait"),
    calls("all"),
    words("return", true),
    words("raise", true),
    yes("reraise"),
    body("try", true),
    several<&Operation::handlers>({.key = "except",
                                   .help = "What to do with errors; the first handler that matches the error is used.",
                                   .min = 1,
                                   .max = 16},
                                  Type::list, except_record),
    several<&Operation::body>({.key = "then",
                               .help = "What is done when the call of an async function has succeeded.",
                               .min = 1,
                               .max = longest_body},
                              Type::list, operation_record),
    several<&Operation::on_error>({.key = "catch",
                                   .help = "What is done when the call of an async function has failed.",
                                   .min = 1,
                                   .max = longest_body},
                                  Type::list, operation_record),
    several<&Operation::last>({.key = "finally", .help = "What is done in any case.", .max = longest_body}, Type::list,
                              operation_record),
    name("clear"),
    time("timeout"),
    time("interval"),
    name("count_then_clear"),
    body("immediate", true),
    body("next_tick", true),
    body("microtask", true),
    body("animation_frame", true),
    several<&Operation::handlers>({.key = "promise_chain", .max = 1'000, .verb = true}, Type::list,
                                  promise_handler_record),
    name("new_promise"),
    name("resolve"),
    name("reject"),
    name("on_promise"),
    function("call"),
    yes("await_value"),
    yes("await_immediate"),
    calls("race"),
    yes("return_promise"),
    body("fs_stat", true),
    body("fs_read_file", true),
    time("pool_cpu"),
    function("create_task"),
    time("to_thread"),
    body("call_soon", true),
    time("call_later"),
    field<&Operation::object>({.key = "new", .verb = true, .choices = objects}),
    name("with"),
    name("acquire"),
    name("release"),
    name("set"),
    name("put"),
    name("get"),
    name("set_result"),
    name("cancel"),
    function("wait_for"),
    calls("task_group"),
    calls("as_completed"),
    field<&Operation::number>({.key = "set_executor", .min = 1, .max = 1'000, .verb = true}),
    // keys that go with these
    field<&Operation::args>(
        {.key = "args", .help = "The arguments of the call, one text for each parameter.", .max = longest_words}),
    field<&Operation::name>(
        {.key = "name", .help = "The name by which other operations refer to it.", .min = 1, .max = 64}),
    field<&Operation::number>({.key = "limit", .help = "How many times.", .min = 1, .max = 1e6}),
    field<&Operation::number>(
        {.key = "room",
         .help = "The value of a semaphore, or the capacity of a queue in items; 0 means no limit.",
         .max = 1e6}),
    described(words("value"), "The value that is given."),
    described(time("within", false), "The longest wait."),
    described(time("time", false), "How long each round trip takes, where no device is given."),
    field<&Operation::device>(
        {.key = "device", .help = "The device that is used; without it, a thread of the pool is held for `time`."}),
    field<&Operation::into>(
        {.key = "as", .help = "Texts refer to the result by this name, in braces.", .min = 1, .max = 64}),
    field<&Operation::rejected>({.key = "rejected", .help = "The promise is rejected."}),
    field<&Operation::log_result>({.key = "log_result", .help = "Prints the result."}),
    field<&Operation::return_exceptions>({.key = "return_exceptions", .help = "Errors count as results, too."}),
    described(body("do"), "What is done then."),
};

constexpr Field call_fields[] = {
    field<&Call::function>({.key = "call", .help = "The function that is called.", .required = true}, Type::function),
    field<&Call::args>({.key = "args", .help = "One text for each parameter.", .max = longest_words}),
};
constexpr Field handler(std::string_view key) {
    return several<&Handler::body>({.key = key, .max = longest_body, .verb = true}, Type::list, operation_record);
}
constexpr Field promise_handler_fields[] = {handler("then"), handler("catch"), handler("finally")};
constexpr Field except_fields[] = {
    field<&Handler::takes>({.key = "takes", .help = "Which errors it handles.", .choices = taken_errors}),
    several<&Handler::body>(
        {.key = "do", .help = "What it does with the error.", .max = longest_body, .required = true}, Type::list,
        operation_record),
};
constexpr Field function_fields[] = {
    field<&Function::takes>({.key = "takes",
                             .help = "The names of its parameters. In texts, `{name}` is the value of the parameter.",
                             .max = 64}),
    several<&Function::body>({.key = "do", .help = "What it does.", .max = longest_body, .required = true}, Type::list,
                             operation_record),
};

}  // namespace

constinit const Record operation_record{"operation", operation_fields, default_of<Operation>};
constinit const Record call_record{"call", call_fields, default_of<Call>};
constinit const Record promise_handler_record{"handler", promise_handler_fields, default_of<Handler>};
constinit const Record except_record{"handler", except_fields, default_of<Handler>};
constinit const Record function_record{
    "function", function_fields, default_of<Function>, slot_of<&Function::name>, false, "do"};
constinit const std::span<const OpRow> operation_rows = op_rows;

const OpRow& row_of(OpKind kind) {
    for (const OpRow& row : op_rows)
        if (row.kind == kind) return row;
    assert(!"an operation without a row");
    return op_rows[0];
}

}  // namespace scenario
