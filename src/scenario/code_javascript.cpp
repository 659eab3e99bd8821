#include "scenario/code_writer.h"

#include <algorithm>

namespace scenario {

bool waits(const std::vector<Operation>& body) {
    return std::any_of(body.begin(), body.end(), [](const Operation& operation) {
        switch (operation.kind) {
            case OpKind::sleep:
            case OpKind::await_call:
            case OpKind::await_name:
            case OpKind::await_value:
            case OpKind::await_immediate:
            case OpKind::all:
            case OpKind::race: return true;
            case OpKind::repeat: return waits(operation.body);
            case OpKind::attempt:
                return waits(operation.body) || waits(operation.last) ||
                       std::any_of(operation.handlers.begin(), operation.handlers.end(),
                                   [](const auto& handler) { return waits(handler.body); });
            default: return false;
        }
    });
}

namespace {

class JavaScript final : public CodeWriter {
public:
    using CodeWriter::CodeWriter;

    std::vector<CodeLine> all(const std::vector<uint32_t>& entries) {
        helpers();
        const std::vector<const Operation*> operations = operations_of(scenario_.functions);
        const uint32_t entry = entries.front();
        const auto calls = [&](const Operation* operation) {
            const bool one = operation->kind == OpKind::call || operation->kind == OpKind::await_call;
            return (one && operation->function == entry) ||
                   std::any_of(operation->calls.begin(), operation->calls.end(),
                               [&](const Call& call) { return call.function == entry; });
        };
        const Function& main = scenario_.functions[entry];
        const bool module = scenario_.strategy.runtime == Runtime::node && scenario_.strategy.module;
        const bool function = std::any_of(operations.begin(), operations.end(), calls) || (waits(main.body) && !module);
        for (uint32_t i = 0; i < scenario_.functions.size(); ++i) {
            if (i == entry && !function) continue;
            function_ = i;
            const Function& one = scenario_.functions[i];
            if (i != entry && std::find(entries.begin(), entries.end(), i) != entries.end())
                line("// called for each that arrives");
            std::string takes;
            for (const std::string& name : one.takes) takes += (takes.empty() ? "" : ", ") + identifier(name);
            line("async function " + identifier(one.name) + "(" + takes + ") {");
            body(one.body);
            line("}");
            line("");
        }
        function_ = entry;
        if (function) {
            function_ = ~0u;
            line(identifier(main.name) + "();");
        } else {
            --depth_;
            body(main.body);
            ++depth_;
        }
        return std::move(lines_);
    }

private:
    void helpers() {
        bool busy = false, sleep = false, timers = false, counts = false, promises = false, files = false, pool = false;
        for (const Operation* operation : operations_of(scenario_.functions)) {
            switch (operation->kind) {
                case OpKind::busy: busy = true; break;
                case OpKind::sleep: sleep = true; break;
                case OpKind::clear: timers = true; break;
                case OpKind::count_then_clear: timers = counts = true; break;
                case OpKind::new_promise: promises = true; break;
                case OpKind::fs_stat:
                case OpKind::fs_read_file: files = true; break;
                case OpKind::pool_cpu: pool = true; break;
                default:
                    if (named_timer(*operation)) timers = true;
            }
        }
        const bool module = scenario_.strategy.module;
        if (files) line(module ? "import fs from \"node:fs\";" : "const fs = require(\"node:fs\");");
        if (pool) line(module ? "import crypto from \"node:crypto\";" : "const crypto = require(\"node:crypto\");");
        if (busy)
            line("const busy = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };");
        if (sleep) line("const sleep = (ms) => new Promise((done) => setTimeout(done, ms));");
        if (timers) line("const handles = {};");
        if (counts) line("const counts = {};");
        if (promises) {
            line("const promises = {};");
            line("const settle = {};");
        }
        if (!lines_.empty()) line("");
    }

    static bool named_timer(const Operation& operation) {
        const bool timer = operation.kind == OpKind::timeout || operation.kind == OpKind::interval ||
                           operation.kind == OpKind::immediate || operation.kind == OpKind::animation_frame;
        return timer && !operation.name.empty();
    }

