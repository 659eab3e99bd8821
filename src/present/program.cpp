#include "present/program.h"

#include "base/number.h"
#include "base/say.h"
#include "session/program.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace present {

Program program_of(const session::Session& session) {
    Program program;
    const auto& lines = session::program_of(session);
    if (lines.empty()) return program;
    const session::Run& run = *session.runs()[session.focus()];
    const size_t indent = run.variant.scenario.strategy.runtime == scenario::Runtime::asyncio ? 4 : 2;
    program.title = say_plain("Program · {language}", {{"language", session::language_of(session)}});
    for (const scenario::CodeLine& line : lines)
        program.lines.push_back(
            {std::string(size_t(line.depth) * indent, ' ') + line.text, line.operation != trace::no_operation ||
                                                                    (line.source > 0 && !line.text.empty())});
    program.console_title = say_plain("Console");
    const session::Printed printed = session::printed_of(session);
    // If two callbacks may run in either order, the second one says so at its first line, provided that the first one
    // has printed something.
    std::map<uint32_t, uint32_t> rival;  // of the second: the first
    std::set<uint32_t> has_printed;
    for (const trace::Either& pair : run.log().callbacks.either) rival.emplace(pair.second, pair.first);
    for (const trace::Line* line : printed.lines) {
        const auto pair = rival.find(line->callback);
        const bool races =
            pair != rival.end() && has_printed.contains(pair->second) && !has_printed.contains(line->callback);
        std::string order = races ? say_plain("either order is possible here") : std::string();
        program.console.push_back({time_label(line->at), line->text, line->error, std::move(order)});
        has_printed.insert(line->callback);
    }
    if (printed.more > 0)
        program.console_note = say_plain("and {n} more", {{"n", grouped_text(int64_t(printed.more))}});
    else if (printed.lines.empty()) program.console_note = say_plain("Nothing was printed.");
    if (const auto& failure = run.log().callbacks.failure) {
        program.failure.message = failure->message;
        if (failure->site.is_line()) {
            program.failure.line = int(failure->site.line());
            program.failure.column = int(failure->site.column());
        }
    }
    return program;
}

ProgramNow program_now_of(const session::Session& session) {
    session::ProgramNow now = session::program_now(session);
    return {now.line, now.runs, std::move(now.stack), now.printed};
}

}  // namespace present
