#include "scenario/parameters.h"

#include "scenario/change.h"
#include "scenario/fields.h"
#include "scenario/json.h"
#include "scenario/schema.h"
#include "tests/catch2.h"
#include "tests/scenario/files.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace scenario;
using scenario_test::changed;
using scenario_test::document_of;
using scenario_test::file_text;
using scenario_test::part;

namespace {

std::string refusal(const Document& document, const std::string& id, const std::string& value) {
    const Result<Document> result = with_parameter(document, id, value);
    return result ? "" : error_text("", result.error());
}

std::vector<std::string> ids(const Document& document) {
    std::vector<std::string> all;
    for (const Parameter& row : parameters(document)) all.push_back(row.id);
    return all;
}

const Parameter& row_of(const std::vector<Parameter>& rows, const std::string& id) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Parameter& row) { return row.id == id; });
    INFO(id);
    REQUIRE(found != rows.end());
    return *found;
}

// Would the value be allowed with other values of other rows, or within narrower limits?
bool depends_on_others(const std::string& refusal) {
    for (const char* words :
         {"normal/1)", "between the autoscaler's min and max", "is larger than \"max\"", "tasks without number",
          "this row would never end", "it runs on an event-loop whose runtime is", "; the strategy's runtime is"})
        if (refusal.find(words) != std::string::npos) return true;
    return false;
}

const std::string with_laws = R"({
    "version": 1,
    "machine": {"x-note": "kept"},
    "devices": {"disk": {"time": {"uniform": ["5ms", "9ms"]}}},
    "programs": {"job": [{"compute": "3ms"}, {"io": "disk"}, {"compute": {"exponential": "1ms"}}, {"compute": {"uniform": ["1ms", "3ms"]}}],
                 "nap": [{"sleep": "1ms"}]},
    "work": [{"run": "job", "rate": 100, "count": 5}, {"run": "nap", "every": {"exponential": "4ms"}, "count": 9}],
    "compare": [{"strategy": {"kind": "thread-pool", "threads": 3}}, {"machine": {"cores": 8}}]})";

}  // namespace

TEST_CASE("the rows of the worked example, in the order of the panels", "[scenario][parameters]") {
    CHECK(ids(document_of(file_text("web/scenarios/waiting-on-the-database.json"))) ==
          std::vector<std::string>{"work.0.count",
                                   "programs.request.compute",
                                   "devices.database.time",
                                   "devices.database.capacity",
                                   "seed",
                                   "machine.servers",
                                   "machine.cores",
                                   "machine.speed",
                                   "machine.scheduler.policy",
                                   "machine.scheduler.quantum",
                                   "machine.scheduler.slice",
                                   "machine.scheduler.preemptive",
                                   "machine.scheduler.preempted",
                                   "machine.scheduler.queues",
                                   "machine.scheduler.balance",
                                   "machine.scheduler.partition",
                                   "machine.scheduler.ties",
                                   "machine.scheduler.on_block",
                                   "machine.scheduler.on_wake",
                                   "machine.scheduler.order",
                                   "machine.costs.thread_switch",
                                   "machine.costs.process_switch",
                                   "machine.costs.migration",
                                   "machine.costs.thread_start",
                                   "machine.costs.process_start",
                                   "machine.costs.callback",
                                   "machine.memory.thread",
                                   "machine.memory.process",
                                   "machine.memory.task",
                                   "machine.price_per_hour",
                                   "strategy.kind",
                                   "strategy.threads",
                                   "strategy.loops",
                                   "strategy.workers"});
}

