// node_loop, asyncio_loop and browser_loop: the operations of a case as functions of a scenario, and the
// lines that its run prints. README.md has the operations.

#include "scenario/code_text.h"
#include "tests/oracles/families.h"

#include <algorithm>
#include <fstream>
#include <map>

namespace oracles {

namespace {

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

class Program {
public:
    explicit Program(const Json& input) : input_(input) {
        if (operations().contains("functions")) given_ = operations().at("functions");
        for (const auto& [name, function] : given_.items()) look_for_objects(function.at("body"));
        if (operations().contains("main")) look_for_objects(operations().at("main"));
    }

    Json scenario() {
        const std::string runtime = input_.at("runtime");
        Json strategy = {{"kind", "event-loop"}, {"runtime", runtime}};
        // Each thread gets its own core: only what a pool runs computes at the same time as the loop.
        const int64_t pool = input_.value("thread_pool_size", runtime == "asyncio" ? int64_t(32) : int64_t(4));
        strategy["workers"] = pool;
        if (input_.value("module", "") == "esm") strategy["module"] = true;
        std::string entry = operations().value("entry", "main");
        for (const auto& [name, function] : given_.items()) add(name, function);
        if (operations().contains("main")) {
            while (functions_.contains(entry)) entry += "_";
            functions_[entry] = list(operations().at("main"));
            if (input_.contains("late_ms")) functions_[entry].push_back({{"busy", ms(input_, "late_ms")}});
        }
        return {{"version", 1},
                {"seed", input_.value("seed", int64_t(1))},
                {"machine",
                 {{"cores", pool + 1},
                  {"scheduler", {{"policy", "fcfs"}}},
                  {"costs", {{"callback", time(input_.value("callback_ms", 0.0))}}}}},
                {"functions", functions_},
                {"work", Json::array({{{"run", entry}}})},
                {"strategy", strategy}};
    }

private:
    const Json& operations() const { return input_.at("operations"); }

    void look_for_objects(const Json& body) {
        for (const Json& op : body) {
            if (op.value("op", "") == "new") objects_[op.at("name")] = op.at("kind");
            for (const char* key : {"body", "then", "catch", "finally", "executor"})
                if (op.contains(key)) look_for_objects(op.at(key));
            for (const char* key : {"except", "handlers"})
                if (op.contains(key))
                    for (const Json& handler : op.at(key))
                        look_for_objects(handler.contains("body") ? handler.at("body") : Json::array({handler}));
        }
    }

    void add(const std::string& name, const Json& function) {
        Json takes = function.value("params", Json::array());
        if (given(function, "param")) takes.push_back(function.at("param"));
        functions_[name] =
            takes.empty() ? list(function.at("body")) : Json{{"takes", takes}, {"do", list(function.at("body"))}};
    }

    Json list(const Json& body) {
        Json all = Json::array();
        for (const Json& op : body) all.push_back(convert(op));
        return all;
    }

    static Json ms(const Json& op, const char* key = "ms") { return time(op.at(key).get<double>()); }
    static std::string text_of(const Json& value) {
        return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
    }

    Json args(const Json& op) const {
        Json all = Json::array();
        if (given(op, "arg")) all.push_back(text_of(op.at("arg")));
        if (given(op, "args"))
            for (const Json& one : op.at("args")) all.push_back(text_of(one));
        return all;
    }
    std::string name_of(const Json& op) const {
        for (const char* key : {"name", "as", "task", "future", "promise"})
            if (given(op, key)) return op.at(key);
        if (!executors_.empty()) return executors_.back();
        throw Trouble("no name in " + op.dump());
    }
    Json with_call(const char* verb, const Json& op) {
        Json result = {{verb, op.at("fn")}};
        if (const Json all = args(op); !all.empty()) result["args"] = all;
        return result;
    }
    // Calls. A sleep among them is a call of a function that sleeps.
    Json calls(const Json& op) {
        Json all = Json::array();
        for (const Json& one : op.contains("calls") ? op.at("calls") : op.at("items")) {
            if (one.contains("fn")) {
                all.push_back(with_call("call", one));
                continue;
            }
            const std::string name = "sleep " + text_of(one.at("ms"));
            functions_[name] = Json::array({{{"sleep", ms(one)}}});
            all.push_back({{"call", name}});
        }
        return all;
    }
    void copy_flags(const Json& op, Json& into) const {
        for (const char* key : {"log_result", "return_exceptions"})
            if (op.value(key, false)) into[key] = true;
    }

