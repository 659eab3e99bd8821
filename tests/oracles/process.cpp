// Processes that compute and wait, tick by tick. An I/O is a tick of computing that starts
// it, the use of the device, and one more tick.

#include "tests/oracles/families.h"

#include <algorithm>

namespace oracles {

namespace {

using trace::SpanKind;

struct Programs {
    File file;
    std::vector<std::vector<std::string>> what;  // by process and step: the name of what the step runs
};

Programs programs_of(const Json& input) {
    Programs result;
    Json& scheduler = result.file.scheduler();
    const std::string on_block = input.at("switch").get<std::string>(),
                      on_wake = input.at("io_done").get<std::string>();
    if (on_block != "on_io" && on_block != "on_end") throw Trouble("unknown switch " + on_block);
    if (on_wake != "run_later" && on_wake != "run_immediately") throw Trouble("unknown io_done " + on_wake);
    scheduler = {{"policy", "fcfs"},
                 {"order", "cyclic"},
                 {"on_block", on_block == "on_io" ? "switch" : "hold"},
                 {"on_wake", on_wake == "run_later" ? "queue" : "preempt"}};
    result.file.devices["disk"] = {{"time", time(input.at("io_length").get<double>())}, {"capacity", 0}};
    for (const Json& program : input.at("programs")) {
        Json steps = Json::array();
        std::vector<std::string>& what = result.what.emplace_back();
        for (const Json& op : program) {
            const std::string kind = op.at("op").get<std::string>();
            if (kind == "cpu") {
                steps.push_back(compute(op.at("ticks").get<double>()));
                what.push_back("run_cpu");
            } else if (kind == "io") {
                for (const Json& step : {compute(1), Json{{"io", "disk"}}, compute(1)}) steps.push_back(step);
                for (const char* name : {"run_io", "blocked", "run_io_done"}) what.push_back(name);
            } else {
                throw Trouble("unknown op " + kind);
            }
        }
        result.file.row(steps);
    }
    return result;
}

}  // namespace

Answer ostep_process(const Case& of, Runner& runner) {
    const Programs programs = programs_of(of.input);
    const Ran ran = runner.run(programs.file.json());
    const trace::Log& log = ran.log;
    std::vector<std::vector<trace::Span>> of_task(log.tasks.size());
    for (size_t i = 0; i < log.spans.size(); ++i) of_task[log.spans[i].task.index].push_back(log.spans[i]);

    Json ticks = Json::array();
    int64_t cpu_busy = 0, io_busy = 0;
    for (int64_t t = 0; msec(t) < log.end; ++t) {
        Json states = Json::array();
        int64_t in_flight = 0;
        bool runs = false;
        for (size_t i = 0; i < log.tasks.size(); ++i) {
            const auto& spans = of_task[i];
            const auto now = std::find_if(spans.begin(), spans.end(), [&](const trace::Span& s) {
                return s.start <= msec(t) && s.end() > msec(t);
            });
            if (now == spans.end()) {
                states.push_back("done");
            } else if (now->kind == SpanKind::running) {
                runs = true;
                states.push_back(programs.what[log.tasks[i].row].at(now->step));
            } else if (in_service(*now)) {
                ++in_flight;
                states.push_back("blocked");
            } else {
                states.push_back("ready");
            }
        }
        cpu_busy += runs;
        io_busy += in_flight > 0;
        ticks.push_back({{"states", states}, {"io_in_flight", in_flight}});
    }
    return {{{"total_time", units(log.end)}, {"cpu_busy", cpu_busy}, {"io_busy", io_busy}, {"ticks", ticks}},
            of.expected};
}

}  // namespace oracles
