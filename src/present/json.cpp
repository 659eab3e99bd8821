#include "present/json.h"

namespace present {

namespace {

// Values that are empty or plain, or that concern no run, are left out.
void write_text(JsonWriter& json, std::string_view name, const std::string& text) {
    if (!text.empty()) json.member(name, text);
}
void write_emphasis(JsonWriter& json, Emphasis emphasis) {
    if (emphasis != Emphasis::plain) json.member("emphasis", emphasis_name(emphasis));
}
void write_pane(JsonWriter& json, const std::optional<uint32_t>& pane) {
    if (pane) json.member("pane", *pane);
}

}  // namespace

void write(JsonWriter& json, const Row& row) {
    json.begin_object().member("id", row.id).member("label", row.label).member("value", row.value);
    write_text(json, "hint", row.hint);
    write_emphasis(json, row.emphasis);
    json.end_object();
}

void write(JsonWriter& json, const std::vector<Row>& rows) {
    json.begin_array();
    for (const Row& row : rows) write(json, row);
    json.end_array();
}

namespace {

void write(JsonWriter& json, const std::vector<Column>& columns) {
    json.begin_array();
    for (const Column& column : columns) {
        json.begin_object().member("id", column.id).member("label", column.label);
        write_text(json, "hint", column.hint);
        write_pane(json, column.pane);
        json.end_object();
    }
    json.end_array();
}

void write(JsonWriter& json, const std::vector<TableRow>& rows) {
    json.begin_array();
    for (const TableRow& row : rows) {
        json.begin_object().member("id", row.id).member("label", row.label).key("values").begin_array();
        for (const std::string& value : row.values) json.value(value);
        json.end_array();
        if (!row.emphases.empty()) {
            json.key("emphases").begin_array();
            for (const Emphasis emphasis : row.emphases) json.value(emphasis_name(emphasis));
            json.end_array();
        }
        write_text(json, "hint", row.hint);
        write_emphasis(json, row.emphasis);
        write_pane(json, row.pane);
        json.end_object();
    }
    json.end_array();
}

}  // namespace

void write(JsonWriter& json, const Table& table) {
    json.begin_object().member("title", table.title).member("caption", table.caption).member("corner", table.corner);
    json.key("columns");
    write(json, table.columns);
    json.key("rows");
    write(json, table.rows);
    json.member("note", table.note).end_object();
}

namespace {

void write(JsonWriter& json, const std::vector<Percentile>& percentiles) {
    json.begin_array();
    for (const Percentile& one : percentiles)
        json.begin_object().member("id", one.id).member("value", one.value).member("share", one.share).end_object();
    json.end_array();
}

}  // namespace

void write(JsonWriter& json, const Latency& latency) {
    json.begin_object().member("title", latency.title).member("hint", latency.hint).member("until", latency.until);
    json.key("choices");
    write(json, latency.choices);
    json.key("runs").begin_array();
    for (const LatencyRun& run : latency.runs) {
        json.begin_object().member("pane", run.pane).member("title", run.title).member("count", run.count);
        json.key("bars").begin_array();
        for (const double bar : run.bars) json.value(bar);
        json.end_array().key("percentiles");
        write(json, run.percentiles);
        json.end_object();
    }
    json.end_array().end_object();
}

void write(JsonWriter& json, const WorkTable& table) {
    json.begin_object().member("title", table.title).member("words", table.words).key("columns").begin_array();
    for (const WorkTableColumn& column : table.columns) {
        json.begin_object().member("id", column.id).member("label", column.label).member("hint", column.hint);
        json.member("number", column.number).member("shown", column.shown).end_object();
    }
    json.end_array().key("lines").begin_array();
    for (const WorkTableLine& line : table.lines) {
        json.begin_object().key("cells").begin_array();
        for (const WorkTableCell& cell : line.cells)
            json.begin_object().member("text", cell.text).member("fixed", cell.fixed).end_object();
        json.end_array().member("program", line.program).member("note", line.note).end_object();
    }
    json.end_array().member("policies_title", table.policies_title).key("policies").begin_array();
    for (const PolicyChoice& policy : table.policies) {
        json.begin_object().member("id", policy.id).member("label", policy.label);
        json.member("chosen", policy.chosen).end_object();
    }
    json.end_array().member("slice", table.slice).end_object();
}

void write(JsonWriter& json, const StepTable& table) {
    json.begin_object().member("title", table.title).member("words", table.words).key("kinds").begin_array();
    for (const StepKindChoice& kind : table.kinds) {
        json.begin_object().member("id", kind.id).member("label", kind.label).member("help", kind.help).end_object();
    }
    json.end_array().key("names").begin_object();
    for (const auto& [key, names] : table.names) {
        json.key(key).begin_array();
        for (const std::string& name : names) json.value(name);
        json.end_array();
    }
    json.end_object().key("programs").begin_array();
    for (const StepProgram& program : table.programs) {
        json.begin_object().member("name", program.name).member("used", program.used).key("rows").begin_array();
        for (const StepRowShown& row : program.rows) {
            json.begin_object().member("path", row.path).member("depth", row.depth).member("kind", row.kind);
            json.key("fields").begin_array();
            for (const StepField& field : row.fields) {
                json.begin_object().member("key", field.key).member("label", field.label).member("text", field.text);
                json.member("holds", field.holds).member("names", field.names).end_object();
            }
            json.end_array().end_object();
        }
        json.end_array().end_object();
    }
    json.end_array().end_object();
}

void write(JsonWriter& json, const Processes& processes) {
    json.begin_object().member("title", processes.title).key("averages");
    write(json, processes.averages);
    json.key("runs").begin_array();
    for (const Table& run : processes.runs) write(json, run);
    json.end_array().end_object();
}

namespace {

void write(JsonWriter& json, const Help& help) {
    json.begin_object().member("title", help.title).member("text", help.text).member("keys_title", help.keys_title);
    json.member("mouse_title", help.mouse_title).key("mouse");
    write(json, help.mouse);
    json.member("legend_title", help.legend_title).key("legend");
    write(json, help.legend);
    json.end_object();
}

void write(JsonWriter& json, const Clock& clock) {
    json.begin_object().member("time", clock.time).member("whole", clock.whole).member("rate", clock.rate).end_object();
}

void write(JsonWriter& json, const Verdict& verdict) {
    json.begin_object().member("title", verdict.title).member("sentence", verdict.sentence).key("marks");
    write(json, verdict.marks);
    json.end_object();
}

void write(JsonWriter& json, const Now& now) {
    json.begin_object().member("title", now.title).key("rows");
    write(json, now.rows);
    json.end_object();
}

void write(JsonWriter& json, const Reason& reason) {
    json.begin_object().member("title", reason.title).member("sentence", reason.sentence);
    json.member("follow", reason.follow).member("back", reason.back).end_object();
}

void write(JsonWriter& json, const Range& range) {
    json.begin_object()
        .member("title", range.title)
        .member("length", range.length)
        .member("clear", range.clear)
        .key("panes")
        .begin_array();
    for (const RangePane& pane : range.panes) {
        json.begin_object()
            .member("pane", pane.pane)
            .member("title", pane.title)
            .member("summary", pane.summary)
            .member("open", pane.open);
        json.key("states").begin_array();
        for (const RangeState& state : pane.states) {
            json.begin_object()
                .member("id", state.row.id)
                .member("label", state.row.label)
                .member("value", state.row.value);
            json.member("share", state.share).end_object();
        }
        json.end_array().key("rows");
        write(json, pane.rows);
        json.key("busiest");
        write(json, pane.busiest);
        json.end_object();
    }
    json.end_array().end_object();
}

void write(JsonWriter& json, const Prediction& prediction) {
    json.begin_object().member("title", prediction.title).member("sentence", prediction.sentence);
    json.member("check", prediction.check).member("close", prediction.close).end_object();
}

void write(JsonWriter& json, const Program& program) {
    json.begin_object().member("title", program.title).key("lines").begin_array();
    for (const Program::Line& line : program.lines)
        json.begin_object().member("text", line.text).member("leads", line.leads).end_object();
    json.end_array().member("console_title", program.console_title).key("console").begin_array();
    for (const Program::Printed& line : program.console)
        json.begin_object()
            .member("time", line.time)
            .member("text", line.text)
            .member("error", line.error)
            .member("order", line.order)
            .end_object();
    json.end_array().member("console_note", program.console_note);
    if (!program.failure.message.empty())
        json.key("failure")
            .begin_object()
            .member("message", program.failure.message)
            .member("line", program.failure.line)
            .member("column", program.failure.column)
            .end_object();
    json.end_object();
}

void write(JsonWriter& json, const ProgramNow& now) {
    json.begin_object().member("line", now.line).member("runs", now.runs).key("stack").begin_array();
    for (const int line : now.stack) json.value(line);
    json.end_array().member("printed", now.printed).end_object();
}

void write(JsonWriter& json, const Code& code) {
    json.begin_object().member("title", code.title).key("languages");
    write(json, code.languages);
    json.key("lines").begin_array();
    for (const Code::Line& line : code.lines)
        json.begin_object()
            .member("text", line.text)
            .member("number", line.number)
            .member("leads", line.leads)
            .end_object();
    json.end_array().member("remark", code.remark).member("needs", code.needs).member("copy", code.copy);
    json.member("whole", code.whole).member("file", code.file).end_object();
}

void write(JsonWriter& json, const CodeNow& now) {
    json.begin_object().member("line", now.line).member("runs", now.runs).member("text", now.text).end_object();
}

void write(JsonWriter& json, const Advice& advice) {
    json.begin_object().member("title", advice.title).key("situations").begin_array();
    for (const Advice::Situation& each : advice.situations) {
        json.begin_object().member("id", each.row.id).member("label", each.row.label).member("idea", each.idea);
        json.key("tools").begin_array();
        for (const Advice::Tool& tool : each.tools)
            json.begin_object().member("name", tool.name).member("text", tool.text).end_object();
        json.end_array().end_object();
    }
    json.end_array().end_object();
}

void write(JsonWriter& json, const std::vector<std::string>& texts) {
    json.begin_array();
    for (const std::string& text : texts) json.value(text);
    json.end_array();
}

void write(JsonWriter& json, const Question& question) {
    json.begin_object().member("text", question.text).key("choices");
    write(json, question.choices);
    json.key("number");
    if (question.choices.empty())
        json.begin_object().member("label", question.label).member("unit", question.unit).end_object();
    else json.null();
    json.member("answered", question.answered).member("given", question.given).member("right", question.right);
    json.member("correct", question.correct).member("because", question.because).end_object();
}

void write(JsonWriter& json, const Figure& figure) {
    json.begin_object().member("title", figure.title).member("caption", figure.caption).member("note", figure.note);
    json.member("theme", figure.theme).key("runs");
    write(json, figure.runs);
    json.key("numbers");
    write(json, figure.numbers);
    json.key("knobs");
    write(json, figure.knobs);
    json.key("show");
    write(json, figure.show);
    json.key("question");
    if (figure.question) write(json, *figure.question);
    else json.null();
    json.end_object();
}

void write(JsonWriter& json, const Found& found) {
    json.begin_object()
        .member("text", found.text)
        .member("none", found.none)
        .member("placeholder", found.placeholder)
        .end_object();
}

}  // namespace

void write(JsonWriter& json, const Panels& panels, Part part) {
    const auto put = [&](std::string_view name, const auto& value) {
        json.key(name);
        write(json, value);
    };
    json.begin_object();
    switch (part) {
        case Part::help: put("help", panels.help), put("hints", panels.hints); break;
        case Part::clock: put("clock", panels.clock), put("rates", panels.rates); break;
        case Part::results:
            put("outcome", panels.outcome), put("differences", panels.differences),
                put("more_numbers", panels.more_numbers), put("verdict", panels.verdict);
            put("warnings", panels.warnings), json.member("compare", panels.compare).member("spoken", panels.spoken);
            break;
        case Part::moment:
            put("now", panels.now), put("reason", panels.reason), put("program_now", panels.program_now);
            put("code_now", panels.code_now);
            break;
        case Part::range: put("range", panels.range); break;
        case Part::prediction: put("prediction", panels.prediction); break;
        case Part::program: put("program", panels.program); break;
        case Part::code: put("code", panels.code), put("advice", panels.advice); break;
        case Part::find: put("found", panels.found); break;
        case Part::figure: put("figure", panels.figure); break;
    }
    json.end_object();
}

std::string_view part_name(Part part) {
    switch (part) {
        case Part::help: return "help";
        case Part::clock: return "clock";
        case Part::results: return "results";
        case Part::moment: return "moment";
        case Part::range: return "range";
        case Part::prediction: return "prediction";
        case Part::program: return "program";
        case Part::code: return "code";
        case Part::find: return "find";
        case Part::figure: return "figure";
    }
    return "";
}

}  // namespace present
