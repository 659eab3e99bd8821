#include "tests/support/scenarios.h"

#include "base/number.h"
#include "scenario/document.h"

#include <algorithm>
#include <stdexcept>

namespace support {

using namespace scenario;

namespace {

Law law(LawKind kind, Time a) {
    Law law;
    law.kind = kind;
    law.a = a;
    return law;
}
Step timed(StepKind kind, Law time) {
    Step step;
    step.kind = kind;
    step.time = std::move(time);
    return step;
}

}  // namespace

Law constantly(Time t) { return law(LawKind::constant, t); }
Law exponentially(Time mean) { return law(LawKind::exponential, mean); }
Step compute(Time t) { return timed(StepKind::compute, constantly(t)); }
Step compute(Law law) { return timed(StepKind::compute, std::move(law)); }
Step io(uint32_t device, bool blocking) {
    Step step;
    step.kind = StepKind::io;
    step.device = {device};
    step.blocking = blocking;
    return step;
}
Step sleep(Time t) { return timed(StepKind::sleep, constantly(t)); }

Scenario bare(int64_t cores) {
    Scenario scenario;
    scenario.machine.cores = cores;
    return scenario;
}

uint32_t add_device(Scenario& scenario, Time time, int64_t capacity) {
    scenario.devices.push_back(
        {"device" + std::to_string(scenario.devices.size()), constantly(time), capacity, Discipline::fifo});
    return uint32_t(scenario.devices.size() - 1);
}

Work& add_work(Scenario& scenario, std::vector<Step> steps, int64_t count, Time at) {
    const std::string name(1, char('a' + scenario.programs.size()));
    scenario.programs.push_back({name, std::move(steps)});
    Work work;
    work.program = uint32_t(scenario.programs.size() - 1);
    work.name = name;
    work.count = count;
    work.at = at;
    scenario.work.push_back(work);
    return scenario.work.back();
}

Work& add(Scenario& scenario, int64_t ms, int64_t at) { return add_work(scenario, {compute(msec(ms))}, 1, msec(at)); }

Scenario read_text(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    const auto document = read("{\"version\": 1, \"title\": \"test\", " + text + "}");
    if (!document) throw std::runtime_error(document.error().message + " in " + text);
    return document->variants[0].scenario;
}

Scenario worked_example() {
    Scenario scenario = bare(2);
    scenario.machine.scheduler.policy = Policy::round_robin;
    scenario.machine.scheduler.quantum = msec(4);
    add_device(scenario, msec(20));
    add_work(scenario, {compute(msec(2)), io(), compute(msec(2))}, 24);
    scenario.strategy.kind = StrategyKind::thread_pool;
    scenario.strategy.threads = 4;
    return scenario;
}

std::string cores_text(const Scenario& scenario, const trace::Log& log) {
    std::vector<trace::Span> spans;
    for (size_t i = 0; i < log.spans.size(); ++i)
        if (log.spans[i].core) spans.push_back(log.spans[i]);
    std::sort(spans.begin(), spans.end(),
              [](const auto& a, const auto& b) { return a.start != b.start ? a.start < b.start : a.core < b.core; });
    std::string text;
    for (const trace::Span& span : spans) {
        const trace::Task& task = log.tasks[span.task.index];
        const auto ms = [](Time t) { return rounded_text(double(t.ns) / 1e6, 3); };
        text += "core" + std::to_string(span.core.index) + " " + ms(span.start) + " " + ms(span.end()) + " " +
                (span.kind == trace::SpanKind::switching ? "switch " : "") + scenario.work[task.row].name +
                std::to_string(task.index + 1) + "\n";
    }
    return text;
}

}  // namespace support
