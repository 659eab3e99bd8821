#include "cli/source.h"

#include "base/number.h"
#include "scenario/builtin_files.h"
#include "scenario/change.h"

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
    const bool failed = std::ferror(file) != 0;  // a folder opens, and fails here
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
        std::cerr << source.scenario << ": no such file, and no built-in scenario of that name (interleave-cli list shows them)\n";
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

std::optional<std::vector<Outcome>> run_variants(const scenario::Document& document, const std::string& which, model::Budget budget) {
    std::vector<Outcome> outcomes;
    const auto number = parse_integer(which);
    const int64_t count = int64_t(document.variants.size());
    if (which != "all" && (!number || *number < 0 || *number >= count)) {
        std::cerr << "--variant " << which << ": write all, or a number from 0 (the file itself) to " << count - 1 << '\n';
        return {};
    }
    for (int64_t i = 0; i < count; ++i) {
        if (number && *number != i) continue;
        Outcome outcome;
        outcome.variant = document.variants[size_t(i)];
        outcome.log = model::run(outcome.variant.scenario, budget);
        outcome.levels = metrics::levels_of(outcome.log);
        outcome.results = metrics::results_of(outcome.variant.scenario, outcome.log, outcome.levels);
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

std::optional<Subject> subject_of(const Source& source, const std::string& variant, model::Budget budget, int& exit) {
    Subject subject;
    if (source.set.empty() && source.seed.empty() && is_recording(source.scenario)) {
        auto outcome = read_recording(source.scenario, exit);
        if (!outcome) return {};
        subject.title = outcome->variant.title;
        subject.outcomes.push_back(std::move(*outcome));
        return subject;
    }
    const auto document = open(source, exit);
    if (!document) return {};
    subject.title = document->variants[0].scenario.title;
    auto outcomes = run_variants(*document, variant, budget);
    if (!outcomes) {
        exit = usage;
        return {};
    }
    subject.outcomes = std::move(*outcomes);
    return subject;
}

Picture picture_of(const std::vector<Outcome>& outcomes, chart::LaneChoice choice) {
    Picture picture;
    for (const Outcome& o : outcomes) {
        picture.lanes.push_back(chart::lanes_of(o.variant.scenario, o.log, choice));
        picture.loops.push_back(choice.loops ? chart::loop_picture(o.variant.scenario, o.log) : chart::LoopPicture{});
    }
    for (size_t i = 0; i < outcomes.size(); ++i) picture.folded.push_back(chart::fold_groups(outcomes[i].variant.scenario, outcomes[i].log, picture.lanes[i], {}));
    for (size_t i = 0; i < outcomes.size(); ++i) {
        const Outcome& o = outcomes[i];
        picture.panes.push_back({o.variant.title, &o.variant.scenario, &o.log, &o.results, &o.levels, &picture.lanes[i], &picture.loops[i], &picture.folded[i]});
    }
    return picture;
}

bool write_file(const std::string& path, const std::string& text) {
    if (path == "-") return bool(std::cout << text << std::flush);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (!file) return false;
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fclose(file) == 0 && written;
}

bool all_complete(const std::vector<Outcome>& outcomes) {
    bool complete = true;
    for (const Outcome& o : outcomes) {
        if (o.log.complete) continue;
        complete = false;
        std::cerr << o.variant.title << ": cut short at " << time_label(o.log.end) << " by the budget of " << o.log.stopped_by << '\n';
    }
    return complete;
}

}  // namespace cli