    Json body_of(const Json& op) {
        if (op.contains("body")) return list(op.at("body"));
        if (op.contains("executor")) return list(op.at("executor"));
        if (given(op, "text")) return Json::array({{{"log", op.at("text")}}});
        return Json::array();
    }

    Json wait(const Json& op) {
        const std::string what = op.value("what", "value");
        if (what == "sleep") return {{"sleep", ms(op)}};
        if (what == "call") return with_call("await", op);
        if (what == "value" || what == "null") return {{"await_value", true}};
        if (has(what, "immediate")) return {{"await_immediate", true}};
        if (what == "all" || what == "race") {
            Json result = {{what, calls(op)}};
            copy_flags(op, result);
            return result;
        }
        if (given(op, "name")) return {{"wait", op.at("name")}};
        throw Trouble("unknown await of " + what);
    }

    Json handlers(const Json& op) {
        Json all = Json::array();
        for (const Json& handler : op.at("handlers"))
            all.push_back({{handler.at("kind").get<std::string>(), body_of(handler)}});
        return all;
    }

    // r().then(...).catch(...).finally(...): each at most once, in this order.
    Json call(const Json& op) {
        Json result = with_call("call", op);
        const char* const keys[] = {"then", "catch", "finally"};
        for (const char* key : keys)
            if (op.contains(key)) result[key] = op.at(key).is_array() ? list(op.at(key)) : body_of(op.at(key));
        size_t next = 0;
        for (const Json& handler : op.value("handlers", Json::array())) {
            const std::string kind = handler.at("kind");
            while (next < std::size(keys) && kind != keys[next]) ++next;
            if (next == std::size(keys) || result.contains(kind))
                throw Trouble("handlers of a call in another order than then, catch, finally: " + op.dump());
            result[kind] = body_of(handler);
        }
        return result;
    }

    Json except(const Json& handler) {
        const std::string kind = handler.value("kind", "any error");
        const char* takes = has(kind, "cancel")                       ? "cancelled"
                            : has(kind, "timeout")                    ? "timeout"
                            : has(kind, "group")                      ? "group"
                            : has(kind, "base") || kind == "any"      ? "any"
                            : has(kind, "value") || has(kind, "Value") ? "value"
                                                                      : "error";
        return {{"takes", takes}, {"do", body_of(handler)}};
    }

    Json attempt(const Json& op) {
        Json result = {{"try", list(op.at("body"))}};
        if (op.value("op", "") == "try_group") {
            result["except"] = Json::array({{{"takes", "group"}, {"do", list(op.at("except"))}}});
        } else if (given(op, "except")) {
            Json all = Json::array();
            for (const Json& handler : op.at("except")) all.push_back(except(handler));
            result["except"] = all;
        }
        if (given(op, "finally")) result["finally"] = list(op.at("finally"));
        return result;
    }

    Json make(const Json& op) const {
        Json result = {{"new", op.at("kind")}, {"name", op.at("name")}};
        for (const char* key : {"value", "maxsize", "room"})
            if (given(op, key)) result["room"] = op.at(key);
        return result;
    }

