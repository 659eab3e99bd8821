#include "scenario/javascript.h"

#include "base/json_writer.h"
#include "base/say.h"
#include "quickjs/channel.h"

#include <algorithm>
#include <utility>

namespace scenario {

namespace {

std::pair<quickjs::Reached, quickjs::Answer> check(const quickjs::Program& program) {
    quickjs::ByteWriter request;
    request.number(uint64_t(quickjs::Op::check));
    write(request, program);
    quickjs::Answer answer;
    const quickjs::Reached reached = quickjs::ask(request.bytes, answer);
    return {reached, std::move(answer)};
}

}  // namespace

quickjs::Program program_of(const Scenario& scenario) {
    quickjs::Program program;
    program.source = scenario.javascript;
    program.module = scenario.strategy.module;
    program.browser = scenario.strategy.runtime == Runtime::browser;
    program.name = program.module ? "program.mjs" : "program.js";
    program.seed = scenario.seed;
    program.step_ns = scenario.strategy.step.ns;
    program.max_steps = scenario.strategy.steps;
    program.cores = scenario.machine.cores;
    for (const Device& device : scenario.devices) program.devices.push_back(device.name);
    return program;
}

std::optional<Error> javascript_error(const Scenario& scenario) {
    const auto [reached, answer] = check(program_of(scenario));
    switch (reached) {
        case quickjs::Reached::needed:
            return Error{say_plain("the JavaScript engine has not been loaded yet"), 0, 0, "/javascript"};
        case quickjs::Reached::lost:
            return Error{say_plain("the program has crashed the JavaScript engine"), 0, 0, "/javascript"};
        case quickjs::Reached::yes: break;
    }
    if (answer.kind != quickjs::Answer::Kind::syntax_error) return {};
    return Error{say_plain("the program is not valid JavaScript: {message}", {{"message", answer.message}}),
                 int(answer.line), int(answer.column), "/javascript"};
}

namespace {

// The text of a comment that is the first line; empty if there is none, or if it is too short or long for a title.
std::string_view first_comment(std::string_view program) {
    constexpr std::string_view blank = " \t\r";
    program.remove_prefix(std::min(program.find_first_not_of(" \t\r\n"), program.size()));
    if (!program.starts_with("//")) return {};
    program = program.substr(2, program.find('\n') - 2);
    program.remove_prefix(std::min(program.find_first_not_of(blank), program.size()));
    program = program.substr(0, program.find_last_not_of(blank) + 1);
    return program.size() < 2 || program.size() > 120 ? std::string_view{} : program;
}

}  // namespace

std::string scenario_text_of(std::string_view program, const ProgramOptions& options) {
    const std::string_view title = first_comment(program);
    JsonWriter json;
    json.begin_object().member("version", 1).member("title", title.empty() ? std::string_view(options.title) : title);
    json.key("machine").begin_object().member("cores", 4);
    json.key("costs").begin_object().member("callback", "10us").end_object().end_object();
    json.key("devices").begin_object();
    json.key("db").begin_object().member("time", "20ms").end_object();
    json.key("network").begin_object().member("time", "30ms").end_object().end_object();
    json.key("strategy").begin_object().member("kind", "event-loop");
    json.member("runtime", options.runtime == Runtime::browser ? "browser" : "node").member("step", "20ns");
    json.member("module", options.module).end_object().key("javascript").begin_array();
    for (size_t at = 0; at <= program.size();) {
        const size_t end = std::min(program.find('\n', at), program.size());
        json.value(program.substr(at, end - at));
        at = end + 1;
    }
    json.end_array().end_object();
    return json.text();
}

// A script in which import, export or await are syntax errors, but which is a valid module.
bool looks_like_module(std::string_view source) {
    quickjs::Program program;
    program.source = source;
    if (check(program).second.kind != quickjs::Answer::Kind::syntax_error) return false;
    program.module = true;
    return check(program).second.kind != quickjs::Answer::Kind::syntax_error;
}

}  // namespace scenario
