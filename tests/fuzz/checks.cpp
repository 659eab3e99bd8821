#include "tests/fuzz/checks.h"

#include "base/json_writer.h"
#include "chart/hit.h"
#include "chart/lanes/lanes.h"
#include "chart/layout.h"
#include "chart/rows/groups.h"
#include "chart/svg/svg.h"
#include "exchange/in/read.h"
#include "exchange/out/formats.h"
#include "metrics/numbers/report.h"
#include "metrics/why/why.h"
#include "model/simulation.h"
#include "scenario/document.h"
#include "scenario/fields.h"
#include "scenario/parameters.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <utility>
#include <vector>

namespace fuzz {

namespace {

constexpr model::Budget budget{.events = 8'000, .spans = 20'000, .bytes = 64 << 20, .looks = 50'000'000};
constexpr size_t max_variants = 3;
constexpr size_t drawn_spans = 4'000;  // drawing more takes long and tests nothing more

trace::Log run_in_slices(const scenario::Scenario& scenario, uint64_t events) {
    model::Simulation simulation(scenario, budget);
    while (simulation.advance(events)) {}
    return std::move(simulation).take_log();
}

void explain(const scenario::Scenario& scenario, const trace::Log& log) {
    const metrics::SpanIndex index(log);
    constexpr int moments = 5;
    for (int i = 0; i <= moments; ++i) {
        const Time t{log.end.ns / moments * i};
        if (metrics::explain_now(scenario, log, index, t).empty()) fail("nothing is said of a moment");
        if (log.cores > 0)
            for (const uint32_t core : {0u, log.cores - 1}) metrics::explain_core_gap(scenario, log, index, {core}, t);
        if (!log.threads.empty())
            metrics::explain_thread_gap(scenario, log, index, {uint32_t(log.threads.size() / 2)}, t);
        metrics::explain_server(scenario, log, 0, t);
    }
    const size_t step = std::max<size_t>(1, log.spans.size() / 20);
    for (size_t i = 0; i < log.spans.size(); i += step)
        if (metrics::explain_span(scenario, log, index, i).empty()) fail("nothing is said of a span");
    const size_t few = std::min<size_t>(log.notes.size(), 20);
    for (size_t i = 0; i < few; ++i)
        if (metrics::explain_note(scenario, log, log.notes[i]).empty()) fail("nothing is said of a note");
}

void draw(const scenario::Variant& variant, const trace::Log& log, const metrics::Results& results,
          const metrics::Levels& levels) {
    const bool few_tasks = log.tasks.size() < 200;
    const auto lanes = chart::lanes_of(variant.scenario, log, {true, log.threads.size() < 2'000, few_tasks});
    std::vector<chart::GroupKey> groups;
    for (const chart::LaneGroup& group : lanes.groups())
        if (chart::foldable(group)) groups.push_back(group.key());
    const chart::FoldedGroups open, folded = chart::fold_groups(variant.scenario, log, lanes, groups);
    const Time end = std::max(log.end, nsec(1));
    const chart::Options whole{.begin = {}, .end = end, .top_px = 0, .height_px = 2'000};
    const chart::Options part{.begin = {end.ns / 3},
                              .end = {end.ns / 3 + std::max<int64_t>(1, end.ns / 50)},
                              .top_px = 100,
                              .height_px = 400};
    for (const auto& [options, folds] : {std::pair(whole, &open), std::pair(part, &open), std::pair(whole, &folded)}) {
        const std::vector<chart::Pane> panes{
            {variant.title, &variant.scenario, &log, &results, &levels, &lanes, nullptr, folds}};
        const chart::Frame frame = chart::layout(panes, options);
        chart::hit(frame, panes, 300, 150);
        const std::string svg = chart::svg_text(frame, chart::Theme::dark, variant.title, variant.scenario.title);
        if (!svg.ends_with("</svg>\n") && !svg.ends_with("</svg>")) fail("a picture has no end");
    }
}

void check_run(const scenario::Variant& variant) {
    const scenario::Scenario& scenario = variant.scenario;
    const trace::Log log = run_in_slices(scenario, 1'000'000);
    if (log.complete != log.stopped_by.empty())
        fail("a run is cut short, and doesn't say by what; or the other way round");
    if (run_in_slices(scenario, 97).hash() != log.hash()) fail("a run in slices is another run");
    const auto levels = metrics::levels_of(log);
    const auto results = metrics::results_of(scenario, log, levels);
    int64_t arrived = 0;
    for (const trace::Task& task : log.tasks) arrived += task.kind == trace::TaskKind::arrived;
    if (results.completed + results.rejected + results.gave_up + results.unfinished != arrived) fail("tasks are lost");
    if (log.complete && !scenario.stop && !log.tasks.empty() && log.end > longest_time * 2)
        fail("a run ends after the end of time");
    metrics::verdict_sentence({results.verdict});
    explain(scenario, log);
    if (log.spans.size() > drawn_spans) return;
    draw(variant, log, results, levels);
    JsonWriter json;
    metrics::write_variant(json, {variant.title, scenario, log, results}, {true, true});
    if (!is_json(json.text())) fail("the results are no JSON");
}

}  // namespace

void fail(std::string_view what, std::string_view text) {
    std::fprintf(stderr, "fuzz: %.*s\n%.*s\n", int(what.size()), what.data(), int(text.size()), text.data());
    std::abort();
}

bool is_json(std::string_view text) {
    // The parser of scenarios accepts no text that is longer than a scenario may be.
    return text.size() > scenario::longest_text || bool(scenario::json::parse(text));
}

bool check_text(std::string_view text) {
    const auto document = scenario::read(text);
    if (!document) {
        const Error& error = document.error();
        if (error.message.empty() || error.line < 0 || error.column < 0) fail("an error without words or place", text);
        return false;
    }
    const std::string once = scenario::write(*document);
    // The canonical text has more white space, and may exceed the limit.
    if (once.size() <= scenario::longest_text) {
        const auto again = scenario::read(once);
        if (!again) fail("what was written is refused: " + again.error().message, once);
        if (scenario::write(*again) != once) fail("written twice, it is another text", once);
        if (again->variants.size() != document->variants.size()) fail("variants are lost", once);
        for (size_t i = 0; i < again->variants.size(); ++i)
            if (again->variants[i].title != document->variants[i].title ||
                !(again->variants[i].scenario == document->variants[i].scenario))
                fail("read again, it is another scenario", once);
    }
    for (const scenario::Parameter& row : scenario::parameters(*document))
        if (row.id.empty() || row.label.empty()) fail("a parameter without a name", text);
    for (size_t i = 0; i < std::min(max_variants, document->variants.size()); ++i) check_run(document->variants[i]);
    return true;
}

// ---- words ---------------------------------------------------------------------

namespace {

void add_words(const scenario::Record& record, std::set<std::string>& words, std::set<const scenario::Record*>& seen) {
    if (!seen.insert(&record).second) return;
    for (const scenario::Field& field : record.fields) {
        words.insert("\"" + std::string(field.key) + "\": ");
        for (const scenario::ChoiceRow& choice : field.choices) words.insert("\"" + std::string(choice.value) + "\"");
        if (field.record) add_words(*field.record, words, seen);
    }
}

}  // namespace

std::string dictionary() {
    std::set<std::string> words;
    std::set<const scenario::Record*> seen;
    add_words(scenario::scenario_record, words, seen);
    for (const scenario::ChoiceRow& law : scenario::law_kinds) words.insert("{\"" + std::string(law.value) + "\": ");
    for (const char* word : {"\"1ns\"", "\"1us\"", "\"20ms\"", "\"1s\"", "\"1h\"", "\"1MiB\"", "true", "false", "null",
                             "0", "1", "1000000", "\"x-a\": ", "{", "}", "[", "]", ", "})
        words.insert(word);
    std::string text;
    for (const std::string& word : words) {
        text += '"';
        for (const char c : word)
            text += c == '"' ? std::string("\\\"") : c == '\\' ? std::string("\\\\") : std::string(1, c);
        text += "\"\n";
    }
    return text;
}

namespace {

Result<exchange::Recorded> read_recording(std::string_view text, size_t piece) {
    exchange::Reader reader({.events = 20'000});
    for (size_t at = 0; at < text.size() && reader.feed(text.substr(at, piece)); at += piece) {}
    return std::move(reader).finish("recording");
}

}  // namespace

bool check_recording(std::string_view text, size_t piece, size_t other_piece) {
    auto recorded = read_recording(text, piece);
    const auto again = read_recording(text, other_piece);
    if (bool(recorded) != bool(again)) fail("the pieces make a difference", text);
    if (!recorded) {
        const Error &a = recorded.error(), &b = again.error();
        if (a.message.empty() || a.line < 1 || a.column < 1) fail("an error has no words or no place", text);
        if (a.message != b.message || a.line != b.line || a.column != b.column)
            fail("the pieces make a difference to the error", text);
        return false;
    }
    if (recorded->log.hash() != again->log.hash()) fail("the pieces make a difference to the log", text);
    const scenario::Variant variant{"recording", std::move(recorded->scenario)};
    const trace::Log& log = recorded->log;
    const metrics::Levels levels = metrics::levels_of(log);
    const metrics::Results results = metrics::results_of(variant.scenario, log, levels);
    if (log.spans.size() > drawn_spans || log.cores > 500 || log.threads.size() > 500) return true;
    explain(variant.scenario, log);
    draw(variant, log, results, levels);
    const chart::Pane pane{variant.title, &variant.scenario, &log, &results, &levels, nullptr};
    for (const exchange::FormatRow& row : exchange::formats()) {
        const std::string out = exchange::write(row.format, variant.title, {pane});
        if (row.format != exchange::Format::perfetto && row.format != exchange::Format::chrome) continue;
        if (!read_recording(out, 1 << 16)) fail("what was exported cannot be opened", text);
    }
    return true;
}

}  // namespace fuzz
