#include "tests/oracles/steady.h"

#include <algorithm>

namespace oracles {

using trace::SpanKind;

// Measures from the end of the task that completes a fifth of them to the end of the one that completes nine tenths.
Steady steady_of(const Ran& ran) {
    const trace::Log& log = ran.log;
    std::vector<Time> ends;
    for (const trace::Task& task : log.tasks)
        if (task.kind == trace::TaskKind::arrived && task.finished) ends.push_back(*task.finished);
    std::sort(ends.begin(), ends.end());
    if (ends.size() < 10) throw Trouble("too few tasks for a steady state");
    Steady steady;
    steady.from = ends[ends.size() / 5];
    steady.to = ends[ends.size() * 9 / 10];
    const double time_s = double((steady.to - steady.from).ns) / 1e9;
    const auto ended_by = [&](Time t) { return std::upper_bound(ends.begin(), ends.end(), t) - ends.begin(); };
    steady.throughput_per_s = double(ended_by(steady.to) - ended_by(steady.from)) / time_s;
    std::vector<double> responses;
    for (const trace::Task& task : log.tasks)
        if (task.kind == trace::TaskKind::arrived && task.finished && *task.finished > steady.from &&
            *task.finished <= steady.to)
            responses.push_back(double((*task.finished - task.arrival).ns) / 1e6);
    steady.mean_response_ms = mean_of(responses);
    double cpu = 0, ready = 0, served = 0;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        const double inside =
            double(std::max<int64_t>(0, std::min(span.end(), steady.to).ns - std::max(span.start, steady.from).ns));
        if (span.kind == SpanKind::running) cpu += inside;
        if (span.kind == SpanKind::ready) ready += inside;
        if (in_service(span)) served += inside;
    }
    const double tasks = steady.throughput_per_s * time_s * 1e6;
    steady.core_utilization = cpu / (time_s * 1e9 * double(log.cores));
    steady.mean_ready_ms = ready / tasks;
    steady.mean_cpu_ms = cpu / tasks;
    steady.mean_served_ms = served / tasks;
    return steady;
}

Ran run_pool(const Json& model, int64_t requests, Runner& runner) {
    File file;
    file.machine["cores"] = model.at("cores");
    file.strategy = {{"kind", "thread-pool"}, {"threads", model.at("threads")}};
    Json steps = Json::array({compute(model.at("cpu_ms").get<double>())});
    if (number_or(model, "io_ms", 0) > 0) {
        file.devices["io"] = {{"time", time(model.at("io_ms").get<double>())}};
        steps.push_back({{"io", "io"}});
    }
    file.row(steps)["count"] = requests;
    return runner.run(file.json());
}

}  // namespace oracles
