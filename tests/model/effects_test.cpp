// A parameter says whether it has an effect (scenario::Parameter::enabled). Here that is compared with what
// happens: every variant of every built-in scenario is run with other values of every parameter, from one end
// of the range to the other, until one of them changes the trace or the numbers about it.
//
// Where a parameter says "no", no value may change anything, in any variant. Where it says "yes", some value
// must change some variant; exceptions are listed below with the reason, and must remain exceptions.

#include "base/embedded.h"
#include "base/number.h"
#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "scenario/builtin_files.h"
#include "scenario/change.h"
#include "scenario/document.h"
#include "scenario/parameters.h"
#include "tests/catch2.h"
#include "tests/scenario/files.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>

namespace {

using namespace scenario;

// Many runs are cut short, at the same event whatever the value is.
constexpr model::Budget short_run{.events = 3'000, .spans = 20'000, .bytes = uint64_t(64) << 20, .looks = 20'000'000};

// Effects that a scenario could have, as far as is known without a run, but does not have.
struct Unseen {
    const char* id;
    const char* why;
    std::vector<const char*> files;
};
const Unseen unseen[] = {
    {"machine.scheduler.order",
     "threads become ready in the order of their numbers",
     {"hundred-requests", "waiting-on-the-database", "two-restaurants", "cpu-heavy-batch", "processes-and-threads",
      "too-many-threads", "convoy-effect", "lost-update", "deadlock", "lock-contention", "backpressure",
      "cache-affinity", "amdahl", "one-blocks-all", "fifth-hash"}},
    {"machine.scheduler.queues",
     "threads come evenly to the cores, and all are alike or all find a core",
     {"hundred-requests", "waiting-on-the-database", "two-restaurants", "cpu-heavy-batch", "processes-and-threads",
      "too-many-threads", "priority-ceiling", "lost-update", "backpressure", "one-blocks-all"}},
    {"machine.scheduler.ties",
     "nothing happens at the very moment at which a burst or a slice ends",
     {"convoy-effect", "priority-inversion", "priority-ceiling", "deadlock", "head-of-line", "work-stealing",
      "two-choices", "autoscaling", "one-blocks-all", "fifth-hash"}},
    {"machine.scheduler.on_wake",
     "a thread that wakes finds its core free",
     {"two-restaurants", "priority-ceiling", "lost-update", "backpressure", "amdahl", "one-blocks-all", "fifth-hash"}},
    {"machine.scheduler.on_block",
     "no thread wants the core of one that waits",
     {"two-restaurants", "backpressure", "fifth-hash"}},
    {"machine.costs.thread_switch",
     "each thread has a core of its own",
     {"two-restaurants", "backpressure", "one-blocks-all"}},
    {"machine.costs.migration", "each thread comes back to its core", {"waiting-on-the-database"}},
    {"machine.scheduler.slice", "all bursts are whole slices", {"convoy-effect"}},
    {"machine.scheduler.levels.2.allotment", "no thread uses up a slice of the last level", {"starvation-and-mlfq"}},
    {"machine.scheduler.partition", "all threads come at once, to cores that are alike", {"cache-affinity"}},
    {"machine.autoscale.min", "the file begins with as few servers as there may be", {"autoscaling"}},
    {"machine.scheduler.preempted",
     "no thread that was interrupted has equals in line",
     {"convoy-effect", "starvation-and-mlfq", "priority-inversion", "priority-ceiling"}},
    {"locks.log.inherit", "its holder is already as urgent as the lock would make it", {"priority-ceiling"}},
    {"machine.autoscale.stabilisation", "the run is cut short before a server goes", {"autoscaling"}},
    {"machine.autoscale.cooldown", "the first variant may have one server only", {"autoscaling"}},
};

bool is_listed(const std::string& id, const std::string& file) {
    return std::any_of(std::begin(unseen), std::end(unseen), [&](const Unseen& row) {
        return row.id == id && std::any_of(row.files.begin(), row.files.end(),
                                           [&](const std::string& one) { return one + ".json" == file; });
    });
}

// The file itself and each of its compare rows, as documents of one variant.
std::vector<Document> variants_of(const Document& document) {
    json::Value base = document.source;
    base.erase("compare");
    std::vector<json::Value> sources{base};
    if (const json::Value* rows = document.source.find("compare"))
        for (const json::Value& row : rows->items) sources.push_back(json::merge_patch(base, row));
    std::vector<Document> variants;
    for (json::Value& source : sources) {
        auto variant = interpret(std::move(source));
        REQUIRE(variant);
        variants.push_back(std::move(*variant));
    }
    return variants;
}

std::string text_of(double position, const Parameter& row) {
    if (row.type == ParameterType::duration) return time_text(Time{int64_t(position)});
    return row.type == ParameterType::number ? number_text(position) : std::to_string(int64_t(position));
}

// Values other than the present one: all choices; both ends of a number and some values between them; ten seeds.
std::vector<std::string> others(const Parameter& row) {
    std::vector<std::string> values;
    const auto add = [&](std::string value) {
        if (value != row.value && std::find(values.begin(), values.end(), value) == values.end())
            values.push_back(std::move(value));
    };
    for (const Choice& choice : row.choices) add(choice.value);
    if (row.type == ParameterType::boolean) add("true"), add("false");
    if (row.id == "warmup") add("3"), add("1ms");
    if (row.id == "seed")
        for (int seed = 2; seed < 12; ++seed) add(std::to_string(seed));
    else if (row.type == ParameterType::integer || row.type == ParameterType::number ||
             row.type == ParameterType::duration) {
        const double middle = row.low > 0 ? std::sqrt(row.low * row.high) : row.high / 2;
        for (const double position :
             {row.low, row.high, row.position * 2, row.position / 2, row.position + 1, middle, row.min, row.max})
            if (position >= row.min && position <= row.max) add(text_of(position, row));
    }
    return values;
}

struct RunSummary {
    uint64_t trace = 0;
    std::string numbers;
    bool operator==(const RunSummary&) const = default;
};

RunSummary summary_of(const Scenario& s) {
    const trace::Log log = model::run(s, short_run);
    const metrics::Results r = metrics::results_of(s, log, metrics::levels_of(log));
    return {log.hash(), std::to_string(r.missed) + ' ' + std::to_string(r.memory_peak_bytes) + ' ' +
                            number_text(r.cost) + ' ' + number_text(r.latency.mean)};
}

// Returns the first value that changes what happens, or none.
std::optional<std::string> value_with_effect(const Document& document, const Parameter& row, const RunSummary& before) {
    for (const std::string& value : others(row)) {
        const auto changed = with_parameter(document, row.id, value);
        if (changed && summary_of(changed->variants.front().scenario) != before) return value;
    }
    return {};
}

}  // namespace

