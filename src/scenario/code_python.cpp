#include "scenario/code_writer.h"

#include <algorithm>
#include <set>

namespace scenario {

namespace {

class Python final : public CodeWriter {
public:
    using CodeWriter::CodeWriter;

    std::vector<CodeLine> all(const std::vector<uint32_t>& entries) {
        line("import asyncio");
        const std::vector<const Operation*> operations = operations_of(scenario_.functions);
        const auto any = [&](std::initializer_list<OpKind> kinds) {
            return std::any_of(operations.begin(), operations.end(), [&](const Operation* one) {
                return std::find(kinds.begin(), kinds.end(), one->kind) != kinds.end();
            });
        };
        if (any({OpKind::set_executor})) line("import concurrent.futures");
        if (any({OpKind::busy, OpKind::to_thread})) line("import time");
        shared_ = shared_names(scenario_.functions);
        for (uint32_t i = 0; i < scenario_.functions.size(); ++i) {
            const Function& one = scenario_.functions[i];
            function_ = i;
            line("");
            line("");
            if (i != entries.front() && std::find(entries.begin(), entries.end(), i) != entries.end())
                line("# called for each that arrives");
            std::string takes;
            for (const std::string& name : one.takes) takes += (takes.empty() ? "" : ", ") + identifier(name);
            line("async def " + identifier(one.name) + "(" + takes + "):");
            ++depth_;
            std::set<std::string> made;
            globals(one.body, made);
            std::string names;
            for (const std::string& name : made) names += (names.empty() ? "" : ", ") + identifier(name);
            if (!names.empty()) line("global " + names);
            --depth_;
            block(one.body);
        }
        function_ = ~0u;
        line("");
        line("");
        line("asyncio.run(" + identifier(name_of(entries.front())) + "())");
        return std::move(lines_);
    }

private:
    static bool makes(const Operation& operation) {
        return operation.kind == OpKind::new_object ||
               (operation.kind == OpKind::create_task && !operation.name.empty());
    }
    void globals(const std::vector<Operation>& operations, std::set<std::string>& names) const {
        for (const Operation& one : operations) {
            if (makes(one) && shared_.contains(one.name)) names.insert(one.name);
            if (one.kind == OpKind::call_soon || one.kind == OpKind::call_later) continue;
            globals(one.body, names);
            for (const Handler& handler : one.handlers) globals(handler.body, names);
            globals(one.last, names);
        }
    }

    void block(const std::vector<Operation>& operations) {
        body(operations);
        if (!operations.empty()) return;
        ++depth_;
        line("pass");
        --depth_;
    }

    // "x", or f"x {n}" if it contains names
    static std::string text(std::string_view words) { return (names_in(words).empty() ? "" : "f") + quoted(words); }
    static std::string seconds(const Operation& operation) { return number(double(operation.time->ns) / 1e9); }
    std::string call(uint32_t function, const std::vector<std::string>& args) const {
        std::string all;
        for (const std::string& one : args) all += (all.empty() ? "" : ", ") + text(one);
        return identifier(name_of(function)) + "(" + all + ")";
    }
    std::string calls(const Operation& operation) const {
        std::string all;
        for (const Call& one : operation.calls) all += (all.empty() ? "" : ", ") + call(one.function, one.args);
        return all;
    }
    void take(const Operation& operation, const std::string& awaited) {
        const bool list = operation.kind == OpKind::all;
        const std::string name = operation.into.empty() ? (list ? "results" : "result") : identifier(operation.into);
        line((operation.into.empty() && !operation.log_result ? "" : name + " = ") + "await " + awaited);
        if (!operation.log_result) return;
        if (list)
            line("print(\"results\", [r if not isinstance(r, BaseException) else type(r).__name__ for r in " + name +
                 "])");
        else line("print(\"result\", " + name + ")");
    }
    // For call_soon and call_later. Passes print itself if the body only prints.
    void later(const std::string& start, const Operation& operation) {
        const std::vector<Operation>& inner = operation.body;
        if (inner.size() == 1 && inner.front().kind == OpKind::log) {
            line("asyncio.get_running_loop()." + start + "print, " + text(inner.front().text) + ")");
            return;
        }
        const std::string name = "callback_" + std::to_string(operation.id);
        line("def " + name + "():");
        block(inner);
        line("asyncio.get_running_loop()." + start + name + ")");
    }
    bool is_event(const std::string& name) const {
        const auto all = operations_of(scenario_.functions);
        return std::any_of(all.begin(), all.end(), [&](const Operation* one) {
            return one->kind == OpKind::new_object && one->object == ObjectKind::event && one->name == name;
        });
    }

