#include "metrics/names.h"
#include "metrics/numbers/results.h"
#include "metrics/why/why.h"
#include "model/simulation.h"
#include "scenario/document.h"
#include "scenario/reader.h"
#include "tests/catch2.h"

#include <algorithm>
#include <string>

namespace {

// Locks, queues, children, parts, offloads, jobs, devices of all disciplines; run in many ways.
std::string text_of(const std::string& machine, const std::string& strategy) {
    return R"({"version": 1, "title": "Everything", "seed": 3, "stop": "300ms", "warmup": "10ms",
        "machine": )" + machine + R"(,
        "devices": {"disk": {"time": "3ms", "capacity": 1, "discipline": "preemptive", "per": "server"},
                    "net": {"time": "2ms", "capacity": 1, "discipline": "sharing"},
                    "db": {"time": {"exponential": "4ms"}, "capacity": 2}},
        "locks": ["m"],
        "semaphores": {"pool": 2},
        "queues": {"q": {"capacity": 1, "delay": "1ms"}, "d": {"capacity": 1, "full": "drop"}},
        "programs": {
            "request": [{"compute": "1ms"}, {"lock": "m"}, {"compute": "1ms"}, {"io": "disk"}, {"unlock": "m"}, {"io": "db"},
                        {"mark": "half"}, {"job": true}, {"split": {"parts": 3, "each": [{"compute": "1ms"}]}}, {"offload": "2ms"}],
            "fetch": [{"acquire": "pool"}, {"io": "net"}, {"compute": "500us"}, {"release": "pool"}, {"yield": true}, {"compute": "500us"}],
            "page": [{"spawn": "fetch"}, {"spawn": "fetch"}, {"compute": "1ms"}, {"join": "fetch"}, {"sleep": "2ms"}],
            "producer": [{"repeat": {"times": 3, "steps": [{"compute": "1ms"}, {"send": "q"}, {"send": "d"}]}}],
            "consumer": [{"repeat": {"times": 3, "steps": [{"receive": "q"}, {"compute": "2ms"}]}}]},
        "work": [{"run": "request", "count": 12, "every": "2ms", "deadline": "30ms", "patience": "15ms", "priority": 2},
                 {"run": "page", "count": 6, "every": "5ms", "priority": 1, "serial": true},
                 {"run": "producer", "count": 2, "id": "p"}, {"run": "consumer", "count": 2},
                 {"run": "page", "name": "late", "count": 2, "after": ["p"]}],
        "strategy": )" + strategy + "}";
}

const char* const machines[] = {
    R"({"cores": 2})",
    R"({"cores": 1, "scheduler": {"policy": "round-robin", "quantum": "700us", "slice": "whole"},
        "costs": {"thread_switch": "50us", "process_switch": "90us", "migration": "30us", "thread_start": "80us", "process_start": "200us", "callback": "20us"}})",
    R"({"cores": 2, "scheduler": {"policy": "processor-sharing"}})",
    R"({"cores": 2, "scheduler": {"policy": "priority", "on_block": "hold"}})",
    R"({"cores": 1, "servers": 2, "balancer": "least-connections", "scheduler": {"policy": "mlfq", "boost": "40ms"}})",
    R"({"cores": 1, "servers": 1, "scheduler": {"policy": "srtf"},
        "autoscale": {"min": 1, "max": 3, "target": 0.5, "check": "10ms", "boot": "15ms"}})",
};
const char* const strategies[] = {
    R"({"kind": "one-at-a-time"})", R"({"kind": "thread-per-task"})", R"({"kind": "thread-pool", "threads": 3, "queue": 4, "when_full": "reject"})",
    R"({"kind": "thread-pool", "core": 2, "max": 4, "queue": 3})",
    R"({"kind": "process-per-task"})", R"({"kind": "process-pool", "threads": 3})", R"({"kind": "event-loop", "loops": 2, "workers": 2})",
    R"({"kind": "async-pool", "threads": 2})", R"({"kind": "queue-workers", "workers": 2})", R"({"kind": "data-parallel", "workers": 2})",
};

}  // namespace

TEST_CASE("the numbers of any run add up, and everything in it has a description", "[metrics]") {
    for (const char* machine : machines)
        for (const char* strategy : strategies) {
            INFO(machine << " " << strategy);
            const auto document = scenario::read(text_of(machine, strategy));
            if (!document) FAIL(document.error().message);
            const scenario::Scenario& scenario = document->variants[0].scenario;
            const trace::Log log = model::run(scenario);
            const metrics::Levels levels = metrics::levels_of(log);
            const metrics::Results results = metrics::results_of(scenario, log, levels);
            const metrics::SpanIndex index(log);

            int64_t arrived = 0;
            for (size_t i = 0; i < log.tasks.size(); ++i) {
                const trace::Task& task = log.tasks[i];
                arrived += task.kind == trace::TaskKind::arrived;
                CHECK(results.tasks[i].total() == task.finished.value_or(log.counted_end()) - task.arrival);
            }
            CHECK(results.completed + results.rejected + results.gave_up + results.unfinished == arrived);
            CHECK(results.parallelism.max <= int32_t(log.cores));
            for (const metrics::CoreUse& core : results.cores) CHECK(core.idle >= Time{});

            const auto check = [&](const RichText& rich) {
                const std::string text = rich.plain();
                UNSCOPED_INFO(text);
                CHECK(text.size() > 15);
                CHECK(text.find_first_of("*{}") == std::string::npos);
                CHECK(text.find("something") == std::string::npos);
            };
            for (size_t i = 0; i < log.spans.size(); ++i) check(metrics::explain_span(scenario, log, index, i));
            for (Time t; t <= log.end; t += msec(7)) {
                for (uint32_t core = 0; core < log.cores; ++core)
                    check(metrics::explain_core_gap(scenario, log, index, {core}, t));
                check(metrics::explain_now(scenario, log, index, t));
                for (uint32_t server = 0; server < metrics::server_count(log); ++server)
                    check(metrics::explain_server(scenario, log, server, t));
            }
            for (uint32_t thread = 0; thread < log.threads.size(); ++thread)
                check(metrics::explain_thread_gap(scenario, log, index, {thread}, log.end));
            for (const trace::Note& note : log.notes) check(metrics::explain_note(scenario, log, note));
        }
}