TEST_CASE("a row has its value, its texts and its limits", "[scenario][parameters]") {
    const std::vector<Parameter> rows =
        parameters(document_of(file_text("web/scenarios/waiting-on-the-database.json")));
    const Parameter& count = row_of(rows, "work.0.count");
    CHECK(count.label == "Request: how many");
    CHECK(count.value == "24");
    CHECK(count.position == 24);
    CHECK(count.initial == "1");
    CHECK(count.min == 1);
    CHECK(count.max == 10'000'000);
    CHECK(count.group == Group::work);
    const Parameter& compute = row_of(rows, "programs.request.compute");
    CHECK(compute.value == "4ms");  // two steps of 2 ms
    CHECK(compute.position == 4e6);
    const Parameter& policy = row_of(rows, "machine.scheduler.policy");
    CHECK(policy.type == ParameterType::choice);
    CHECK(policy.value == "round-robin");
    CHECK(policy.initial == "fcfs");
    REQUIRE(policy.choices.size() == policy_count);
    CHECK(policy.choices[1].label == "round robin");
    CHECK(row_of(rows, "devices.database.time").value == "20ms");
    CHECK(row_of(rows, "machine.memory.thread").value == "1048576");
    CHECK(row_of(rows, "machine.costs.thread_switch").value == "0ms");
    std::set<std::string> labels;
    for (const Parameter& row : rows) {
        INFO(row.id);
        CHECK(row.min <= row.low);
        CHECK(row.high <= row.max);
        CHECK(row.position >= row.min);
        CHECK(row.position <= row.max);
        CHECK_FALSE(row.label.empty());
        CHECK(row.help.ends_with('.'));
        CHECK(labels.insert(row.label).second);
        if (row.type != ParameterType::choice) CHECK(row.low < row.high);
        if (row.logarithmic) CHECK(row.low > 0);
    }
}

TEST_CASE("a row without effect says so", "[scenario][parameters]") {
    const auto enabled = [](const Document& document, const std::string& id) {
        return row_of(parameters(document), id).enabled;
    };
    const Document pool = document_of(part("strategy", R"({"kind": "thread-pool"})"));
    CHECK(enabled(pool, "machine.scheduler.quantum"));
    CHECK(enabled(pool, "strategy.threads"));
    CHECK_FALSE(enabled(pool, "strategy.loops"));
    CHECK_FALSE(enabled(pool, "seed"));  // nothing is random
    const Document loop = changed(changed(pool, "strategy.kind", "event-loop"), "machine.scheduler.policy", "fcfs");
    CHECK_FALSE(enabled(loop, "machine.scheduler.quantum"));
    CHECK_FALSE(enabled(loop, "strategy.threads"));
    CHECK(enabled(loop, "strategy.loops"));
    CHECK(enabled(document_of(with_laws), "seed"));
    CHECK(enabled(document_of(with_laws), "strategy.threads"));  // the first compare row has a pool
}

TEST_CASE("parameters that only some work has are rows if the file has the key", "[scenario][parameters]") {
    const std::vector<std::string> all = ids(document_of(with_laws));
    const auto has = [&](const std::string& id) { return std::find(all.begin(), all.end(), id) != all.end(); };
    CHECK(has("work.0.rate"));
    CHECK_FALSE(has("work.0.every"));
    CHECK(has("work.1.every"));
    CHECK_FALSE(has("work.1.deadline"));
    CHECK_FALSE(has("programs.nap.compute"));
    const std::vector<std::string> music = ids(document_of(file_text("web/scenarios/typing-and-music.json")));
    CHECK(std::find(music.begin(), music.end(), "work.1.deadline") != music.end());
    const std::vector<std::string> listed = ids(document_of(part("work", R"([{"run": "request", "times": ["1ms"]}])")));
    CHECK(std::find(listed.begin(), listed.end(), "work.0.count") == listed.end());
}

