#include "app/calls/json_views.h"

#include "base/json_writer.h"
#include "base/say.h"
#include "chart/svg/svg.h"
#include "metrics/numbers/report.h"
#include "model/simulation.h"
#include "present/json.h"
#include "present/notices.h"
#include "present/slider.h"
#include "scenario/document.h"
#include "scenario/policies.h"
#include "session/builtins.h"
#include "session/figure_keys.h"
#include "session/follow.h"
#include "session/marks.h"
#include "session/predict.h"
#include "session/selection_text.h"

namespace app {

namespace {

using Style = JsonWriter::Style;

JsonWriter compact() { return JsonWriter(Style::compact); }

std::string_view type_name(scenario::ParameterType type) {
    using enum scenario::ParameterType;
    switch (type) {
        case integer: return "integer";
        case number: return "number";
        case duration: return "duration";
        case choice: return "choice";
        case boolean: return "boolean";
        case text: return "text";
    }
    return "";
}

std::string_view group_name(scenario::Group group) {
    using enum scenario::Group;
    switch (group) {
        case tried: return "try";
        case work: return "work";
        case machine: return "machine";
        case strategy: return "strategy";
    }
    return "";
}

std::string_view lane_name(chart::LaneKind kind) {
    using enum chart::LaneKind;
    switch (kind) {
        case server: return "server";
        case core: return "core";
        case process: return "process";
        case thread: return "thread";
        case operation: return "operation";
        case nested: return "nested";
        case counter: return "counter";
        case device: return "device";
        case line: return "line";
        case queue: return "queue";
        case task: return "task";
        case loop: return "loop";
    }
    return "";
}

std::string_view part_name(chart::LoopPart part) {
    using enum chart::LoopPart;
    switch (part) {
        case order: return "order";
        case phases: return "phases";
        case stack: return "stack";
        case waits: return "waits";
        case console: return "console";
    }
    return "";
}

}  // namespace

std::string json_ok() { return R"({"ok":true})"; }

std::string json_error(const Error& error) {
    JsonWriter json = compact();
    json.begin_object().key("error").begin_object();
    json.member("message", error.message).member("line", error.line).member("column", error.column);
    json.member("pointer", error.pointer);
    json.end_object().end_object();
    return json.text();
}

std::string json_result(const Result<session::Nothing>& result) {
    return result ? json_ok() : json_error(result.error());
}

std::string json_opened(const Result<std::vector<session::Dropped>>& opened) {
    if (!opened) return json_error(opened.error());
    JsonWriter json = compact();
    json.begin_object().member("ok", true).key("dropped").begin_array();
    for (const session::Dropped& one : *opened)
        json.begin_object().member("part", one.part).member("why", one.why).end_object();
    json.end_array().end_object();
    return json.text();
}

std::string json_limits() {
    JsonWriter json = compact();
    json.begin_object()
        .member("text_bytes", uint64_t(scenario::longest_text))
        .member("marks", uint64_t(session::max_marks))
        .member("figure_bytes", uint64_t(session::longest_figure))
        .member("engine", model::engine_version)
        .end_object();
    return json.text();
}

std::string json_builtins() {
    JsonWriter json = compact();
    json.begin_array();
    for (const session::Builtin& builtin : session::builtins()) {
        json.begin_object().member("id", builtin.id).member("title", translated(builtin.title));
        json.member("description", translated(builtin.description)).end_object();
    }
    json.end_array();
    return json.text();
}

std::string json_parameters(const Desk& desk) {
    const session::Session& session = desk.session;
    const bool helps = desk.place != Place::young_figure;
    JsonWriter json = compact();
    json.begin_array();
    std::vector<const scenario::Parameter*> rows;
    for (const scenario::Group group :
         {scenario::Group::tried, scenario::Group::work, scenario::Group::machine, scenario::Group::strategy})
        for (const scenario::Parameter& row : session.parameters())
            if (row.group == group) rows.push_back(&row);
    for (const scenario::Parameter* parameter : rows) {
        const scenario::Parameter& row = *parameter;
        json.begin_object();
        json.member("group_title", present::group_title(row.group)).member("hint", helps ? present::hint_of(row) : "");
        json.member("text", present::pretty_value(row))
            .member("default_text", present::pretty_value(row, row.initial));
        const scenario::Parameter* original = session.original(row.id);
        json.key("original").value(original ? std::optional(original->value) : std::nullopt);
        json.member("original_text", original ? present::pretty_value(row, original->value) : "").key("share");
        present::has_slider(row) ? json.value(present::share_of(row, row.position)) : json.null();
        json.member("id", row.id).member("label", row.label).member("help", helps ? row.help : "");
        json.member("type", type_name(row.type)).member("unit", row.unit).member("group", group_name(row.group));
        json.member("min", row.min).member("max", row.max).member("low", row.low).member("high", row.high);
        json.member("logarithmic", row.logarithmic).key("choices").begin_array();
        for (const scenario::Choice& choice : row.choices)
            json.begin_object().member("value", choice.value).member("label", choice.label).end_object();
        json.end_array();
        json.member("default", row.initial).member("value", row.value).member("position", row.position);
        json.member("enabled", row.enabled).member("shown", row.shown);
        json.end_object();
    }
    json.end_array();
    return json.text();
}

std::string json_formats() {
    JsonWriter json = compact();
    json.begin_array();
    for (const exchange::FormatRow& row : exchange::formats()) {
        json.begin_object().member("id", row.name).member("label", label_of(row.label)).member("ending", row.ending);
        json.member("type", row.type).member("help", label_of(row.help)).end_object();
    }
    json.end_array();
    return json.text();
}

std::string json_strategies(const session::Session& session) {
    JsonWriter json = compact();
    json.begin_array();
    for (const session::StrategyChip& chip : session.strategies())
        json.begin_object()
            .member("id", chip.id)
            .member("label", chip.label)
            .member("shown", chip.shown)
            .member("help", label_of(chip.help))
            .end_object();
    json.end_array();
    return json.text();
}

std::string json_panels(const present::PanelMaker& maker) {
    JsonWriter json = compact();
    json.begin_object();
    for (size_t i = 0; i < present::part_count; ++i)
        if (const uint64_t revision = maker.revision(present::Part(i)))
            json.member(present::part_name(present::Part(i)), revision);
    json.end_object();
    return json.text();
}

std::string json_panel(const present::PanelMaker& maker, std::string_view part) {
    for (size_t i = 0; i < present::part_count; ++i) {
        if (present::part_name(present::Part(i)) != part) continue;
        JsonWriter json = compact();
        present::write(json, maker.panels(), present::Part(i));
        return json.text();
    }
    return "{}";
}

std::string json_commands(const Desk& desk) {
    JsonWriter json = compact();
    json.begin_array();
    for (const Command& command : commands(desk.place)) {
        json.begin_object();
        json.member("id", command.id).member("group", session::group_name(command.group)).member("icon", command.icon);
        json.member("on_bar", bool(command.surfaces & session::on_bar))
            .member("as_chip", bool(command.surfaces & session::as_chip));
        json.member("as_view", bool(command.surfaces & session::as_view));
        json.member("as_setting", bool(command.surfaces & session::as_setting));
        json.member("label", label_of(command.label)).member("help", label_of(command.help));
        json.key("keys").begin_array();
        for (std::string_view key : session::keys_of(command.keys)) json.value(key);
        json.end_array().key("key_labels").begin_array();
        for (const std::string& label : session::key_labels(command.keys)) json.value(label);
        json.end_array();
        json.member("enabled", command.enabled(desk)).key("checked");
        const auto checked = command.checked(desk);
        checked ? json.value(*checked) : json.null();
        json.end_object();
    }
    json.end_array();
    return json.text();
}

namespace {

void write_prediction(JsonWriter& json, const session::Session& session) {
    const session::Prediction& prediction = *session.state.prediction;
    json.begin_object()
        .member("pane", prediction.pane)
        .member("from_ns", prediction.from)
        .member("until_ns", prediction.until);
    json.member("grid_ns", prediction.grid).member("revealed", prediction.revealed);
    json.key("chosen");
    if (prediction.chosen) json.value(uint64_t(*prediction.chosen));
    else json.null();
    json.key("guesses").begin_array();
    for (const metrics::Guess& guess : prediction.guesses)
        json.begin_object()
            .member("core", guess.core.index)
            .member("task", guess.task.index)
            .member("begin_ns", guess.begin)
            .member("end_ns", guess.end)
            .end_object();
    json.end_array().key("score");
    if (const auto score = session.score()) {
        json.begin_object()
            .member("points", score->points)
            .member("ran", uint64_t(score->ran.size()))
            .member("real", uint64_t(score->real));
        json.member("core", uint64_t(score->core))
            .member("start", uint64_t(score->start))
            .member("end", uint64_t(score->end));
        json.member("order", uint64_t(score->order)).end_object();
    } else json.null();
    json.end_object();
}

}  // namespace

// What a young figure tells of its state.
static std::string json_first_state(const session::Session& session) {
    const session::State& state = session.state;
    const chart::Viewport viewport = session.viewport();
    JsonWriter json = compact();
    json.begin_object();
    json.member("revision", session.revision()).member("commands", 0).member("origin", session.origin());
    json.member("playhead_ns", state.playhead).member("begin_ns", viewport.begin).member("end_ns", viewport.end);
    json.member("last_ns", session.end()).member("playing", state.playing).member("focus", uint64_t(session.focus()));
    json.member("sel", session::selection_text(state.selection)).member("running", session.running()).end_object();
    return json.text();
}

std::string json_state(const Desk& desk) {
    if (desk.place == Place::young_figure) return json_first_state(desk.session);
    const session::Session& session = desk.session;
    const view::Look& look = desk.look;
    const session::State& state = session.state;
    const chart::Viewport viewport = session.viewport();
    bool complete = true;
    std::string stopped_by;
    for (const auto& run : session.runs())
        if (!run->running() && !run->log().complete) {
            complete = false;
            stopped_by = run->log().stopped_by;
        }
    const bool recordings_only = !session.has_document() && !session.runs().empty();
    const std::string description = recordings_only ? session.description() : std::string();
    std::string rules;
    if (session.has_document()) rules = rules_text(session.document().variants.front().scenario.machine.scheduler);

    JsonWriter json = compact();
    json.begin_object();
    json.member("revision", session.revision())
        .member("commands", session.revisions().commands)
        .member("origin", session.origin())
        .member("playhead_ns", state.playhead);
    json.member("begin_ns", viewport.begin).member("end_ns", viewport.end).member("last_ns", session.end());
    json.member("playing", state.playing).member("rate", session.rate()).member("slow_motion", state.slow_motion);
    json.member("focus", uint64_t(session.focus()))
        .member("view", session::word_of(session::view_choices, int(state.view)))
        .member("title", session.title())
        .member("rules", rules)
        .member("description_note", present::description_note(session));
    json.member("complete", complete).member("stopped_by", stopped_by);
    json.key("lanes").begin_object().member("cores", state.lanes.cores).member("threads", state.lanes.threads);
    json.member("tasks", state.lanes.tasks).member("loops", state.lanes.loops);
    json.member("devices", state.lanes.devices)
        .member("queues", state.lanes.queues)
        .member("counters", state.lanes.counters)
        .end_object();
    json.key("selection");
    if (const session::ChosenBar* bar = state.bar())
        json.begin_object().member("pane", bar->pane).member("span", bar->span).end_object();
    else
        json.null();
    json.member("trail", uint64_t(state.trail.size()));
    json.key("callback");
    if (const session::ChosenCallback* chosen = state.callback())
        json.begin_object()
            .member("pane", chosen->pane)
            .member("callback", chosen->callback)
            .member("operation", chosen->site.operation())
            .end_object();
    else
        json.null();
    json.key("gap");
    const auto stretch = state.gap() ? session::selected_stretch(session) : std::nullopt;
    if (stretch)
        json.begin_object()
            .member("pane", state.gap()->lane.pane)
            .member("at_ns", state.gap()->at)
            .member("begin_ns", stretch->begin)
            .member("end_ns", stretch->end)
            .end_object();
    else
        json.null();
    json.member("sel", session::selection_text(state.selection));
    json.key("range");
    if (state.range)
        json.begin_object().member("begin_ns", state.range->begin).member("end_ns", state.range->end).end_object();
    else json.null();
    json.key("marks").begin_array();
    for (const Time mark : state.marks) json.value(mark.ns);
    json.end_array().key("find");
    if (state.find) json.begin_object().member("text", *state.find).end_object();
    else json.null();
    json.key("prediction");
    if (state.prediction) write_prediction(json, session);
    else json.null();
    json.member("can_undo", session.can_undo())
        .member("can_redo", session.can_redo())
        .member("running", session.running());
    json.member("recording", recordings_only).member("description", description).key("export");
    if (const auto format = session.wanted_export()) json.value(exchange::formats()[size_t(*format)].name);
    else json.null();
    json.member("help", look.help).member("details", look.details);
    json.member("theme", look.theme == chart::Theme::dark ? "dark" : "light");
    json.end_object();
    return json.text();
}

std::string json_results(const session::Session& session) {
    JsonWriter json = compact();
    json.begin_object().key("variants").begin_array();
    for (const auto& run : session.runs()) {
        const scenario::Scenario& scenario = run->variant.scenario;
        metrics::write_variant(json, {run->variant.title, scenario, run->log(), run->results});
    }
    json.end_array().key("best");
    const auto best = session.best();
    best ? json.value(uint64_t(*best)) : json.null();
    json.end_object();
    return json.text();
}

std::string json_layout(const Desk& desk, const chart::Frame& frame) {
    const session::Session& session = desk.session;
    const view::Look& look = desk.look;
    JsonWriter json = compact();
    json.begin_object();
    json.member("begin_ns", frame.viewport.begin).member("end_ns", frame.viewport.end);
    json.member("left", double(frame.viewport.left_px)).member("width", double(frame.viewport.width_px));
    json.member("height", double(frame.height_px)).member("scroll", double(look.scroll_px));
    json.key("panes").begin_array();
    for (size_t i = 0; i < frame.panes.size() && i < session.runs().size(); ++i) {
        const chart::PaneBox& box = frame.panes[i];
        const session::Run& run = *session.runs()[i];
        json.begin_object().member("title", run.variant.title).member("index", uint64_t(i));
        json.member("y0", double(box.y0)).member("y1", double(box.y1));
        if (desk.place == Place::young_figure) {
            json.end_object();
            continue;
        }
        json.key("rows").begin_array();
        for (const chart::RowBox& row : box.rows) {
            if (row.level_row < run.folded.rows.size()) {
                const chart::LevelRow& level = run.folded.rows[row.level_row];
                json.begin_object()
                    .member("kind", lane_name(level.group.kind))
                    .member("server", level.group.server)
                    .member("index", level.group.index)
                    .member("folded", true);
                json.member("label", level.label)
                    .member("y0", double(row.y0))
                    .member("y1", double(row.y1))
                    .end_object();
                continue;
            }
            if (row.lane >= run.lanes.size()) continue;
            const chart::Lane lane = run.lanes[row.lane];
            json.begin_object().member("kind", lane_name(lane.kind)).member("index", lane.index);
            if (row.pinned) json.member("pinned", true);
            json.member("label", lane.label).member("y0", double(row.y0)).member("y1", double(row.y1)).end_object();
        }
        json.end_array().key("heads").begin_array();
        for (const chart::GroupHead& head : box.heads) {
            json.begin_object()
                .member("kind", lane_name(head.group.kind))
                .member("server", head.group.server)
                .member("index", head.group.index)
                .member("folded", head.folded);
            json.member("y0", double(head.y0)).member("y1", double(head.y1)).end_object();
        }
        json.end_array().key("loop_rows").begin_array();
        for (const chart::RowBox& row : box.loop_rows) {
            if (row.lane >= run.loop.lanes.size()) continue;
            const chart::LoopLane& lane = run.loop.lanes[row.lane];
            json.begin_object()
                .member("part", part_name(lane.part))
                .member("queue", lane.part == chart::LoopPart::waits ? chart::queue_name(lane.queue) : "");
            json.member("row", lane.row)
                .member("label", lane.label)
                .member("y0", double(row.y0))
                .member("y1", double(row.y1))
                .end_object();
        }
        json.end_array().end_object();
    }
    json.end_array().end_object();
    return json.text();
}

std::string svg_of(const Desk& desk) {
    const session::Session& session = desk.session;
    const view::Look& look = desk.look;
    const chart::Viewport viewport = session.viewport();
    chart::Options options;
    options.begin = viewport.begin;
    options.end = viewport.end;
    options.width_px = 1200;
    const auto panes = session.panes();
    const std::string title = session.runs().empty() ? "interleave" : session.title();
    return chart::svg_picture(panes, options, look.theme, title, session.verdict().plain());
}

}  // namespace app