    // "x", or `x ${n}` if it contains names
    static std::string text(std::string_view words) {
        if (names_in(words).empty()) return quoted(words);
        std::string result = "`";
        for (size_t i = 0; i < words.size(); ++i) {
            const size_t end = words[i] == '{' ? words.find('}', i) : words.npos;
            if (end != words.npos && names_in(words.substr(i, end - i + 1)).size() == 1) {
                result += '$';
                result += words.substr(i, end - i + 1);
                i = end;
                continue;
            }
            if (words[i] == '`' || words[i] == '\\') result += '\\';
            result += words[i];
        }
        return result + '`';
    }
    static std::string ms(const Operation& operation) { return number(double(operation.time->ns) / 1e6); }
    std::string call(uint32_t function, const std::vector<std::string>& args) const {
        std::string all;
        for (const std::string& one : args) all += (all.empty() ? "" : ", ") + text(one);
        return identifier(name_of(function)) + "(" + all + ")";
    }
    static std::string in(const char* object, const std::string& name) {
        return std::string(object) + "." + identifier(name);
    }

    static const char* method(HandlerKind kind) {
        constexpr const char* names[] = {".then(", ".catch(", ".finally("};
        return names[size_t(kind)];
    }
    void callback(const std::string& start, const std::vector<Operation>& inner, const std::string& end) {
        line(start + (waits(inner) ? "async () => {" : "() => {"));
        body(inner);
        line("}" + end);
    }
    void take(const Operation& operation, const std::string& awaited) {
        std::string start;
        const std::string name = operation.into.empty() ? "result" : identifier(operation.into);
        if (!operation.into.empty() || operation.log_result)
            start = (operation.into.empty() ? "const " : "var ") + name + " = ";
        if (operation.log_result && operation.into.empty()) {
            const char* what = operation.kind == OpKind::all ? "results" : "result";
            line("console.log(\"" + std::string(what) + "\", await " + awaited + ");");
            return;
        }
        line(start + "await " + awaited + ";");
        if (operation.log_result)
            line(std::string("console.log(\"") + (operation.kind == OpKind::all ? "results" : "result") + "\", " +
                 name + ");");
    }

