#include "tests/scenario/files.h"

#include "scenario/builtin_files.h"
#include "scenario/change.h"
#include "tests/catch2.h"

#include <fstream>
#include <initializer_list>
#include <iterator>

namespace scenario_test {

const std::vector<std::string> gallery = [] {
    std::vector<std::string> paths;
    for (const Embedded& file : scenario::builtin_files()) paths.push_back("web/scenarios/" + std::string(file.name));
    return paths;
}();

std::string file_text(const std::string& path) {
    std::ifstream file(std::string(INTERLEAVE_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string part(const std::string& key, const std::string& value) {
    const std::vector<std::pair<std::string, std::string>> usual = {
        {"version", "1"},
        {"machine", R"({"cores": 2, "scheduler": {"policy": "round-robin", "quantum": "4ms"}})"},
        {"devices", R"({"database": {"time": "20ms"}})"},
        {"programs", R"({"request": [{"compute": "2ms"}, {"io": "database"}, {"compute": "2ms"}]})"},
        {"work", R"([{"run": "request", "count": 24}])"},
        {"strategy", R"({"kind": "thread-pool", "threads": 4})"}};
    std::string text = "{";
    bool replaced = false;
    for (const auto& [usual_key, usual_value] : usual) {
        replaced |= usual_key == key;
        text += (text.size() > 1 ? ", " : "") + ("\"" + usual_key + "\": ") + (usual_key == key ? value : usual_value);
    }
    return text + (replaced ? "}" : ", \"" + key + "\": " + value + "}");
}

namespace {

std::string joined(std::initializer_list<std::string> parts) {
    std::string text;
    for (const std::string& part : parts) text += part;
    return text;
}

class Draw {
public:
    explicit Draw(uint64_t seed) : state_(seed * 2 + 1) {}

    int64_t to(int64_t max) {  // 0 to max
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return int64_t((state_ >> 33) % uint64_t(max + 1));
    }
    bool coin() { return to(1) == 0; }
    std::string one_of(const std::vector<std::string>& of) { return of[size_t(to(int64_t(of.size()) - 1))]; }

    // Braces, because every compiler evaluates them from left to right.
    std::string time() {
        return joined({"\"", digits(40), one_of({"", ".5", ".25"}), one_of({"", " "}),
                       one_of({"us", "ms", "s", "µs", "min", "h"}), "\""});
    }
    std::string short_time() { return joined({"\"", digits(40), one_of({"us", "ms", "s"}), "\""}); }
    std::string digits(int64_t max) { return std::to_string(to(max)); }
    std::string law() {
        switch (to(8)) {
            case 3:
                return joined(
                    {"{\"", one_of({"normal", "lognormal"}), "\": [", short_time(), ", ", short_time(), "]}"});
            case 4: return joined({"{\"erlang\": [", std::to_string(1 + to(4)), ", ", short_time(), "]}"});
            case 5: return joined({"{\"list\": [", short_time(), ", ", short_time(), "]}"});
            case 0: return "{\"exponential\": " + short_time() + "}";
            case 1: return joined({"{\"uniform\": [\"", digits(5), "ms\", \"", std::to_string(5 + to(5)), "ms\"]}"});
            default: return short_time();
        }
    }
    std::string step(int64_t devices) {
        switch (to(devices > 0 ? 10 : 7)) {
            case 0: return "{\"compute\": " + law() + "}";
            case 1: return "{\"sleep\": " + law() + "}";
            case 2: return "{\"offload\": " + law() + "}";
            case 3: return joined({"{\"", one_of({"send", "receive"}), "\": \"q\"}"});
            case 4:
                if (coin()) return joined({"{\"acquire\": \"s\"}, {\"compute\": ", law(), "}, {\"release\": \"s\"}"});
                return one_of({"{\"yield\": true}", "{\"mark\": \"here\"}", "{\"log\": \"\\u00e9\"}",
                               "{\"join\": true}", "{\"job\": true}"});
            case 5: return joined({"{\"lock\": \"m\"}, {\"compute\": ", law(), "}, {\"unlock\": \"m\"}"});
            case 6:
                return joined({"{\"repeat\": {\"steps\": [{\"lock\": \"n\"}, {\"compute\": ", law(),
                               "}, {\"unlock\": \"n\"}], \"times\": ", std::to_string(1 + to(3)), "}}"});
            case 7:
                return joined({"{\"split\": {\"each\": [{\"compute\": ", law(),
                               "}], \"parts\": ", std::to_string(1 + to(7)), "}}"});
            default: {
                std::string text = "{\"io\": \"device " + std::to_string(to(devices - 1)) + "\"";
                if (coin()) text += ", \"time\": " + law();
                if (coin()) text += coin() ? ", \"blocking\": true" : ", \"blocking\": false";
                if (coin()) text += ", \"priority\": " + digits(9);
                return text + "}";
            }
        }
    }
    std::string strategy() {
        std::string text = "{\"kind\": \"" +
                           one_of({"one-at-a-time", "thread-per-task", "thread-pool", "event-loop", "async-pool",
                                   "process-per-task", "process-pool", "queue-workers", "data-parallel"}) +
                           "\"";
        if (coin()) text += ", \"workers\": " + std::to_string(1 + to(9));
        if (coin()) text += joined({", \"when_full\": \"", one_of({"wait", "reject"}), "\", \"queue\": ", digits(9)});
        if (to(3) == 0) text += joined({", \"max\": ", std::to_string(3 + to(3)), ", \"core\": ", digits(3)});
        if (coin()) text += ", \"threads\": " + std::to_string(1 + to(9));
        if (coin()) text += ", \"loops\": " + std::to_string(1 + to(3));
        return text + "}";
    }
    std::string scheduler_rest() {
        std::string text;
        if (coin())
            text +=
                joined({", \"queues\": \"per-core\", \"balance\": \"", one_of({"none", "steal", "periodic"}), "\""});
        if (coin())
            text += joined({", \"slice\": \"", one_of({"fresh", "keep", "clock", "whole"}), "\", \"tick\": \"1ms\""});
        if (coin())
            text += joined({", \"levels\": [{\"allotment\": 2, \"quantum\": \"", std::to_string(1 + to(30)),
                            "ms\"}, {}], \"boost\": \"1s\""});
        if (coin())
            text += joined(
                {", \"preemptive\": ", one_of({"true", "false"}), ", \"io_front\": true, \"stay_on_io\": false"});
        if (coin())
            text += joined({", \"preempted\": \"", one_of({"head", "tail"}),
                            "\", \"classes\": [{\"quantum\": \"2ms\", \"policy\": \"",
                            one_of({"round-robin", "priority"}), "\"}, {}]"});
        if (coin()) text += ", \"random\": [5, 1], \"cache\": {\"warmup\": \"5ms\", \"size\": 100}";
        return text;
    }
    std::string machine() {
        std::string text = "{\"x-who\": {\"deep\": [1, 2.5, \"three\", null, true]}";
        if (coin()) text += ", \"price_per_hour\": 0." + std::to_string(1 + to(98));
        if (coin())
            text += joined(
                {", \"scheduler\": {\"quantum\": \"", std::to_string(1 + to(30)), "ms\", \"policy\": \"",
                 one_of({"fcfs", "round-robin", "sjf", "srtf", "ljf", "lrtf", "hrrn", "feedback", "priority", "mlfq",
                         "multilevel-queue", "lottery", "stride", "fair", "edf", "rm", "processor-sharing"}),
                 "\", \"ties\": \"", one_of({"arrivals-first", "preempted-first"}), "\"", scheduler_rest(), "}"});
        if (coin())
            text += joined({", \"servers\": ", std::to_string(1 + to(5)), ", \"balancer\": \"",
                            one_of({"round-robin", "random", "least-connections", "choices"}), "\""});
        if (to(3) == 0)
            text += ", \"autoscale\": {\"max\": " + std::to_string(17 + to(9)) +
                    ", \"target\": 0.5, \"min\": 1, \"stabilisation\": \"20s\", \"tolerance\": 0.2}";
        if (coin()) text += ", \"cores\": " + std::to_string(1 + to(15));
        if (coin())
            text += ", \"costs\": {\"callback\": \"0us\", \"thread_switch\": \"" + std::to_string(to(90)) + "us\"}";
        if (coin()) text += ", \"memory\": {\"task\": 100, \"thread\": \"" + std::to_string(1 + to(63)) + "MiB\"}";
        if (coin()) text += ", \"speed\": " + one_of({"0.5", "1", "2.0", "1e1", "0.1"});
        return text + "}";
    }

private:
    uint64_t state_;
};

}  // namespace

std::string random_text(uint64_t seed) {
    Draw draw(seed);
    const int64_t devices = draw.to(3), programs = 1 + draw.to(2);
    std::string text = joined({"{\"strategy\": ", draw.strategy(), ", \"machine\": ", draw.machine(),
                               ", \"version\": 1, \"seed\": ", draw.digits(1'000'000)});
    text += ", \"devices\": {";
    for (int64_t i = 0; i < devices; ++i) {
        text += joined({i ? ", \"device " : "\"device ", std::to_string(i), "\": {\"capacity\": ", draw.digits(3),
                        ", \"time\": ", draw.law(), "}"});
    }
    text += joined(
        {"}, \"locks\": ",
         draw.one_of({"[\"m\", \"n\"]", "{\"m\": {\"per\": \"server\"}, \"n\": {}}",
                      "{\"m\": {\"inherit\": \"inheritance\"}, \"n\": {\"ceiling\": 2, \"inherit\": \"ceiling\"}}"}),
         ", \"semaphores\": {\"s\": ", draw.one_of({"2", "{\"per\": \"server\", \"count\": 1}"}), "}",
         ", \"queues\": {\"q\": {\"full\": \"drop\", \"capacity\": ", draw.digits(3), "}}"});
    text += ", \"programs\": {";
    for (int64_t i = 0; i < programs; ++i) {
        text += (i ? ", \"prögram " : "\"prögram ") + std::to_string(i) + "\": [" + draw.step(devices);
        for (int64_t more = draw.to(4); more > 0; --more) text += ", " + draw.step(devices);
        text += "]";
    }
    text += "}, \"work\": [";
    for (int64_t i = 0, rows = 1 + draw.to(3); i < rows; ++i) {
        text += (i ? ", {" : "{");
        switch (draw.to(6)) {
            case 4:
                text += joined({"\"think\": ", draw.law(), ", \"users\": ", std::to_string(1 + draw.to(9)),
                                ", \"until\": \"3s\", "});
                break;
            case 5: text += "\"period\": \"20ms\", \"until\": \"3s\", "; break;
            case 0: text += "\"every\": " + draw.law() + ", \"count\": 5, "; break;
            case 1: text += "\"rate\": " + draw.one_of({"0.5", "100", "2e3"}) + ", "; break;
            case 2: text += joined({"\"times\": [", draw.short_time(), ", ", draw.short_time(), "], "}); break;
            default: text += "\"count\": " + std::to_string(1 + draw.to(50)) + ", "; break;
        }
        if (i > 0 && draw.coin()) text += "\"after\": [\"row 0\"], ";
        if (i == 0) text += "\"id\": \"row 0\", ";
        if (draw.coin())
            text += joined({"\"priority\": ", draw.digits(9), ", \"nice\": -", draw.digits(9),
                            ", \"tickets\": 3, \"class\": ", draw.digits(1), ", "});
        if (draw.coin())
            text += joined(
                {"\"serial\": ", draw.one_of({"true", "false"}), ", \"affinity\": ", draw.one_of({"0", "[0]"}), ", "});
        if (draw.coin()) text += "\"process\": \"p\", \"patience\": \"3s\", \"working_set\": 5, ";
        if (draw.coin()) text += "\"deadline\": " + draw.time() + ", ";
        if (draw.coin()) text += "\"at\": " + draw.time() + ", ";
        if (draw.coin()) text += "\"name\": \"row \\u00e9 \\\"" + std::to_string(i) + "\\\"\", ";
        text += "\"run\": \"prögram " + std::to_string(draw.to(programs - 1)) + "\"}";
    }
    text += "]";
    if (draw.coin()) text += ", \"stop\": \"5s\", \"warmup\": " + draw.one_of({"30", "\"1s\""});
    if (draw.coin()) text += ", \"title\": \"What if?\\n\\t\"";
    if (draw.coin()) {
        text += joined({", \"compare\": [{\"strategy\": ", draw.strategy(),
                        "}, {\"title\": \"Other\", \"machine\": ", draw.machine(), ", \"seed\": 7}, {}]"});
    }
    return text + ", \"x-last\": []}";
}

scenario::Document document_of(const std::string& text) {
    const Result<scenario::Document> document = scenario::read(text);
    INFO(text);
    INFO((document ? "" : error_text("", document.error())));
    REQUIRE(document);
    return *document;
}

scenario::Document changed(const scenario::Document& document, const std::string& id, const std::string& value) {
    const Result<scenario::Document> result = scenario::with_parameter(document, id, value);
    INFO(id << "=" << value << " " << (result ? "" : error_text("", result.error())));
    REQUIRE(result);
    return *result;
}

}  // namespace scenario_test
