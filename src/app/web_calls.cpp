// Everything that a page can ask of a session. The rows are at the end; web_call.h says what an argument may be.
//
// Positions are CSS pixels from the top left of the canvas. Modifiers are a bit set: 1 shift, 2 control, 4 alt, 8 meta.
// json_views.cpp writes the JSON of the answers, and its header describes it.

#include "app/commands.h"
#include "app/json_views.h"
#include "app/page_session.h"
#include "base/say.h"
#include "present/controls.h"
#include "present/picture.h"
#include "present/question.h"
#include "scenario/catalogue.h"
#include "session/follow.h"
#include "session/marks.h"
#include "session/predict.h"
#include "session/program.h"
#include "session/selection_text.h"

#include <algorithm>
#include <utility>

namespace app {

namespace {

using Page = PageSession;
using Modifiers = Whole<0, 15>;

// Life -------------------------------------------------------------------------------------------

void resize(Page& page, Length width, Length height, Ratio density) {
    page.app.surface.width = width;
    page.app.surface.height = height;
    page.app.surface.density = density.value;
    page.app.wake();
}

void theme(Page& page, Flag dark) {
    page.app.look.theme = dark.value ? chart::Theme::dark : chart::Theme::light;
    page.app.wake();
}

bool start(Page& page, Canvas canvas, Length width, Length height, Ratio density) {
    resize(page, width, height, density);
    return page.canvas.open(canvas.argument) && page.app.start_graphics();
}

double frame(Page& page, Number<0, 1'000'000'000'000> now_ms) {
    page.canvas.use();
    const double wait_ms = page.app.frame(now_ms.value);
    page.canvas.show_cursor(page.app.cursor());
    return wait_ms;
}

// It applies to all sessions of the module: the page passes it before any text is made.
Outcome words(Page& page, LongText text) {
    auto catalogue = scenario::read_catalogue(text.value);
    if (!catalogue) return {json_error(catalogue.error())};
    set_catalogue(std::move(*catalogue));
    page.app.wake();
    return {json_ok()};
}

void coarse(Page& page, Flag on) {
    page.app.surface.tall_rows = on.value;
    page.app.wake();
}

void context_lost(Page& page) {
    page.canvas.use();
    page.app.graphics_lost();
}
void context_restored(Page& page) { page.app.wake(); }

// Input ------------------------------------------------------------------------------------------

void send_modifiers(Modifiers modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Shift, modifiers.value & session::shift);
    io.AddKeyEvent(ImGuiMod_Ctrl, modifiers.value & session::control);
    io.AddKeyEvent(ImGuiMod_Alt, modifiers.value & session::alt);
    io.AddKeyEvent(ImGuiMod_Super, modifiers.value & session::meta);
}

constexpr float nowhere = -3.0e38f;  // Dear ImGui's value for "no mouse"

// A notch of a wheel is 100 or 120 CSS pixels. A pinch on a trackpad arrives as a wheel with Ctrl and a few pixels,
// which count for more.
float notches(double delta_px, bool zooms) {
    const bool fine = zooms && delta_px > -40 && delta_px < 40;
    return float(-delta_px / (fine ? 22 : 110));
}

void pointer(Page& page, Whole<0, 4> kind, Position x, Position y, Modifiers modifiers, Flag is_touch) {
    enum { move, down, up, leave, cancel };
    ImGuiIO& io = ImGui::GetIO();
    const auto is = [&](int64_t one) { return kind.value == one; };
    page.app.touch = is_touch.value;
    io.AddMouseSourceEvent(is_touch.value ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    send_modifiers(modifiers);
    if (!is(leave) && !is(cancel)) io.AddMousePosEvent(x, y);
    if (is(down)) io.AddMouseButtonEvent(0, true);
    if (is(cancel)) io.AddMousePosEvent(nowhere, nowhere);  // so that it is not a click
    if (is(up) || is(cancel)) io.AddMouseButtonEvent(0, false);
    if (is(leave) || (is(up) && is_touch.value)) io.AddMousePosEvent(nowhere, nowhere);
    page.app.wake();
}

void wheel(Page& page, Position x, Position y, Position dx, Position dy, Modifiers modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    const bool zooms = modifiers.value & (session::control | session::meta);
    send_modifiers(modifiers);
    io.AddMousePosEvent(x, y);
    io.AddMouseWheelEvent(notches(dx.value, false), notches(dy.value, zooms));
    page.app.wake();
}

void pinch(Page& page, Ratio factor, Position x, Position y) {
    ImGui::GetIO().AddMousePosEvent(x, y);
    page.app.pinch(factor.value);
}

bool key(Page& page, Name code, Modifiers modifiers) { return page.app.key(code.value, unsigned(modifiers.value)); }

void blur(Page& page) {
    Argument none;
    send_modifiers(Modifiers(none));
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    page.app.wake();
}

void scroll(Page& page, Position y) {
    page.app.look.scroll_px = y;
    page.app.wake();
}

// Scenario ---------------------------------------------------------------------------------------

Json limits(Page&) { return {json_limits()}; }
Json builtins(Page&) { return {json_builtins()}; }

Outcome load_builtin(Page& page, Name id) {
    page.app.wake();
    return {json_result(page.session().load_builtin(id.value))};
}
Outcome load(Page& page, LongText text) {
    page.app.wake();
    return {json_result(page.session().load(text.value))};
}
// Figures ----------------------------------------------------------------------------------------

Outcome open_figure(Page& page, LongText text, Flag lenient) {
    page.app.wake();
    return {json_opened(page.session().open_figure(
        text.value, lenient.value ? session::Reading::lenient : session::Reading::strict))};
}
Text figure(Page& page) {
    if (!page.session().has_document()) return {};
    return {session::write_figure(session::figure_of(page.session()))};
}
void builtin_text(Page& page, Name id, LongText text) { page.session().give_text(id.value, text.value); }
Outcome answer_question(Page& page, Value text) {
    page.app.wake();
    return {json_result(present::answer(page.session(), text.value))};
}
Outcome show_answer(Page& page) {
    page.app.wake();
    return {json_result(present::show_answer(page.session()))};
}
void reset_figure(Page& page) {
    page.session().reset_figure();
    page.app.wake();
}

Text scenario_text(Page& page) { return {scenario::write(page.session().document())}; }
Json parameters(Page& page) { return {json_parameters(page.session())}; }
Outcome set(Page& page, Name id, Value value) {
    page.app.wake();
    return {json_result(page.session().set(id.value, value.value))};
}
Outcome slide(Page& page, Name id, Number<0, 1> share) {
    page.app.wake();
    return {json_result(present::slide(page.session(), id.value, share.value))};
}
Outcome nudge(Page& page, Name id, Whole<-1, 1> way) {
    page.app.wake();
    return {json_result(present::nudge(page.session(), id.value, int(way.value)))};
}
Outcome type(Page& page, Name id, Value text) {
    page.app.wake();
    return {json_result(present::type_value(page.session(), id.value, text.value))};
}
void settle(Page& page) { page.session().settle(); }
Json strategies(Page& page) { return {json_strategies(page.session())}; }
Outcome toggle_strategy(Page& page, Name id) {
    page.app.wake();
    return {json_result(page.session().toggle_strategy(id.value))};
}

// Recordings, and files out ----------------------------------------------------------------------

constexpr exchange::ReadLimits page_limits{.events = 6'000'000};

bool is_recording(Page&, LongText beginning, Whole<0, int64_t(1) << 53> size) {
    return exchange::looks_like_recording(beginning.value, size_t(std::min<int64_t>(size.value, INT32_MAX)));
}
void begin_recording(Page& page) { page.reader = std::make_unique<exchange::Reader>(page_limits); }
bool feed_recording(Page& page, Bytes piece) { return page.reader && page.reader->feed(piece.value); }
Outcome open_recording(Page& page, Name name) {
    if (!page.reader) return {json_error({"nothing was read", 0, 0, {}})};
    auto recorded = std::move(*page.reader).finish(name.value);
    page.reader.reset();
    if (!recorded) return {json_error(recorded.error())};
    page.session().open_recording(std::move(*recorded));
    page.app.wake();
    return {json_ok()};
}

Json formats(Page&) { return {json_formats()}; }
Text exported(Page& page, Name id) {
    const exchange::FormatRow* format = exchange::find_format(id.value);
    return {format ? page.session().exported(format->format) : std::string()};
}
void export_taken(Page& page) { page.session().take_export(); }

// Commands ---------------------------------------------------------------------------------------

Json commands_of(Page& page) { return {json_commands(page.app.desk())}; }
Outcome command(Page& page, Name id) {
    page.app.wake();
    if (run_command(page.app.desk(), id.value)) return {json_ok()};
    const char* problem = find_command(id.value) ? "nothing to do for '" : "there is no command '";
    return {json_error({problem + id.value + "'", 0, 0, {}})};
}

// What is on screen ------------------------------------------------------------------------------

Json state(Page& page) { return {json_state(page.app.desk())}; }
Json results(Page& page) { return {json_results(page.session())}; }
Json panels(Page& page) { return {json_panels(page.app.panels())}; }
Json panel(Page& page, Name part) { return {json_panel(page.app.panels(), part.value)}; }
Json layout(Page& page) { return {json_layout(page.app.desk(), page.app.layout())}; }
Text svg(Page& page) { return {svg_of(page.app.desk())}; }
Text picture(Page& page, Flag title, Flag legend, Flag verdict, Flag dark) {
    present::PictureOptions options;
    options.title = title.value;
    options.legend = legend.value;
    options.verdict = verdict.value;
    options.theme = dark.value ? chart::Theme::dark : chart::Theme::light;
    return {present::picture_of(page.session(), options)};
}

void rate(Page& page, Whole<-20, 20> steps) {
    page.session().change_rate(int(steps.value));
    page.app.wake();
}
void seek(Page& page, Moment at) {
    page.session().seek(at.time());
    page.app.wake();
}
void show(Page& page, Moment begin, Moment end) {
    chart::Viewport viewport = page.session().viewport();
    viewport.begin = begin.time();
    viewport.end = end.time();
    page.session().show(viewport.zoomed(1, 0, page.session().limit()));
    page.app.wake();
}
void focus(Page& page, Index run) {
    page.session().state.focus = uint32_t(run.value);
    page.app.wake();
}
double find(Page& page, Name text) {
    page.session().state.find = text.value;
    page.app.wake();
    return double(page.session().found().all.size());
}
void measure(Page& page, Moment begin, Moment end) {
    if (begin.value < end.value) page.session().state.range = session::Range{begin.time(), end.time()};
    else page.session().state.range.reset();
    page.app.wake();
}
void mark(Page& page, Moment at) {
    set_mark(page.session(), at.time());
    page.app.wake();
}
bool select(Page& page, Name name) {
    page.app.wake();
    return go_to(page.session(), session::parse_selection(name.value));
}
void cover(Page& page, Moment begin, Moment end) {
    if (can_predict(page.session())) session::cover(page.session(), begin.time(), end.time());
    page.app.wake();
}
void guess(Page& page, Index core, Index task, Moment begin, Moment end) {
    add_guess(page.session(), {{uint32_t(core.value)}, {uint32_t(task.value)}, begin.time(), end.time()});
    page.app.wake();
}
bool go_to_line(Page& page, Index line) {
    page.app.wake();
    return session::go_to_line(page.session(), size_t(line.value));
}
bool go_to_printed(Page& page, Index line) {
    page.app.wake();
    return session::go_to_printed(page.session(), size_t(line.value));
}

constexpr Row table[] = {
    // Life
    // false: there is no WebGL2, and everything works except drawing.
    row<start>("start", "canvas width height density"),
    row<resize>("resize", "width height density"),
    row<frame>("frame", "now_ms"),  // draws. Returns ms until the next frame: 0 = at once, < 0 = when something happens
    row<theme>("theme", "dark"),
    row<coarse>("coarse", "on"),       // rows tall enough for fingers: "(pointer: coarse)"
    row<words>("words", "catalogue"),  // another language, for all sessions; after an error it stays as it was
    row<context_lost>("context_lost"),
    row<context_restored>("context_restored"),

    // Input. Any of these may require a frame: the host requests one after every call.
    row<pointer>("pointer", "kind x y modifiers touch"),  // kind: 0 move, 1 down, 2 up, 3 leave, 4 cancel
    row<wheel>("wheel", "x y dx dy modifiers"),           // only for wheel events that are ours
    row<pinch>("pinch", "factor x y"),                    // > 1 spreads
    row<key>("key", "code modifiers"),  // a KeyboardEvent.code was pressed. Returns true if it was used
    row<blur>("blur"),
    row<scroll>("scroll", "y"),  // how far the page has scrolled the canvas

    // Scenario. After an error the previous one stays.
    row<limits>("limits"),
    row<builtins>("builtins"),
    row<load_builtin>("load_builtin", "id"),
    row<load>("load", "text"),
    row<scenario_text>("scenario"),
    row<parameters>("parameters"),
    row<set>("set", "id value"),  // runs it again at once. Consecutive sets of one parameter are one step of undo
    row<type>("type", "id text"),     // likewise, with a value as it is shown: "20 ms"
    row<slide>("slide", "id share"),  // likewise, to a share of its slider
    row<nudge>("nudge", "id way"),    // likewise, to the next value (1) or the previous one (-1)
    row<settle>("settle"),        // a slider was released: the next set is a step of undo of its own
    row<strategies>("strategies"),
    // Adds it to the comparison or removes it; the last one cannot be removed.
    row<toggle_strategy>("toggle_strategy", "id"),

    // Figures (session/figure.h)
    // Returns {"ok":true,"dropped":[{"part","why"}]}: a lenient figure works without the parts that cannot be used.
    row<open_figure>("open_figure", "text lenient"),
    row<figure>("figure"),  // what is shown, as a figure; empty for a recording
    // The text of a scenario that is not in the module; a figure that names it comes after.
    row<builtin_text>("builtin_text", "id text"),
    row<answer_question>("answer_question", "text"),  // a number, or the number of a choice, from 0
    row<show_answer>("show_answer"),
    row<reset_figure>("reset_figure"),  // back to how it was opened

    // Recordings, and files out
    row<is_recording>("is_recording", "beginning size"),  // of a file of `size` bytes
    row<begin_recording>("begin_recording"),
    row<feed_recording>("feed_recording", "piece"),  // false: something is wrong with it, and open_recording says what
    row<open_recording>("open_recording", "name"),
    row<formats>("formats"),
    row<exported>("exported", "format"),
    row<export_taken>("export_taken"),  // what a command asked for (state: "export") has been written

    // Commands
    row<commands_of>("commands"),
    row<command>("command", "id"),

    // What is on screen
    row<state>("state"),
    row<results>("results"),
    // How often each part of the panels has been made: the page asks for those that have changed.
    row<panels>("panels"),
    row<panel>("panel", "part"),  // "moment"
    row<layout>("layout"),
    row<svg>("svg"),
    row<picture>("picture", "title legend verdict dark"),  // the same, with these around it, in either theme
    row<rate>("rate", "steps"),  // faster by this many steps
    row<seek>("seek", "at"),
    row<show>("show", "begin end"),
    row<focus>("focus", "run"),
    row<find>("find", "text"),             // returns the number of matches
    row<measure>("measure", "begin end"),  // selects a range; an empty one clears it
    row<mark>("mark", "at"),
    // Selects a bar or a gap, by its name in links, and goes there. False: there is none.
    row<select>("select", "name"),
    row<cover>("cover", "begin end"),   // hides a part of the run in focus, to be predicted
    row<guess>("guess", "core task begin end"),
    row<go_to_line>("go_to_line", "line"),        // to the next moment when it runs. False: it never does
    row<go_to_printed>("go_to_printed", "line"),  // to the moment when that line of the console was printed
};

}  // namespace

std::span<const Row> page_calls() { return table; }

}  // namespace app