TEST_CASE("a change through each row reads back, in any scenario", "[scenario][parameters]") {
    std::vector<std::string> texts = {with_laws};
    for (const std::string& path : scenario_test::gallery) texts.push_back(file_text(path));
    for (uint64_t seed = 0; seed < 10; ++seed) texts.push_back(scenario_test::random_text(seed));
    size_t number = 0;
    for (const std::string& text : texts) {
        const Document document = document_of(text);
        for (const Parameter& row : parameters(document)) {
            if (++number % 4 != 0 && &text != &texts.front()) continue;  // most rows occur in many scenarios
            std::vector<std::string> values = {row.value};
            for (const Choice& choice : row.choices) values.push_back(choice.value);
            const auto add = [&](const char* value, double position) {
                if (position >= row.min && position <= row.max) values.push_back(value);
            };
            if (row.type == ParameterType::duration) {
                add("7.777777ms", 7777777);
                add("1s", 1e9);
                add("0ms", 0);
            }
            if (row.type == ParameterType::integer) add("1", 1), add("17", 17);
            if (row.type == ParameterType::number) add("0.25", 0.25), add("17", 17);
            if (row.type == ParameterType::boolean) add("true", 1), add("false", 0);
            for (const std::string& value : values) {
                if (depends_on_others(refusal(document, row.id, value))) continue;
                const Document after = changed(document, row.id, value);
                INFO(row.id << "=" << value);
                const std::vector<Parameter> rows_after = parameters(after);
                const Parameter& row_after = row_of(rows_after, row.id);
                // Perhaps no times of a list or a repeat have exactly this sum.
                if (row.type == ParameterType::duration && value != row.value)
                    CHECK(std::abs(row_after.position - double(parse_time(value)->ns)) <= 20);
                else CHECK(row_after.value == value);
                CHECK(write(document_of(write(after))) == write(after));
            }
            INFO(row.id << " in " << text);
            Scenario same = changed(document, row.id, row.value).variants[0].scenario;
            Scheduler& now = same.machine.scheduler;
            const Scheduler& before = document.variants[0].scenario.machine.scheduler;
            CHECK(preemptive(now) == preemptive(before));
            CHECK(quantum_of(now) == quantum_of(before));
            now.quantum = before.quantum;  // stated, or left to the policy
            now.preemptive = before.preemptive;
            CHECK(same == document.variants[0].scenario);
        }
    }
}

TEST_CASE("a value that may be missing can be set to none", "[scenario][parameters]") {
    const Document sjf = changed(document_of(with_laws), "machine.scheduler.policy", "sjf");
    const std::vector<Parameter> rows = parameters(sjf);
    const Parameter& quantum = row_of(rows, "machine.scheduler.quantum");
    CHECK(quantum.enabled);
    CHECK(quantum.value == "none");  // a turn lasts until the thread stops
    CHECK(quantum.position == quantum.max);
    const Document sliced = changed(sjf, "machine.scheduler.quantum", "3ms");
    CHECK(sliced.variants[0].scenario.machine.scheduler.quantum == msec(3));
    const Document none = changed(sliced, "machine.scheduler.quantum", "none");
    CHECK_FALSE(none.variants[0].scenario.machine.scheduler.quantum);
    CHECK(write(none) == write(sjf));
    const Document patched = changed(sliced, "compare.0.machine.scheduler.quantum", "none");
    CHECK(patched.variants[0].scenario.machine.scheduler.quantum == msec(3));
    CHECK_FALSE(patched.variants[1].scenario.machine.scheduler.quantum);
    CHECK_FALSE(refusal(sjf, "machine.cores", "none").empty());
}

TEST_CASE("changing a time keeps its kind of law", "[scenario][parameters]") {
    const Document document = document_of(with_laws);
    SECTION("of a device") {
        const Document after = changed(document, "devices.disk.time", "14ms");
        CHECK(after.variants[0].scenario.devices[0].time == Law{LawKind::uniform, msec(10), msec(18)});
    }
    SECTION("of the gaps between arrivals") {
        CHECK(changed(document, "work.1.every", "8ms").variants[0].scenario.work[1].every ==
              Law{LawKind::exponential, msec(8), {}});
    }
    SECTION("of all that a program computes, in proportion") {
        const Document after = changed(document, "programs.job.compute", "12ms");  // 3 + 1 + 2 ms before
        const std::vector<Step>& steps = after.variants[0].scenario.programs[0].steps;
        CHECK(steps[0].time == Law{LawKind::constant, msec(6), {}});
        CHECK(steps[2].time == Law{LawKind::exponential, msec(2), {}});
        CHECK(steps[3].time == Law{LawKind::uniform, msec(2), msec(6)});
        CHECK(steps[1].kind == StepKind::io);
    }
    SECTION("from nothing, in equal parts") {
        const Document nothing = changed(document, "programs.job.compute", "0ms");
        CHECK(changed(nothing, "programs.job.compute", "9ms").variants[0].scenario.programs[0].steps[0].time->a ==
              msec(3));
    }
    SECTION("unless another law is given") {
        const Document after = changed(document, "devices.disk.time", R"({"exponential": "3ms"})");
        CHECK(after.variants[0].scenario.devices[0].time == Law{LawKind::exponential, msec(3), {}});
    }
}

