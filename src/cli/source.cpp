#include "cli/source.h"

#include "base/number.h"
#include "chart/rows/groups.h"
#include "scenario/builtin_files.h"
#include "scenario/change.h"
#include "session/prepared.h"

#include <cstdio>
#include <iostream>

namespace cli {

std::optional<std::string> read_file(const std::string& path) {
    std::string text(scenario::longest_text + 1, '\0');
    if (path == "-") {
        std::cin.read(text.data(), std::streamsize(text.size()));
        text.resize(size_t(std::cin.gcount()));
        return text;
    }
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (!file) return {};
    const size_t size = std::fread(text.data(), 1, text.size(), file);
    const bool failed = std::ferror(file) != 0;  // opening a directory succeeds, but reading it fails here
    std::fclose(file);
    if (failed) return {};
    text.resize(size);
    return text;
}

std::string builtin_id(std::string_view file_name) { return std::string(file_name.substr(0, file_name.rfind('.'))); }

std::optional<scenario::Document> open(const Source& source, int& exit) {
    std::optional<std::string> text;
    for (const Embedded& file : scenario::builtin_files())
        if (builtin_id(file.name) == source.scenario) text = std::string(file.bytes);
    if (!text) text = read_file(source.scenario);
    if (!text) {
        std::cerr << source.scenario
                  << ": no such file, and no built-in scenario of that name (interleave-cli list shows them)\n";
        exit = usage;
        return {};
    }
    auto document = scenario::read(*text);
    if (!document) {
        std::cerr << error_text(source.scenario, document.error()) << '\n';
        exit = invalid;
        return {};
    }
    std::vector<std::string> changes = source.set;
    if (!source.seed.empty()) changes.push_back("seed=" + source.seed);
    for (const std::string& change : changes) {
        const size_t at = change.find_first_of("=:");
        if (at == std::string::npos) {
            std::cerr << "--set " << change << ": write ID=VALUE, for example machine.cores=4\n";
            exit = usage;
            return {};
        }
        document = scenario::with_parameter(*document, change.substr(0, at), change.substr(at + 1));
        if (!document) {
            std::cerr << "--set " << change << ": " << document.error().message << '\n';
            exit = invalid;
            return {};
        }
    }
    return std::move(*document);
}

std::optional<session::RunSet> run_variants(const scenario::Document& document, const std::string& which,
                                            model::Budget budget, int& exit) {
    std::vector<scenario::Variant> chosen = document.variants;
    if (which != "all") {
        const auto number = parse_integer(which);
        const int64_t count = int64_t(document.variants.size());
        if (!number || *number < 0 || *number >= count) {
            std::cerr << "--variant " << which << ": write all, or a number from 0 (the file itself) to " << count - 1
                      << '\n';
            exit = usage;
            return {};
        }
        chosen = {document.variants[size_t(*number)]};
    }
    session::RunSet runs;
    runs.change(chosen, {}, budget);
    runs.finish();
    return runs;
}

std::optional<session::RunSet> runs_of(const Source& source, const std::string& variant, model::Budget budget,
                                       int& exit) {
    if (source.set.empty() && source.seed.empty() && is_recording(source.scenario)) {
        auto recorded = read_recording(source.scenario, exit);
        if (!recorded) return {};
        session::RunSet runs;
        runs.change({}, {std::make_shared<const exchange::Recorded>(std::move(*recorded))}, budget);
        runs.finish();
        return runs;
    }
    const auto document = open(source, exit);
    return document ? run_variants(*document, variant, budget, exit) : std::nullopt;
}

std::vector<chart::Pane> panes_of(const session::RunSet& runs, chart::LaneChoice choice) {
    std::vector<chart::Pane> panes;
    for (const auto& run : runs.all()) {
        session::lay_lanes(*run, choice);
        run->folded = chart::fold_groups(run->variant.scenario, run->log(), run->lanes, {});
        panes.push_back(session::pane_of(*run));
    }
    return panes;
}

bool write_file(const std::string& path, const std::string& text) {
    if (path == "-") return bool(std::cout << text << std::flush);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (!file) return false;
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fclose(file) == 0 && written;
}

bool all_complete(const session::RunSet& runs) {
    bool complete = true;
    for (const auto& run : runs.all()) {
        const trace::Log& log = run->log();
        if (log.complete) continue;
        complete = false;
        std::cerr << run->variant.title << ": cut short at " << time_label(log.end) << " by the budget of "
                  << log.stopped_by << '\n';
    }
    return complete;
}

}  // namespace cli
