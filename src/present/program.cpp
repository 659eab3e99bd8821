#include "present/program.h"

#include "base/number.h"
#include "base/say.h"
#include "session/program.h"

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
    for (const trace::Line* line : printed.lines)
        program.console.push_back({time_label(line->at), line->text, line->error});
    if (printed.more > 0)
        program.console_note = say_plain("and {n} more", {{"n", grouped_text(int64_t(printed.more))}});
    else if (printed.lines.empty()) program.console_note = say_plain("Nothing was printed.");
    return program;
}

ProgramNow program_now_of(const session::Session& session) {
    session::ProgramNow now = session::program_now(session);
    return {now.line, now.runs, std::move(now.stack), now.printed};
}

}  // namespace present