TEST_CASE("a change edits one value of the file and leaves the rest unchanged", "[scenario][parameters]") {
    const Document document = document_of(with_laws);
    const Document after = changed(document, "machine.scheduler.quantum", "3ms");
    CHECK(after.source.find("machine")->find("x-note")->string == "kept");
    CHECK(after.variants[0].scenario.machine.scheduler.quantum == msec(3));
    CHECK(after.variants[2].scenario.machine.scheduler.quantum == msec(3));
    SECTION("a patch takes precedence") {
        const Document cores = changed(document, "machine.cores", "3");
        CHECK(cores.variants[0].scenario.machine.cores == 3);
        CHECK(cores.variants[1].scenario.machine.cores == 3);
        CHECK(cores.variants[2].scenario.machine.cores == 8);
    }
}

TEST_CASE("any path of the file can be changed", "[scenario][parameters]") {
    const Document document = document_of(with_laws);
    CHECK(changed(document, "compare.0.strategy.threads", "7").variants[1].scenario.strategy.threads == 7);
    CHECK(changed(document, "compare.1.machine.scheduler.quantum", "7ms")
              .variants[2]
              .scenario.machine.scheduler.quantum == msec(7));
    CHECK(changed(document, "compare.1.devices.disk.capacity", "2").variants[2].scenario.devices[0].capacity == 2);
    CHECK(changed(document, "compare.0.title", "[a] title").variants[1].title == "[a] title");
    CHECK(changed(document, "work.0.deadline", "30ms").variants[0].scenario.work[0].deadline == msec(30));
    CHECK(changed(document, "work.0.run", "nap").variants[0].scenario.work[0].program == 1);
    CHECK(changed(document, "programs.job.1.blocking", "true").variants[0].scenario.programs[0].steps[1].blocking);
    CHECK(changed(document, "programs.nap.0.sleep", "2ms").variants[0].scenario.programs[1].steps[0].time->a ==
          msec(2));
    CHECK(changed(document, "title", "12").variants[0].scenario.title == "12");
    CHECK(changed(document, "work", R"([{"run": "nap"}])").variants[0].scenario.work.size() == 1);
    CHECK(changed(document, "compare", "[]").variants.size() == 1);
    CHECK(changed(document, "machine.memory.task", "8KiB").variants[0].scenario.machine.memory.task == 8192);
}

TEST_CASE("a patch with another law can be changed", "[scenario][parameters]") {
    const Document document = document_of(R"({"version": 1, "devices": {"db": {"time": {"exponential": "20ms"}}},
        "programs": {"p": [{"io": "db"}]}, "work": [{"run": "p"}],
        "compare": [{"devices": {"db": {"time": {"exponential": null, "uniform": ["5ms", "9ms"]}}}}]})");
    CHECK(document.variants[1].scenario.devices[0].time.kind == LawKind::uniform);
    const Document fixed = changed(document, "compare.0.devices.db.time", "5ms");
    CHECK(fixed.variants[1].scenario.devices[0].time == Law{LawKind::constant, msec(5), {}});
    CHECK_FALSE(refusal(document, "machine.memory.thread", "-5").empty());
}

