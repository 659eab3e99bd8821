// The runner behind tools/oracles: cases of known answers, by family.

#include "tests/oracles/case.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <exception>
#include <fstream>
#include <sstream>

namespace {

using oracles::Case;
using oracles::Family;
using oracles::Json;

struct Row {
    const char* name;
    Family family;          // nullptr: skipped
    const char* why_not;
    bool slow;
};
constexpr Row families[] = {
    {"ostep_sched", oracles::classic, nullptr, false},
    {"classic_sched", oracles::classic, nullptr, false},
    {"ostep_mlfq", oracles::mlfq, nullptr, false},
    {"ostep_lottery", oracles::lottery, nullptr, false},
    {"ostep_multi", oracles::multi, nullptr, false},
    {"ostep_process", oracles::process, nullptr, false},
    {"simso_rt", oracles::realtime, nullptr, false},
    {"des_resources", oracles::resources, nullptr, false},
    {"fair_share", oracles::fair_share, nullptr, false},
    {"queueing", oracles::queueing, nullptr, true},
    {"scaling_laws", oracles::scaling_laws, nullptr, false},
    {"bounds", oracles::bounds, nullptr, false},
    {"native_runs", oracles::native_runs, nullptr, false},
    {"node_loop", nullptr, "event-loop programs are not simulated yet", false},
    {"asyncio_loop", nullptr, "event-loop programs are not simulated yet", false},
};

struct Options {
    bool quick = false;
    std::string only;  // an id
    bool show = false;
};

struct Tally {
    std::string family;
    int passed = 0, failed = 0, skipped = 0;
    std::string why;
    std::vector<std::string> lines;
};

Tally& tally_of(std::vector<Tally>& tallies, const std::string& family) {
    for (Tally& tally : tallies)
        if (tally.family == family) return tally;
    return tallies.emplace_back(Tally{family, 0, 0, 0, {}, {}});
}

void run_case(const Json& json, const Options& options, std::vector<Tally>& tallies) {
    const std::string id = json.is_object() && json.contains("id") && json["id"].is_string() ? json["id"].get<std::string>() : "(no id)";
    if (!options.only.empty() && id != options.only) return;
    const std::string family = json.is_object() && json.contains("family") && json["family"].is_string() ? json["family"].get<std::string>() : "(no family)";
    Tally& tally = tally_of(tallies, family);
    const auto row = std::find_if(std::begin(families), std::end(families), [&](const Row& each) { return family == each.name; });
    if (row == std::end(families)) {
        ++tally.failed;
        tally.lines.push_back(id + ": the family is not known");
        return;
    }
    if (!row->family || (row->slow && options.quick)) {
        ++tally.skipped;
        tally.why = row->family ? "left out by --quick" : row->why_not;
        return;
    }
    Case c(json);
    try {
        row->family(c);
        c.rest();
    } catch (const std::exception& error) {
        c.fail(error.what());
    }
    if (options.show) std::printf("%s\n", c.text().c_str());
    ++(c.failures().empty() ? tally.passed : tally.failed);
    for (const std::string& failure : c.failures()) tally.lines.push_back(id + ": " + failure);
}

void run_file(const char* path, const Options& options, std::vector<Tally>& tallies) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    const Json cases = Json::parse(text.str(), nullptr, false);
    if (!file || cases.is_discarded() || !cases.is_array()) {
        Tally& tally = tally_of(tallies, path);
        ++tally.failed;
        tally.lines.push_back(!file ? "cannot be read" : "is not a JSON list of cases");
        return;
    }
    for (const Json& each : cases) run_case(each, options, tallies);
}

}  // namespace

int main(int count, char** words) {
    Options options;
    std::vector<const char*> files;
    for (int i = 1; i < count; ++i) {
        if (!std::strcmp(words[i], "--quick")) options.quick = true;
        else if (!std::strcmp(words[i], "--show") && i + 1 < count) options.only = words[++i], options.show = true;
        else if (!std::strcmp(words[i], "--case") && i + 1 < count) options.only = words[++i];
        else if (!std::strcmp(words[i], "--jobs-divisor") && i + 1 < count) oracles::settings.divisor = std::max(1, std::atoi(words[++i]));
        else files.push_back(words[i]);
    }
    if (files.empty()) {
        std::printf("usage: oracles [--quick] [--case ID] [--show ID] [--jobs-divisor N] FILE...\n");
        return 2;
    }
    std::vector<Tally> tallies;
    int failed = 0;
    for (const char* file : files) {
        const size_t before = tallies.size();
        run_file(file, options, tallies);
        for (size_t i = before; i < tallies.size(); ++i) std::fflush(stdout);
    }
    for (const Tally& tally : tallies) {
        std::printf("%s: %d passed, %d failed, %d skipped%s\n", tally.family.c_str(), tally.passed, tally.failed, tally.skipped,
                    tally.why.empty() ? "" : (" (" + tally.why + ")").c_str());
        for (const std::string& line : tally.lines) std::printf("  %s\n", line.c_str());
        failed += tally.failed;
    }
    return failed > 0 ? 1 : 0;
}
