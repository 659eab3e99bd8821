#include "cli/source.h"

#include "base/number.h"
#include "base/written_file.h"
#include "chart/rows/groups.h"
#include "cli/javascript.h"
#include "scenario/change.h"
#include "session/builtins.h"
#include "session/figure.h"
#include "session/prepared.h"

#include <cstdio>
#include <iostream>

namespace cli {

std::optional<std::string> read_file(const std::string& path, size_t most) {
    std::string text(most + 1, '\0');
    if (path == "-") {
        std::cin.read(text.data(), std::streamsize(text.size()));
        text.resize(size_t(std::cin.gcount()));
        if (std::cin.bad()) return {};
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

std::optional<std::string> text_of(const Source& source, int& exit) {
    std::optional<std::string> text;
    if (const auto builtin = session::builtin_text(source.scenario)) text = std::string(*builtin);
    else text = read_file(source.scenario);
    if (text && is_javascript(source.scenario)) return scenario_of_javascript(source.scenario, *text);
    if (text) return text;
    std::cerr << source.scenario
              << ": no such file, and no built-in scenario of that name (interleave-cli list shows them)\n";
    exit = usage;
    return {};
}

std::optional<std::vector<scenario::Setting>> changes_of(const Source& source, int& exit) {
    std::vector<scenario::Setting> changes;
    for (const std::string& change : source.set) {
        const size_t at = change.find_first_of("=:");
        if (at == std::string::npos) {
            std::cerr << "--set " << change << ": write ID=VALUE, for example machine.cores=4\n";
            exit = usage;
            return {};
        }
        changes.push_back({change.substr(0, at), change.substr(at + 1)});
    }
    if (!source.seed.empty()) changes.push_back({"seed", source.seed});
    return changes;
}

std::optional<Opened> open(const Source& source, int& exit) {
    const auto text = text_of(source, exit);
    return text ? open(source, *text, exit) : std::nullopt;
}

std::optional<Opened> open(const Source& source, const std::string& text, int& exit) {
    Opened opened;
    std::optional<Error> error;
    if (session::is_figure(text)) {
        auto figure = session::read_figure(text, session::Reading::strict);
        if (figure) {
            opened.document = std::move(figure->document);
            opened.runs = figure->figure.runs;
        } else {
            error = figure.error();
        }
    } else {
        auto document = scenario::read(text);
        if (document) opened.document = std::move(*document);
        else error = document.error();
    }
    if (error) {
        if (is_javascript(source.scenario)) error->pointer.clear();
        std::cerr << error_text(source.scenario, *error) << '\n';
        exit = invalid;
        return {};
    }
    const auto changes = changes_of(source, exit);
    if (!changes) return {};
    for (const scenario::Setting& change : *changes) {
        auto changed = scenario::with_parameter(opened.document, change.id, change.value);
        if (!changed) {
            std::cerr << "--set " << change.id << '=' << change.value << ": " << changed.error().message << '\n';
            exit = invalid;
            return {};
        }
        opened.document = std::move(*changed);
    }
    return opened;
}

std::optional<session::RunSet> run_variants(const Opened& opened, const std::string& which, model::Budget budget,
                                            int& exit) {
    const std::vector<scenario::Variant>& all = opened.document.variants;
    std::vector<scenario::Variant> chosen;
    if (which != "all") {
        const auto number = parse_integer(which);
        if (!number || *number < 0 || *number >= int64_t(all.size())) {
            std::cerr << "--variant " << which << ": write all, or a number from 0 (the file itself) to "
                      << all.size() - 1 << '\n';
            exit = usage;
            return {};
        }
        chosen = {all[size_t(*number)]};
    } else {
        for (const int64_t run : opened.runs) chosen.push_back(all[size_t(run)]);
        if (chosen.empty()) chosen = all;
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
    const auto opened = open(source, exit);
    return opened ? run_variants(*opened, variant, budget, exit) : std::nullopt;
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
    return write_whole_file(path, text);
}

bool all_complete(const std::vector<std::unique_ptr<session::Run>>& runs) {
    bool complete = true;
    for (const auto& run : runs) {
        const trace::Log& log = run->log();
        if (log.complete) continue;
        complete = false;
        std::cerr << run->variant.title << ": cut short at " << time_label(log.end) << " by the budget of "
                  << log.stopped_by << '\n';
    }
    return complete;
}

}  // namespace cli