TEST_CASE("in the gallery, a parameter has an effect exactly where its row says so", "[model][effects]") {
    for (const Embedded& file : builtin_files()) {
        const auto document = read(file.bytes);
        REQUIRE(document);
        std::map<std::string, bool> says, does;  // in any variant
        for (const Document& variant : variants_of(*document)) {
            const RunSummary before = summary_of(variant.variants.front().scenario);
            for (const Parameter& row : parameters(variant)) {
                INFO(file.name << " " << row.id);
                says[row.id] |= row.enabled;
                if (row.enabled && does[row.id]) continue;
                const auto value = value_with_effect(variant, row, before);
                does[row.id] |= value.has_value();
                if (row.enabled) continue;
                INFO("changed by " << value.value_or("nothing"));
                CHECK_FALSE(value);
            }
        }
        for (const auto& [id, effect] : says) {
            INFO(file.name << " " << id << ": says " << effect << ", does " << does[id]);
            CHECK((effect && !does[id]) == is_listed(id, std::string(file.name)));
        }
    }
}

TEST_CASE("in any scenario, a parameter whose row says that it has no effect has none", "[model][effects]") {
    size_t without = 0;
    for (uint64_t seed = 0; seed < 20; ++seed) {
        const auto document = read(scenario_test::random_text(seed));
        REQUIRE(document);
        const Document variant = variants_of(*document).front();
        const RunSummary before = summary_of(variant.variants.front().scenario);
        for (const Parameter& row : parameters(variant)) {
            if (row.enabled) continue;
            ++without;
            const auto value = value_with_effect(variant, row, before);
            INFO("seed " << seed << ", " << row.id << " changed by " << value.value_or("nothing"));
            CHECK_FALSE(value);
        }
    }
    CHECK(without > 100);
}

TEST_CASE("the parameters that a scenario is about can be changed", "[model][effects]") {
    const auto shown = [](const std::string& name, const std::string& id) {
        for (const Embedded& file : builtin_files()) {
            if (file.name != name) continue;
            for (const Parameter& row : parameters(*read(file.bytes)))
                if (row.id == id) return row.shown && row.enabled;
        }
        return false;
    };
    CHECK(shown("fifth-hash.json", "strategy.workers"));
    CHECK(shown("timeout-promise-tick.json", "seed"));  // in the variant where either order is possible
    CHECK_FALSE(shown("waiting-on-the-database.json", "strategy.workers"));  // nothing is offloaded
    CHECK_FALSE(shown("waiting-on-the-database.json", "seed"));
}