TEST_CASE("a change that is rejected results in an error with reason and place", "[scenario][parameters]") {
    const Document document = document_of(with_laws);
    CHECK(refusal(document, "machine.cores", "0") == "\"cores\" must be 1 to 256, not 0 (/machine/cores)");
    CHECK(refusal(document, "machine.cores", "many") ==
          "\"cores\" must be a whole number, 1 to 256, not \"many\" (/machine/cores)");
    CHECK(refusal(document, "machine.coers", "2") ==
          "unknown key \"coers\" in this machine; did you mean \"cores\"? (/machine/coers)");
    CHECK(refusal(document, "machin.cores", "2") ==
          "unknown key \"machin\" in this scenario; did you mean \"machine\"? (/machin)");
    CHECK(refusal(document, "devices.dsk.time", "2ms") ==
          "there is no device \"dsk\"; did you mean \"disk\"? (/devices/dsk)");
    CHECK(refusal(document, "work.2.count", "2") == "there is no number \"2\" here, only 0 to 1 (/work/2)");
    CHECK(refusal(document, "strategy.runtime", "nodes") ==
          "unknown runtime \"nodes\"; did you mean \"node\"? (/strategy/runtime)");
    CHECK(refusal(document, "machine.autoscale", "2") ==
          "this autoscaler must be an object in { }, not a number (/machine/autoscale)");
    CHECK(refusal(document, "machine.cores.x", "2") ==
          "there is nothing inside \"cores\" to change (/machine/cores/x)");
    CHECK(refusal(document, "compare.0.strategy.threads", "0") ==
          "\"threads\" must be 1 to 100,000, not 0 (/compare/0/strategy/threads)");
    CHECK(refusal(document, "work.0.every", "1ms").find("\"rate\" and \"every\" both say when") != std::string::npos);
    CHECK(refusal(document, "programs.nap.compute", "1ms") ==
          "this program has no compute step (/programs/nap/compute)");
    CHECK(refusal(document, "programs.job.compute", "-1ms").find("0s to 24h, not \"-1ms\"") != std::string::npos);
    CHECK(refusal(document, "work", "[").find("\"work\" cannot be read: the text ends before") != std::string::npos);
    for (const char* id : {"", ".", "machine", "machine.", "work", "work.0", "work.-1.count", "work.x",
                           "compare.9.title", "programs.job", "programs.job.9.compute", "x-a"}) {
        INFO(id);
        CHECK_FALSE(refusal(document, id, "1").empty());
    }
}

TEST_CASE("the schema is made from the same tables", "[scenario][schema]") {
    const Result<json::Value> schema = json::parse(json_schema());
    REQUIRE(schema);
    CHECK(schema->find("$schema")->string == "https://json-schema.org/draft/2020-12/schema");
    const json::Value& properties = *schema->find("properties");
    const json::Value& machine = *properties.find("machine")->find("properties");
    CHECK(machine.find("cores")->find("maximum")->integer == 256);
    CHECK(machine.find("cores")->find("default")->integer == 1);
    CHECK(machine.find("servers")->find("maximum")->integer == 1'000);
    CHECK(machine.find("autoscale")->find("properties")->find("target")->find("default")->number == 0.6);
    const json::Value& strategy = *properties.find("strategy")->find("properties");
    CHECK(strategy.find("kind")->find("enum")->items.size() == 9);
    CHECK(strategy.find("runtime")->find("enum")->items.size() == 4);
    CHECK(schema->find("$defs")->find("step")->find("properties")->find("busy") == nullptr);
    const json::Value& operation = *schema->find("$defs")->find("operation");
    CHECK(operation.find("properties")->find("busy")->find("$ref")->string == "#/$defs/duration");
    CHECK(operation.find("oneOf")->items.size() == operation_rows.size());
    std::vector<std::string> required;
    for (const json::Value& key : schema->find("required")->items) required.push_back(key.string);
    CHECK(required == std::vector<std::string>{"version"});  // a JavaScript program has no work
    CHECK(schema->find("$defs")->find("changes")->find("required") == nullptr);
    CHECK(json::write(*schema) == json_schema());
}
