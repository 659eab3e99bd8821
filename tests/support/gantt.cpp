#include "tests/support/gantt.h"

#include "base/number.h"
#include "model/simulation.h"
#include "tests/support/scenarios.h"

#include <vector>

namespace support {

using trace::Span;
using trace::SpanKind;

namespace {

std::string ms(Time t) { return rounded_text(double(t.ns) / 1e6, 6); }

std::string name_of(const scenario::Scenario& scenario, const trace::Log& log, TaskId id) {
    const trace::Task& task = log.tasks[id.index];
    if (task.parent) return name_of(scenario, log, task.parent) + "." + std::to_string(task.index + 1);
    const scenario::Work& row = scenario.work[task.row];
    return row.count == 1 && row.times.size() < 2 ? row.name : row.name + std::to_string(task.index + 1);
}

}  // namespace

std::string gantt(const scenario::Scenario& scenario, const trace::Log& log) {
    struct Line {
        std::string text, last;
        Time end;
    };
    std::vector<Line> lines(log.cores);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const Span span = log.spans[i];
        if (span.kind != SpanKind::running && span.kind != SpanKind::switching) continue;
        Line& line = lines[span.core.index];
        const std::string name = name_of(scenario, log, span.task),
                          who = span.kind == SpanKind::switching ? "(" + name + ")" : name;
        if (line.text.empty()) line.text = "0";
        if (line.end < span.start) {
            line.text += (line.last.empty() ? "" : " " + ms(line.end)) + " - " + ms(span.start);
        } else if (line.last != who && !line.last.empty()) {
            line.text += " " + ms(line.end);
        }
        if (line.end < span.start || line.last != who) line.text += " " + who;
        line.last = who;
        line.end = span.end();
    }
    std::string text;
    for (size_t i = 0; i < lines.size(); ++i)
        text += (i > 0 ? " | " : "") + lines[i].text + (lines[i].last.empty() ? "" : " " + ms(lines[i].end));
    return text;
}

std::string gantt(const scenario::Scenario& scenario) { return gantt(scenario, model::run(scenario)); }

std::string run_text(const scenario::Scenario& scenario) { return cores_text(scenario, model::run(scenario)); }

std::string ends(const scenario::Scenario& scenario, const trace::Log& log) {
    std::string text;
    for (size_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (task.kind != trace::TaskKind::arrived) continue;
        text += (text.empty() ? "" : ", ") + name_of(scenario, log, {uint32_t(i)});
        if (task.finished) text += " " + ms(*task.finished);
        switch (task.outcome) {
            case trace::Outcome::completed: break;
            case trace::Outcome::rejected: text += " rejected"; break;
            case trace::Outcome::gave_up: text += " gave up"; break;
            case trace::Outcome::unfinished: text += " unfinished"; break;
        }
    }
    return text;
}

std::string ends(const scenario::Scenario& scenario) { return ends(scenario, model::run(scenario)); }

std::string marks(const trace::Log& log) {
    std::string text;
    for (const trace::Note& note : log.notes)
        if (note.kind == trace::NoteKind::mark) text += (text.empty() ? "" : ", ") + ms(note.at) + " " + note.text;
    return text;
}

}  // namespace support
