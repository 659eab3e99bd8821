// What a page can ask of the lab, besides calls/shared_calls.cpp. The rows are at the end; calls/web_call.h says what
// an argument may be.

#include "app/calls/json_views.h"
#include "app/lab_session.h"
#include "base/json_writer.h"
#include "base/say.h"
#include "chart/svg/canvas_svg.h"
#include "present/bars.h"
#include "present/code.h"
#include "present/compared.h"
#include "present/json.h"
#include "present/picture.h"
#include "present/processes.h"
#include "present/step_table.h"
#include "present/work_table.h"
#include "scenario/javascript.h"
#include "scenario/step_table.h"
#include "scenario/work_table.h"
#include "session/machines.h"
#include "session/predict.h"
#include "session/program.h"
#include "session/run_edits.h"
#include "session/table_edits.h"

#include <algorithm>
#include <utility>

namespace app {

namespace {

using Page = PageSession;

LabSession& lab(Page& page) { return static_cast<LabSession&>(page); }  // a module has one kind of session

// Life -------------------------------------------------------------------------------------------

void context_lost(Page& page) {
    lab(page).canvas.use();
    lab(page).app.graphics_lost();
}
void context_restored(Page& page) { lab(page).app.graphics_restored(); }
void fit(Page& page, Flag on) {
    lab(page).app.surface.fit = on.value;
    page.wake();
}

// Scenario ---------------------------------------------------------------------------------------

Json builtins(Page&) { return {json_builtins()}; }

Outcome load_builtin(Page& page, Name id) {
    page.wake();
    return {json_result(page.session().load_builtin(id.value))};
}

// Runs -------------------------------------------------------------------------------------------

// {"title","changes","aims","runs":[{"title","own","differs","pane","variant","focus","baseline","aim"}]}
Json runs(Page& page) {
    const present::Compared compared = present::compared_of(page.session());
    JsonWriter json(JsonWriter::Style::compact);
    json.begin_object().member("title", compared.title).member("changes", compared.changes);
    json.member("aims", compared.aims).key("runs").begin_array();
    const auto number = [&](const char* name, std::optional<uint32_t> value) {
        json.key(name);
        value ? json.value(uint64_t(*value)) : json.null();
    };
    for (const present::ComparedRun& run : compared.runs) {
        json.begin_object().member("title", run.title).member("own", run.own_title).key("differs").begin_array();
        for (const std::string& one : run.differs) json.value(one);
        json.end_array();
        number("pane", run.pane);
        number("variant", run.variant);
        json.member("focus", run.focus).member("baseline", run.baseline).member("aim", run.aim).end_object();
    }
    return {json.end_array().end_object().text()};
}
using Run = Whole<0, 1'000>;
Outcome outcome(Page& page, const Result<session::Nothing>& result) {
    page.wake();
    return {json_result(result)};
}
Outcome copy_run(Page& page, Run run) { return outcome(page, copy_run(page.session(), size_t(run.value))); }
Outcome branch_run(Page& page, Run run) { return outcome(page, branch_run(page.session(), size_t(run.value))); }
Outcome rename_run(Page& page, Run run, Value title) {
    return outcome(page, rename_run(page.session(), size_t(run.value), title.value));
}
Outcome move_run(Page& page, Run run, Whole<-1, 1> by) {
    return outcome(page, move_run(page.session(), size_t(run.value), int(by.value)));
}
Outcome remove_run(Page& page, Run run) { return outcome(page, remove_run(page.session(), size_t(run.value))); }
Outcome hide_run(Page& page, Run run) { return outcome(page, hide_run(page.session(), size_t(run.value))); }
Outcome show_run(Page& page, Run variant) { return outcome(page, show_run(page.session(), size_t(variant.value))); }
void pin_baseline(Page& page, Run run) {
    pin_baseline(page.session(), size_t(run.value));
    page.wake();
}
void aim(Page& page, Whole<-1, 1'000> run) {
    page.session().aim(run.value < 0 ? std::nullopt : std::optional(uint32_t(run.value)));
    page.wake();
}

// Tables to type into ---------------------------------------------------------------------------------

template <class Made>
Json json_of_panel(Page&, const Made& made) {
    JsonWriter json(JsonWriter::Style::compact);
    present::write(json, made);
    return {json.text()};
}
Json work_table(Page& page) { return json_of_panel(page, present::work_table_of(page.session())); }
Json step_table(Page& page) { return json_of_panel(page, present::step_table_of(page.session())); }
Json processes(Page& page) { return json_of_panel(page, present::processes_of(page.session())); }
Text processes_text(Page& page, Name separator) {
    return {present::processes_text(page.session(), separator.value.empty() ? ',' : separator.value[0])};
}

Outcome edited(Page& page, Result<scenario::json::Value> file) {
    page.wake();
    if (!file) return {json_error(file.error())};
    return {json_result(session::edit_file(page.session(), std::move(*file)))};
}
using File = scenario::json::Value;
// Returns what is edited; nothing if there is no such row, or if there is only a recording.
std::optional<File> file_with_row(Page& page, int64_t row, int64_t beyond = 0) {
    if (!page.session().has_document()) return {};
    File file = session::edited_file(page.session());
    const File* work = file.find("work");
    if (!work || row >= int64_t(work->items.size()) + beyond) return {};
    return file;
}
Result<File> no_row() { return Error{say_plain("there is no such row"), 0, 0, {}}; }
std::optional<scenario::WorkColumn> work_column(std::string_view id) {
    for (const scenario::WorkColumnRow& row : scenario::work_columns())
        if (row.id == id) return row.column;
    return {};
}
std::vector<std::string_view> split_words(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}
Outcome set_work(Page& page, Run row, Name column, Value text) {
    const auto which = work_column(column.value);
    auto file = file_with_row(page, row.value, 1);
    if (!file || !which) return edited(page, no_row());
    return edited(page, scenario::with_cell(std::move(*file), size_t(row.value), *which, text.value));
}
Outcome paste_work(Page& page, Run row, Name column, Value shown, LongText text) {
    std::vector<scenario::WorkColumn> columns;
    size_t at = 0;
    for (const std::string_view id : split_words(shown.value))
        if (const auto one = work_column(id)) {
            if (id == column.value) at = columns.size();
            columns.push_back(*one);
        }
    auto file = file_with_row(page, row.value, 1);
    if (!file) return edited(page, no_row());
    return edited(
        page, scenario::with_block(std::move(*file), size_t(row.value), columns, at, scenario::block_of(text.value)));
}
Outcome add_work(Page& page, Run row) {
    auto file = file_with_row(page, row.value, 1);
    return edited(page, file ? scenario::with_new_row(std::move(*file), size_t(row.value)) : no_row());
}
Outcome copy_work(Page& page, Run row) {
    auto file = file_with_row(page, row.value);
    return edited(page, file ? scenario::with_row_copied(std::move(*file), size_t(row.value)) : no_row());
}
Outcome move_work(Page& page, Run row, Whole<-1, 1> by) {
    auto file = file_with_row(page, row.value);
    return edited(page, file ? scenario::with_row_moved(std::move(*file), size_t(row.value), int(by.value)) : no_row());
}
Outcome remove_work(Page& page, Run row) {
    auto file = file_with_row(page, row.value);
    return edited(page, file ? scenario::with_row_removed(std::move(*file), size_t(row.value)) : no_row());
}
Outcome compare_policies(Page& page, Value ids, Name slice) {
    page.wake();
    return {json_result(session::compare_policies(page.session(), split_words(ids.value), slice.value))};
}
Text new_work(Page&) {
    return {scenario::json::write(scenario::new_work(say_plain("My processes{@title of a new scenario}")))};
}
Text new_program(Page&, LongText program, Name runtime, Flag module) {
    scenario::ProgramOptions options;
    if (runtime.value == "browser") options.runtime = scenario::Runtime::browser;
    options.module = module.value;
    options.title = say_plain("Your program");
    return {scenario::scenario_text_of(program.value, options)};
}

File edited_steps(Page& page) { return session::edited_file(page.session()); }
Outcome set_step(Page& page, Name program, Name path, Name key, Value text) {
    return edited(page,
                  scenario::with_step_value(edited_steps(page), program.value, path.value, key.value, text.value));
}
Outcome change_step(Page& page, Name program, Name path, Name kind) {
    return edited(page, scenario::with_step_kind(edited_steps(page), program.value, path.value, kind.value));
}
Outcome add_step(Page& page, Name program, Name path, Name kind) {
    return edited(page, scenario::with_new_step(edited_steps(page), program.value, path.value, kind.value));
}
Outcome copy_step(Page& page, Name program, Name path) {
    return edited(page, scenario::with_step_copied(edited_steps(page), program.value, path.value));
}
Outcome move_step(Page& page, Name program, Name path, Whole<-1, 1> by) {
    return edited(page, scenario::with_step_moved(edited_steps(page), program.value, path.value, int(by.value)));
}
Outcome remove_step(Page& page, Name program, Name path) {
    return edited(page, scenario::with_step_removed(edited_steps(page), program.value, path.value));
}

// Recordings, and files out ----------------------------------------------------------------------

// The module can have 2 GB in total.
constexpr exchange::ReadLimits page_limits{.bytes = 1'800'000'000};

bool is_recording(Page&, LongText beginning, Whole<0, int64_t(1) << 53> size) {
    return exchange::looks_like_recording(beginning.value, size_t(std::min<int64_t>(size.value, INT32_MAX)));
}
void begin_recording(Page& page) { lab(page).reader = std::make_unique<exchange::Reader>(page_limits); }
bool feed_recording(Page& page, Bytes piece) { return lab(page).reader && lab(page).reader->feed(piece.value); }
Outcome open_recording(Page& page, Name name) {
    if (!lab(page).reader) return {json_error({"nothing was read", 0, 0, {}})};
    auto recorded = std::move(*lab(page).reader).finish(name.value);
    lab(page).reader.reset();
    if (!recorded) return {json_error(recorded.error())};
    page.session().open_recording(std::move(*recorded));
    page.wake();
    return {json_ok()};
}

Json formats(Page&) { return {json_formats()}; }
Text exported(Page& page, Name id) {
    const exchange::FormatRow* format = exchange::find_format(id.value);
    return {format ? page.session().exported(format->format) : std::string()};
}
void export_taken(Page& page) { page.session().take_export(); }

// What is on screen ------------------------------------------------------------------------------

Text picture(Page& page, Flag title, Flag legend, Flag verdict, Flag dark) {
    present::PictureOptions options;
    options.title = title.value;
    options.legend = legend.value;
    options.verdict = verdict.value;
    options.theme = dark.value ? chart::Theme::dark : chart::Theme::light;
    return {present::picture_of(page.session(), options)};
}
Json bars(Page& page, Index run) {
    if (run.value >= page.session().runs().size()) return {"null"};
    JsonWriter json(JsonWriter::Style::compact);
    present::write(json, present::bars_of(page.session(), size_t(run.value)));
    return {json.text()};
}
Json latencies(Page& page) {
    JsonWriter json(JsonWriter::Style::compact);
    present::write(json, present::latency_of(page.session()));
    return {json.text()};
}
double find(Page& page, Name text) {
    page.session().state.find = text.value;
    page.wake();
    return double(page.session().found().all.size());
}
void guess(Page& page, Index core, Index task, Moment begin, Moment end) {
    add_guess(page.session(), {{uint32_t(core.value)}, {uint32_t(task.value)}, begin.time(), end.time()});
    page.wake();
}
bool go_to_line(Page& page, Index line) {
    page.wake();
    return session::go_to_line(page.session(), size_t(line.value));
}
bool go_to_code_line(Page& page, Index number) {
    page.wake();
    return present::go_to_code_line(page.session(), size_t(number.value));
}
// The machines from 1964 to today, with how long the scenario takes on each: {"title","svg","machines":[{"id","year",
// "title","name","facts","text","estimate","source","chosen"}]}
Json machines(Page& page, Length width, Flag dark) {
    JsonWriter json(JsonWriter::Style::compact);
    session::Session& session = page.session();
    json.begin_object().member("title", say_plain("The same work on machines from 1964 to today"));
    if (!session.has_document()) return {json.end_object().text()};
    constexpr model::Budget budget{.events = 200'000, .spans = 150'000, .bytes = 32 << 20, .looks = 30'000'000};
    const auto outcomes = session::run_on_machines(session.document(), budget);
    const stage::Machine* chosen = session::machine_of(session.document().variants[0].scenario);
    const chart::Theme theme = dark.value ? chart::Theme::dark : chart::Theme::light;
    const stage::HistoryPicture picture =
        stage::draw_history(outcomes, session.title(), chosen ? chosen->id : "", float(width.value), theme);
    json.member("svg", chart::svg_text(picture.canvas, picture.width, picture.height, theme, session.title(),
                                       picture.description));
    json.key("machines").begin_array();
    for (const stage::Machine& machine : stage::machines()) {
        json.begin_object().member("id", machine.id).member("year", machine.year);
        json.member("title", say_plain(machine.title)).member("name", machine.name);
        json.member("facts", stage::facts_of(machine)).member("text", say_plain(machine.text));
        json.member("estimate", say_plain(machine.estimate)).member("source", machine.source);
        json.member("chosen", &machine == chosen).end_object();
    }
    return {json.end_array().end_object().text()};
}
Outcome take_machine(Page& page, Name id) {
    page.wake();
    const stage::Machine* machine = stage::find_machine(id.value);
    if (!machine || !page.session().has_document()) return {json_error({"there is no such machine", 0, 0, {}})};
    return {json_result(page.session().load(scenario::write(session::on_machine(page.session().document(), *machine)),
                                            session::Opening::beside))};
}
void language(Page& page, Name id) {
    present::choose_language(page.session(), id.value);
    page.wake();
}
bool go_to_printed(Page& page, Index line) {
    page.wake();
    return session::go_to_printed(page.session(), size_t(line.value));
}

constexpr Row lab_table[] = {
    // Life
    row<context_lost>("context_lost"), row<context_restored>("context_restored"),
    row<fit>("fit", "on"),  // all runs should fit into the canvas, whose height does not depend on that of the picture

    // Scenario. After an error the previous one stays.
    row<builtins>("builtins"), row<load_builtin>("load_builtin", "id"),

    // Runs (session/run_edits.h), numbered by their positions among the shown runs
    row<runs>("runs"), row<copy_run>("copy_run", "run"), row<branch_run>("branch_run", "run"),  // at the playhead
    row<rename_run>("rename_run", "run title"),  // empty: named after what distinguishes it
    row<move_run>("move_run", "run by"), row<remove_run>("remove_run", "run"), row<hide_run>("hide_run", "run"),
    row<show_run>("show_run", "variant"),      // its number in the scenario
    row<pin_baseline>("pin_baseline", "run"),  // a second call clears it
    row<aim>("aim", "run"),                    // the run that controls change; -1: all

    // Tables to type into (scenario/work_table.h, scenario/step_table.h): what they show, and edits
    row<work_table>("work_table"), row<set_work>("set_work", "row column text"),  // a row beyond the last one is added
    row<paste_work>("paste_work", "row column shown text"),  // the columns that are shown, separated by spaces
    row<add_work>("add_work", "row"), row<copy_work>("copy_work", "row"), row<move_work>("move_work", "row by"),
    row<remove_work>("remove_work", "row"),
    row<compare_policies>("compare_policies", "ids slice"),     // one run for each of these, separated by spaces
    row<new_work>("new_work"),                                  // the text of an initial scenario
    row<new_program>("new_program", "program runtime module"),  // the text of the scenario that runs it
    row<processes>("processes"),                                // the times of each task (present/processes.h)
    row<processes_text>("processes_text", "separator"),         // the same for a spreadsheet
    row<step_table>("step_table"), row<set_step>("set_step", "program path key text"),
    row<change_step>("change_step", "program path kind"), row<add_step>("add_step", "program path kind"),
    row<copy_step>("copy_step", "program path"), row<move_step>("move_step", "program path by"),
    row<remove_step>("remove_step", "program path"),

    // Recordings, and files out
    row<is_recording>("is_recording", "beginning size"),  // of a file of `size` bytes
    row<begin_recording>("begin_recording"),
    row<feed_recording>("feed_recording", "piece"),  // false: something is wrong with it, and open_recording says what
    row<open_recording>("open_recording", "name"), row<formats>("formats"), row<exported>("exported", "format"),
    row<export_taken>("export_taken"),  // what a command asked for (state: "export") has been written

    // What is on screen
    row<picture>("picture", "title legend verdict dark"),  // as svg, in either theme and with these around the timeline
    row<bars>("bars", "run"),     // the visible part of a run as a table (present/bars.h), or null
    row<latencies>("latencies"),  // how long the tasks of each run took (present/latency.h)
    row<find>("find", "text"),    // returns the number of matches
    row<guess>("guess", "core task begin end"),
    row<go_to_line>("go_to_line", "line"),        // to the next moment when it runs. False: it never does
    row<go_to_printed>("go_to_printed", "line"),  // to the moment when that line of the console was printed
    row<go_to_code_line>("go_to_code_line",
                         "number"),           // to the next bar of a task on that line of the code. False: none
    row<machines>("machines", "width dark"),  // of stage/history.h, and the scenario on each of them
    row<take_machine>("take_machine", "id"),  // changes the scenario's machine to this one
    row<language>("language", "id"),          // of the code: "python"
};

}  // namespace

void LabSession::resize(float width, float height, float density) {
    app.surface.width = width;
    app.surface.height = height;
    app.surface.density = density;
}

double LabSession::frame(double now_ms) {
    canvas.use();
    const double wait_ms = app.frame(now_ms);
    canvas.show_cursor(app.cursor());
    return wait_ms;
}

// Input ------------------------------------------------------------------------------------------

namespace {

constexpr float nowhere = -3.0e38f;  // Dear ImGui's value for "no mouse"

void send_modifiers(unsigned modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Shift, modifiers & session::shift);
    io.AddKeyEvent(ImGuiMod_Ctrl, modifiers & session::control);
    io.AddKeyEvent(ImGuiMod_Alt, modifiers & session::alt);
    io.AddKeyEvent(ImGuiMod_Super, modifiers & session::meta);
}

}  // namespace

void LabSession::pointer(PointerEvent event, float x, float y, unsigned modifiers, bool touch) {
    using enum PointerEvent;
    ImGuiIO& io = ImGui::GetIO();
    app.touch = touch;
    io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    send_modifiers(modifiers);
    if (event != leave && event != cancel) io.AddMousePosEvent(x, y);
    if (event == down) io.AddMouseButtonEvent(0, true);
    if (event == cancel) io.AddMousePosEvent(nowhere, nowhere);  // so that it is not a click
    if (event == up || event == cancel) io.AddMouseButtonEvent(0, false);
    if (event == leave || (event == up && touch)) io.AddMousePosEvent(nowhere, nowhere);
}

void LabSession::wheel(float x, float y, float notches_sideways, float notches, unsigned modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    send_modifiers(modifiers);
    io.AddMousePosEvent(x, y);
    io.AddMouseWheelEvent(notches_sideways, notches);
}

void LabSession::pinch(float factor, float x, float y) {
    ImGui::GetIO().AddMousePosEvent(x, y);
    app.pinch(factor);
}

void LabSession::blur() {
    send_modifiers(0);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
}

std::unique_ptr<PageSession> new_page_session() { return std::make_unique<LabSession>(); }

std::vector<Row> page_calls() {
    const auto shared = shared_calls();
    std::vector<Row> rows(shared.begin(), shared.end());
    const auto stage = stage_calls();
    rows.insert(rows.end(), stage.begin(), stage.end());
    rows.insert(rows.end(), std::begin(lab_table), std::end(lab_table));
    return rows;
}

}  // namespace app
