// The options of the command line, defined with CLI11.

#include "cli/commands.h"

#include "base/say.h"
#include "cli/render_view.h"
#include "cli/source.h"
#include "exchange/out/formats.h"
#include "samples/languages.h"
#include "scenario/catalogue.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <optional>
#include <streambuf>
#include <utility>

namespace {

// While an object exists, control characters in output for people are replaced by their symbols (ESC by U+241B), so
// that a title or a name cannot control the terminal. Line ends and tabs are not replaced.
class Visible {
public:
    explicit Visible(bool on) {
        if (!on) return;
        out_.into = std::cout.rdbuf(&out_);
        errors_.into = std::cerr.rdbuf(&errors_);
    }
    ~Visible() {
        if (out_.into) std::cout.rdbuf(out_.into);
        if (errors_.into) std::cerr.rdbuf(errors_.into);
    }
    Visible(const Visible&) = delete;
    Visible& operator=(const Visible&) = delete;

private:
    struct Filter final : std::streambuf {
        int overflow(int c) override {
            if (c == EOF) return 0;
            const bool control = (c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == 0x7F;
            if (!control) return into->sputc(char(c));
            const char symbol[] = {'\xE2', '\x90', char(0x80 + (c == 0x7F ? 0x21 : c))};
            return into->sputn(symbol, 3) == 3 ? c : EOF;
        }
        int sync() override { return into->pubsync(); }
        std::streambuf* into = nullptr;
    };
    Filter out_, errors_;
};

void add_source(CLI::App& command, cli::Source& source) {
    command
        .add_option("scenario", source.scenario,
                    "A file of a scenario or a figure, - for standard input, or the name of a built-in scenario")
        ->required();
    command.add_option("--set", source.set, "Change a parameter: ID=VALUE, as in machine.cores=4")
        ->allow_extra_args(false);
    command.add_option("--seed", source.seed, "Use another seed for the random numbers");
}

void add_budget(CLI::App& command, model::Budget& budget) {
    command.add_option("--max-events", budget.events, "Stop after this many events");
    command.add_option("--max-spans", budget.spans, "Stop after this many spans")
        ->check(CLI::Range(uint64_t(1), model::Budget::max_spans));
}

std::vector<std::string> format_names() {
    std::vector<std::string> names;
    for (const exchange::FormatRow& row : exchange::formats()) names.emplace_back(row.name);
    return names;
}

std::vector<std::string> language_names() {
    std::vector<std::string> names{"all"};
    for (const samples::LanguageRow& row : samples::language_rows()) names.emplace_back(row.id);
    return names;
}

std::vector<std::string> with_timeline(std::vector<std::string> names) {
    names.insert(names.begin(), "timeline");
    return names;
}

// Loads the catalogue from a file. Returns an exit code.
int take_words(const std::string& path) {
    const auto text = cli::read_file(path, scenario::max_catalogue_bytes);
    if (!text) {
        std::cerr << path << ": cannot be read\n";
        return cli::usage;
    }
    auto catalogue = scenario::read_catalogue(*text);
    if (!catalogue) {
        std::cerr << error_text(path, catalogue.error()) << '\n';
        return cli::invalid;
    }
    set_catalogue(std::move(*catalogue));
    return cli::ok;
}

}  // namespace

int cli::command_line(std::vector<std::string> words) {
    CLI::App app{"Interleave: see how tasks share cores, threads and waits."};
    app.require_subcommand(1);
    app.set_version_flag("--version", say_plain("interleave-cli {version} (engine {engine})",
                                                {{"version", INTERLEAVE_VERSION}, {"engine", model::engine_version}}));

    std::string words_file;
    app.add_option("--words", words_file, "A catalogue of texts in another language, as written by tools/words");
    app.fallthrough();

    auto* list = app.add_subcommand("list", "The built-in scenarios");

    std::vector<std::string> files;
    auto* check = app.add_subcommand(
        "check",
        "Reads files of scenarios and figures and shows what is wrong in them, and which locks may lead to a deadlock");
    check->add_option("files", files, "Files of scenarios or figures, - for standard input")->required();

    cli::RunOptions run_options;
    auto* run = app.add_subcommand("run", "Runs a scenario and shows the results");
    add_source(*run, run_options.source);
    run->add_option("--variant", run_options.variant,
                    "all, or a number: 0 is the file itself, 1 its first compare row");
    run->add_option("--format", run_options.format, "table, json or csv")
        ->check(CLI::IsMember({"table", "json", "csv"}));
    run->add_flag("--tasks", run_options.tasks, "Include the life of each task");
    run->add_flag("--spans", run_options.spans, "Include every span of the timeline");
    add_budget(*run, run_options.budget);
    run->add_option("--expect", run_options.expect, "Fail unless this is true: 'makespan<=148ms'")
        ->allow_extra_args(false);

    run->add_option("--expect-output", run_options.expect_output,
                    "Fail unless a JavaScript program prints what this file contains");

    cli::NodeOptions node_options;
    auto* node = app.add_subcommand(
        "node", "Runs a JavaScript program under the machine's Node as well, and shows where they differ");
    add_source(*node, node_options.source);
    add_budget(*node, node_options.budget);

    cli::RenderOptions render_options;
    auto* render =
        app.add_subcommand("render", "Draws runs as an SVG file: their timelines, or a moment in another view");
    add_source(*render, render_options.source);
    render->add_option("--variant", render_options.variant, "all, or a number");
    render->add_option("-o,--output", render_options.output, "The file to write, - for standard output")->required();
    render->add_option("--from", render_options.from, "Start of the time that is shown, as in 20ms");
    render->add_option("--to", render_options.to, "End of the time that is shown");
    render->add_option("--theme", render_options.theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
    render->add_option("--width", render_options.width, "In pixels")->check(CLI::Range(200, 8000));
    render->add_flag("--title", render_options.title, "With the title above the timeline");
    render->add_flag("--legend", render_options.legend, "With the meaning of the shapes below it");
    render->add_flag("--verdict", render_options.verdict, "With the verdict on the runs below it");
    render
        ->add_option("--lanes", render_options.lanes,
                     "any of loops, cores, threads, tasks, devices, queues and counters, separated by commas")
        ->delimiter(',')
        ->check(CLI::IsMember({"loops", "cores", "threads", "tasks", "devices", "queues", "counters"}));

    render
        ->add_option("--view", render_options.view,
                     "What to draw: timeline, or a moment of the runs as a restaurant, an office desk ...")
        ->check(CLI::IsMember(with_timeline(cli::view_names())));
    render->add_option("--at", render_options.at, "The moment that a view other than the timeline shows, as in 20ms");

    add_budget(*render, render_options.budget);

    cli::ExportOptions export_options;
    auto* export_runs = app.add_subcommand("export", "Writes runs for other programs");
    add_source(*export_runs, export_options.source);
    export_runs->add_option("--variant", export_options.variant, "all, or a number");
    export_runs->add_option("-o,--output", export_options.output, "The file to write, - for standard output")
        ->required();
    export_runs->add_option("--as", export_options.format, "perfetto, chrome, speedscope, csv or mermaid")
        ->required()
        ->check(CLI::IsMember(format_names()));
    add_budget(*export_runs, export_options.budget);

    cli::TraceOptions trace_options;
    auto* trace = app.add_subcommand(
        "trace", "Reads a recording: a Chrome trace (JSON), or scheduler events of ftrace or perf script");
    trace->add_option("file", trace_options.file, "The recording, - for standard input")->required();
    trace->add_option("--format", trace_options.format, "table or json")->check(CLI::IsMember({"table", "json"}));
    trace->add_flag("--tasks", trace_options.tasks, "JSON: include each task");
    trace->add_flag("--spans", trace_options.spans, "JSON: include every span");

    cli::CodeOptions code_options;
    auto* code = app.add_subcommand("code", "Shows how a scenario's strategy is written in a programming language");
    add_source(*code, code_options.source);
    code->add_option("--variant", code_options.variant, "all, or a number");
    code->add_option("--language", code_options.language, "javascript, python, java, kotlin, go, cpp or all")
        ->check(CLI::IsMember(language_names()));
    code->add_flag("--whole", code_options.whole, "A whole program, which can be compiled");

    cli::GradeOptions grade_options;
    auto* grade = app.add_subcommand("grade", "Grades the codes of students by running their exercises again");
    grade->add_option("codes", grade_options.codes,
                      "Codes, or - for standard input, with a student and a code on each line")
        ->required();
    grade->add_option("--format", grade_options.format, "table or csv")->check(CLI::IsMember({"table", "csv"}));
    grade->add_flag("--show", grade_options.show,
                    "Print the figures of the codes as JSON instead; the codes need no checksum");

    bool markdown = false;
    std::string schema_of = "scenario";
    auto* schema = app.add_subcommand("schema", "The JSON Schema of the files of scenarios or figures");
    schema->add_option("what", schema_of, "scenario or figure")->check(CLI::IsMember({"scenario", "figure"}));
    schema->add_flag("--markdown", markdown, "As a reference in Markdown, for people");

    // These commands are planned; so far they only print that they are not supported yet.
    for (const char* later : {"sweep", "measure"}) {
        auto* command = app.add_subcommand(later, "Not supported yet");
        command->allow_extras();
        command->callback([later] {
            std::cerr << later << " is not supported yet\n";
            throw CLI::RuntimeError(cli::usage);
        });
    }

    try {
        std::reverse(words.begin(), words.end());  // CLI11 expects them in reverse
        app.parse(std::move(words));
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? cli::ok : cli::usage;
    }
    if (!words_file.empty())
        if (const int exit = take_words(words_file)) return exit;
    const bool for_people =
        *list || *check || *node || (*grade && grade_options.format == "table") ||
        (*run && run_options.format == "table") || (*trace && trace_options.format == "table");
    std::optional<Visible> visible(std::in_place, for_people);
    const int exit = *list          ? cli::list()
                     : *check       ? cli::check(files)
                     : *run         ? cli::run(run_options)
                     : *node        ? cli::node(node_options)
                     : *render      ? cli::render(render_options)
                     : *export_runs ? cli::export_runs(export_options)
                     : *trace       ? cli::trace(trace_options)
                     : *code        ? cli::code(code_options)
                     : *grade       ? cli::grade(grade_options)
                     : *schema      ? cli::schema(schema_of, markdown)
                                    : cli::usage;
    const bool written = bool(std::cout << std::flush);
    visible.reset();
    if (written) return exit;
    std::cerr << "the output cannot be written\n";
    return cli::usage;
}
