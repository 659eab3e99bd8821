#pragma once

// A figure is data: which scenario it shows, with which changes, and what of it. Links, attributes of the page's
// element, messages to it and files of lessons all are this one object, with the same names for the same things:
//
//     {"figure": 1, "scenario": "typing-and-music", "set": {"machine.scheduler.quantum": "40ms"},
//      "knobs": ["machine.scheduler.quantum"], "t": "150ms", "ask": "missed"}
//
// docs/figure.md has every key. read_figure() is the one reader for every such text, and it trusts none of them. It is
// strict or lenient:
//
//     strict    the first mistake is an error with its place: files, and what a program has made
//     lenient   a part that cannot be used is dropped with the reason, and the rest works: links, attributes, messages
//
// Session::open() shows a figure; figure_of() makes one of what a session shows.

#include "base/result.h"
#include "base/time.h"
#include "scenario/document.h"
#include "scenario/fields.h"
#include "scenario/json.h"
#include "session/state.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace session {

class Session;
struct Range;

// The right answer is a number of a run, which is never written down, or one of several texts.
struct Question {
    std::string text;    // empty: it asks for the number by its name
    std::string number;  // a name of a scenario's "show": "missed"; empty: a choice
    int64_t run = 0;     // of the scenario, counted from 0; the first that is shown, if the figure does not name one
    double within = 0;   // how far off an answer may be, as a share of the right one
    std::vector<std::string> choices;
    std::optional<int64_t> right;  // index into `choices`
    std::string because;           // shown with the right answer
    bool operator==(const Question&) const = default;
};

enum class FigureTheme : uint8_t { automatic, light, dark };  // automatic: that of the page or the system

using Words = std::vector<std::string>;

struct Figure {
    scenario::Source scenario;
    std::vector<scenario::Setting> set;  // in this order
    std::string title, caption;          // empty: the title of the scenario, no caption
    std::vector<int64_t> runs;           // those that are shown, ascending; empty: all
    std::optional<Words> lanes;          // none: what suits the scenario
    std::optional<Words> show;           // panels: values of panel_choices; none: the numbers
    std::optional<Words> numbers;        // names of a scenario's "show"; none: those of the scenario
    std::optional<Words> knobs;          // ids of parameters; none: those that the scenario says to try
    View view = View::timeline;
    std::optional<Time> t, from, to;  // the playhead and the view; `from` and `to` go together
    std::optional<int64_t> focus, baseline, aim;  // runs of the scenario; see State
    std::string sel;                  // session/selection_text.h, with the number of the run in the scenario
    std::string range;                // "10ms-20ms"
    std::vector<Time> mark;
    std::optional<Question> ask;
    FigureTheme theme = FigureTheme::automatic;
    std::optional<int64_t> engine;  // of the version that made the figure
    bool operator==(const Figure&) const = default;
};

constexpr size_t max_knobs = 3;
// A whole scenario and what a figure says besides.
constexpr size_t longest_figure = scenario::longest_text + 16 * 1024;

enum class Reading : uint8_t { strict, lenient };

struct Dropped {
    std::string part;  // "set=machine.cores:lots", as in a link
    std::string why;
    bool operator==(const Dropped&) const = default;
};

// A figure that has been read, and the scenario that it names.
struct ReadFigure {
    Figure figure;
    scenario::Document original;  // without the figure's changes
    scenario::Document document;  // with them
    std::vector<Dropped> dropped;
    scenario::json::Value source;
};

// The text of a scenario that is not built in, or not into this module: the page gives it.
struct GivenText {
    std::string id, text;
};

// A figure without a scenario is an error in either case.
Result<ReadFigure> read_figure(std::string_view text, Reading reading, std::span<const GivenText> given = {});

// Whether a JSON text is that of a figure rather than a scenario: it has the key "figure".
bool is_figure(std::string_view text);

// Canonical text: keys in the order of the format, and only those that differ from their defaults.
std::string write_figure(const Figure& figure);
scenario::json::Value value_of(const Figure& figure);

// The range of a figure; nothing if the text is none.
std::optional<Range> parse_range(std::string_view text);
std::string range_text(const Range& range);

// What a session shows, as a figure: opening it in another session shows the same. A session that was opened with a
// figure keeps what that said about its title, knobs, question and so on. Requires a session with a document.
Figure figure_of(const Session& session);

}  // namespace session
