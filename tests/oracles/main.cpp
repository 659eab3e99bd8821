// Usage: oracles [--quick] [--show ID] [-v] [--texts DIR] [--jobs-divisor N] FILE...
//
// Runs the cases of oracle files (README.md) and prints a line for each family and, for
// each case that fails, what was expected and what was found. Returns 1 if any case failed.
//     --quick            leaves out queueing, whose runs are long
//     --show ID          only that case, and the text of its scenarios
//     -v                 additional information
//     --texts DIR        also writes the program text of each event-loop case: ID.cjs, ID.mjs, ID.py
//     --jobs-divisor N   queueing with fewer tasks, for a quick look: tolerances may not hold

#include "tests/oracles/compare.h"
#include "tests/oracles/families.h"
#include "tests/oracles/keys.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

namespace oracles {

namespace {

struct Entry {
    const char* family;
    Answer (*run)(const Case&, Runner&);
    const char* skipped = nullptr;  // why
    bool is_long = false;
};
constexpr Entry entries[] = {
    {"ostep_sched", ostep_sched},
    {"classic_sched", classic_sched},
    {"ostep_mlfq", ostep_mlfq},
    {"ostep_lottery", ostep_lottery},
    {"ostep_multi", ostep_multi},
    {"ostep_process", ostep_process},
    {"simso_rt", simso_rt},
    {"des_resources", des_resources},
    {"fair_share", fair_share},
    {"queueing", queueing, nullptr, true},
    {"scaling_laws", scaling_laws},
    {"bounds", bounds},
    {"node_loop", loops},
    {"asyncio_loop", loops},
    {"browser_loop", loops},
    {"native_runs", native_runs},
};

const Entry* entry_of(const std::string& family) {
    for (const Entry& entry : entries)
        if (family == entry.family) return &entry;
    return nullptr;
}

struct Options {
    bool quick = false, verbose = false;
    std::string show;
    std::string texts;
    int64_t jobs_divisor = 1;
    std::vector<std::string> files;
};

struct Tally {
    std::string family;
    int passed = 0, failed = 0, skipped = 0;
    std::string why_skipped = {};
    std::vector<std::string> lines = {};
};

class Session {
public:
    explicit Session(const Options& options) : options_(options) {}

    void file(const std::string& path) {
        const std::string stem = path.substr(path.rfind('/') + 1);
        std::ifstream in(path);
        std::stringstream text;
        text << in.rdbuf();
        if (!in) return failed(stem, path, {"cannot be read"});
        Json cases;
        try {
            cases = Json::parse(text.str());
        } catch (const std::exception& e) {
            return failed(stem, path, {e.what()});
        }
        if (!cases.is_array()) return failed(stem, path, {"is not a list of cases"});
        for (size_t i = 0; i < cases.size(); ++i) one(stem, path + " #" + std::to_string(i), cases[i]);
    }

    // Returns false if any case has failed.
    bool report() const {
        bool good = true;
        for (const Tally& tally : tallies_) {
            std::printf("%s: %d passed, %d failed, %d skipped%s%s\n", tally.family.c_str(), tally.passed, tally.failed,
                        tally.skipped, tally.why_skipped.empty() ? "" : ": ", tally.why_skipped.c_str());
            for (const std::string& line : tally.lines) std::printf("  %s\n", line.c_str());
            good = good && tally.failed == 0;
        }
        return good;
    }

    bool ran_any() const { return !tallies_.empty(); }

private:
    Tally& tally_of(const std::string& family) {
        for (Tally& tally : tallies_)
            if (tally.family == family) return tally;
        tallies_.push_back({family});
        return tallies_.back();
    }

    void failed(const std::string& family, const std::string& id, const std::vector<std::string>& lines) {
        constexpr size_t max = 5;
        Tally& tally = tally_of(family);
        ++tally.failed;
        for (size_t i = 0; i < lines.size() && (i < max || options_.verbose); ++i)
            tally.lines.push_back(id + ": " + lines[i]);
        if (lines.size() > max && !options_.verbose)
            tally.lines.push_back(id + ": and " + std::to_string(lines.size() - max) + " more");
    }

    void one(const std::string& stem, const std::string& place, const Json& json) {
        Case of;
        try {
            if (!json.is_object()) throw Trouble("is not an object");
            if (json.contains("id")) of.id = json.at("id").get<std::string>();
            if (json.contains("family")) of.family = json.at("family").get<std::string>();
            if (!options_.show.empty() && of.id != options_.show) return;
            for (const char* key : {"id", "family", "input", "expected", "tolerance"})
                if (!json.contains(key)) throw Trouble("has no \"" + std::string(key) + "\"");
            of = {of.id, of.family, json.at("input"), json.at("expected"), json.at("tolerance")};
            if (const std::vector<std::string> unknown =
                    entry_of(of.family) ? unknown_keys(of.family, json) : std::vector<std::string>();
                !unknown.empty()) {
                std::string all;
                for (const std::string& key : unknown) all += (all.empty() ? "" : ", ") + key;
                throw Trouble("the runner does not know " + all);
            }
            if (!of.input.is_object() || !of.expected.is_object()) throw Trouble("input and expected must be objects");
        } catch (const std::exception& e) {
            return failed(of.family.empty() ? stem : of.family, of.id.empty() ? place : of.id, {e.what()});
        }
        run(of);
    }

    void run(const Case& of) {
        const Entry* entry = entry_of(of.family);
        if (!entry) return failed(of.family, of.id, {"unknown family"});
        const char* skipped = entry->skipped;
        if (options_.quick && entry->is_long) skipped = "left out by --quick";
        if (skipped) {
            Tally& tally = tally_of(of.family);
            ++tally.skipped;
            tally.why_skipped = skipped;
            return;
        }
        Runner runner;
        runner.show = !options_.show.empty();
        runner.jobs_divisor = options_.jobs_divisor;
        runner.texts = options_.texts;
        try {
            const Answer answer = entry->run(of, runner);
            if (const auto lines = compare(of, answer); !lines.empty()) failed(of.family, of.id, lines);
            else ++tally_of(of.family).passed;
            if (options_.verbose && !answer.remark.empty())
                tally_of(of.family).lines.push_back(of.id + ": " + answer.remark);
        } catch (const std::exception& e) {
            failed(of.family, of.id, {e.what()});
        }
    }

    const Options& options_;
    std::vector<Tally> tallies_;
};

std::optional<Options> options_of(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool more = i + 1 < argc;
        if (word == "--quick") options.quick = true;
        else if (word == "-v") options.verbose = true;
        else if (word == "--show" && more) options.show = argv[++i];
        else if (word == "--texts" && more) options.texts = argv[++i];
        else if (word == "--jobs-divisor" && more && std::atoll(argv[i + 1]) > 0)
            options.jobs_divisor = std::atoll(argv[++i]);
        else if (word.starts_with("-")) return {};
        else options.files.push_back(word);
    }
    if (options.files.empty()) return {};
    return options;
}

}  // namespace

}  // namespace oracles

int main(int argc, char** argv) {
    const auto options = oracles::options_of(argc, argv);
    if (!options) {
        std::fprintf(stderr, "Usage: oracles [--quick] [--show ID] [-v] [--texts DIR] [--jobs-divisor N] FILE...\n");
        return 2;
    }
    oracles::Session session(*options);
    for (const std::string& path : options->files) session.file(path);
    if (!session.ran_any()) {
        std::fprintf(stderr, "oracles: no such case\n");
        return 1;
    }
    return session.report() ? 0 : 1;
}