    Json convert(const Json& op) {
        const std::string kind = op.at("op");
        Json result;
        const auto named = [&](Json made) {
            if (given(op, "name")) made["name"] = op.at("name");
            return made;
        };
        if (kind == "log") return {{"log", op.at("text")}};
        if (kind == "busy") return {{"busy", ms(op)}};
        if (kind == "timeout" || kind == "interval") return named({{kind, ms(op)}, {"do", body_of(op)}});
        if (kind == "immediate") return named({{kind, body_of(op)}});
        if (kind == "next_tick" || kind == "microtask" || kind == "animation_frame") return {{kind, body_of(op)}};
        if (kind.starts_with("clear") && !objects_.contains(op.value("name", ""))) return {{"clear", op.at("name")}};
        if (kind == "count_then_clear") return {{kind, op.at("name")}, {"limit", op.at("limit")}};
        if (kind == "promise_chain") {
            result = {{kind, handlers(op)}};
            if (op.value("rejected", false)) result["rejected"] = true;
            return result;
        }
        if (kind == "new_promise") {
            executors_.push_back(name_of(op));
            result = {{kind, executors_.back()}, {"do", body_of(op)}};
            return result;
        }
        if (kind == "resolve" || kind == "reject") {
            result = {{kind, name_of(op)}};
            if (given(op, "value")) result["value"] = text_of(op.at("value"));
            return result;
        }
        if (kind == "on_promise")
            return {{kind, name_of(op)},
                    {"do", op.contains("handlers") ? body_of(op.at("handlers").at(0)) : body_of(op)}};
        if (kind == "call") return call(op);
        if (kind == "await") return wait(op);
        if (kind == "return_promise") return {{kind, true}};
        if (kind == "fs_stat" || kind == "fs_read_file") return {{kind, body_of(op)}};
        if (kind == "pool_cpu") return {{kind, ms(op, "cost_ms")}, {"do", body_of(op)}};
        // asyncio
        if (kind == "create_task") {
            result = with_call(kind.c_str(), op);
            if (given(op, "as") || given(op, "name")) result["name"] = name_of(op);
            return result;
        }
        if (kind == "await_call") {
            result = with_call("await", op);
            copy_flags(op, result);
            if (given(op, "as")) result["as"] = op.at("as");
            return result;
        }
        if (kind == "gather") {
            result = {{"all", calls(op)}};
            copy_flags(op, result);
            return result;
        }
        if (kind == "sleep" || kind == "to_thread") return {{kind, ms(op)}};
        if (kind == "call_soon") return {{kind, body_of(op)}};
        if (kind == "call_later") return {{kind, ms(op)}, {"do", body_of(op)}};
        if (kind == "new") return make(op);
        if (kind == "with") return {{kind, op.at("name")}, {"do", body_of(op)}};
        if (kind == "try" || kind == "try_group") return attempt(op);
        if (kind == "reraise") return {{kind, true}};
        if (kind == "raise") return {{kind, given(op, "kind") ? op.at("kind").get<std::string>() : "ValueError"}};
        if (kind == "return") return {{kind, text_of(op.at("value"))}};
        if (kind == "cancel") return {{kind, name_of(op)}};
        if (kind == "wait_for") {
            result = with_call(kind.c_str(), op);
            result["within"] = ms(op);
            copy_flags(op, result);
            return result;
        }
        if (kind == "task_group") return {{kind, calls(op)}};
        if (kind == "as_completed") {
            Json body = body_of(op);
            if (body.empty()) body = Json::array({{{"log", op.value("log", op.value("text", "{item}"))}}});
            return {{kind, calls(op)}, {"do", body}};
        }
        if (kind == "repeat") return {{kind, op.at("times")}, {"do", body_of(op)}};
        if (kind == "set_executor") return {{kind, op.at("workers")}};
        return with_object(op, kind);
    }

    // What an operation on an object does depends on the kind of the object, whatever the operation is called.
    Json with_object(const Json& op, const std::string& kind) {
        const std::string name = name_of(op);
        const auto at = objects_.find(name);
        const std::string object = at == objects_.end() ? "task" : at->second;
        Json result;
        if (has(kind, "put")) return {{"put", name}, {"value", text_of(op.value("value", Json("")))}};
        if (has(kind, "get")) return {{"get", name}};
        if (has(kind, "acquire")) return {{"acquire", name}};
        if (has(kind, "release")) return {{"release", name}};
        if (has(kind, "clear")) return {{"clear", name}};
        if (has(kind, "wait") && !has(kind, "set")) {
            result = {{"wait", name}};
            copy_flags(op, result);
            return result;
        }
        if (has(kind, "set") && object == "event") return {{"set", name}};
        if (has(kind, "set") || has(kind, "result")) {
            result = {{"set_result", name}};
            if (given(op, "value")) result["value"] = text_of(op.at("value"));
            return result;
        }
        throw Trouble("unknown op " + kind);
    }

    const Json& input_;
    Json given_ = Json::object();  // functions of the case
    Json functions_ = Json::object();
    std::map<std::string, std::string> objects_;  // kind, by name
    std::vector<std::string> executors_;          // pending promises: a resolve without a name refers to these
};

}  // namespace

Answer loops(const Case& of, Runner& runner) {
    const Ran ran = runner.run(Program(of.input).scenario());
    if (!runner.texts.empty()) {
        const scenario::Strategy& strategy = ran.scenario.strategy;
        const char* ending = strategy.runtime == scenario::Runtime::asyncio ? ".py" : strategy.module ? ".mjs" : ".cjs";
        std::ofstream(runner.texts + "/" + of.id + ending) << scenario::code_as_one_text(ran.scenario);
    }
    Json output = Json::array();
    for (const trace::Line& line : ran.log.callbacks.lines)
        if (!line.error) output.push_back(line.text);
    return {{{"output", output}}, of.expected};
}

}  // namespace oracles