    void write(const Operation& operation) override {
        const std::string handle = named_timer(operation) ? in("handles", operation.name) + " = " : "";
        switch (operation.kind) {
            case OpKind::log: line("console.log(" + text(operation.text) + ");"); break;
            case OpKind::busy: line("busy(" + ms(operation) + ");"); break;
            case OpKind::repeat:
                line("for (let i = 0; i < " + std::to_string(operation.number) + "; i++) {");
                body(operation.body);
                line("}");
                break;
            case OpKind::sleep: line("await sleep(" + ms(operation) + ");"); break;
            case OpKind::await_call: take(operation, call(operation.function, operation.args)); break;
            case OpKind::await_name: take(operation, in("promises", operation.name)); break;
            case OpKind::all:
            case OpKind::race: {
                std::string all;
                for (const Call& one : operation.calls) all += (all.empty() ? "" : ", ") + call(one.function, one.args);
                take(operation,
                     std::string("Promise.") + (operation.kind == OpKind::all ? "all" : "race") + "([" + all + "])");
                break;
            }
            case OpKind::return_value: line("return " + text(operation.text) + ";"); break;
            case OpKind::raise: line("throw new Error(" + quoted(operation.text) + ");"); break;
            case OpKind::reraise: line("throw error;"); break;
            case OpKind::attempt:
                line("try {");
                body(operation.body);
                if (!operation.handlers.empty()) {
                    line("} catch (error) {");
                    body(operation.handlers.front().body);
                }
                if (!operation.last.empty()) {
                    line("} finally {");
                    body(operation.last);
                }
                line("}");
                break;
            case OpKind::clear:
                line((cleared_is_frame(operation.name)       ? "cancelAnimationFrame("
                      : cleared_is_immediate(operation.name) ? "clearImmediate("
                                                             : "clearTimeout(") +
                     in("handles", operation.name) + ");");
                break;
            case OpKind::count_then_clear: {
                const std::string count = in("counts", operation.name);
                line("if ((" + count + " = (" + count + " ?? 0) + 1) === " + std::to_string(operation.number) +
                     ") clearInterval(" + in("handles", operation.name) + ");");
                break;
            }
            case OpKind::timeout: callback(handle + "setTimeout(", operation.body, ", " + ms(operation) + ");"); break;
            case OpKind::interval:
                callback(handle + "setInterval(", operation.body, ", " + ms(operation) + ");");
                break;
            case OpKind::immediate: callback(handle + "setImmediate(", operation.body, ");"); break;
            case OpKind::animation_frame: callback(handle + "requestAnimationFrame(", operation.body, ");"); break;
            case OpKind::next_tick: callback("process.nextTick(", operation.body, ");"); break;
            case OpKind::microtask: callback("queueMicrotask(", operation.body, ");"); break;
            case OpKind::promise_chain: {
                line(operation.rejected ? "Promise.reject(new Error(\"rejected\"))" : "Promise.resolve()");
                ++depth_;
                for (const Handler& handler : operation.handlers) callback(method(handler.kind), handler.body, ")");
                --depth_;
                lines_.back().text += ";";
                break;
            }
            case OpKind::new_promise:
                line(in("promises", operation.name) + " = new Promise((resolve, reject) => {");
                ++depth_;
                line(in("settle", operation.name) + " = { resolve, reject };");
                --depth_;
                body(operation.body);
                line("});");
                break;
            case OpKind::resolve:
                line(in("settle", operation.name) + ".resolve(" + (operation.text.empty() ? "" : text(operation.text)) +
                     ");");
                break;
            case OpKind::reject:
                line(in("settle", operation.name) + ".reject(new Error(" +
                     (operation.text.empty() ? "\"rejected\"" : text(operation.text)) + "));");
                break;
            case OpKind::on_promise: callback(in("promises", operation.name) + ".then(", operation.body, ");"); break;
            case OpKind::call: {
                line(call(operation.function, operation.args));
                ++depth_;
                for (const CallHandler& handler : handlers_of_call(operation))
                    callback(method(handler.kind), *handler.body, ")");
                --depth_;
                lines_.back().text += ";";
                break;
            }
            case OpKind::await_value: line("await null;"); break;
            case OpKind::await_immediate: line("await new Promise((done) => setImmediate(done));"); break;
            case OpKind::return_promise: line("return Promise.resolve();"); break;
            case OpKind::fs_stat: callback(std::string("fs.stat(") + file() + ", ", operation.body, ");"); break;
            case OpKind::fs_read_file:
                callback(std::string("fs.readFile(") + file() + ", ", operation.body, ");");
                break;
            case OpKind::pool_cpu: {
                // About this many iterations take a millisecond; the exact number depends on the machine.
                const int64_t rounds = std::max<int64_t>(1, operation.time->ns / 1'000'000 * 1'700);
                callback("crypto.pbkdf2(\"p\", \"s\", " + std::to_string(rounds) + ", 64, \"sha512\", ", operation.body,
                         ");");
                break;
            }
            default: break;
        }
    }

    const char* file() const { return scenario_.strategy.module ? "new URL(import.meta.url)" : "__filename"; }
    bool cleared(const std::string& name, OpKind kind) const {
        const auto all = operations_of(scenario_.functions);
        return std::any_of(all.begin(), all.end(),
                           [&](const Operation* one) { return one->kind == kind && one->name == name; });
    }
    bool cleared_is_immediate(const std::string& name) const { return cleared(name, OpKind::immediate); }
    bool cleared_is_frame(const std::string& name) const { return cleared(name, OpKind::animation_frame); }
};

}  // namespace

std::vector<CodeLine> javascript_text(const Scenario& scenario, const std::vector<uint32_t>& entries) {
    return JavaScript(scenario).all(entries);
}

}  // namespace scenario
