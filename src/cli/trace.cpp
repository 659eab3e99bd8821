// trace: recordings of real programs.

#include "cli/commands.h"
#include "cli/source.h"
#include "cli/table.h"

#include "base/json_writer.h"
#include "base/number.h"
#include "base/say.h"
#include "exchange/in/read.h"
#include "exchange/in/unpack.h"
#include "metrics/numbers/report.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <optional>

namespace cli {

namespace {

constexpr size_t piece = 1 << 20;

// Reads a file, or standard input, in pieces, and unpacks it if it is compressed. Returns false if it cannot be read.
bool read_pieces(const std::string& path, const std::function<bool(std::string_view)>& feed,
                 std::optional<Error>& error) {
    std::string bytes(piece, '\0');
    std::FILE* const file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
    if (!file) return false;
    const auto next = [&] { return std::string_view(bytes).substr(0, std::fread(bytes.data(), 1, piece, file)); };
    error = exchange::feed_pieces(next, feed);
    const bool failed = std::ferror(file) != 0;
    if (file != stdin) std::fclose(file);
    return !failed;
}

std::string name_of(const std::string& path) {
    return path == "-" ? "Recording" : path.substr(path.find_last_of("/\\") + 1);
}

void print_table_of(const session::Run& run) {
    const trace::Recording& recording = *run.log().recording;
    const metrics::Results& r = run.results;
    const auto number = [](uint64_t n) { return grouped_text(int64_t(n)); };
    std::cout << run.variant.title << "\n" << run.variant.scenario.description << "\n\n";
    std::vector<std::vector<std::string>> rows{{"", "mean", "highest"}};
    rows.push_back({"concurrency", rounded_text(r.concurrency.mean, 2), number(uint64_t(r.concurrency.max))});
    rows.push_back({"parallelism", rounded_text(r.parallelism.mean, 2), number(uint64_t(r.parallelism.max))});
    rows.push_back({"asynchrony", rounded_text(r.asynchrony.mean, 2), number(uint64_t(r.asynchrony.max))});
    print_table(rows);
    std::cout << '\n';
    size_t lanes = 0, processes = 0;
    for (size_t i = 0; i < recording.threads.size(); ++i) {
        lanes += recording.threads[i].operations > 0;
        processes += i == 0 || recording.threads[i].process != recording.threads[i - 1].process;
    }
    rows = {{"", ""},
            {"lasts", time_label(run.log().end)},
            {"threads", number(recording.threads.size() - lanes)},
            {"lanes of asynchronous operations", number(lanes)},
            {"tasks", number(run.log().tasks.size())},
            {"spans", number(run.log().spans.size())},
            {"inside of others", number(recording.nested.slices.size())},
            {"instants", number(recording.instants.size())},
            {"wake-ups and arrows", number(recording.links.size())}};
    if (processes > 1) rows.insert(rows.begin() + 2, {"processes", number(processes)});
    if (run.log().cores > 0)
        rows.push_back(
            {"cores", say_plain("{cores}, busy {percent} %", {{"cores", number(run.log().cores)},
                                                              {"percent", rounded_text(r.utilisation * 100, 0)}})});
    rows.push_back(
        {"a task takes", say_plain("{mean} (p95 {p95})", {{"mean", time_label({int64_t(r.latency.mean + 0.5)})},
                                                          {"p95", time_label(r.latency.p95)}})});
    if (recording.kind != trace::Recording::Kind::slices)
        rows.push_back({"until it first runs",
                        say_plain("{mean} (p95 {p95})", {{"mean", time_label({int64_t(r.response.mean + 0.5)})},
                                                         {"p95", time_label(r.response.p95)}})});
    rows.erase(rows.begin());
    print_table(rows);
    if (!recording.counters.empty()) {
        std::cout << '\n';
        rows = {{"counter", "samples", "min", "max", "last"}};
        for (const trace::Counter& counter : recording.counters)
            rows.push_back({counter.name, number(counter.samples.size()), rounded_text(counter.min, 3),
                            rounded_text(counter.max, 3), rounded_text(counter.samples.back().value, 3)});
        print_table(rows);
    }
    std::cout << '\n' << metrics::verdict_sentence({r.verdict}).plain() << '\n';
}

}  // namespace

bool is_recording(const std::string& path) {
    if (path == "-") return false;
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (!file) return false;
    std::string beginning(64 << 10, '\0');
    beginning.resize(std::fread(beginning.data(), 1, beginning.size(), file));
    const bool ended = std::fgetc(file) == EOF;
    std::fseek(file, 0, SEEK_END);
    const long size = std::ftell(file);
    std::fclose(file);
    return exchange::looks_like_recording(beginning, ended || size < 0 ? beginning.size() : size_t(size));
}

std::optional<exchange::Recorded> read_recording(const std::string& path, int& exit) {
    exchange::Reader reader;
    std::optional<Error> damaged;
    if (!read_pieces(path, [&](std::string_view bytes) { return reader.feed(bytes); }, damaged)) {
        std::cerr << path << ": cannot be read\n";
        exit = usage;
        return {};
    }
    if (damaged) {
        std::cerr << error_text(path, *damaged) << '\n';
        exit = invalid;
        return {};
    }
    auto recorded = std::move(reader).finish(name_of(path));
    if (!recorded) {
        std::cerr << error_text(path, recorded.error()) << '\n';
        exit = invalid;
        return {};
    }
    return std::move(*recorded);
}

int trace(const TraceOptions& options) {
    int exit = ok;
    auto recorded = read_recording(options.file, exit);
    if (!recorded) return exit;
    session::RunSet runs;
    runs.change({}, {std::make_shared<const exchange::Recorded>(std::move(*recorded))}, {});
    runs.finish();
    const session::Run& run = *runs.all()[0];
    if (options.format == "table") {
        print_table_of(run);
        return ok;
    }
    const trace::Recording& recording = *run.log().recording;
    JsonWriter json;
    json.begin_object().member("recording", run.variant.title).member("format", recording.format);
    json.member("recorded_events", recording.events).member("origin_ns", recording.origin_ns);
    json.key("remarks").begin_array();
    for (const std::string& remark : recording.remarks) json.value(remark);
    json.end_array().key("counters").begin_array();
    for (const trace::Counter& counter : recording.counters) {
        json.begin_object(JsonWriter::Style::compact)
            .member("name", counter.name)
            .member("samples", uint64_t(counter.samples.size()));
        json.member("min", counter.min)
            .member("max", counter.max)
            .member("last", counter.samples.back().value)
            .end_object();
    }
    json.end_array().key("operations").begin_array();
    for (uint32_t i = 0; i < recording.threads.size();) {
        const uint32_t first = i, kind = recording.threads[i].operations;
        while (++i < recording.threads.size() && kind > 0 && recording.threads[i].operations == kind) {}
        if (kind > 0)
            json.begin_object(JsonWriter::Style::compact)
                .member("name", recording.thread_name({first}))
                .member("lanes", i - first)
                .end_object();
    }
    json.end_array().key("variants").begin_array();
    metrics::write_variant(json, {run.variant.title, run.variant.scenario, run.log(), run.results},
                           {options.tasks, options.spans});
    json.end_array().end_object();
    std::cout << json.text() << '\n';
    return ok;
}

}  // namespace cli
