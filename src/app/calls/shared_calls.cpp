// What a page can ask of a session in every module. The rows are at the end; web_call.h says what an argument may be.
//
// Positions are CSS pixels from the top left of the canvas. Modifiers are a bit set: 1 shift, 2 control, 4 alt, 8 meta.
// json_views.cpp writes the JSON of the answers, and its header describes it.

#include "app/calls/json_views.h"
#include "app/calls/page_session.h"
#include "base/say.h"
#include "present/controls.h"
#include "present/question.h"
#include "scenario/catalogue.h"
#include "session/follow.h"
#include "session/marks.h"
#include "session/predict.h"
#include "session/selection_text.h"

#include <utility>

namespace app {

namespace {

using Page = PageSession;

// Life -------------------------------------------------------------------------------------------

void resize(Page& page, Length width, Length height, Ratio density) {
    page.resize(width, height, density.value);
    page.wake();
}
bool start(Page& page, Canvas canvas, Length width, Length height, Ratio density) {
    resize(page, width, height, density);
    return page.start(canvas.argument);
}
double frame(Page& page, Number<0, 1'000'000'000'000> now_ms) { return page.frame(now_ms.value); }
void theme(Page& page, Flag dark) {
    page.desk().look.theme = dark.value ? chart::Theme::dark : chart::Theme::light;
    page.wake();
}
void coarse(Page& page, Flag on) {
    page.set_tall_rows(on.value);
    page.wake();
}
// It applies to all sessions of the module: the page passes it before any text is made.
Outcome words(Page& page, LongText text) {
    auto catalogue = scenario::read_catalogue(text.value);
    if (!catalogue) return {json_error(catalogue.error())};
    set_catalogue(std::move(*catalogue));
    page.wake();
    return {json_ok()};
}

// Input ------------------------------------------------------------------------------------------

using Modifiers = Whole<0, 15>;

// A notch of a wheel is 100 or 120 CSS pixels. A pinch on a trackpad arrives as a wheel with Ctrl and a few pixels,
// which count for more.
float notches(double delta_px, bool zooms) {
    const bool fine = zooms && delta_px > -40 && delta_px < 40;
    return float(-delta_px / (fine ? 22 : 110));
}

void pointer(Page& page, Whole<0, 4> kind, Position x, Position y, Modifiers modifiers, Flag touch) {
    page.pointer(PointerEvent(kind.value), x, y, unsigned(modifiers.value), touch.value);
    page.wake();
}
void wheel(Page& page, Position x, Position y, Position dx, Position dy, Modifiers modifiers) {
    const bool zooms = modifiers.value & (session::control | session::meta);
    page.wheel(x, y, notches(dx.value, false), notches(dy.value, zooms), unsigned(modifiers.value));
    page.wake();
}
void pinch(Page& page, Ratio factor, Position x, Position y) {
    page.pinch(factor.value, x, y);
    page.wake();
}
bool key(Page& page, Name code, Modifiers modifiers) { return page.key(code.value, unsigned(modifiers.value)); }
void blur(Page& page) {
    page.blur();
    page.wake();
}
void scroll(Page& page, Position y) {
    page.desk().look.scroll_px = y;
    page.wake();
}

// Scenario ---------------------------------------------------------------------------------------

Json limits(Page&) { return {json_limits()}; }
Outcome load(Page& page, LongText text) {
    page.wake();
    return {json_result(page.session().load(text.value))};
}
Text scenario_text(Page& page) { return {scenario::write(page.session().document())}; }
Json parameters(Page& page) { return {json_parameters(page.desk())}; }
Outcome set(Page& page, Name id, Value value) {
    page.wake();
    return {json_result(page.session().set(id.value, value.value))};
}
Outcome slide(Page& page, Name id, Number<0, 1> share) {
    page.wake();
    return {json_result(present::slide(page.session(), id.value, share.value))};
}
Outcome nudge(Page& page, Name id, Whole<-1, 1> way) {
    page.wake();
    return {json_result(present::nudge(page.session(), id.value, int(way.value)))};
}
Outcome type(Page& page, Name id, Value text) {
    page.wake();
    return {json_result(present::type_value(page.session(), id.value, text.value))};
}
void settle(Page& page) { page.session().settle(); }
Json strategies(Page& page) { return {json_strategies(page.session())}; }
Outcome toggle_strategy(Page& page, Name id) {
    page.wake();
    return {json_result(page.session().toggle_strategy(id.value))};
}

// Figures ----------------------------------------------------------------------------------------

Outcome open_figure(Page& page, LongText text, Flag lenient) {
    page.wake();
    return {json_opened(page.session().open_figure(
        text.value, lenient.value ? session::Reading::lenient : session::Reading::strict))};
}
Text figure(Page& page) {
    if (!page.session().has_document()) return {};
    return {session::write_figure(session::figure_of(page.session()))};
}
void builtin_text(Page& page, Name id, LongText text) { page.session().give_text(id.value, text.value); }
Outcome answer_question(Page& page, Value text) {
    page.wake();
    return {json_result(present::answer(page.session(), text.value))};
}
Outcome show_answer(Page& page) {
    page.wake();
    return {json_result(present::show_answer(page.session()))};
}
void reset_figure(Page& page) {
    page.session().reset_figure();
    page.wake();
}

// Commands ---------------------------------------------------------------------------------------

Json commands_of(Page& page) { return {json_commands(page.desk())}; }
Outcome command(Page& page, Name id) {
    page.wake();
    const Desk desk = page.desk();
    if (run_command(desk, id.value)) return {json_ok()};
    const char* problem = find_command(id.value, desk.place) ? "nothing to do for '" : "there is no command '";
    return {json_error({problem + id.value + "'", 0, 0, {}})};
}

// What is on screen ------------------------------------------------------------------------------

Json state(Page& page) { return {json_state(page.desk())}; }
Json results(Page& page) { return {json_results(page.session())}; }
Json panels(Page& page) { return {json_panels(page.panels())}; }
Json panel(Page& page, Name part) { return {json_panel(page.panels(), part.value)}; }
Json layout(Page& page) {
    const chart::Frame& frame = page.layout();
    return {json_layout(page.desk(), frame)};
}
Text svg(Page& page) { return {svg_of(page.desk())}; }

void rate(Page& page, Whole<-20, 20> steps) {
    page.session().change_rate(int(steps.value));
    page.wake();
}
void seek(Page& page, Moment at) {
    page.session().seek(at.time());
    page.wake();
}
void show(Page& page, Moment begin, Moment end) {
    chart::Viewport viewport = page.session().viewport();
    viewport.begin = begin.time();
    viewport.end = end.time();
    page.session().show(viewport.zoomed(1, 0, page.session().limit()));
    page.wake();
}
void focus(Page& page, Index run) {
    page.session().state.focus = uint32_t(run.value);
    page.wake();
}
void measure(Page& page, Moment begin, Moment end) {
    if (begin.value < end.value) page.session().state.range = session::Range{begin.time(), end.time()};
    else page.session().state.range.reset();
    page.wake();
}
void mark(Page& page, Moment at) {
    set_mark(page.session(), at.time());
    page.wake();
}
bool select(Page& page, Name name) {
    page.wake();
    return go_to(page.session(), session::parse_selection(name.value));
}
void cover(Page& page, Moment begin, Moment end) {
    if (can_predict(page.session())) session::cover(page.session(), begin.time(), end.time());
    page.wake();
}

constexpr Row shared_table[] = {
    // Life
    // false: it cannot draw there (the lab needs WebGL2), and everything works except drawing.
    row<start>("start", "canvas width height density"),
    row<resize>("resize", "width height density"),
    row<frame>("frame", "now_ms"),  // draws. Returns ms until the next frame: 0 = at once, < 0 = when something happens
    row<theme>("theme", "dark"),
    row<coarse>("coarse", "on"),       // rows tall enough for fingers: "(pointer: coarse)"
    row<words>("words", "catalogue"),  // another language, for all sessions; after an error it stays as it was

    // Input. Any of these may require a frame: the host requests one after every call.
    row<pointer>("pointer", "kind x y modifiers touch"),  // kind: 0 move, 1 down, 2 up, 3 leave, 4 cancel
    row<wheel>("wheel", "x y dx dy modifiers"),           // only for wheel events that are ours
    row<pinch>("pinch", "factor x y"),                    // > 1 spreads
    row<key>("key", "code modifiers"),  // a KeyboardEvent.code was pressed. Returns true if it was used
    row<blur>("blur"),
    row<scroll>("scroll", "y"),  // how far the page has scrolled the canvas

    // Scenario. After an error the previous one stays.
    row<limits>("limits"),
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

    // Commands
    row<commands_of>("commands"),
    row<command>("command", "id"),

    // What is on screen
    row<state>("state"),
    row<results>("results"),
    // How often each part of the panels has been made, for those that have: the page asks for what has changed.
    row<panels>("panels"),
    row<panel>("panel", "part"),  // "moment"
    row<layout>("layout"),
    row<svg>("svg"),
    row<rate>("rate", "steps"),  // faster by this many steps
    row<seek>("seek", "at"),
    row<show>("show", "begin end"),
    row<focus>("focus", "run"),
    row<measure>("measure", "begin end"),  // selects a range; an empty one clears it
    row<mark>("mark", "at"),
    // Selects a bar or a gap, by its name in links, and goes there. False: there is none.
    row<select>("select", "name"),
    row<cover>("cover", "begin end"),   // hides a part of the run in focus, to be predicted
};

}  // namespace

std::span<const Row> shared_calls() { return shared_table; }

}  // namespace app