    void write(const Operation& operation) override {
        const std::string name = identifier(operation.name);
        switch (operation.kind) {
            case OpKind::log: line("print(" + text(operation.text) + ")"); break;
            case OpKind::busy: line("time.sleep(" + seconds(operation) + ")"); break;
            case OpKind::repeat:
                line("for i in range(" + std::to_string(operation.number) + "):");
                block(operation.body);
                break;
            case OpKind::sleep: line("await asyncio.sleep(" + seconds(operation) + ")"); break;
            case OpKind::await_call: take(operation, call(operation.function, operation.args)); break;
            case OpKind::await_name: take(operation, name + (is_event(operation.name) ? ".wait()" : "")); break;
            case OpKind::all:
                take(operation, "asyncio.gather(" + calls(operation) +
                                    (operation.return_exceptions ? ", return_exceptions=True)" : ")"));
                break;
            case OpKind::return_value: line("return " + text(operation.text)); break;
            case OpKind::raise: line("raise " + error(operation.text)); break;
            case OpKind::reraise: line("raise"); break;
            case OpKind::attempt: attempt(operation); break;
            case OpKind::clear: line(name + ".clear()"); break;
            case OpKind::create_task:
                line((operation.name.empty() ? "" : name + " = ") + "asyncio.create_task(" +
                     call(operation.function, operation.args) + ")");
                break;
            case OpKind::to_thread: line("await asyncio.to_thread(time.sleep, " + seconds(operation) + ")"); break;
            case OpKind::call_soon: later("call_soon(", operation); break;
            case OpKind::call_later: later("call_later(" + seconds(operation) + ", ", operation); break;
            case OpKind::new_object: line(name + " = " + object(operation)); break;
            case OpKind::with:
                line("async with " + name + ":");
                block(operation.body);
                break;
            case OpKind::acquire: line("await " + name + ".acquire()"); break;
            case OpKind::release: line(name + ".release()"); break;
            case OpKind::set: line(name + ".set()"); break;
            case OpKind::put: line("await " + name + ".put(" + text(operation.text) + ")"); break;
            case OpKind::get:
                line("item = await " + name + ".get()");
                if (!operation.into.empty()) line(identifier(operation.into) + " = item");
                break;
            case OpKind::set_result:
                line(name + ".set_result(" + (operation.text.empty() ? "None" : text(operation.text)) + ")");
                break;
            case OpKind::cancel: line(name + ".cancel()"); break;
            case OpKind::wait_for:
                take(operation,
                     "asyncio.wait_for(" + call(operation.function, operation.args) + ", " + seconds(operation) + ")");
                break;
            case OpKind::task_group:
                line("async with asyncio.TaskGroup() as group:");
                ++depth_;
                for (const Call& one : operation.calls) line("group.create_task(" + call(one.function, one.args) + ")");
                --depth_;
                break;
            case OpKind::as_completed:
                line("for done in asyncio.as_completed([" + calls(operation) + "]):");
                ++depth_;
                line("item = await done");
                --depth_;
                body(operation.body);
                break;
            case OpKind::set_executor:
                line(
                    "asyncio.get_running_loop().set_default_executor(concurrent.futures.ThreadPoolExecutor(max_"
                    "workers=" +
                    std::to_string(operation.number) + "))");
                break;
            default: break;
        }
    }

    void attempt(const Operation& operation) {
        line("try:");
        block(operation.body);
        for (const Handler& handler : operation.handlers) {
            constexpr const char* names[] = {"except Exception:",
                                             "except BaseException:",
                                             "except asyncio.CancelledError:",
                                             "except asyncio.TimeoutError:",
                                             "except* ValueError:",
                                             "except ValueError:"};
            line(names[size_t(handler.takes)]);
            block(handler.body);
        }
        if (operation.last.empty()) return;
        line("finally:");
        block(operation.last);
    }
    static std::string error(const std::string& kind) {
        constexpr std::string_view known[] = {"ValueError", "RuntimeError", "KeyError",
                                              "OSError",    "TimeoutError", "TypeError"};
        if (kind.empty() || std::find(std::begin(known), std::end(known), kind) == std::end(known))
            return "ValueError(" + quoted(kind.empty() ? "x" : kind) + ")";
        return kind + "(\"x\")";
    }
    static std::string object(const Operation& operation) {
        switch (operation.object) {
            case ObjectKind::lock: return "asyncio.Lock()";
            case ObjectKind::semaphore: return "asyncio.Semaphore(" + std::to_string(operation.number) + ")";
            case ObjectKind::event: return "asyncio.Event()";
            case ObjectKind::queue:
                return operation.number > 0 ? "asyncio.Queue(maxsize=" + std::to_string(operation.number) + ")"
                                            : "asyncio.Queue()";
            case ObjectKind::future: return "asyncio.get_running_loop().create_future()";
        }
        return {};
    }

    std::set<std::string> shared_;
};

}  // namespace

std::vector<CodeLine> python_text(const Scenario& scenario, const std::vector<uint32_t>& entries) {
    return Python(scenario).all(entries);
}

}  // namespace scenario
