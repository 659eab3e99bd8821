#include "session/program.h"

#include "metrics/code_now.h"

#include <algorithm>

namespace session {

namespace {

const Run* focused(const Session& session) {
    return session.runs().empty() ? nullptr : session.runs()[session.focus()].get();
}

// Returns the first line of an operation, or the line that the site names; -1 if there is none.
int line_of(const std::vector<scenario::CodeLine>& lines, trace::CodeSite site) {
    if (site.is_line()) return site.line() <= lines.size() ? int(site.line()) - 1 : -1;
    const uint32_t operation = site.operation();
    if (operation == trace::no_operation) return -1;
    const auto at = std::find_if(lines.begin(), lines.end(),
                                 [&](const scenario::CodeLine& line) { return line.operation == operation; });
    return at == lines.end() ? -1 : int(at - lines.begin());
}

// Returns the head of a function, which runs while the function begins.
int head_of(const std::vector<scenario::CodeLine>& lines, uint32_t function) {
    const auto at = std::find_if(lines.begin(), lines.end(), [&](const scenario::CodeLine& line) {
        return line.function == function && line.operation == trace::no_operation && !line.text.empty() &&
               !line.text.starts_with("//") && !line.text.starts_with('#');
    });
    return function == trace::no_function || at == lines.end() ? -1 : int(at - lines.begin());
}

// Moves the view to the moment if it is not in view.
void show_moment(Session& session, Time t) {
    const chart::Viewport viewport = session.viewport();
    if (t < viewport.begin || t > viewport.end)
        session.show(viewport.panned(viewport.x_of(t) - viewport.width_px / 2, session.limit()));
}

// Can there be a moment at which the line runs?
bool leads_somewhere(const scenario::CodeLine& line) {
    if (line.source == 0) return line.operation != trace::no_operation;
    return line.text.find_first_not_of(" \t") != std::string::npos;
}

void choose(Session& session, Time t, uint32_t callback, trace::CodeSite site) {
    session.seek(t);
    show_moment(session, session.state.playhead);
    session.state.selection = {};
    if (callback != trace::no_callback)
        session.state.selection = ChosenCallback{uint32_t(session.focus()), callback, site};
}

}  // namespace

const std::vector<scenario::CodeLine>& program_of(const Session& session) {
    static const std::vector<scenario::CodeLine> none;
    const Run* run = focused(session);
    return run ? run->program : none;
}

const char* language_of(const Session& session) {
    const Run* run = focused(session);
    if (!run || run->program.empty()) return "";
    return run->variant.scenario.strategy.runtime == scenario::Runtime::asyncio ? "Python" : "JavaScript";
}

Printed printed_of(const Session& session) {
    Printed printed;
    const Run* run = focused(session);
    if (!run || run->program.empty()) return printed;
    const auto& lines = run->log().callbacks.lines;
    for (size_t i = 0; i < std::min(lines.size(), max_printed); ++i) printed.lines.push_back(&lines[i]);
    printed.more = lines.size() - printed.lines.size();
    return printed;
}

ProgramNow program_now(const Session& session) {
    ProgramNow now;
    const Run* run = focused(session);
    if (!run || run->program.empty()) return now;
    const trace::Callbacks& record = run->log().callbacks;
    const Time t = session.state.playhead;
    const auto after = std::partition_point(record.lines.begin(), record.lines.end(),
                                            [&](const trace::Line& line) { return line.at <= t; });
    now.printed = int(after - record.lines.begin());
    metrics::Chosen chosen;
    const ChosenCallback* callback = session.state.callback();
    if (callback && callback->pane == session.focus()) chosen = {callback->callback, callback->site};
    const metrics::CodeNow code = metrics::code_at(record, t, chosen);
    if (code.callback == trace::no_callback) return now;
    now.runs = code.runs;
    now.line = line_of(run->program, code.site);
    if (now.line < 0) now.line = head_of(run->program, record.all[code.callback].function);
    for (const trace::CodeSite site : code.stack)
        if (const int line = line_of(run->program, site); line >= 0 && line != now.line) now.stack.push_back(line);
    return now;
}

bool go_to_line(Session& session, size_t line) {
    const Run* run = focused(session);
    if (!run || line >= run->program.size() || !leads_somewhere(run->program[line])) return false;
    const scenario::CodeLine& wanted = run->program[line];
    const auto site = wanted.source > 0 ? trace::CodeSite::of_line(wanted.source, 0)
                                        : trace::CodeSite::of_operation(wanted.operation);
    const std::vector<metrics::Moment> moments = metrics::moments_of(run->log().callbacks, site);
    if (moments.empty()) return false;
    const ChosenCallback* chosen = session.state.callback();
    const auto is_now = [&](const metrics::Moment& moment) {
        return chosen && chosen->pane == session.focus() && chosen->site == site &&
               chosen->callback == moment.callback && moment.at == session.state.playhead;
    };
    auto next = std::find_if(moments.begin(), moments.end(), is_now);
    if (next != moments.end()) ++next;
    else
        next = std::find_if(moments.begin(), moments.end(),
                            [&](const metrics::Moment& moment) { return moment.at >= session.state.playhead; });
    if (next == moments.end()) next = moments.begin();
    choose(session, next->at, next->callback, site);
    return true;
}

bool go_to_printed(Session& session, size_t number) {
    const Run* run = focused(session);
    if (!run || number >= run->log().callbacks.lines.size()) return false;
    const trace::Line& line = run->log().callbacks.lines[number];
    choose(session, line.at, line.callback, line.site);
    return true;
}

}  // namespace session
