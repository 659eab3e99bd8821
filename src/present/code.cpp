#include "present/code.h"

#include "metrics/names.h"
#include "samples/life.h"
#include "samples/situations.h"
#include "session/follow.h"
#include "session/session.h"

#include <algorithm>

namespace present {

namespace {

const session::Run* run_in_focus(const session::Session& session) {
    return session.runs().empty() ? nullptr : session.runs()[session.focus()].get();
}

const samples::LanguageRow& chosen_language(const session::Session& session) {
    const samples::LanguageRow* row = samples::find_language(session.state.language);
    return row ? *row : samples::language_rows()[0];
}

// The task that the user looks at.
std::optional<TaskId> chosen_task(const session::Session& session) {
    const session::Run& run = *run_in_focus(session);
    const auto task_of = [&](const session::ChosenBar& bar) -> std::optional<TaskId> {
        if (bar.pane != session.focus() || bar.span >= run.log().spans.size()) return {};
        const TaskId task = run.log().spans.task(bar.span);
        return task ? std::optional(task) : std::nullopt;
    };
    if (const session::ChosenBar* bar = session.state.bar())
        if (const auto task = task_of(*bar)) return task;
    if (const auto& about = session.reason().about) return task_of(*about);
    return {};
}

// The task's span at t, or at the end of the run its last one.
std::optional<trace::Span> span_of(const session::Run& run, TaskId task, Time t) {
    if (!run.why) return {};
    for (const size_t i : run.why->at(run.log(), t))
        if (run.log().spans.task(i) == task) return run.log().spans[i];
    return {};
}

RichText sentence(const session::Run& run, TaskId task, const std::optional<trace::Span>& span, bool lit, Time t) {
    const std::string name = metrics::task_name(run.variant.scenario, run.log(), task);
    const trace::Task& one = run.log().tasks[task.index];
    if (!span && t < one.arrival) return say("{^task} has not arrived yet.", {{"task", name}});
    if (!span) return say("{^task} is over.", {{"task", name}});
    if (!lit) return say("{^task} is between two lines.", {{"task", name}});
    if (samples::runs(*span)) return say("{^task} is on this line, and *runs*.", {{"task", name}});
    if (span->kind == trace::SpanKind::ready)
        return say("{^task} is on this line, and is *ready*: it needs a core.", {{"task", name}});
    if (span->kind == trace::SpanKind::queued)
        return say("{^task} is on this line, and is *queued*: it needs a thread.", {{"task", name}});
    if (span->kind == trace::SpanKind::blocked)
        return say("{^task} is on this line, and *waits with its thread*.", {{"task", name}});
    return say("{^task} is on this line, and *waits without a thread*.", {{"task", name}});
}

}  // namespace

std::optional<samples::Sample> code_sample_of(const session::Session& session) {
    const session::Run* run = run_in_focus(session);
    if (!run || run->recording || !samples::has_sample(run->variant.scenario)) return {};
    return samples::sample_of(run->variant.scenario, chosen_language(session).language);
}

Code code_of(const session::Session& session, const samples::Sample* sample) {
    Code code;
    if (!sample) return code;
    const samples::LanguageRow& chosen = chosen_language(session);
    code.title = say_plain("The same in code");
    for (const samples::LanguageRow& row : samples::language_rows())
        code.languages.push_back({std::string(row.id),
                                  std::string(row.name),
                                  {},
                                  {},
                                  row.id == chosen.id ? Emphasis::strong : Emphasis::plain});
    const size_t indent = samples::common_indent(*sample);
    for (size_t i = 0; i < sample->lines.size(); ++i) {
        const samples::Line& line = sample->lines[i];
        if (line.surrounds) continue;
        const bool blank = line.text.size() <= indent;
        if (blank && (code.lines.empty() || code.lines.back().text.empty())) continue;
        code.lines.push_back({blank ? "" : line.text.substr(indent), i, !line.places.empty()});
    }
    while (!code.lines.empty() && code.lines.back().text.empty()) code.lines.pop_back();
    code.remark = sample->remark;
    if (!sample->needs.empty()) code.needs = say("It needs *{what}*.", {{"what", sample->needs}});
    code.copy = say_plain("Copy the whole program");
    code.whole = samples::whole_text(*sample);
    code.file = chosen.file;
    return code;
}

CodeNow code_now_of(const session::Session& session, const samples::Sample* sample) {
    CodeNow now;
    if (!sample) return now;
    const session::Run& run = *run_in_focus(session);
    const auto task = chosen_task(session);
    if (!task) return now;
    const Time t = session.state.playhead;
    const auto span = span_of(run, *task, t);
    int line = -1;
    if (span) {
        const scenario::StepLists lists(run.variant.scenario);
        line = samples::line_of(*sample, samples::place_of(run.variant.scenario, lists, run.log(), *span));
    }
    const bool shown = line >= 0 && !sample->lines[size_t(line)].surrounds;
    if (shown) {
        now.line = line;
        now.runs = samples::runs(*span);
    }
    now.text = sentence(run, *task, span, shown, t);
    return now;
}

bool go_to_code_line(session::Session& session, size_t number) {
    const auto sample = code_sample_of(session);
    const session::Run* run = run_in_focus(session);
    if (!sample || number >= sample->lines.size() || sample->lines[number].places.empty()) return false;
    const std::vector<size_t> spans = samples::spans_on(run->variant.scenario, run->log(), *sample, int(number));
    if (spans.empty()) return false;
    const uint32_t pane = uint32_t(session.focus());
    const session::ChosenBar* bar = session.state.bar();
    auto next = spans.end();
    if (bar && bar->pane == pane) {
        next = std::find(spans.begin(), spans.end(), bar->span);
        if (next != spans.end() && ++next == spans.end()) next = spans.begin();
    }
    if (next == spans.end())
        next = std::find_if(spans.begin(), spans.end(),
                            [&](size_t i) { return run->log().spans.start(i) >= session.state.playhead; });
    if (next == spans.end()) next = spans.begin();
    session::go_to_span(session, {pane, uint32_t(*next)});
    return true;
}

void choose_language(session::Session& session, std::string_view id) {
    if (samples::find_language(id)) session.state.language = id;
}

Advice advice_of(const session::Session& session) {
    Advice advice;
    const session::Run* run = run_in_focus(session);
    if (!run || run->recording) return advice;
    for (const samples::Situation* each : samples::situations_of(run->variant.scenario)) {
        Advice::Situation situation;
        situation.row.id = each->id;
        situation.row.label = say_plain(each->text);
        situation.idea = say(each->idea);
        for (const std::string_view id : each->tools) {
            const samples::Tool& tool = samples::tool(id);
            situation.tools.push_back({say_plain(tool.label), say(tool.text)});
        }
        advice.situations.push_back(std::move(situation));
    }
    if (!advice.situations.empty()) advice.title = say_plain("Which tool");
    return advice;
}

}  // namespace present
