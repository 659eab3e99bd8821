#include "session/figure_keys.h"

#include "scenario/field_makers.h"
#include "session/figure.h"
#include "session/marks.h"

namespace session {

using scenario::ChoiceRow;
using scenario::Field;
using scenario::Record;
using scenario::Type;

namespace {

constexpr ChoiceRow panels[] = {{"numbers", "the numbers of the runs", 0},
                                {"verdict", "concurrent, parallel, asynchronous: which of them the runs are", 1},
                                {"now", "what happens at the playhead", 2},
                                {"why", "the reason for what is selected, or for what happens at the playhead", 3},
                                {"legend", "what the shapes of the bars mean", 4}};
constexpr ChoiceRow themes[] = {{"auto", "that of the page or of the system", int(FigureTheme::automatic)},
                                {"light", "light", int(FigureTheme::light)},
                                {"dark", "dark", int(FigureTheme::dark)}};
constexpr ChoiceRow views[] = {
    {"timeline", "the timeline", int(View::timeline)},
    {"restaurant", "the moment as a restaurant: tables are tasks, waiters are threads, stoves are devices",
     int(View::restaurant)},
    {"desk", "the moment as an office: desks are cores, trays are queues", int(View::desk)},
    {"chip", "the moment on the chip: what each core runs, and what it waits for", int(View::chip)}};

constexpr double longest_caption = 500, longest_title = 200, max_runs = 31, max_engine = 1'000'000;

}  // namespace

constinit const std::span<const ChoiceRow> panel_choices = panels, theme_choices = themes, view_choices = views;

std::string_view word_of(std::span<const ChoiceRow> choices, int number) {
    for (const ChoiceRow& row : choices)
        if (row.number == number) return row.value;
    return {};
}

const Record& question_record() {
    using namespace scenario;
    static const Field fields[] = {
        field<&Question::text>({.key = "text",
                                .help = "The question. Without it, the figure asks for the number by its name.",
                                .max = longest_caption}),
        field<&Question::number>({.key = "number",
                                  .help = "The number that is asked for, by its name in `numbers`. The right answer is "
                                          "taken from the run.",
                                  .max = 200}),
        field<&Question::run>(
            {.key = "run",
             .help = "The run whose number is asked for, counted from 0; without it, the first one that is shown.",
             .max = max_runs}),
        field<&Question::within>({.key = "within",
                                  .help =
                                      "How far off an answer may be, as a share of the right number: `0.05` accepts "
                                      "5 % more or less. Without it, the answer must be right to the digits that "
                                      "are shown.",
                                  .max = 1}),
        field<&Question::choices>({.key = "choices",
                                   .help = "Instead of a number: two to eight answers to choose from.",
                                   .max = longest_title}),
        field<&Question::right>({.key = "right", .help = "Which of the choices is right, counted from 0.", .max = 7}),
        field<&Question::because>(
            {.key = "because", .help = "The reason, shown with the right answer.", .max = longest_caption}),
    };
    static const Record record{
        .name = "question", .fields = fields, .defaults = default_of<Question>, .text_is = "number"};
    return record;
}

const Record& figure_record() {
    using namespace scenario;
    static const Field fields[] = {
        unkept({.key = "$schema", .help = "The address of the JSON Schema, for editors."}, Type::note),
        unkept({.key = "figure", .help = "The version of this format.", .required = true}, Type::version),
        field<&Figure::scenario>({.key = "scenario",
                                  .help = "What runs: the id of a scenario of the gallery, or a whole scenario.",
                                  .max = 64,
                                  .required = true}),
        field<&Figure::set>({.key = "set",
                             .help = "Changes of the scenario, in this order: ids of parameters, or paths of the "
                                     "scenario's file, and their values.",
                             .max = 32}),
        field<&Figure::title>(
            {.key = "title", .help = "The heading. Without it, the title of the scenario.", .max = longest_title}),
        field<&Figure::caption>({.key = "caption", .help = "The text below the figure.", .max = longest_caption}),
        field<&Figure::runs>({.key = "runs",
                              .help =
                                  "The runs that are shown, counted from 0: 0 is the scenario itself, the others are "
                                  "its `compare` rows. Without it, all.",
                              .max = max_runs}),
        field<&Figure::lanes>({.key = "lanes",
                               .help = "The lanes that are shown. Without it, those that suit the scenario.",
                               .max = 200,
                               .choices = lane_choices}),
        field<&Figure::show>({.key = "show",
                              .help = "The panels that are shown besides the timeline. Without it, the numbers.",
                              .max = 200,
                              .choices = panel_choices}),
        field<&Figure::numbers>({.key = "numbers",
                                 .help = "The numbers below the timeline. Without it, those that the scenario shows.",
                                 .max = 200,
                                 .choices = column_choices}),
        field<&Figure::knobs>({.key = "knobs",
                               .help =
                                   "The parameters that readers may change, up to three. Without it, those that the "
                                   "scenario says to try; an empty list: none.",
                               .max = 300}),
        field<&Figure::view>(
            {.key = "view",
             .help = "What is drawn. All but the timeline are pictures of the moment `t`, above the timeline.",
             .choices = view_choices}),
        field<&Figure::t>({.key = "t", .help = "Where the playhead is.", .max = longest}),
        field<&Figure::from>(
            {.key = "from", .help = "The beginning of what is shown; `from` and `to` go together.", .max = longest}),
        field<&Figure::to>({.key = "to", .help = "The end of what is shown.", .max = longest}),
        field<&Figure::focus>({.key = "focus",
                               .help = "The run whose numbers at the playhead are shown, counted from 0.",
                               .max = max_runs}),
        field<&Figure::baseline>({.key = "baseline",
                                  .help = "The run that the others are compared with, counted from 0. Without it, no "
                                          "run is the baseline.",
                                  .max = max_runs}),
        field<&Figure::aim>({.key = "aim",
                             .help = "The only run that the controls change, counted from 0. Without it, they change "
                                     "all runs.",
                             .max = max_runs}),
        field<&Figure::sel>({.key = "sel",
                             .help = "What is selected: `RUN:SPAN`, `RUN:callback:NUMBER`, or a gap as "
                                     "`RUN:KIND:LANE:TIME`.",
                             .max = 80}),
        field<&Figure::range>({.key = "range", .help = "What is measured, as in `10ms-20ms`.", .max = 80}),
        field<&Figure::mark>({.key = "mark", .help = "Marks in time.", .max = double(max_marks)}),
        perhaps<&Figure::ask>(
            {.key = "ask",
             .help = "A question that is asked before the future is shown: the name of a number, or an object."},
            question_record()),
        field<&Figure::theme>({.key = "theme", .help = "The colours.", .choices = theme_choices}),
        field<&Figure::engine>({.key = "engine",
                                .help = "The version of the engine that made the figure. Where another one shows it, "
                                        "the page says that results may differ.",
                                .min = 1,
                                .max = max_engine}),
    };
    static const Record record{.name = "figure", .fields = fields, .defaults = default_of<Figure>};
    return record;
}

}  // namespace session
