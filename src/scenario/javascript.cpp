#include "scenario/javascript.h"

#include "base/say.h"
#include "quickjs/channel.h"

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

// A script in which import, export or await are syntax errors, but which is a valid module.
bool looks_like_module(std::string_view source) {
    quickjs::Program program;
    program.source = source;
    if (check(program).second.kind != quickjs::Answer::Kind::syntax_error) return false;
    program.module = true;
    return check(program).second.kind != quickjs::Answer::Kind::syntax_error;
}

}  // namespace scenario
